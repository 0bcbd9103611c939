"""Makers for the tests of the index file."""

from __future__ import annotations

from ponleu.engines.matching.types import Record

NAMES = (
    "Sok Chea",
    "Chan Sophea",
    "Ly Yong Phat",
    "Nguyễn Văn Anh",
    "Zhang Weiming",
    "Keo Sovannara",
    "ហេង វិសាល",
    "Kim Sreypov",
)


def make_records(count=8, **fields):
    """So many records with ids p0, p1, ... and names that are all different."""
    return [make_record(at, **fields) for at in range(count)]


def make_record(at, name=None, **fields):
    words = NAMES[at % len(NAMES)]
    turn = at // len(NAMES)
    return Record(f"p{at}", name or (f"{words} {_word(turn)}" if turn else words), **fields)


def _word(number):
    """A word of three syllables that no other number has."""
    syllables = ("ka", "mo", "re", "ti", "su", "na", "pe", "vo", "chi", "lu")
    return "".join(syllables[number // 10**place % 10] for place in range(3))
