"""A synthetic register: persons of many origins, a fifth of the rows noisy duplicates.

    python -m benchmarks.matching.persons --rows 100000 --seed 1 --out var/bench/matching/p.csv

Columns are those of `ponleu link` and ``true_id``, which tells who a row is about. Needs
the output of ``benchmarks.matching.name_parts``.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from benchmarks.matching.person_noise import Noise, noisy, province
from benchmarks.matching.person_words import PARTS, Word, Words, load_words

DUPLICATES = 0.2
COLUMNS = ("id", "name", "kind", "born", "sex", "place", "identifiers", "true_id")
FIRST_YEAR, LAST_YEAR = 1950, 2008
MISSING = {"born": 0.05, "phone": 0.30, "card": 0.35, "sex": 0.02, "place": 0.1}
SHARES = {"km": 0.60, "vi": 0.12, "zh": 0.15, "th": 0.003, "en": 0.042, "fr": 0.042, "in": 0.043}


@dataclass(frozen=True)
class Person:
    """One row; ``words`` are the parts of the name, each with the ways it is spelled."""

    true_id: int
    origin: str
    words: tuple[Word, ...]
    spelled: tuple[str, ...]
    born: str
    sex: str
    place: str
    phone: str
    card: str
    title: str = ""
    is_duplicate: bool = field(default=False)

    def row(self, number: int) -> tuple[str, ...]:
        """The row as it is written."""
        numbers = [("phone", self.phone), ("card", self.card)]
        identifiers = "|".join(f"{sort}:{text}" for sort, text in numbers if text)
        name = " ".join([self.title, *self.spelled]).strip()
        return (
            f"r{number}",
            name,
            "person",
            self.born,
            self.sex,
            self.place,
            identifiers,
            str(self.true_id),
        )


def register(rows: int, seed: int, words: Words, noise: Noise | None = None) -> list[Person]:
    """So many rows in random order, a fifth of them noisy copies of the others."""
    chance = Random(seed)
    copies = int(rows * DUPLICATES)
    persons = [_person(number, words, chance) for number in range(rows - copies)]
    kinds_of_noise = noise or Noise()
    copied = [noisy(chance.choice(persons), kinds_of_noise, chance) for _ in range(copies)]
    everyone = persons + copied
    chance.shuffle(everyone)
    return everyone


def _person(number: int, words: Words, chance: Random) -> Person:
    origin = chance.choices(list(SHARES), list(SHARES.values()))[0]
    sex = chance.choice("fm")
    parts = words.draw(origin, sex, chance)
    person = Person(
        true_id=number,
        origin=origin,
        words=parts,
        spelled=tuple(word.spelled(chance) for word in parts),
        born=_day(chance),
        sex=sex,
        place=province(chance),
        phone=f"0{chance.randint(10**7, 10**9 - 1)}",
        card=f"{chance.randint(10**8, 10**9 - 1)}",
    )
    lost = {name: "" for name, share in MISSING.items() if chance.random() < share}
    return replace(person, **lost)


def _day(chance: Random) -> str:
    year = int(chance.triangular(FIRST_YEAR, LAST_YEAR, 1992))
    return f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def rows_of(persons: list[Person]) -> Iterator[tuple[str, ...]]:
    """Header and rows."""
    yield COLUMNS
    for number, person in enumerate(persons):
        yield person.row(number)


def write_register(rows: int, seed: int, out: Path, parts: Path = PARTS) -> Path:
    """The register as a CSV file; nothing is done if it is there."""
    if not out.exists():
        words = load_words(json.loads(parts.read_text(encoding="utf-8")))
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows_of(register(rows, seed, words)))
    return out


def main() -> None:
    """Write one register."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    write_register(args.rows, args.seed, args.out)


if __name__ == "__main__":
    main()
