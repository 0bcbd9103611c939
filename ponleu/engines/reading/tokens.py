"""Words and marks of a text with their offsets, cut once and shared by the finders."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from ponleu.engines.reading.per_word import PerWord

_TOKEN = re.compile(
    r"([^\W\d_]+n['’]t\b"  # don't
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"  # word, crack-down
    r"|['’](?:s|ll)\b"
    r"|\d+(?:[.,]\d+)*"
    r"|\S)"
)


class Token(NamedTuple):
    """A word in lower case, a number or one mark; ``start`` and ``end`` are in the text."""

    word: str
    start: int
    end: int


_lower = PerWord(str.lower)
"""Words in lower case, each kept once however often it stands."""
_token = partial(tuple.__new__, Token)
"""A token of three values, without a call of Token's own maker for each word."""


class Row(NamedTuple):
    """A text's tokens, and their words and starts by themselves."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]


@lru_cache(maxsize=2)
def row_of(text: str) -> Row:
    """The whole text cut; kept, since several finders read the same document."""
    return _cut(text, 0)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut ``text[start:end]``; offsets stay those of the whole text."""
    return list(_cut(text[start:end], start).tokens)


def _cut(text: str, start: int) -> Row:
    """The tokens of a text that begins at an offset; the loops run inside the interpreter."""
    pieces = _TOKEN.split(text)
    borders = tuple(accumulate(map(len, pieces), initial=start))
    words, starts = tuple(map(_lower.__getitem__, pieces[1::2])), borders[1:-1:2]
    return Row(tuple(map(_token, zip(words, starts, borders[2::2], strict=False))), words, starts)
