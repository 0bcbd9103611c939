"""Numbers in Khmer: digits with marks between thousands, number words, "25 million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.khmer_text import END, START, any_of
from ponleu.engines.reading.khmer_words import khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.numbers import khmer_number
from ponleu.engines.reading.types import Lexicon

DIGITS: Final = r"(?<![\d.,/-])\d+(?:[.,]\d+)*(?![\d/])"
_LEAST_SCALE: Final = 100
_LONGEST: Final = 8
"""Number words in one number: more are a list of numbers, or play."""


@dataclass(frozen=True, slots=True)
class KhmerNumbers:
    """How numbers are written.

    Attributes:
        expression: a number, in digits or words or both.
    """

    expression: str
    words: re.Pattern[str]
    values: Mapping[str, int]

    def value(self, written: str) -> float:
        """The number behind "25 million" or "three hundred and five", both in Khmer."""
        parts: list[float] = []
        for match in self.words.finditer(written):
            if match.group()[0].isdigit():
                parts.append(khmer_number(match.group()))
                continue
            number = self.values[match.group()]
            if number < _LEAST_SCALE:
                parts.append(number)
                continue
            factor = 0.0
            while parts and parts[-1] < number:
                factor += parts.pop()
            parts.append((factor or 1) * number)
        return sum(parts)


@once_per
def khmer_numbers(lexicon: Lexicon) -> KhmerNumbers:
    """The number words of a lexicon. Without any, digits alone are numbers."""
    values = {
        word: int(label) for word, label in khmer_words(lexicon).labels.get("numbers", {}).items()
    }
    word = any_of(values)
    scale = any_of(phrase for phrase, number in values.items() if number >= _LEAST_SCALE)
    more = rf"(?:(?: ?{scale}|{word}){END}){{0,{_LONGEST}}}"
    scaled = rf"(?:(?: ?{scale}){END}(?:\d{{1,3}} ?{scale}{END})?)"
    return KhmerNumbers(
        rf"(?:{DIGITS}{scaled}{{0,2}}|{START}{word}{END}{more})",
        re.compile(rf"\d+(?:[.,]\d+)*|{word}{END}"),
        values,
    )
