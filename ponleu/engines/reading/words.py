"""Words of a text with their places, and the key under which a word is looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

_LETTERS = r"(?:[^\W\d_]+[\u0300-\u036f]*)+"
WORD = re.compile(
    rf"[A-Za-z]+(?![^\W\d_]|['’\u0300-\u036f])|{_LETTERS}(?:['’](?!s\b){_LETTERS})*|\d+"
)
_APOSTROPHES = str.maketrans("", "", "'’\u200b\u200c\u200d")


class Token(NamedTuple):
    """A word or a run of digits; ``key`` is how dictionaries know it."""

    text: str
    start: int
    end: int
    key: str
    is_capitalised: bool


def word_key(word: str) -> str:
    """Case, apostrophes and Latin diacritics folded away: "Kâmpóng" is "kampong"."""
    if word.isascii() and word.isalnum():
        return word.lower()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return word.translate(_APOSTROPHES).casefold()


def phrase_key(phrase: str) -> str:
    """The keys of a phrase's words, divided by single spaces."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return " ".join(phrase.casefold().split())
    return " ".join(word_key(match.group()) for match in WORD.finditer(phrase))


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words between two offsets. A possessive "'s" is a word of its own."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    make = partial(tuple.__new__, Token)  # no call of Token's own maker for each word
    return [
        make((word := match.group(), *match.span(), word_key(word), word[0].isupper()))
        for match in found
    ]


class PhraseSet:
    """Phrases by their key, with the longest length that begins with each first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.longest: dict[str, int] = {}
        self.keys: set[str] = set()
        for phrase in phrases:
            self.add(phrase_key(phrase))

    def add(self, key: str) -> None:
        if key:
            self.keys.add(key)
            first, length = key.split(" ", 1)[0], key.count(" ") + 1
            self.longest[first] = max(length, self.longest.get(first, 0))

    def at(self, tokens: Sequence[Token], position: int) -> tuple[int, str]:
        """Length in words and key of the longest phrase that begins here; (0, "") if none."""
        if tokens[position].key not in self.longest:
            return 0, ""
        most = min(self.longest.get(tokens[position].key, 0), len(tokens) - position)
        for length in range(most, 0, -1):
            key = " ".join(token.key for token in tokens[position : position + length])
            if key in self.keys:
                return length, key
        return 0, ""
