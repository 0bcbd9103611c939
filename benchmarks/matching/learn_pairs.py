"""What each feature of two names weighs: ``python -m benchmarks.matching.learn_pairs``.

Learns from the part of ``hard_pairs.csv`` that is not held out. The table to standard error
is of pairs not learned from: a fifth of the families at a time is left out. ``--write`` renews
the pack's table. The same pairs give the same weights: nothing is drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.matching.hard_pairs import HardPair, hard_pairs, table
from ponleu.engines.matching.comparing import compare_names, names_of
from ponleu.engines.matching.scales import Scales, make_scales
from ponleu.engines.matching.types import Record
from ponleu.engines.matching.weights import LN2, Weights
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
from ponleu.foundation.packs.matching_weights import TABLE, load_readings, table_of_weights

PACK = Path(__file__).parents[2] / "ponleu/foundation/packs/kh/matching" / TABLE
SOURCE = "learned from hard pairs of our own: benchmarks.matching.learn_pairs"

SPEAK_FOR = frozenset({"shared", "initials", "family", "abbreviation", "numbers_agree", "readings"})
SPEAK_AGAINST = frozenset(
    {
        "first_sound", "vowel", "consonant", "added", "end", "end_vowel", "across_sounds",
        "slips", "unlike", "left_on_both",
        "words_left_on_both", "left_on_one", "nothing_shared", "numbers_differ",
        "number_on_one", "marks_differ", "swapped", "syllables_apart", "signs_differ",
        "fathers_swapped", "worst",
    }
)  # fmt: skip
"""Signs are given: more pairs could not teach that a difference speaks for."""

EXPECTED = {"marks_differ": -2.0, "fathers_swapped": -3.0, "family": 1.0, "nothing_shared": -6.0}
"""Bits of what too few pairs show; all others are expected to weigh nothing."""

PULL = 1.0
"""How strongly weights are held near what is expected (ridge), in units of one pair."""

FOLDS = 5
Rows = NDArray[np.float64]


def main(words: Sequence[str]) -> int:
    """Learn, measure on what was left out, write if asked."""
    pairs = [pair for pair in hard_pairs() if not pair.is_held_out]
    scales = make_scales(load_matching_lexicon("kh"), START, load_readings("kh"))
    for _ in range(3):  # which alias fits best follows from the weights
        names, rows, same = features(pairs, scales)
        weights = learned(names, rows, same)
        scales = make_scales(scales.lexicon, weights, scales.syllables.readings)
    print(table("left out", left_out(pairs, names, rows, same), pairs), file=sys.stderr)
    if "--write" in words:
        PACK.write_text(table_of_weights(weights, SOURCE), encoding="utf-8")
    return 0


START = Weights(
    0.5, 2.0, dict.fromkeys(SPEAK_AGAINST, -1.0) | {"unlike": -3.0, "words_left_on_both": -2.0}
)


def features(pairs: Sequence[HardPair], scales: Scales) -> tuple[list[str], Rows, Rows]:
    """Names of features, their values (n_pairs, n_features), and which pairs are the same."""
    found: list[Mapping[str, float]] = []
    for pair in pairs:
        here, there = (
            names_of(Record("", name, pair.kind), pair.kind, scales) for name in (pair.a, pair.b)
        )
        found.append(compare_names(here, there, scales).features)
    names = sorted({name for one in found for name in one})
    rows = np.array([[one.get(name, 0.0) for name in names] for one in found])
    return names, rows, np.array([float(pair.is_same) for pair in pairs])


def learned(names: Sequence[str], rows: Rows, same: Rows) -> Weights:
    """Weights by which the pairs are likeliest: logistic, ridge, signs kept."""
    lowest = np.array([0.0 if name in SPEAK_FOR else -np.inf for name in names])
    highest = np.array([0.0 if name in SPEAK_AGAINST else np.inf for name in names])
    expected = np.array([EXPECTED.get(name, 0.0) * LN2 for name in names])
    start, bits = 0.0, expected.copy()
    for _ in range(300):
        start, moved = _sweep(rows, same, start, bits, (lowest, highest, expected))
        if moved < 1e-6:
            break
    usual = float(same.mean())
    return Weights(usual, start / LN2, dict(zip(names, (bits / LN2).tolist(), strict=True)))


def _sweep(
    rows: Rows, same: Rows, start: float, bits: Rows, bounds: tuple[Rows, Rows, Rows]
) -> tuple[float, float]:
    """One Newton step for each weight in turn; changes ``bits``, gives start and the most moved.

    Args:
        bounds: lowest, highest and expected value of each weight.
    """
    odds = start + rows @ bits
    share = 1.0 / (1.0 + np.exp(-odds))
    step = float((same - share).sum() / (share * (1 - share)).sum())
    start, moved = start + step, abs(step)
    odds += step
    for place in range(rows.shape[1]):
        column = rows[:, place]
        share = 1.0 / (1.0 + np.exp(-odds))
        slope = column @ (same - share) - PULL * (bits[place] - bounds[2][place])
        bend = (column**2) @ (share * (1 - share)) + PULL
        new = np.clip(bits[place] + slope / bend, bounds[0][place], bounds[1][place])
        odds += (new - bits[place]) * column
        moved = max(moved, abs(float(new - bits[place])))
        bits[place] = new
    return start, moved


def left_out(pairs: Sequence[HardPair], names: Sequence[str], rows: Rows, same: Rows) -> Rows:
    """A score for each pair from weights learned without its family's fifth."""
    fold = np.array([sha256(pair.family.encode()).digest()[1] % FOLDS for pair in pairs])
    scores = np.zeros(len(pairs))
    for part in range(FOLDS):
        apart = fold == part
        weights = learned(names, rows[~apart], same[~apart])
        bits = weights.start + rows[apart] @ np.array([weights.bits[name] for name in names])
        scores[apart] = 1.0 / (1.0 + np.exp(-LN2 * bits))
    return scores


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
