"""How dates are worded in English: finds the wording, resolves nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ponleu.engines.reading.calendar_words import (
    MONTH_NAMES,
    MONTHS_THAT_ARE_WORDS,
    WEEKDAY_NAMES,
    month_number,
    weekday_number,
)
from ponleu.engines.reading.date_named import NAMED_STARTS, ORDINAL_DAY, ordinal_day, widened
from ponleu.engines.reading.date_patterns import (
    AGO,
    BETWEEN,
    COUNTED_DAY,
    DAY_MONTH,
    DAY_WORD,
    END_OF,
    JOINED,
    MONTH_ALONE,
    MONTH_DAY,
    MONTH_YEAR,
    MONTHS_YEAR,
    NEXT_MONTH,
    NUMERIC,
    PART_OF_YEAR,
    SHIFT,
    SPAN,
    WEEKDAY,
    WITHIN,
    YEAR_AFTER,
    YEAR_BEFORE,
    YEAR_CUE,
    YEAR_MONTH,
    YEAR_NOUN,
)
from ponleu.engines.reading.date_shorthand import (
    SAID_YEARS,
    SHORT_DAYS,
    SHORT_NUMBERS,
    SHORTHAND_STARTS,
)
from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.numbers import SMALL_WORDS, number_of_words
from ponleu.engines.reading.per_word import PerWord
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.word_sets import word_set

_SHIFTS: Final = {"last": -1, "previous": -1, "past": -1, "the past": -1, "next": 1, "coming": 1}
_RANKS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DAY_SHIFTS: Final = {"yesterday": -1, "yesturday": -1, "yest": -1} | dict.fromkeys(
    ["tomorrow", "tomorow", "tommorow", "tommorrow", "tmrw", "tmr", "2moro"], 1
)


def find_wordings(text: str) -> list[Wording]:
    """Every date wording in order; of two at one place, the more explicit one stands."""
    found: list[Wording] = []
    done = 0
    tokens, words, _ = row_of(text)
    for at in _start_of.positions(words):
        start, begun = tokens[at].start, _start_of[words[at]]
        if begun is None or start < done:
            continue
        if not begun.goes_on(words[at + 1] if at + 1 < len(words) else ""):
            continue
        for pattern, reader in begun.readers:
            match = pattern.match(text, start)
            wording = reader(match) if match else None
            if wording is not None:
                found.append(wording)
                done = wording.end
                break
    return _apart([widened(text, wording) for wording in _intervals(text, found)])


def _apart(wordings: Sequence[Wording]) -> list[Wording]:
    """Without those that begin inside the one before: "last year" in "May of last year"."""
    kept: list[Wording] = []
    for wording in wordings:
        if not kept or wording.start >= kept[-1].end:
            kept.append(wording)
    return kept


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


def _counted_day(match: re.Match[str]) -> Wording:
    """ "9 month 14 day", as a machine puts the Chinese way of writing a day."""
    year = match["year"]
    month, day = int(match["month"]), int(match["day"])
    return Wording("day", *match.span(), year=int(year) if year else None, month=month, day=day)


def _month_year(match: re.Match[str]) -> Wording:
    month = month_number(match["month"])
    return Wording("month", match.start(), match.end(), year=int(match["year"]), month=month)


def _part_of_year(match: re.Match[str]) -> Wording:
    months = 6 if match["part"].lower() == "half" else 3
    parts = 12 // months
    number = parts if match["which"].lower() == "last" else _RANKS[match["which"].lower()]
    last = min(number, parts) * months
    year, start, end = int(match["year"]), match.start(), match.end()
    end_month = Wording("month", start, end, year=year, month=last)
    return Wording("month", start, end, year=year, month=last - months + 1, follows=end_month)


def _month_alone(match: re.Match[str]) -> Wording | None:
    is_word = match["loose"] and match["month"] in MONTHS_THAT_ARE_WORDS
    if is_word and not NEXT_MONTH.match(match.string, match.end()):
        return None
    shift = (match["shift"] or "").lower()
    return Wording(
        "month",
        match.start("shift") if shift else match.start("month"),
        match.end("month"),
        month=month_number(match["month"]),
        shift=_SHIFTS.get(shift, 0) if shift else None,
    )


def _year(match: re.Match[str]) -> Wording | None:
    if match["loose"] and not (match["decade"] or match["until"] or _is_sure(match)):
        return None
    year, until = int(match["year"]), match["until"]
    last = None
    if match["decade"]:
        last = year + 9
    elif until:
        last = int(until) if len(until) == 4 else year - year % 100 + int(until)
    return Wording("year", match.start("year"), match.end(), year=year, until_year=last)


def _is_sure(match: re.Match[str]) -> bool:
    """Whether "and 2016" follows another year, or "the 2008" stands before a law."""
    text, start = match.string, match.start()
    return bool(
        YEAR_NOUN.match(text, match.end())
        or YEAR_BEFORE.search(text, max(0, start - 8), start)
        or (match["loose"].lower() in {"for", "between"} and YEAR_AFTER.match(text, match.end()))
    )


def _months(match: re.Match[str]) -> Wording:
    """ "October-December 2020"."""
    year, span = int(match["year"]), match.span()
    last = Wording("month", *span, year=year, month=month_number(match["last"]))
    return Wording("month", *span, year=year, month=month_number(match["month"]), follows=last)


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


def _within(match: re.Match[str]) -> Wording | None:
    """ "Within 48 hours" counts as two days, for a reading has no time of day to count from."""
    count, unit = 1 if match["one"] else _integer(match["count"]), match["unit"].lower()
    if not count:
        return None
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    return Wording(
        "relative", match.start(), match.end(), shift=1, unit=f"within {unit}", count=count
    )


def _ago(match: re.Match[str]) -> Wording | None:
    count = 1 if match["one"] else _integer(match["count"])
    if not count:
        return None
    if match["side"].lower() not in {"ago", "back"}:
        step = -count if match["side"].lower() == "earlier" else count
        unit = match["unit"].lower()
        return Wording("unknown", match.start(), match.end(), shift=step, unit=f"later {unit}")
    unit = match["unit"].lower()
    return Wording("relative", match.start(), match.end(), shift=-count, unit=unit)


def _weekday(match: re.Match[str]) -> Wording:
    shift = _SHIFTS.get(match["shift"].lower(), 0) if match["shift"] else None
    day = weekday_number(match["weekday"])
    return Wording("weekday", match.start(), match.end(), weekday=day, shift=shift)


def _integer(written: str) -> int:
    digits = re.match(r"\d+", written)
    return int(digits.group()) if digits else int(number_of_words(written) or 0)


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Wording | None]]

_DAY_READERS: Final[tuple[_Reader, ...]] = (
    (MONTHS_YEAR, _months),
    *SAID_YEARS,
    (MONTH_DAY, _days),
    (DAY_MONTH, _days),
    (MONTH_YEAR, _month_year),
    (WEEKDAY, _weekday),
)
_NUMBER_READERS: Final[tuple[_Reader, ...]] = (
    (NUMERIC, _numeric),
    *SHORT_NUMBERS,
    (DAY_MONTH, _days),
    (YEAR_MONTH, _month_year),
    (AGO, _ago),
    (COUNTED_DAY, _counted_day),
    (ORDINAL_DAY, ordinal_day),
    *SHORT_DAYS,
)
_MONTH_OR_YEAR: Final[tuple[_Reader, ...]] = ((MONTH_ALONE, _month_alone), (YEAR_CUE, _year))
_SHIFTED: Final[tuple[_Reader, ...]] = (
    (PART_OF_YEAR, _part_of_year),
    (SPAN, _span),
    (SHIFT, _shifted),
    (DAY_WORD, _day_word),
    (WEEKDAY, _weekday),
    (MONTH_ALONE, _month_alone),
    (YEAR_CUE, _year),
)
_THE: Final[tuple[_Reader, ...]] = (
    (PART_OF_YEAR, _part_of_year),
    (SPAN, _span),
    (SHIFT, _shifted),
    (END_OF, _end_of),
    (YEAR_CUE, _year),
)


class _Start(NamedTuple):
    """The patterns that can begin with a word, and the words that must then follow it.

    Attributes:
        followers: None where anything may follow; a number always may.
    """

    readers: tuple[_Reader, ...]
    followers: frozenset[str] | None = None

    def goes_on(self, following: str) -> bool:
        """A quick look at the next word, since "in" and "the" begin few dates."""
        return self.followers is None or following in self.followers or following[:1].isdecimal()


_MONTH_WORDS: Final = frozenset(
    name[:length].lower() for name in MONTH_NAMES for length in (3, 4, 5, len(name))
) | word_set(
    "januari februari febuary feburary juni juli agust agustus augst septembar octobar octber "
    "oktober novembar decembar desember"
)
_UNITS: Final = word_set("day days week weeks month months year years")
_AFTER_COUNT: Final = _UNITS | word_set("dozen and hundred thousand") | frozenset(SMALL_WORDS)
_AFTER_NUMBER: Final = (
    _MONTH_WORDS
    | _AFTER_COUNT
    | word_set("st nd rd th to until of year")
    | word_set("and month - – — / . &")
)
_AFTER_THE: Final = frozenset({*_RANKS, *word_set("last past previous next coming end")})


def _starts_by_word() -> dict[str, _Start]:
    """Which patterns can begin with a word: the rest need not be tried."""
    prepositions = (
        "in since by until till during of mid before after from to through between and for born "
        "was is already around about throughout"
    )
    table = dict.fromkeys(prepositions.split(), _Start(_MONTH_OR_YEAR, _MONTH_WORDS))
    for edge in ("mid", "early", "late", "end"):
        table[edge] = _Start(_MONTH_OR_YEAR, _MONTH_WORDS | {"-"})
    table |= {f"mid-{name.lower()}": _Start(_MONTH_OR_YEAR) for name in MONTH_NAMES}
    year = _Start(((YEAR_CUE, _year),), frozenset())
    table |= dict.fromkeys(["year", "its", "their", "(", "["], year)
    table |= dict.fromkeys(["a", "an"], _Start(((YEAR_CUE, _year), (AGO, _ago)), _UNITS))
    day_word = _Start(((DAY_WORD, _day_word),))
    table |= dict.fromkeys(["today", "tonight", "tonite", *_DAY_SHIFTS], day_word)
    shifted = "last next this early late later earlier previous coming current past end"
    table |= dict.fromkeys(shifted.split(), _Start(_SHIFTED))
    count = _Start(((AGO, _ago),), _AFTER_COUNT)
    table |= dict.fromkeys((*SMALL_WORDS, "dozen"), count)
    table |= dict.fromkeys(_RANKS, _Start(((PART_OF_YEAR, _part_of_year),)))
    table["the"] = _Start(_THE, _AFTER_THE)
    table["within"] = _Start(((WITHIN, _within),))
    table |= dict.fromkeys(["copyright", "fy"], year)
    table["©"] = _Start(((YEAR_CUE, _year),))
    table["("] = _Start(((YEAR_CUE, _year),), frozenset({"c"}))
    for name in (*MONTH_NAMES, *WEEKDAY_NAMES):
        for length in (3, 4, 5, len(name)):
            table[name[:length].lower()] = _Start(_DAY_READERS)
    table |= {word: _Start(_DAY_READERS) for word in _MONTH_WORDS if word not in table}
    for word, (readers, followers) in (*SHORTHAND_STARTS.items(), *NAMED_STARTS.items()):
        known = table.get(word, _Start((), frozenset()))
        both = None if None in (followers, known.followers) else _union(followers, known.followers)
        table[word] = _Start((*readers, *known.readers), both)
    return table


def _union(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str]:
    return (one or frozenset()) | (other or frozenset())


_BY_FIRST_WORD: Final = _starts_by_word()
_NUMBER_START: Final = _Start(_NUMBER_READERS, _AFTER_NUMBER)


def _start(word: str) -> _Start | None:
    """How a date that begins with this word may go on; None if none begins so.

    A number that holds its own marks ("12.05.2022") may be followed by anything.
    """
    if word[0].isdecimal():
        return _Start(_NUMBER_READERS) if "." in word else _NUMBER_START
    if "-" in word and word not in _BY_FIRST_WORD and word.partition("-")[0] in _MONTH_WORDS:
        return _Start(_DAY_READERS)
    return _BY_FIRST_WORD.get(word)


_start_of: Final = PerWord(_start)


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
    if first.follows or first.sort not in {"day", "month", "year"} or second.sort != first.sort:
        return False
    if first.sort == "year" and (first.until_year or (first.year or 0) >= (second.year or 0)):
        return False
    if len(gap) > 12:
        return False
    if gap.strip() == "and":
        return bool(BETWEEN.search(text, max(0, first.start - 12), first.start))
    return bool(JOINED.match(gap))
