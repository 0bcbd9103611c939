"""Who of a register is meant: the index finds, comparing weighs and says why."""

from __future__ import annotations

from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.scales import Scales
from ponleu.engines.matching.types import Match, Record
from ponleu.foundation.screening.register_index import RegisterIndex

WIDER = 2
"""So many times as many entries are weighed when more than a name is known of the question."""


def matches(index: RegisterIndex, query: Record, scales: Scales, limit: int) -> list[Match]:
    """Entries that the question may mean, the likeliest first, at most ``limit``.

    Entries with an identifier of the question are weighed whatever their names are.
    """
    tells_more = query.born or query.sex or query.place or query.identifiers
    hits = index.find(query, WIDER * limit if tells_more else limit)
    weighed = [(compare(query, hit.record, scales), hit) for hit in hits]
    weighed.sort(key=lambda pair: (-pair[0].score, -pair[1].like, pair[1].record.id))
    return [Match(hit.record.id, found.score, found.reasons) for found, hit in weighed[:limit]]
