"""Whether a text is a message in a hurry: "i" written small tells it, or that nothing is large."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.tokens import row_of

LEAST: Final = 2
"""Times that "i" stands small in such a text, at the least ..."""
WORDS_EACH: Final = 300
"""... and for so many words once: one message quoted in a book makes no message of the book."""
SHORTEST: Final = 25
"""Words from which the lack of large letters tells anything."""
LARGE_EACH: Final = 16
"""In a text of small letters, at most one word in so many begins with a large one."""
_I: Final = frozenset({"i"})
_LATIN: Final = re.compile("[A-Za-z]")


def is_hurried(text: str) -> bool:
    """Whether "i" stands small often enough, or hardly any word begins with a capital."""
    found = small_selves(text)
    words = len(row_of(text).words)
    return (len(found) >= LEAST and len(found) * WORDS_EACH >= words) or is_small(text)


@lru_cache(maxsize=2)
def small_selves(text: str) -> tuple[int, ...]:
    """Numbers of the tokens at which "i" stands small."""
    row = row_of(text)
    return tuple(at for at in positions(row.words, _I) if text[row.starts[at]] == "i")


@lru_cache(maxsize=2)
def is_small(text: str) -> bool:
    """Whether a text in Latin letters is written almost without capitals."""
    latin = _LATIN.findall("".join(map(text.__getitem__, row_of(text).starts)))
    large = sum(map(str.isupper, latin))
    return len(latin) >= SHORTEST and large * LARGE_EACH <= len(latin)
