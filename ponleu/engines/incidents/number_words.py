"""Texts with their number words in figures, and where each sign of them stood."""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUE: Final = {word: nth for nth, word in enumerate(_ONES, 1)} | {
    word: 10 * nth for nth, word in enumerate(_TENS, 2)
}
_WORD: Final = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<one>{'|'.join(_ONES[:9])}))?"
    rf"|(?P<small>{'|'.join(sorted(_ONES[1:], key=len, reverse=True))}))\b(?!-)",
    re.I,
)
_ENUMERATED: Final = re.compile(r"\A\s*\d{1,2}[.)]\s")
_KHMER_DIGITS: Final = {0x17E0 + digit: str(digit) for digit in range(10)}


def in_figures(text: str) -> tuple[str, list[int]]:
    """A paragraph with number words and Khmer digits in figures, without its own number.

    "One" alone stays a word: it seldom counts. Words up to ninety-nine are read.

    Returns:
        The text, and for each of its signs and for its end the place in the paragraph.
    """
    signs: list[str] = []
    places: list[int] = []
    head = _ENUMERATED.match(text)
    done = head.end() if head else 0
    for match in _WORD.finditer(text, done):
        places += range(done, match.start())
        signs.append(text[done : match.start()])
        figure = str(_value(match))
        places += [match.start()] * len(figure)
        signs.append(figure)
        done = match.end()
    places += range(done, len(text) + 1)
    signs.append(text[done:])
    return "".join(signs).translate(_KHMER_DIGITS), places


def _value(match: re.Match[str]) -> int:
    if match["small"]:
        return _VALUE[match["small"].lower()]
    return _VALUE[match["tens"].lower()] + _VALUE.get((match["one"] or "").lower(), 0)
