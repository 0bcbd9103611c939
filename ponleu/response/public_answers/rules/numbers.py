"""Numbers in words of two languages, with where they stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

KHMER_DIGITS = "០១២៣៤៥៦៧៨៩"
_ASCII = str.maketrans(KHMER_DIGITS, "0123456789")
_KHMER = str.maketrans("0123456789", KHMER_DIGITS)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
KHMER_MONTHS = (
    "មករា",
    "កុម្ភៈ",
    "មីនា",
    "មេសា",
    "ឧសភា",
    "មិថុនា",
    "កក្កដា",
    "សីហា",
    "កញ្ញា",
    "តុលា",
    "វិច្ឆិកា",
    "ធ្នូ",
)
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH = {word: number for number, word in enumerate(_UNITS, 1)}
ENGLISH |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
KHMER = {
    "មួយ": 1,
    "ពីរ": 2,
    "បី": 3,
    "បួន": 4,
    "ប្រាំ": 5,
    "ដប់": 10,
    "ម្ភៃ": 20,
    "សាមសិប": 30,
    "សែសិប": 40,
    "ហាសិប": 50,
    "ហុកសិប": 60,
    "ចិតសិប": 70,
    "ប៉ែតសិប": 80,
    "កៅសិប": 90,
}
PERSONS = "នាក់"
"""Counts people; Khmer number words are read before it alone, as words are not spaced."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?")
_ENGLISH = re.compile(
    rf"\b({'|'.join(_TENS)})(?:[- ]({'|'.join(_UNITS[:9])}))?\b|\b({'|'.join(_UNITS[1:])})\b",
    re.IGNORECASE,
)
_KHMER_COUNT = re.compile(rf"((?:{'|'.join(sorted(KHMER, key=len, reverse=True))})+)\s*{PERSONS}")
_LEVEL = re.compile(
    r"(?:level|កម្រិតទី|កម្រិត)\s*[0-5](?:\s*(?:of|ក្នុងចំណោម)\s*5(?:\s*កម្រិត)?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    Attributes:
        value: without separators, "2620000", "65.5"; the same for the same number.
        text: as it is written, of which ``start`` is the offset.
    """

    value: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


def in_ascii(text: str) -> str:
    """The text with Khmer digits made Latin, letter by letter, so that offsets stay true."""
    return text.translate(_ASCII)


def in_khmer(text: str) -> str:
    """The text with Latin digits made Khmer."""
    return text.translate(_KHMER)


def digits_in(text: str) -> list[Number]:
    """Numbers written with digits of either script."""
    plain = in_ascii(text)
    return [
        Number(_value(found[0]), text[found.start() : found.end()], found.start())
        for found in _DIGITS.finditer(plain)
    ]


def words_in(text: str) -> list[Number]:
    """Numbers written in English words from two to ninety-nine, and Khmer counts of people."""
    english = [
        Number(str(_english(found)), found[0], found.start()) for found in _ENGLISH.finditer(text)
    ]
    return english + [
        Number(str(_khmer(found[1])), found[1], found.start())
        for found in _KHMER_COUNT.finditer(text)
    ]


def numbers_in(text: str) -> list[Number]:
    """All numbers of a text in the order in which they stand, without levels of proof."""
    hidden = [(found.start(), found.end()) for found in _LEVEL.finditer(in_ascii(text))]
    found = [*digits_in(text), *words_in(text)]
    return sorted(
        (each for each in found if not _is_inside(each, hidden)), key=lambda each: each.start
    )


def without_dates(found: Iterable[Number], text: str, days: Iterable[date]) -> list[Number]:
    """Those that do not stand within one of these days, or its month and year, as written."""
    plain = in_ascii(text)
    spans = [
        (match.start(), match.end()) for day in days for match in _written(day).finditer(plain)
    ]
    return [each for each in found if not _is_inside(each, spans)]


def month_of(day: date) -> tuple[str, str]:
    """The month of a day as Khmer and as English write it."""
    khmer = f"ខែ{KHMER_MONTHS[day.month - 1]} ឆ្នាំ {in_khmer(str(day.year))}"
    return khmer, f"{MONTHS[day.month - 1]} {day.year}"


def day_of(day: date) -> tuple[str, str]:
    """A day as Khmer and as English write it."""
    khmer, english = month_of(day)
    return f"ថ្ងៃទី {in_khmer(str(day.day))} {khmer}", f"{day.day} {english}"


def _written(day: date) -> re.Pattern[str]:
    english = rf"(?:\b{day.day} )?\b{MONTHS[day.month - 1]},? {day.year}\b"
    khmer = rf"(?:ថ្ងៃទី\s*{day.day}\s*)?ខែ\s*{KHMER_MONTHS[day.month - 1]}\s*ឆ្នាំ\s*{day.year}"
    return re.compile(f"{english}|{khmer}|{day.isoformat()}")


def _is_inside(number: Number, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in spans)


def _value(written: str) -> str:
    plain = written.replace(",", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    whole, _, part = plain.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def _english(found: re.Match[str]) -> int:
    return sum(ENGLISH[word.lower()] for word in found.groups() if word)


def _khmer(words: str) -> int:
    total, rest = 0, words
    while rest:
        word = max((each for each in KHMER if rest.startswith(each)), key=len)
        total, rest = total + KHMER[word], rest[len(word) :]
    return total
