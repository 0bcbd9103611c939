"""Write the pack's table of other names of places: ``-m benchmarks.matching.other_names``.

A row is an alternate name in GeoNames that spelling alone would not find: an old name, a
name in another language. Rows with another source were written by hand and are kept.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from benchmarks.matching.geonames import bare, listed_places
from benchmarks.matching.learn_sounds import PACK
from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.likeness import costs_of, likeness
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.scripts import KHMER, LATIN, script_of_most
from ponleu.engines.matching.types import Kind
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

TABLE = PACK / "place_other_names.csv"
SOURCE = "GeoNames, CC BY 4.0"
COLUMNS = ("other", "name", "source", "verified")
MOST_ALIKE = 0.55
"""Names less alike than this are other names, or spelled too far off to be found by sound."""


def by_hand() -> list[tuple[str, ...]]:
    """Rows of the table that are not GeoNames'."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [tuple(row[name] for name in COLUMNS) for row in rows if row["source"] != SOURCE]


def listed() -> Iterator[tuple[str, ...]]:
    """GeoNames' rows: names in Latin letters that are written large, and in other scripts."""
    lexicon = load_matching_lexicon("kh")
    costs = costs_of(lexicon.costs, lexicon.gaps)
    for place in listed_places():
        name = bare(place.name)
        form = read_name(name, lexicon, Kind.PLACE)
        for other in sorted({bare(other) for other in place.others}):
            script = script_of_most(other)
            if script == KHMER or len(fold(other)) < 2 or (script == LATIN and _is_noise(other)):
                continue
            alike = likeness(read_name(other, lexicon, Kind.PLACE), form, costs)
            if alike < MOST_ALIKE:
                yield other, name, SOURCE, "false"


def _is_noise(other: str) -> bool:
    """Codes, and what a machine spelled from another script."""
    return not other[0].isupper() or (other.isupper() and len(other) <= 3) or "'" in other


def main() -> None:
    """Write the table anew."""
    rows = [*by_hand(), *dict.fromkeys(listed())]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows)
    print(f"{len(rows)} other names -> {TABLE}", file=sys.stderr)


if __name__ == "__main__":
    main()
