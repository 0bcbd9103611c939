"""How dates are worded in English: finds the wording, resolves nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.calendar_words import (
    ANY_MONTH,
    ANY_WEEKDAY,
    FULL_MONTH,
    FULL_WEEKDAY,
    MONTH_NAMES,
    MONTHS_THAT_ARE_WORDS,
    WEEKDAY_NAMES,
    month_number,
    weekday_number,
)
from ponleu.engines.reading.numbers import SMALL_WORDS, WORD_NUMBER, number_of_words
from ponleu.engines.reading.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Wording:
    """What a date's words say, before any anchor.

    Attributes:
        sort: "day", "month", "year", "weekday" or "relative".
        until_day: last day of a range inside one month; ``until_year`` of years.
        shift: for weekday and relative wordings: -1 last, 0 this, 1 next, None unsaid.
        unit: of a relative wording: day, week, month, year; "rest", "start" and "end" of
            these as "rest year"; "span month" for the past or coming ``count`` months.
    """

    sort: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_day: int | None = None
    until_year: int | None = None
    weekday: int | None = None
    shift: int | None = None
    unit: str = ""
    count: int = 1
    follows: Wording | None = None
    """The last date of an interval that this wording begins."""


_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d{3})"
_DASH = r"\s*[-–—]\s*"
_LEAD = rf"(?:(?:{ANY_WEEKDAY}),?\s+(?:the\s+)?)?"

_MONTH_DAY = re.compile(
    rf"\b{_LEAD}(?P<month>{ANY_MONTH})\s+(?P<day>{_ORDINAL})"
    rf"(?:(?:{_DASH}|\s+(?:to|until)\s+)(?P<until>{_ORDINAL})(?!\s+(?:{FULL_MONTH})))?"
    rf"(?:,?\s+(?P<year>{_YEAR}))?"
)
_DAY_MONTH = re.compile(
    rf"\b{_LEAD}(?<![\d$/.,])(?P<day>{_ORDINAL})"
    rf"(?:(?:{_DASH}|\s+(?:to|until)\s+)(?P<until>{_ORDINAL}))?"
    rf"(?:\s+of)?\s+(?P<month>{ANY_MONTH})(?![a-z])(?:,?\s+(?P<year>{_YEAR}))?"
)
_NUMERIC = re.compile(
    rf"(?<![\d/.-])(?:(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>{_DAY})"
    rf"|(?P<d2>{_DAY})(?P<mark>[/.-])(?P<m2>1[0-2]|0?[1-9])(?P=mark)(?P<y2>{_YEAR}))(?![\d/-])"
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{ANY_MONTH})(?:\s+of)?,?\s+(?P<year>{_YEAR})")
_MONTH_ALONE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|of|(?P<shift>last|next|this)|[Ee]arly|[Ll]ate"
    rf"|[Mm]id|before|after|(?P<loose>from|to|through|between|and|for))[\s-]+"
    rf"(?P<month>{FULL_MONTH})\b(?!\s+\d)"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?P<sure>in|since|till|during|year|early|late|mid)[\s-]+"
    r"|\b(?:by|until|of|before|after|from)\s+(?!\d{4}\s+(?:people|[a-z]{3,}s)\b)"
    r"|\b(?P<loose>the|its|for|to|and|between|a|their|this)\s+|(?P<mark>[(\[]))"
    rf"(?P<year>{_YEAR})(?:[-–](?P<until>{_YEAR}|\d\d(?!\d)))?(?P<decade>s\b)?(?!\w|%|[-–]\d)",
    re.IGNORECASE,
)
_YEAR_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:report|law|election|elections|census|budget|plan|constitution|convention)\b"
)
_UNIT = r"(?P<unit>day|week|month|year)s?"
_COUNT = rf"(?P<count>\d{{1,3}}|{WORD_NUMBER})"
_DAY_WORD = re.compile(
    r"\b(?:(?P<word>today|tonight|yesterday|tomorrow)|this (?:morning|afternoon|evening)"
    r"|(?P<night>last night))\b(?!['’]s\s+(?:society|world|age|era|generation|youth))",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"\b(?:(?P<when>later|earlier|early|late|the end of|end of)\s+)?"
    r"(?P<shift>this|last|next|previous|coming|current|the past|past)\s+"
    r"(?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
_END_OF = re.compile(r"\b(?:the )?end of the (?P<unit>month|year)\b", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?:the )?(?P<shift>past|last|previous|next|coming)\s+{_COUNT}\s+{_UNIT}\b", re.IGNORECASE
)
_AGO = re.compile(rf"\b{_COUNT}\s+{_UNIT}\s+ago\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<shift>last|next|this|coming)\s+)?(?P<weekday>{FULL_WEEKDAY})\b(?!-)"
)

_SHIFTS: Final = {"last": -1, "previous": -1, "past": -1, "the past": -1, "next": 1, "coming": 1}
_DAY_SHIFTS: Final = {"yesterday": -1, "tomorrow": 1}


def find_wordings(text: str) -> list[Wording]:
    """Every date wording in order; of two at one place, the more explicit one stands."""
    found: list[Wording] = []
    done = 0
    for word, start, _ in tokens_of(text):
        readers = _BY_FIRST_WORD.get(word)
        if readers is None and word[0].isdecimal():
            readers = _NUMBER_READERS
        if readers is None or start < done:
            continue
        for pattern, reader in readers:
            match = pattern.match(text, start)
            wording = reader(match) if match else None
            if wording is not None:
                found.append(wording)
                done = wording.end
                break
    return list(_intervals(text, found))


def _days(match: re.Match[str]) -> Wording:
    until, year = match["until"], match["year"]
    return Wording(
        "day",
        match.start(),
        match.end(),
        year=int(year) if year else None,
        month=month_number(match["month"]),
        day=_integer(match["day"]),
        until_day=_integer(until) if until else None,
    )


def _numeric(match: re.Match[str]) -> Wording:
    year, month, day = (match[f"{name}1"] or match[f"{name}2"] for name in "ymd")
    return Wording(
        "day", match.start(), match.end(), year=int(year), month=int(month), day=int(day)
    )


def _month_year(match: re.Match[str]) -> Wording:
    month = month_number(match["month"])
    return Wording("month", match.start(), match.end(), year=int(match["year"]), month=month)


def _month_alone(match: re.Match[str]) -> Wording | None:
    is_word = match["loose"] and match["month"] in MONTHS_THAT_ARE_WORDS
    if is_word and not _NEXT_MONTH.match(match.string, match.end()):
        return None
    shift = match["shift"]
    return Wording(
        "month",
        match.start("shift") if shift else match.start("month"),
        match.end("month"),
        month=month_number(match["month"]),
        shift=_SHIFTS.get(shift, 0) if shift else None,
    )


def _year(match: re.Match[str]) -> Wording | None:
    if match["loose"] and not match["decade"] and not _YEAR_NOUN.match(match.string, match.end()):
        return None
    year, until = int(match["year"]), match["until"]
    last = None
    if match["decade"]:
        last = year + 9
    elif until:
        last = int(until) if len(until) == 4 else year - year % 100 + int(until)
    return Wording("year", match.start("year"), match.end(), year=year, until_year=last)


def _day_word(match: re.Match[str]) -> Wording:
    shift = -1 if match["night"] else _DAY_SHIFTS.get((match["word"] or "").lower(), 0)
    return Wording("relative", match.start(), match.end(), shift=shift, unit="day")


def _shifted(match: re.Match[str]) -> Wording:
    words, unit = match["shift"].lower(), match["unit"].lower()
    when = (match["when"] or "").lower()
    if words in {"the past", "past"}:
        unit = f"span {unit}"
    elif "end of" in when:
        unit = f"end {unit}"
    elif when.startswith("late"):
        unit = f"rest {unit}"
    elif when.startswith("earl"):
        unit = f"start {unit}"
    shift = _SHIFTS.get(words, 0)
    return Wording("relative", match.start(), match.end(), shift=shift, unit=unit)


def _end_of(match: re.Match[str]) -> Wording:
    unit = f"end {match['unit'].lower()}"
    return Wording("relative", match.start(), match.end(), shift=0, unit=unit)


def _span(match: re.Match[str]) -> Wording | None:
    count = _integer(match["count"])
    shift, unit = _SHIFTS[match["shift"].lower()], f"span {match['unit'].lower()}"
    if not count:
        return None
    return Wording("relative", match.start(), match.end(), shift=shift, unit=unit, count=count)


def _ago(match: re.Match[str]) -> Wording | None:
    count, unit = _integer(match["count"]), match["unit"].lower()
    if not count:
        return None
    return Wording("relative", match.start(), match.end(), shift=-count, unit=unit)


def _weekday(match: re.Match[str]) -> Wording:
    shift = _SHIFTS.get(match["shift"] or "", None)
    day = weekday_number(match["weekday"])
    return Wording("weekday", match.start(), match.end(), weekday=day, shift=shift)


def _integer(written: str) -> int:
    digits = re.match(r"\d+", written)
    return int(digits.group()) if digits else int(number_of_words(written) or 0)


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Wording | None]]

_DAY_READERS: Final[tuple[_Reader, ...]] = (
    (_MONTH_DAY, _days),
    (_DAY_MONTH, _days),
    (_MONTH_YEAR, _month_year),
    (_WEEKDAY, _weekday),
)
_NUMBER_READERS: Final[tuple[_Reader, ...]] = (
    (_NUMERIC, _numeric),
    (_DAY_MONTH, _days),
    (_AGO, _ago),
)
_MONTH_OR_YEAR: Final[tuple[_Reader, ...]] = ((_MONTH_ALONE, _month_alone), (_YEAR_CUE, _year))
_SHIFTED: Final[tuple[_Reader, ...]] = (
    (_SPAN, _span),
    (_SHIFT, _shifted),
    (_DAY_WORD, _day_word),
    (_WEEKDAY, _weekday),
    (_MONTH_ALONE, _month_alone),
    (_YEAR_CUE, _year),
)
_THE: Final[tuple[_Reader, ...]] = (
    (_SPAN, _span),
    (_SHIFT, _shifted),
    (_END_OF, _end_of),
    (_YEAR_CUE, _year),
)


def _readers_by_first_word() -> dict[str, tuple[_Reader, ...]]:
    """Which patterns can begin with a word: the rest need not be tried."""
    prepositions = (
        "in since by until till during of mid before after from to through between and for"
    )
    table = dict.fromkeys(prepositions.split(), _MONTH_OR_YEAR)
    table |= {f"mid-{name.lower()}": _MONTH_OR_YEAR for name in MONTH_NAMES}
    table |= dict.fromkeys(["year", "its", "a", "their", "(", "["], ((_YEAR_CUE, _year),))
    table |= dict.fromkeys(["today", "tonight", "yesterday", "tomorrow"], ((_DAY_WORD, _day_word),))
    shifted = "last next this early late later earlier previous coming current past end"
    table |= dict.fromkeys(shifted.split(), _SHIFTED)
    table |= dict.fromkeys((*SMALL_WORDS, "dozen"), ((_AGO, _ago),))
    table["the"] = _THE
    for name in (*MONTH_NAMES, *WEEKDAY_NAMES):
        for length in (3, 4, 5, len(name)):
            table[name[:length].lower()] = _DAY_READERS
    return table


_BY_FIRST_WORD: Final = _readers_by_first_word()

_NEXT_MONTH = re.compile(rf"\s+(?:and|to|until)\s+(?:{FULL_MONTH})\b")
_JOINED = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*\Z")
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)


def _intervals(text: str, wordings: list[Wording]) -> Iterator[Wording]:
    """Two days or months joined by "to", or by "between ... and", become one wording."""
    held: Wording | None = None
    for wording in wordings:
        if held is not None and _joined(text, held, wording):
            held = replace(held, end=wording.end, follows=wording)
            continue
        if held is not None:
            yield held
        held = wording
    if held is not None:
        yield held


def _joined(text: str, first: Wording, second: Wording) -> bool:
    gap = text[first.end : second.start]
    if first.follows or first.sort not in {"day", "month"} or second.sort != first.sort:
        return False
    if len(gap) > 12:
        return False
    if gap.strip() == "and":
        return bool(_BETWEEN.search(text, max(0, first.start - 12), first.start))
    return bool(_JOINED.match(gap))
