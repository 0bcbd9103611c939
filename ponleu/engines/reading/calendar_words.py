"""Names of months and weekdays in English, and how they may be written."""

from __future__ import annotations

from typing import Final

MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip

_MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    "agu": 8, "set": 9, "okt": 10, "des": 12, "dic": 12,
}  # fmt: skip
_WEEKDAYS: Final = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}

_NO_VERBS: Final = tuple(name.lower() for name in MONTH_NAMES if name not in {"March", "May"})
FULL_MONTH: Final = "|".join((*MONTH_NAMES, *(name.upper() for name in MONTH_NAMES), *_NO_VERBS))
"""Months spelled out; "may" and "march" in small letters are verbs."""

ANY_MONTH: Final = f"(?:{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)"
_MISSPELT: Final = (
    "januari|februari|febuary|feburary|febrary|juni|juli|agustus|agust|augst|septembar|setember|"
    "octobar|octber|oktober|novembar|decembar|desember|dicember"
)
"""Months as messages misspell them, or as Indonesian and Dutch have them."""
SHORT_LOWER_MONTH: Final = (
    rf"(?:(?:jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?|(?:{_MISSPELT})\b)"
)
ANY_LOWER_MONTH: Final = (
    "(?:" + "|".join(name.lower() for name in MONTH_NAMES) + f")\\b|{SHORT_LOWER_MONTH}"
)
"""Months in small letters, as messages have them: beside a number only."""
FULL_WEEKDAY: Final = "|".join((*WEEKDAY_NAMES, *(name.lower() for name in WEEKDAY_NAMES)))
ANY_WEEKDAY: Final = f"(?:{FULL_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\\b\\.?)"

MONTHS_THAT_ARE_WORDS: Final = frozenset({"March", "May", "MARCH", "MAY"})


def month_number(name: str) -> int:
    """1 to 12 for an English month name or abbreviation."""
    return _MONTHS[name[:3].lower()]


def weekday_number(name: str) -> int:
    """0 for Monday to 6 for Sunday, as ``date.weekday`` counts."""
    return _WEEKDAYS[name[:3].lower()]
