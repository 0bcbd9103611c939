"""Numbers in names: Jinbei 4 is not Jinbei 2, Block C is not Block G, the 5th floor is floor 5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ponleu.engines.matching.types import Kind, Token

_ORDINAL: Final = re.compile(r"^0*(\d+)(?:st|nd|rd|th|er|e)?$")
_WITH_LETTERS: Final = re.compile(r"^([a-z]{1,2})0*(\d+)$|^0*(\d+)([a-z])$")
_ROMAN: Final = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
}  # fmt: skip
_LETTERED: Final = frozenset({Kind.SITE, Kind.PLACE})


def number_of(token: Token, kind: Kind | None) -> str:
    """The number or number with letter that a word is, in one form; empty if it is none."""
    letters = token.letters.decode()
    plain = _ORDINAL.match(letters)
    if plain:
        return plain[1]
    if kind is Kind.PERSON:
        return ""
    with_letters = _WITH_LETTERS.match(letters)
    if with_letters:
        return f"{with_letters[1] or with_letters[4]}{with_letters[2] or with_letters[3]}"
    if kind in _LETTERED and token.is_initial:
        return letters
    return _ROMAN.get(letters, "")


def numbered_words(tokens: Sequence[Token], kind: Kind | None) -> Mapping[str, str]:
    """Each word that stands before a number, with that number: Phum 4, Sangkat 3."""
    return {
        word.letters.decode(): number
        for word, after in pairwise(tokens)
        if (number := number_of(after, kind)) and not number_of(word, kind)
    }


def numbers_of(tokens: Iterable[Token], kind: Kind | None) -> frozenset[str]:
    """All numbers among the words."""
    return frozenset(number for token in tokens if (number := number_of(token, kind)))
