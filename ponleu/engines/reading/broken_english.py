"""English that nobody wrote: the slips of grammar that a machine's translation leaves.

A person who writes in a hurry breaks grammar too, but leaves capitals and stops out; a
machine keeps these. So slips count only in a text that is otherwise neatly set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ponleu.engines.reading.hurried import small_selves
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.tokens import Row, row_of
from ponleu.engines.reading.word_sets import word_set

LEAST_WORDS: Final = 60
LEAST_SLIPS: Final = 3
"""Slips from which, at one in ``WORDS_A_SLIP`` words, a text is taken for a translation."""
WORDS_A_SLIP: Final = 60
LEAST_ARTICLES: Final = 0.03
"""Share of "the", "a" and "an": newspapers have 8 to 11 in a hundred words."""

_ARTICLES: Final = word_set("the a an")
_SUBJECTS: Final = word_set("he she it")
_BARE: Final = word_set(
    "say insist add speak tell ask have go make get take want call confirm deny urge let know "
    "continue promise report instruct respond explain refuse point mean give order need receive"
)
_BEFORE_BARE: Final = word_set(
    "did does do to let make helped help will would can could may might must should if that made "
    "have having suggest demand recommend insist request"
)
_UNITS: Final = word_set("year month day week hour case dollar kilogram people’s time head floor")
_MASSES: Final = word_set("peoples informations polices equipments evidences millions staffs")
_HAVE: Final = frozenset({"has", "have"})
_AFTER_HAVE: Final = word_set(
    "order cracking arrest raise seize urge request promise instruct meet"
)
_WATCHED: Final = _SUBJECTS | _HAVE | _UNITS | _MASSES | {"according"}
_EXPLICIT: Final = re.compile(
    r"\b(?:(?:machine|auto(?:matic(?:ally)?)?)[\s-]translat\w+|translat\w+\s+(?:automatically|"
    r"by\s+(?:automatic|google|machine|bing|computer|a\s+machine|ai)\b)|google\s+translate)",
    re.IGNORECASE,
)


def is_broken(text: str) -> bool:
    """Whether a text says that a machine translated it, or has the slips of one."""
    row = row_of(text)
    if _says_so(text, row):
        return True
    slips = _slips(row.words)
    if slips < LEAST_SLIPS or len(row.words) < LEAST_WORDS:
        return False
    words = [word for word in row.words if word[0].isalpha()]
    if (not text.isascii() and _is_foreign(words)) or not _is_neat(text, row):
        return False
    few_articles = sum(map(_ARTICLES.__contains__, words)) < LEAST_ARTICLES * len(words)
    return few_articles or slips * WORDS_A_SLIP >= len(words)


def _says_so(text: str, row: Row) -> bool:
    hints = {"translate", "translated", "translation", "translator"}
    return not hints.isdisjoint(row.words) and _EXPLICIT.search(text) is not None


def _is_foreign(words: Sequence[str]) -> bool:
    ascii_words = sum(map(str.isascii, words))
    return 2 * ascii_words < len(words)


def _is_neat(text: str, row: Row) -> bool:
    """Whether sentences begin large: a message in a hurry writes "i" and no capitals."""
    ends = [at for at, word in enumerate(row.words[:-1]) if word in {".", "!", "?"}]
    large = sum(text[row.starts[at + 1]].isupper() for at in ends)
    return 10 * large >= 6 * len(ends) and len(ends) > 2 and not small_selves(text)


def _slips(words: Sequence[str]) -> int:
    """How often the words break a rule that hardly any writer breaks."""
    found = 0
    for at in positions(words, _WATCHED):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        before = words[at - 1] if at else ""
        if word in _SUBJECTS:
            found += after in _BARE and before not in _BEFORE_BARE
        elif word in _HAVE:
            found += after in _AFTER_HAVE
        elif word in _UNITS:
            found += before.isdecimal() and before != "1" and after != "-" and after != "old"
        elif word == "according":
            found += after not in {"to", "as"}
        else:
            found += 1
    return found
