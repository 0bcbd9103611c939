"""Whether a text is a message in a hurry: "i" written small tells it best."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.tokens import row_of

LEAST: Final = 2
"""Times that "i" stands small in such a text, at the least ..."""
WORDS_EACH: Final = 300
"""... and for so many words once: one message quoted in a book makes no message of the book."""
_I: Final = frozenset({"i"})


def is_hurried(text: str) -> bool:
    """Whether "i" stands small often enough."""
    found = small_selves(text)
    return len(found) >= LEAST and len(found) * WORDS_EACH >= len(row_of(text).words)


@lru_cache(maxsize=2)
def small_selves(text: str) -> tuple[int, ...]:
    """Numbers of the tokens at which "i" stands small."""
    row = row_of(text)
    return tuple(at for at in positions(row.words, _I) if text[row.starts[at]] == "i")
