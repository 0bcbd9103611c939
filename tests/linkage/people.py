"""A small table of invented people, some of them twice, for tests of linkage."""

from __future__ import annotations

from ponleu.engines.matching.types import Kind, Record

FAMILIES = ("Sok", "Keo", "Chan", "Heng", "Phal", "Rath", "Nguyen", "Tep", "Mao", "Yim")
GIVEN = ("Dara", "Bopha", "Vuthy", "Sreymom", "Piseth", "Chanthou", "Rithy", "Kunthea")
RESPELLED = {"Vuthy": "Vuthi", "Phal": "Pal", "Chanthou": "Chantou", "Rithy": "Rithi"}
PEOPLE = 240


def people() -> list[Record]:
    """240 people; every fourth is there again, respelled or swapped, and with a gap."""
    records = [_person(number) for number in range(PEOPLE)]
    return records + [_again(records[number], number) for number in range(0, PEOPLE, 4)]


def _person(number: int) -> Record:
    family = FAMILIES[number % 10]
    given = GIVEN[(number // 10 + 3 * number) % 8]
    return Record(
        id=f"p{number}",
        name=f"{family} {given}",
        kind=Kind.PERSON,
        born=f"{1960 + number * 7 % 45}-{1 + number * 5 % 12:02d}-{1 + number * 11 % 28:02d}",
        sex="fm"[number % 2],
        place=f"{1 + number % 25:02d}",
        identifiers=(
            f"phone:0{12_000_000 + number * 7919}",
            f"card:{100_000_000 + number * 104729}",
        ),
    )


def _again(of: Record, number: int) -> Record:
    words = [RESPELLED.get(word, word) for word in of.name.split()]
    name = " ".join(reversed(words) if number % 8 else words)
    phone, card = of.identifiers
    born = of.born if number % 12 else ""
    kept = (phone,) if number % 3 else (card,)
    return Record(f"q{number}", name, of.kind, (), born, of.sex, of.place, kept)


def whose(identity: str) -> int:
    """The person of a row."""
    return int(identity[1:])
