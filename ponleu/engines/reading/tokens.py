"""Words and marks of a text with their offsets, cut once and shared by the finders."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import NamedTuple

_TOKEN = re.compile(
    r"[^\W\d_]+n['’]t\b"  # don't
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"  # word, crack-down
    r"|['’](?:s|ll)\b"
    r"|\d+(?:[.,]\d+)*"
    r"|\S"
)


class Token(NamedTuple):
    """A word in lower case, a number or one mark; ``start`` and ``end`` are in the text."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=2)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The whole text cut; kept, since several finders read the same document."""
    return tuple(tokenise(text))


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut ``text[start:end]``; offsets stay those of the whole text."""
    stop = len(text) if end is None else end
    make = partial(tuple.__new__, Token)  # no call of Token's own maker for each word
    return [
        make((match.group().lower(), *match.span())) for match in _TOKEN.finditer(text, start, stop)
    ]
