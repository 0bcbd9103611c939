"""Khmer dates: days and months by name, lunar days, Buddhist-era years, times counted from now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading import khmer_calendar as calendar_of
from ponleu.engines.reading.date_resolving import Direction
from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.khmer_calendar import (
    DAY_WORDS,
    FEASTS,
    SHIFTS,
    SPANS,
    STAGES,
    TIMES,
    UNITS,
    Calendar,
    Reader,
    khmer_calendar,
)
from ponleu.engines.reading.khmer_text import END, START, KhmerText, any_of, has_khmer, khmer_text
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Lexicon

_G: Final = r"\s{0,2}"
_BEGINNINGS: Final = ("ពិធី", "ទី", "ត្រីមាស", "ឆមាស", "ព.", "ពុទ្ធ", "ប៉ុន្មាន")
_REACH: Final = 300
"""Letters before and after a date among which a word may tell past from future."""
_CUES: Final = re.compile(
    "(?P<future>នឹង|ត្រូវ(?!បាន)|គ្រោង|ខាងមុខ|ឱ្យបាន|ត្រឹម|មុន|ផុតកំណត់|មិនឱ្យហួស)"
    "|(?P<past>បាន|កាលពី|កន្លង|តាំងពី|ធ្លាប់|រួចមក)"
)
_JOINED: Final = re.compile(r"\s{0,2}(?:ដល់|រហូតដល់|រហូតមកដល់|-|–)\s{0,2}")
_AND: Final = re.compile(r"\s{0,2}និង\s{0,2}")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Expressions with their readers, the most explicit first."""

    readers: tuple[tuple[re.Pattern[str], Reader], ...]
    may_begin: re.Pattern[str]
    calendar: Calendar


def find_khmer_wordings(text: str, lexicon: Lexicon) -> list[Wording]:
    """Khmer date wordings in ``text``, with its own offsets, in order."""
    if not has_khmer(text):
        return []
    khmer = khmer_text(text)
    grammar = _grammar(lexicon)
    found: list[Wording] = []
    done = 0
    while begin := grammar.may_begin.search(khmer.folded, done):
        done = begin.start() + 1
        for pattern, reader in grammar.readers:
            match = pattern.match(khmer.folded, begin.start())
            wording = reader(match, grammar.calendar) if match else None
            if wording is not None:
                found.append(wording)
                done = wording.end
                break
    return [_placed(khmer, wording) for wording in _intervals(khmer.folded, found)]


def khmer_direction(text: str, wording: Wording, begin: int, end: int) -> Direction:
    """Past or future, by the nearest telling word before the date in its sentence, or after.

    Args:
        begin: offset of the sentence, to ``end``.
    """
    khmer = khmer_text(text)
    start, stop = khmer.at(wording.start), khmer.at(wording.end)
    first, last = max(khmer.at(begin), start - _REACH), min(khmer.at(end), stop + _REACH)
    before = list(_CUES.finditer(khmer.folded, first, start))
    cue = before[-1] if before else _CUES.search(khmer.folded, stop, last)
    if cue is None:
        return Direction.NEAREST
    return Direction.FUTURE if cue.lastgroup == "future" else Direction.PAST


def _placed(khmer: KhmerText, wording: Wording) -> Wording:
    start, end = khmer.span(wording.start, wording.end)
    follows = _placed(khmer, wording.follows) if wording.follows else None
    return replace(wording, start=start, end=end, follows=follows)


def _intervals(text: str, found: list[Wording]) -> Iterator[Wording]:
    """ "From 3 May to 7 June" as one wording."""
    first: Wording | None = None
    for wording in found:
        joined = first and _JOINED.fullmatch(text[first.end : wording.start])
        if first and first.sort == wording.sort == "month" and not first.year:
            joined = joined or _AND.fullmatch(text[first.end : wording.start])
        if first and joined and first.sort == wording.sort != "relative" and not first.follows:
            first = replace(first, end=wording.end, follows=wording)
            continue
        if first:
            yield first
        first = wording
    if first:
        yield first


class _Pieces:
    """Expressions of the parts of a date that several wordings share."""

    def __init__(self, calendar: Calendar) -> None:
        words = calendar.words
        self.weekday = words.any("calendar", label="weekday") + END
        self.times = rf"(?:{any_of(TIMES)}{_G}(?:នា)?)"
        self.named = rf"{self.times}?ថ្ងៃ{_G}(?:{self.weekday}{_G})?"
        self.era = rf"(?:ព\.{_G}ស\.?|ពុទ្ធសករាជ)"
        self.year = (
            rf"(?:{_G},?{_G}(?:ឆ្នាំ{_G}(?P<era1>{self.era})?{_G}|(?P<era2>{self.era}){_G})"
            rf"(?P<year>\d{{4}})(?!\d)(?:{_G}(?P<era3>{self.era}))?"
            rf"|{_G}(?P<bare>(?:19|20)\d\d)(?![\d.,]))"
        )
        self.month = rf"ខែ{_G}(?P<month>{any_of(calendar.months)}){END}"
        self.plain = rf"(?:ខែ{_G})?(?P<month>{any_of(calendar.months)}){END}"
        until = rf"(?:{_G}(?:-|–|ដល់){_G}(?:ថ្ងៃ{_G})?(?:ទី)?{_G}(?P<until>\d{{1,2}})(?!\d))?"
        self.day = rf"(?:{self.named})?(?:ទី)?{_G}(?P<day>\d{{1,2}})(?!\d){until}{_G}"
        self.lunar = words.any("calendar", label="lunar") + END
        self.animal = words.any("calendar", label="year") + END
        self.cycle = words.any("calendar", label="era")
        self.unit, self.shift, self.span = any_of(UNITS), any_of(SHIFTS), any_of(SPANS)
        self.stage = any_of(stage for stage in STAGES if stage)
        self.number = calendar.numbers.expression


