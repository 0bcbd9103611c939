"""What befalls a row that is entered a second time: respelling, slips, swaps, gaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.matching.persons import Person

TITLES = ("Mr", "Mrs", "Ms", "Dr", "Lok", "Oknha", "H.E.", "Bong")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Noise:
    """How often each thing happens to a copy, 0..1.

    Chosen before Ponleu was run so that Splink alone has F1 .85 on 100,000 rows of seed 1.
    """

    respelled: float = 0.6
    mistyped: float = 0.25
    swapped: float = 0.2
    titled: float = 0.15
    born_missing: float = 0.25
    born_slip: float = 0.1
    phone_missing: float = 0.4
    phone_changed: float = 0.1
    card_missing: float = 0.4
    card_slip: float = 0.03
    moved: float = 0.2


def noisy(person: Person, noise: Noise, chance: Random) -> Person:
    """The same person, entered again by someone else."""
    changed = replace(
        person,
        is_duplicate=True,
        spelled=_spelled(person, noise, chance),
        title=chance.choice(TITLES) if chance.random() < noise.titled else "",
        born=_born(person.born, noise, chance),
    )
    phone = _renewed(person.phone, noise.phone_missing, noise.phone_changed, chance)
    card = "" if chance.random() < noise.card_missing else person.card
    if card and chance.random() < noise.card_slip:
        card = _digit_slip(card, chance)
    place = person.place if chance.random() >= noise.moved else province(chance)
    return replace(changed, phone=phone, card=card, place=place)


def _spelled(person: Person, noise: Noise, chance: Random) -> tuple[str, ...]:
    spelled = list(person.spelled)
    if chance.random() < noise.respelled:
        pairs = zip(person.words, person.spelled, strict=True)
        spelled = [word.spelled_unlike(text, chance) for word, text in pairs]
    if chance.random() < noise.mistyped:
        at = chance.randrange(len(spelled))
        spelled[at] = mistyped(spelled[at], chance)
    if chance.random() < noise.swapped:
        spelled = [*spelled[1:], spelled[0]]
    return tuple(spelled)


def mistyped(word: str, chance: Random) -> str:
    """The word with one slip of the hand: a letter changed, added, left out, or two swapped."""
    at = chance.randrange(len(word))
    slip = chance.randrange(4)
    if slip == 0:
        return word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    if slip == 1:
        return word[:at] + chance.choice(LETTERS) + word[at:]
    if slip == 2 and len(word) > 2:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _born(born: str, noise: Noise, chance: Random) -> str:
    if not born or chance.random() < noise.born_missing:
        return ""
    if chance.random() >= noise.born_slip:
        return born
    year, month, day = born.split("-")
    slip = chance.randrange(3)
    if slip == 0 and int(day) <= 12:
        return f"{year}-{day}-{month}"
    if slip == 1:
        return f"{int(year) + chance.choice((-1, 1))}-{month}-{day}"
    return f"{year}-{month}-{chance.randint(1, 28):02d}"


def _renewed(number: str, missing: float, changed: float, chance: Random) -> str:
    if chance.random() < missing:
        return ""
    return f"0{chance.randint(10**7, 10**9 - 1)}" if chance.random() < changed else number


def province(chance: Random) -> str:
    """A province by its number; some have many more people than others."""
    return f"{int(25 * chance.random() ** 1.5) + 1:02d}"


def _digit_slip(number: str, chance: Random) -> str:
    at = chance.randrange(len(number))
    return number[:at] + chance.choice("0123456789") + number[at + 1 :]
