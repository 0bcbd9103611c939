"""Days, months and years of Khmer wordings: what the words matched mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.khmer_numbers import KhmerNumbers, khmer_numbers
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Lexicon

_BEFORE_NEW_YEAR: Final = 543
_AFTER_NEW_YEAR: Final = 544
"""Years taken from a Buddhist-era year; it changes on the day after Visak Bochea, in May."""
_NEW_YEAR: Final = (5, 15)
_LEAST_BUDDHIST: Final = 2400
UNITS: Final = {
    "ថ្ងៃ": "day", "សប្តាហ៍": "week", "អាទិត្យ": "week", "ខែ": "month", "ឆ្នាំ": "year",
}  # fmt: skip
DAY_WORDS: Final = {
    "ថ្ងៃនេះ": 0, "ព្រឹកនេះ": 0, "ល្ងាចនេះ": 0, "រសៀលនេះ": 0, "យប់នេះ": 0, "ព្រឹកមិញ": 0,
    "ម្សិលមិញ": -1, "ម្សិលម៉ិញ": -1, "យប់មិញ": -1, "ល្ងាចមិញ": -1, "ម្សិលម្ងៃ": -2,
    "ថ្ងៃស្អែក": 1, "ស្អែកនេះ": 1, "ខានស្អែក": 2,
}  # fmt: skip
FEASTS: Final = {
    "បុណ្យចូលឆ្នាំខ្មែរ": (4, 14, 16), "បុណ្យចូលឆ្នាំថ្មី": (4, 14, 16), "ចូលឆ្នាំខ្មែរ": (4, 14, 16),
    "ចូលឆ្នាំសកល": (1, 1, 0), "បុណ្យណូអែល": (12, 25, 0), "បុណ្យភ្ជុំបិណ្ឌ": (0, 0, 0),
    "បុណ្យអុំទូក": (0, 0, 0), "ចូលឆ្នាំចិន": (0, 0, 0), "បុណ្យវិសាខបូជា": (0, 0, 0),
}  # fmt: skip
"""Month, first and last day of feasts; 0 where the moon decides."""
TIMES: Final = ("ព្រឹក", "រសៀល", "ល្ងាច", "យប់", "ថ្ងៃត្រង់", "ព្រលប់", "ទៀបភ្លឺ", "រំលងអធ្រាត្រ")
SHIFTS: Final = {
    "នេះ": 0, "មុន": -1, "កន្លងទៅ": -1, "កន្លងមក": -1, "ទៅ": -1,
    "ក្រោយ": 1, "បន្ទាប់": 1, "ខាងមុខ": 1,
}  # fmt: skip
STAGES: Final = {"ដើម": "start", "ចុង": "end", "ពាក់កណ្តាល": "", "កណ្តាល": "", "": ""}
SPANS: Final = {"ចុងក្រោយ": -1, "កន្លងមក": -1, "កន្លងទៅ": -1, "ខាងមុខ": 1}

Reader = Callable[[re.Match[str], "Calendar"], Wording | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of the calendar: numbers of the months, labels of the other words."""

    months: Mapping[str, int]
    numbers: KhmerNumbers
    words: KhmerWords

    def label(self, word: str) -> str:
        """What a word of the calendar stands for, without its sort."""
        return self.words.label("calendar", word).partition(":")[2]


@once_per
def khmer_calendar(lexicon: Lexicon) -> Calendar:
    """The calendar of a lexicon."""
    words = khmer_words(lexicon)
    months = {name: int(number) for name, number in words.labels.get("months", {}).items()}
    return Calendar(months, khmer_numbers(lexicon), words)


def _year(match: re.Match[str], month: int, day: int | None) -> int | None:
    groups = match.groupdict()
    written = groups.get("year") or groups.get("bare")
    if not written:
        return None
    year = int(written)
    return year if year < _LEAST_BUDDHIST else year - _years_before(month, day)


def _years_before(month: int, day: int | None) -> int:
    return _BEFORE_NEW_YEAR if (month, day or 1) < _NEW_YEAR else _AFTER_NEW_YEAR


def dated(match: re.Match[str], calendar: Calendar) -> Wording | None:
    """A day of a month, of a year if one is written."""
    month = calendar.months[match["month"]]
    day, until = int(match["day"]), int(match["until"] or 0)
    if not 1 <= day <= 31 or until > 31:
        return None
    year = _year(match, month, day)
    return Wording("day", *match.span(), year=year, month=month, day=day, until_day=until or None)


