"""Words of a text with their places, and the key under which a word is looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from ponleu.engines.reading.per_word import PerWord, positions

_LETTERS = r"(?:[^\W\d_]+[\u0300-\u036f]*)+"
_WORD = rf"[A-Za-z]+(?![^\W\d_]|['’\u0300-\u036f])|{_LETTERS}(?:['’](?!s\b){_LETTERS})*|\d+"
WORD = re.compile(_WORD)
_WORDS_AND_GAPS = re.compile(f"({_WORD})")
_APOSTROPHES = str.maketrans("", "", "'’\u200b\u200c\u200d")


class Token(NamedTuple):
    """A word or a run of digits; ``key`` is how dictionaries know it."""

    text: str
    start: int
    end: int
    key: str
    is_capitalised: bool


_token = partial(tuple.__new__, Token)
"""A token of five values, without a call of Token's own maker for each word."""


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


def _look(word: str) -> tuple[str, bool]:
    """Key of a word, and whether it begins with a capital letter."""
    return word_key(word), word[0].isupper()


_looks = PerWord(_look)


class Cut(NamedTuple):
    """A text cut into words.

    Attributes:
        keys: of each word.
        gaps: what stands before each word, and after the last: one more than words.
    """

    tokens: Sequence[Token]
    keys: Sequence[str]
    gaps: Sequence[str]


def cut(text: str, start: int = 0, end: int | None = None) -> Cut:
    """The words between two offsets. A possessive "'s" is a word of its own.

    The loops over words run inside the interpreter: this is the floor of the time of reading.
    """
    pieces = _WORDS_AND_GAPS.split(text[start:end])
    words = pieces[1::2]
    if not words:
        return Cut((), (), pieces)
    borders = list(accumulate(map(len, pieces), initial=start))
    keys, capitals = zip(*map(_looks.__getitem__, words), strict=True)
    rows = zip(words, borders[1::2], borders[2::2], keys, capitals, strict=False)
    return Cut(list(map(_token, rows)), keys, pieces[::2])


def tokenise(text: str, start: int = 0, end: int | None = None) -> Sequence[Token]:
    """The words between two offsets, without what stands between them."""
    return cut(text, start, end).tokens


class PhraseSet:
    """Phrases by their key, with the longest length that begins with each first word.

    ``seconds`` holds the words that go on after a first one: few phrases get that far.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.longest: dict[str, int] = {}
        self.seconds: dict[str, set[str]] = {}
        self.keys: set[str] = set()
        for phrase in phrases:
            self.add(phrase_key(phrase))

    def add(self, key: str) -> None:
        if key:
            self.keys.add(key)
            first, *others = key.split(" ")
            self.longest[first] = max(len(others) + 1, self.longest.get(first, 0))
            if others:
                self.seconds.setdefault(first, set()).add(others[0])

    def at(self, tokens: Sequence[Token], position: int) -> tuple[int, str]:
        """Length in words and key of the longest phrase that begins here; (0, "") if none."""
        first = tokens[position].key
        most = self.longest.get(first, 0)
        if not most:
            return 0, ""
        follows = most > 1 and position + 1 < len(tokens)
        if follows and tokens[position + 1].key in self.seconds[first]:
            key = " ".join([token.key for token in tokens[position : position + most]])
            for length in range(min(most, len(tokens) - position), 1, -1):
                if key in self.keys:
                    return length, key
                key = key.rpartition(" ")[0]
        return (1, first) if first in self.keys else (0, "")

    def starts_in(self, keys: Sequence[str]) -> list[int]:
        """Numbers of the words with which a phrase may begin."""
        return positions(keys, self.longest)
