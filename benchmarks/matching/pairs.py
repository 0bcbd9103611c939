"""Hard pairs of names beside other scorers: ``python -m benchmarks.matching.pairs``.

The table is of the held-out half: nothing was learned from it and no rule was made after
looking at it. ``--peers PYTHON`` names a Python that has nomenklatura; without it that line
is left out and said to be. ``--sorts`` adds a line for each sort of pairs, ``--all`` measures
all pairs. Peers get their text in Latin letters, small.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz

from benchmarks.matching.hard_pairs import HEADING, HardPair, hard_pairs, row, table
from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.types import Record
from ponleu.foundation.packs.matching_weights import load_scales

PEER = Path(__file__).with_name("pairs_peer.py")
PASSES = 3
Scores = NDArray[np.float64]


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.matching.pairs")
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has nomenklatura")
    parser.add_argument("--sorts", action="store_true", help="a line for each sort of pairs")
    parser.add_argument("--all", action="store_true", help="all pairs, those learned from too")
    args = parser.parse_args(words)
    pairs = [pair for pair in hard_pairs() if args.all or pair.is_held_out]
    scores, thin, micros = ours(pairs)
    print(f"{HEADING}  us of CPU a pair")
    print(f"{row('Ponleu', scores, pairs)}{micros:>10.0f}")
    for name, scorer in (("WRatio", fuzz.WRatio), ("token_sort_ratio", fuzz.token_sort_ratio)):
        found, micros = of_rapidfuzz(pairs, scorer)
        print(f"{row(f'rapidfuzz {name}', found, pairs)}{micros:>10.0f}")
    if args.peers:
        found, micros = of_nomenklatura(pairs, args.peers)
        print(f"{row('nomenklatura logic-v2', found, pairs)}{micros:>10.0f}")
    else:
        print("nomenklatura logic-v2: not measured, --peers was not given")
    print(f"thin evidence, nothing decided: {thin} of {len(pairs)}")
    if args.sorts:
        print(table("Ponleu", scores, pairs))
    return 0


def ours(pairs: Sequence[HardPair]) -> tuple[Scores, int, float]:
    """Scores of Ponleu, how many pairs are thin, microseconds of CPU for a pair seen before."""
    scales = load_scales("kh")
    records = [(Record("", pair.a, pair.kind), Record("", pair.b, pair.kind)) for pair in pairs]
    found = [compare(a, b, scales) for a, b in records]
    begun = time.process_time()
    for _ in range(PASSES):
        for a, b in records:
            compare(a, b, scales)
    micros = (time.process_time() - begun) / (PASSES * len(pairs)) * 1e6
    return np.array([one.score for one in found]), sum(one.is_thin for one in found), micros


def of_rapidfuzz(
    pairs: Sequence[HardPair], scorer: Callable[[str, str], float]
) -> tuple[Scores, float]:
    """Scores of one of rapidfuzz's ratios as shares of one."""
    texts = [(anyascii(pair.a).lower(), anyascii(pair.b).lower()) for pair in pairs]
    begun = time.process_time()
    scores = np.array([scorer(a, b) / 100.0 for a, b in texts])
    return scores, (time.process_time() - begun) / len(pairs) * 1e6


def of_nomenklatura(pairs: Sequence[HardPair], python: str) -> tuple[Scores, float]:
    """Scores of nomenklatura's logic-v2, run in a Python that has it."""
    given = json.dumps([[pair.kind, pair.a, pair.b] for pair in pairs])
    done = subprocess.run(
        [python, str(PEER)], input=given, capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    return np.array(answer["scores"]), answer["micros"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
