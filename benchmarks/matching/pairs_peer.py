"""Scores of nomenklatura's logic-v2 for pairs on standard input; run by ``pairs`` elsewhere."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "site": "LegalEntity",
    "place": "LegalEntity",
}


def main() -> None:
    """Read [[kind, a, b], ...], write scores and microseconds of CPU a pair."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2
    from nomenklatura.matching.types import ScoringConfig

    def entity(kind: str, name: str, identity: str) -> Any:
        made = model.make_entity(SCHEMATA[kind])
        made.id = identity
        made.add("name", name)
        return made

    config = ScoringConfig.defaults()
    # identities of their own: logic-v2 remembers names by them
    pairs = [
        (entity(kind, a, f"a{number}"), entity(kind, b, f"b{number}"))
        for number, (kind, a, b) in enumerate(json.load(sys.stdin))
    ]
    LogicV2.compare(entity("person", "Ann Lee", "x"), entity("person", "Anne Lee", "y"), config)
    begun = time.process_time()
    scores = [LogicV2.compare(a, b, config).score for a, b in pairs]
    micros = (time.process_time() - begun) / len(pairs) * 1e6
    json.dump({"scores": scores, "micros": micros}, sys.stdout)


if __name__ == "__main__":
    main()
