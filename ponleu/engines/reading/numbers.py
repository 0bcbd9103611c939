"""Numbers as written: digits of any script, thousands marks, English number words."""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip

SMALL_WORDS: Final = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
MAGNITUDES: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "ten-thousand": 10_000,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "lacs": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mln": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
}
SHORT_MAGNITUDES: Final = {"k": 1_000, "m": 10**6, "bn": 10**9}

_WORD: Final = "|".join(sorted(SMALL_WORDS, key=len, reverse=True))
_SCALE: Final = "|".join(MAGNITUDES)
_MEASURED: Final = r"(?:hour|day|night|week|month|year|minute|second|storey|room|person|member|man)"
WORD_NUMBER: Final = (
    rf"(?:half\s+a\s+dozen|(?:a\s+|one\s+|two\s+|three\s+)?dozen"
    rf"|(?:a(?=\s+(?:{_SCALE})\b)|(?:{_WORD})(?:-(?:{_WORD}))?(?!\w|-(?!{_MEASURED}\b)))"
    rf"(?:\s+(?:and\s+)?(?:(?:{_WORD})(?:-(?:{_WORD}))?(?!\w)|(?:{_SCALE})\b)){{0,8}}"
    r")"
)
"""A regular expression (ignore case) for a number in words."""

DIGIT_NUMBER: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])|0,[0-9]{1,2}(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
)
"""A regular expression for a number in digits; the comma parts thousands, or lakhs."""

_KHMER_DIGITS: Final = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
KHMER_NUMBER: Final = r"[០-៩](?:[០-៩]|[.,](?=[០-៩]))*"


def number_of_digits(written: str) -> float:
    """The number behind "2,620,000" or "1.5".

    >>> number_of_digits("2,620,000")
    2620000.0
    >>> number_of_digits("4,80,000")
    480000.0
    >>> number_of_digits("27.500.000")
    27500000.0
    >>> number_of_digits("0,4")
    0.4
    """
    if written.startswith("0,"):
        return float(written.replace(",", "."))
    if written.count(".") > 1:
        return float(written.replace(".", ""))
    return float(written.replace(",", ""))


def khmer_number(written: str) -> float:
    """The number behind Khmer digits, where full stop or comma parts thousands.

    A single mark followed by other than three digits is a decimal mark.

    >>> khmer_number("២.៦២០.០០០")
    2620000.0
    """
    latin = written.translate(_KHMER_DIGITS)
    groups = re.split(r"[.,]", latin)
    if len(groups) == 2 and len(groups[1]) != 3:
        return float(".".join(groups))
    return float("".join(groups))


def khmer_integer(written: str) -> int:
    """The whole number behind Khmer or Latin digits without marks."""
    return int(written.translate(_KHMER_DIGITS))


def number_of_words(written: str) -> float | None:
    """The number behind "twenty-five", "two hundred" or "a dozen"; None if it is none.

    >>> number_of_words("six hundred and twelve")
    612.0
    """
    words = re.findall(r"[a-z]+", written.lower())
    if words[-1:] == ["dozen"]:
        return _dozens(words[:-1])
    total, group = 0.0, 0.0
    for word in words:
        if word in SMALL_WORDS:
            group += SMALL_WORDS[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in MAGNITUDES:
            total, group = total + (group or 1) * MAGNITUDES[word], 0
        elif word not in {"a", "and"}:
            return None
    return total + group if words else None


def _dozens(before: list[str]) -> float | None:
    if before == ["half", "a"]:
        return 6.0
    if before in ([], ["a"]):
        return 12.0
    return 12.0 * SMALL_WORDS[before[0]] if before[0] in SMALL_WORDS else None