def day_of_month(match: re.Match[str], calendar: Calendar) -> Wording | None:
    """A day whose month is not said."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    if match.group().endswith("មុន"):  # of the month before: the resolver knows no such day
        return Wording("unknown", *match.span())
    return Wording("monthday", *match.span(), day=day)


def numeric(match: re.Match[str], calendar: Calendar) -> Wording | None:
    """Day, month and year in digits."""
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year >= _LEAST_BUDDHIST:
        year -= _years_before(month, day)
    return Wording("day", *match.span(), year=year, month=month, day=day)


def lunar(match: re.Match[str], calendar: Calendar) -> Wording | None:
    """The year alone is told by a lunar day, where its month lies in one year of the two."""
    if not match["year"]:
        return None
    year = int(match["year"])
    offset = calendar.label(match["moon"] or "")
    if offset in {"", "0"}:
        first, last = year - _AFTER_NEW_YEAR, year - _BEFORE_NEW_YEAR
        return Wording("year", *match.span(), year=first, until_year=last)
    return Wording("year", *match.span(), year=year - int(offset))


def yearly(match: re.Match[str], calendar: Calendar) -> Wording:
    """A year, or years from one to another."""
    year = int(match["year"])
    until = match.groupdict().get("until")
    if year >= _LEAST_BUDDHIST:
        last = year - _BEFORE_NEW_YEAR
        return Wording("year", *match.span(), year=last - 1, until_year=last)
    return Wording("year", *match.span(), year=year, until_year=int(until) if until else None)


def part_of_year(months: int) -> Reader:
    """A reader of quarters or halves of a year."""

    def read(match: re.Match[str], calendar: Calendar) -> Wording:
        last = int(match["part"]) * months
        year = int(match["year"])
        end = Wording("month", *match.span(), year=year, month=last)
        return replace(end, month=last - months + 1, follows=end)

    return read


def feast(match: re.Match[str], calendar: Calendar) -> Wording:
    """A feast, where its day is the same each year."""
    name = match.group().removeprefix("ពិធី")
    month, day, until = next(row for feast, row in FEASTS.items() if name.startswith(feast))
    year = int(match["year"]) if match["year"] else None
    if not month:
        return Wording("unknown", *match.span(), year=year)
    return Wording("day", *match.span(), year=year, month=month, day=day, until_day=until or None)


def day_word(match: re.Match[str], calendar: Calendar) -> Wording:
    """Today, yesterday, tonight."""
    return Wording("relative", *match.span(), shift=DAY_WORDS[match.group()], unit="day")


def untold(match: re.Match[str], calendar: Calendar) -> Wording:
    """ "A few months ago"."""
    return Wording("unknown", *match.span())


def shifted(match: re.Match[str], calendar: Calendar) -> Wording:
    """This, last or next week, month or year, its beginning or end."""
    unit, stage = UNITS[match["unit"]], STAGES[match["stage"] or ""]
    if stage and unit != "day":
        unit = f"{stage} {unit}"
    return Wording("relative", *match.span(), shift=SHIFTS[match["shift"]], unit=unit)


def spanned(match: re.Match[str], calendar: Calendar) -> Wording | None:
    """So many weeks or months, past or to come."""
    count = calendar.numbers.value(match["count"])
    unit, number = UNITS[match["unit"]], int(count)
    if number < 1 or number != count:
        return None
    if match["span"] == "មុន":
        return Wording("relative", *match.span(), shift=-number, unit=unit)
    shift = SPANS[match["span"]]
    return Wording("relative", *match.span(), shift=shift, unit=f"span {unit}", count=number)


def monthly(match: re.Match[str], calendar: Calendar) -> Wording:
    """A month, of a year if one is written."""
    month = calendar.months[match["month"]]
    return Wording("month", *match.span(), year=_year(match, month, None), month=month)


def weekly(match: re.Match[str], calendar: Calendar) -> Wording:
    """A day of the week."""
    shift = SHIFTS[match["shift"]] if match["shift"] else None
    weekday = int(calendar.label(match["weekday"]))
    return Wording("weekday", *match.span(), weekday=weekday, shift=shift)
