"""Words and marks of a text with their offsets, cut once and shared by the finders."""

from __future__ import annotations

import re
from bisect import bisect_left
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


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut ``text[start:end]``; offsets stay those of the whole text."""
    stop = len(text) if end is None else end
    return [
        Token(match.group().lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, stop)
    ]


def token_at(tokens: list[Token], offset: int) -> int:
    """Index of the first token that starts at ``offset`` or later."""
    return bisect_left(tokens, offset, key=lambda token: token.start)
