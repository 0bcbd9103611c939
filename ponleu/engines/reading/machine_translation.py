"""Marks by which a machine's translation gives itself away."""

from __future__ import annotations

import re

from ponleu.engines.reading.broken_english import is_broken
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.tokens import row_of, tokenise
from ponleu.engines.reading.types import Lexicon

NEEDED = 2
"""Sum of the marks' weights from which a document is flagged: one strong mark or two weak."""
WEIGHTS = {"strong": 2, "weak": 1}


def is_machine_translated(text: str, lexicon: Lexicon) -> bool:
    """Whether the text holds enough of the pack's marks (``mt_marks``) or breaks grammar."""
    return _is_marked(text, lexicon) or is_broken(text)


def _is_marked(text: str, lexicon: Lexicon) -> bool:
    if _first_words(lexicon).isdisjoint(row_of(text).words):
        return False
    marks = lexicon.words.get("mt_marks", {})
    seen = {" ".join(match.group().split()) for match in _marks(lexicon).finditer(text.casefold())}
    return sum(WEIGHTS.get(marks.get(mark, ""), 0) for mark in seen) >= NEEDED


@once_per
def _first_words(lexicon: Lexicon) -> frozenset[str]:
    """A quick look: few texts hold even the first word of a mark."""
    return frozenset(tokenise(mark)[0].word for mark in lexicon.words.get("mt_marks", {}))


@once_per
def _marks(lexicon: Lexicon) -> re.Pattern[str]:
    longest_first = sorted(lexicon.words.get("mt_marks", {}), key=len, reverse=True)
    choices = "|".join(re.escape(mark).replace(r"\ ", r"\s+") for mark in longest_first)
    return re.compile(rf"\b(?:{choices or '(?!)'})\b")
