"""The days that a text names, and which of them is the day of what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ponleu.engines.errors import EngineError
from ponleu.engines.incidents import Days
from ponleu.engines.incidents.evidence import is_single
from ponleu.engines.reading import Fact, FactKind

UNDATED_DAYS: Final = 14
"""A text that gives no day is taken to tell of the two weeks before it came out."""
AHEAD_DAYS: Final = 10
"""A call for help may be answered in the days after it."""
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_SMALL: Final = re.compile(r"\b[a-z]|[\u17d4!?;]")
"""Before the day of a dateline stand names only."""
_LONGEST: Final = 60
_DASH: Final = re.compile(r"[ ,]*(?:\d{4})?[ ,]*(?:\([^)\n]*\)\s*)?(?:[-\u2013\u2014:]|\n|\Z)")
_PART: Final = re.compile(
    r"\b(early|beginning|start|first|mid|middle|late|end|last)\b"
    r"(?:[ -](?:days?|week|part|half))?(?:[ -](?:in|of))?(?: the)?[ -]*\Z",
    re.I,
)
_KHMER_PART: Final = re.compile(r"(ដើម|ពាក់កណ្តាល|ចុង)\s*\Z")
_AGAINST: Final = re.compile(r"(?:the|that) (?:same|very)\b|that (?:day|night|evening)", re.I)
_WEEKDAY: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.I)
_NEXT_TO: Final = 26
_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_THE_NTH: Final = re.compile(
    r"(?:\s(?:night|morning|afternoon|evening))?,? the "
    r"(?:(\d{1,2})(?:st|nd|rd|th)|([a-z]+(?:-[a-z]+)?))\b(?! of)"
)
_A_YEAR: Final = 366
_LONG_AFTER: Final = timedelta(days=14)
_PART_INSIDE: Final = re.compile(
    r"\b(early|beginning|mid|middle|late|end)\b|(?:(ដើម|ពាក់កណ្តាល|ចុង)ខែ)", re.I
)
_ORDINAL: Final = re.compile(r"\b([a-z]+(?:-[a-z]+)?) (?:day )?of\s+\Z", re.I)
_NTH: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_TENS: Final = {"": 0, "twenty": 20, "thirty": 30}
_THIRDS: Final = {
    "early": (0, 7), "beginning": (0, 6), "start": (0, 6), "first": (0, 7), "ដើម": (0, 7),
    "mid": (11, 18), "middle": (11, 18), "ពាក់កណ្តាល": (11, 18),
    "late": (20, 27), "end": (23, 30), "last": (23, 30), "ចុង": (20, 27),
}  # fmt: skip
_A_MONTH: Final = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """Days that some words of a text name."""

    start: int
    end: int
    days: Days


def dated_in(text: str, facts: Sequence[Fact], published: date | None) -> list[Dated]:
    """All days that these facts name, but those of datelines and after publication."""
    found = list(_dated(text, facts, published))
    follows = [*found[1:], None]
    return [
        one for one, after in zip(found, follows, strict=False) if not _repeats(text, one, after)
    ]


def _repeats(text: str, one: Dated, after: Dated | None) -> bool:
    """Whether it is but the weekday of the date after it: "Sunday, the seventeenth of"."""
    if after is None or after.start - one.end > _NEXT_TO or after.days.width > 0:
        return False
    return bool(_WEEKDAY.match(text, one.start)) and text.startswith(",", one.end)


def _dated(text: str, facts: Sequence[Fact], published: date | None) -> Iterator[Dated]:
    for fact in facts:
        if fact.kind is not FactKind.DATE or _is_dateline(text, fact):
            continue
        days = days_of(str(fact.value), published)
        if days is None:
            continue
        if published and (exact := _weekday_and_day(text, fact, published)):
            yield Dated(fact.start, fact.end, exact)
            continue
        if _A_MONTH.fullmatch(str(fact.value)):
            days = _narrowed(text, fact, days)
        elif _AGAINST.match(fact.text) and days.first == published:
            continue  # "the same afternoon" of a day that is not known
        yield Dated(fact.start, fact.end, days)


def _weekday_and_day(text: str, fact: Fact, published: date) -> Days | None:
    """The last "Thursday the fifth" before a text came out; None if it is no such day."""
    name, nth = _WEEKDAY.match(fact.text), _THE_NTH.match(text, fact.end)
    if not name or not nth or not fact.text.isalpha():
        return None
    number = int(nth[1]) if nth[1] else _ordinal(nth[2])
    for back in range(_A_YEAR):
        day = published - timedelta(days=back)
        if day.day == number and _NAMES[day.weekday()] == name[0].casefold():
            return Days(day, day)
    return None


def _is_dateline(text: str, fact: Fact) -> bool:
    """Whether the day is that on which a report or a letter was written."""
    line = text.rfind("\n", 0, fact.start) + 1
    before = text[line : fact.start]
    is_headed = len(before) <= _LONGEST and not _SMALL.search(before)
    return is_headed and bool(_DASH.match(text, fact.end))


def _narrowed(text: str, fact: Fact, days: Days) -> Days:
    """The day that "the seventeenth of" makes of a month, or what "early in" leaves of it."""
    before = text[max(0, fact.start - 28) : fact.start]
    if (nth := _ORDINAL.search(before)) and (number := _ordinal(nth[1])):
        day = days.first + timedelta(days=number - 1)
        return Days(day, day) if day <= days.last else days
    part = _PART.search(before) or _KHMER_PART.search(before) or _PART_INSIDE.search(fact.text)
    if part is None:
        return days
    word = next(one for one in part.groups() if one).casefold()
    first, last = (days.first + timedelta(days=number) for number in _THIRDS[word])
    return Days(min(first, days.last), min(last, days.last))


def _ordinal(word: str) -> int:
    """The number of "seventeenth" or "twenty-first"; 0 if it is none."""
    tens, _, ones = word.casefold().rpartition("-")
    return _TENS[tens] + _NTH[ones] if tens in _TENS and ones in _NTH else 0


def days_of(value: str, published: date | None) -> Days | None:
    """The days of a date as it is read; None for a year, and for days after publication."""
    first, _, last = value.partition("/")
    try:
        if _ISO_DAY.match(first):
            days = Days(date.fromisoformat(first), date.fromisoformat(last or first))
        else:
            begin = date.fromisoformat(f"{first}-01")
            days = Days(begin, (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    except (ValueError, EngineError):
        return None
    if published and days.first > published:
        return None
    return replace(days, last=min(days.last, published)) if published else days


def is_day(days: Days | None) -> bool:
    """Whether these are the date of one event, known to the week."""
    return days is not None and is_single(days)


def weekday_after(text: str, dated: Dated, known: Days | None) -> Dated:
    """ "On the Thursday" of a story told long afterwards: the first one from its day so far."""
    name = _WEEKDAY.match(text, dated.start)
    has_the = text[max(0, dated.start - 4) : dated.start].casefold() == "the "
    if not (name and has_the and known) or dated.days.first - known.last < _LONG_AFTER:
        return dated
    first = known.first
    while _NAMES[first.weekday()] != name[0].casefold():
        first += timedelta(days=1)
    return replace(dated, days=Days(first, first))


def around(days: Sequence[Days]) -> Days | None:
    """From the first to the last of these days: something that went on or was told of there."""
    if not days:
        return None
    return Days(min(one.first for one in days), max(one.last for one in days), is_span=True)