def _days(of: _Pieces) -> list[tuple[str, Reader]]:
    """Wordings of one day, the most explicit first."""
    moon = (
        rf"ថ្ងៃ{_G}(?:{of.weekday}{_G})?(?:ទី)?\d{{1,2}}{_G}(?:កើត|រោច){_G}"
        rf"(?:ខែ{_G}(?P<moon>{of.lunar}){_G})?(?:ឆ្នាំ{_G}{of.animal}{_G})?"
        rf"(?:{of.cycle}{_G})?(?:{of.era}{_G}(?P<year>\d{{4}}))?"
    )
    alone = rf"{of.named}ទី{_G}(?P<day>\d{{1,2}})(?!\d)(?:{_G}ខែ(?:{of.shift})(?!ពេល))?"
    digits = r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})(?!\d)"
    feast = rf"(?:ពិធី)?(?:{any_of(FEASTS)}){END}(?:{_G}ឆ្នាំ{_G}(?P<year>\d{{4}}))?"
    return [
        (moon, calendar_of.lunar),
        (f"{of.day}{of.month}{of.year}?", calendar_of.dated),
        (f"{of.day}{of.plain}{of.year}", calendar_of.dated),
        (alone, calendar_of.day_of_month),
        (digits, calendar_of.numeric),
        (any_of(DAY_WORDS) + END, calendar_of.day_word),
        (feast, calendar_of.feast),
    ]


def _times(of: _Pieces) -> list[tuple[str, Reader]]:
    """Wordings of months, years, weekdays and times counted from now."""
    stage, not_while = rf"(?:{of.stage})?", "(?!ពេល|នឹង)"
    weekday = (
        rf"{of.times}?ថ្ងៃ{_G}(?P<weekday>{of.weekday})"
        rf"(?:{_G}(?:សប្តាហ៍)?(?P<shift>{of.shift}){END}{not_while})?"
    )
    year = (
        rf"{stage}ឆ្នាំ{_G}(?P<year>(?:19|20|25)\d\d)(?![\d.,])"
        rf"(?:{_G}[-–]{_G}(?P<until>(?:19|20)\d\d))?"
    )
    of_year = rf"{_G}ឆ្នាំ{_G}(?P<year>\d{{4}})"
    shifted = rf"(?P<stage>{of.stage})?(?P<unit>{of.unit})(?P<shift>{of.shift}){END}{not_while}"
    counted = rf"(?P<count>{of.number}){_G}(?P<unit>{of.unit}){_G}"
    return [
        (rf"{stage}{of.month}{of.year}?", calendar_of.monthly),
        (weekday, calendar_of.weekly),
        (
            rf"ត្រីមាស{_G}ទី{_G}(?P<part>[1-4]){_G}ឆ្នាំ{_G}(?P<year>\d{{4}})",
            calendar_of.part_of_year(3),
        ),
        (rf"ឆមាស{_G}ទី{_G}(?P<part>[12]){of_year}", calendar_of.part_of_year(6)),
        (year, calendar_of.yearly),
        (rf"{of.era}{_G}(?P<year>25\d\d)(?!\d)", calendar_of.yearly),
        (shifted + "(?:នេះ)?", calendar_of.shifted),
        (rf"{counted}(?P<span>{of.span}|មុន{not_while}){END}(?:នេះ)?", calendar_of.spanned),
        (rf"ប៉ុន្មាន(?:{of.unit})(?:{of.span}|មុន){END}(?:នេះ)?", calendar_of.untold),
    ]


@once_per
def _grammar(lexicon: Lexicon) -> _Grammar:
    calendar = khmer_calendar(lexicon)
    of = _Pieces(calendar)
    begins = any_of([*_BEGINNINGS, *TIMES, *FEASTS, *UNITS, *DAY_WORDS, *STAGES.keys() - {""}])
    return _Grammar(
        tuple((re.compile(pattern), reader) for pattern, reader in [*_days(of), *_times(of)]),
        re.compile(rf"{START}(?:{begins}|{of.number})"),
        calendar,
    )
