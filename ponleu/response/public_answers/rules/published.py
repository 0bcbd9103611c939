"""Whether a number of a text is one that was published: of that measure, time and people. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ponleu.knowledge.figures.rules import Stated
from ponleu.response.public_answers.rules.numbers import KHMER_MONTHS, MONTHS, Number, in_ascii

_END = re.compile(r"[.!?](?=\s|\Z)|[។\n]")
_PART = re.compile(r"\bhalf\b|\bquarter\b|ឆមាស|ត្រីមាស", re.IGNORECASE)
_HALF, _QUARTER, _YEAR = 6, 3, 12
_NTH = (("first|1st", "1|មួយ"), ("second|2nd", "2|ពីរ"), ("third|3rd", "3|បី"), ("fourth|4th", "4|បួន"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number of a text that is a published one; start and end are of its sentence."""

    number: Number
    figure: Stated
    start: int
    end: int


def quoted(text: str, numbers: Iterable[Number], figures: Sequence[Stated]) -> list[Quoted]:
    """Those numbers whose sentence names measure, time and people of a figure of that value."""
    found = []
    for number in numbers:
        start, end = _sentence(text, number.start)
        said = " ".join(in_ascii(text[start:end]).split())
        found += [
            Quoted(number, figure, start, end)
            for figure in figures
            if figure.value == number.value and _means(said, figure)
        ]
    return found


def is_of_time(number: Number, quotes: Iterable[Quoted]) -> bool:
    """Whether it only tells the time of a figure that its sentence quotes."""
    return any(
        quote.start <= number.start < quote.end and number.value in _time_numbers(quote.figure)
        for quote in quotes
    )


def _sentence(text: str, at: int) -> tuple[int, int]:
    starts = [match.end() for match in _END.finditer(text, 0, at)]
    end = _END.search(text, at)
    return (starts[-1] if starts else 0), (end.end() if end else len(text))


def _means(said: str, figure: Stated) -> bool:
    folded = said.casefold()
    is_measure = any(word in folded for word in figure.said)
    return is_measure and figure.population in folded and _names_time(said, figure)


def _names_time(said: str, figure: Stated) -> bool:
    """Whether it names its years, and which part of a year it is, if it is a part."""
    begins, ends = figure.begins, figure.ends
    if not {str(begins.year), str(ends.year)} <= set(_digits(said)):
        return False
    if _is_whole_years(begins, ends):
        return not _PART.search(said) and not any(_has_month(said, month) for month in range(1, 13))
    if (nth := _nth(begins, ends)) and _has_part(said, *nth):
        return True
    has_months = _has_month(said, begins.month) and _has_month(said, ends.month)
    return has_months and (_months(begins, ends) is not None or str(ends.day) in _digits(said))


def _time_numbers(figure: Stated) -> set[str]:
    nth = _nth(figure.begins, figure.ends)
    days = (figure.begins, figure.ends)
    return {str(part) for day in days for part in (day.year, day.day)} | {
        str(nth[1]) if nth else ""
    }


def _is_whole_years(begins: date, ends: date) -> bool:
    months = _months(begins, ends)
    return months is not None and months % _YEAR == 0 and begins.month == 1


def _months(begins: date, ends: date) -> int | None:
    """How many whole months it is; None if it begins or ends within one."""
    after = ends + timedelta(days=1)
    if begins.day != 1 or after.day != 1:
        return None
    return _YEAR * (after.year - begins.year) + after.month - begins.month


def _nth(begins: date, ends: date) -> tuple[int, int] | None:
    """Months of a half or a quarter of a year, and the how many-th it is; None if it is none."""
    months = _months(begins, ends)
    if months not in (_HALF, _QUARTER) or (begins.month - 1) % months:
        return None
    return months, (begins.month - 1) // months + 1


def _has_part(said: str, months: int, number: int) -> bool:
    english, khmer = _NTH[number - 1]
    name, name_km = ("half", "ឆមាស") if months == _HALF else ("quarter", "ត្រីមាស")
    pattern = rf"\b(?:{english}) {name}\b|{name_km}\s*(?:ទី)?\s*(?:{khmer})(?!\d)"
    return re.search(pattern, said, re.IGNORECASE) is not None


def _has_month(said: str, month: int) -> bool:
    """By its name, with a capital letter in English: "may" is no month."""
    return bool(re.search(rf"\b{MONTHS[month - 1]}\b", said)) or KHMER_MONTHS[month - 1] in said


def _digits(said: str) -> list[str]:
    return re.findall(r"\d+", said)
