"""Dates by other names: the 14th, a feast, a season, a quarter; and the part of a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.calendar_words import FULL_MONTH, month_number
from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.word_sets import word_set

_YEAR: Final = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_SHIFT: Final = r"(?:(?P<the>the\s+)?(?:(?P<shift>last|next|this|coming|upcoming|past)\s+)?)"
_SHIFTS: Final = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "upcoming": 1}
_RANKS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_COUNTS: Final = {"two": 2, "three": 3, "six": 6, "nine": 9}
_PART_MONTHS: Final = {"half": 6, "semester": 6, "quarter": 3, "trimester": 3, "month": 1}

ORDINAL_DAY: Final = re.compile(
    r"\b(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)\b(?P<month>\s+of\s+(?:this|last|the|next|the\s+present|the\s+same)\s+month)?"
    r"(?=\s*(?:[.,;:)”\"]|$)|\s+(?:and|that|to|until|but|after|before|when|at|for|with|by|a|an|he|she"
    r"|they|the|it|we|of\s+(?:this|last|the|next)\s+month|once|again|i|his|her|their|our|police"
    r"|officers|officials|in|from|near|under|local|this|all|also|however|around|about|due|as)\b)"
)
_BEFORE_DAY: Final = re.compile(
    r"\b(?:on|by|until|till|to|from|between|since|after|before|and|of|again\s+on)\s+(?:the\s+)?(?:last\s+)?\Z",
    re.IGNORECASE,
)
_FEASTS: Final = {
    "khmer new year": (4, None), "khmer newyear": (4, None), "songkran": (4, None),
    "chinese new year": (None, None), "lunar new year": (None, None), "pchum ben": (None, None),
    "phchum ben": (None, None), "water festival": (11, None), "visak bochea": (None, None),
    "meak bochea": (None, None), "christmas eve": (12, 24), "christmas day": (12, 25),
    "good friday": (None, None), "human rights day": (12, 10), "labour day": (5, 1),
    "independence day": (11, 9), "women's day": (3, 8), "women’s day": (3, 8),
    "victory day": (1, 7), "christmas": (12, 25), "easter": (None, None),
    "new year’s eve": (12, 31),
    "new year's eve": (12, 31), "new year’s day": (1, 1), "new year's day": (1, 1),
    "eid": (None, None), "ramadan": (None, None), "diwali": (None, None), "tet": (None, None),
}  # fmt: skip
"""Month and day of the feasts that the sun sets; the moon sets the others."""
_FEAST: Final = re.compile(
    rf"\b{_SHIFT}(?P<feast>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})\b"
    rf"(?:\s+(?:day|days|holidays?)\b)?(?:,?\s+(?:of\s+|in\s+)?(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_SEASON: Final = re.compile(
    rf"\b{_SHIFT}(?P<season>rainy|wet|dry|hot|cool|harvest)\s+season\b"
    rf"(?:\s+(?:of\s+|in\s+)?(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"\b(?:the\s+)?(?P<which>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+"
    r"(?:(?P<count>two|three|six|nine)\s+)?(?P<part>half|quarter|semester|trimester|month)s?\b"
    rf"(?:\s+(?:of\s+|in\s+)?(?:(?P<year>{_YEAR})|(?P<said>this|last|next)\s+year\b))?(?!\s+of\b)",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(
    rf"\b(?P<part>Q(?=[1-4])|H(?=[12]\b))(?P<which>[1-4])\b(?:\s+(?:of\s+|in\s+)?(?P<year>{_YEAR}))?"
)
_WEEK_OF: Final = re.compile(
    r"\b(?:the\s+)?(?P<which>first|second|third|fourth|last|final)\s+week\s+of\s+"
    rf"(?P<month>{FULL_MONTH})\b(?:,?\s+(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_WEEKEND: Final = re.compile(r"\b(?:last|this|next|the|that)\s+weekend\b", re.IGNORECASE)
_NEAR_DAYS: Final = re.compile(
    r"\b(?:the\s+)?(?P<shift>past|last|next|coming|recent|following)\s+(?:few\s+)?"
    r"(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
_THAT_DAY: Final = re.compile(
    r"\b(?:(?:the\s+)?(?:next|following|previous|same)\s+(?:day|morning|afternoon|evening|night)"
    r"|(?:that|this same)\s+(?:day|morning|afternoon|evening|night|week|month|year)"
    r"|the\s+(?:day|night|week|month|quarter|year)\s+before(?=\s*(?:[,.;:)]|it\b|that\b|$)))\b",
    re.IGNORECASE,
)
_DAY_PART: Final = r"(?:morning|afternoon|evening|night|midnight|noon|dawn)"
_PART_AFTER: Final = re.compile(rf"\s+(?:{_DAY_PART}\b|last\b)", re.IGNORECASE)
_PART_BEFORE: Final = re.compile(
    rf"(?:\b(?:the\s+)?(?:early\s+)?{_DAY_PART}\s+of\s+(?:the\s+)?|\bthe\s+dawn\s+)\Z",
    re.IGNORECASE,
)
_LEAD_BEFORE: Final = re.compile(
    r"(?:\b(?:the\s+)?(?P<end>end|beginning|start|middle)\s+of\s+"
    r"|\b(?P<edge>late|early|mid|end)(?:\s+in)?[\s-]+"
    r"|\b(?:the\s+)?(?:fiscal|calendar|reporting|school|budget)\s+year\s+|\byear\s+|\bFY\s?-?"
    r"|\b(?:the\s+)?(?:whole|entire|rest)\s+of\s+|\ball\s+of\s+"
    r"|\b(?:the\s+)?same\s+(?:period|month|time)\s+(?:of|in)\s+)\Z",
    re.IGNORECASE,
)
_OF_YEAR: Final = re.compile(r"\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b", re.IGNORECASE)
_PART_OF: Final = re.compile(r"\b(?:the\s+)?(?P<part>end|beginning|start)\s+of\s+\Z", re.IGNORECASE)
_LOOK_BACK: Final = 28
_EDGES: Final = {"late": (10, 12), "early": (1, 3), "mid": (5, 8), "end": (12, 12)}
_THE: Final = re.compile(r"\b[Tt]he\s+\Z")
_OF_ORDINAL: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)\s+(?:of\s+)?[A-Z]")
_LAST: Final = re.compile(r"\b(?:the\s+)?last\s+\Z", re.IGNORECASE)


def ordinal_day(match: re.Match[str]) -> Wording | None:
    """ "On the 14th": a day of a month that is not said."""
    start = match.start()
    before = _BEFORE_DAY.search(match.string, max(0, start - 20), start)
    if before is None:
        return None
    the = match.string[max(0, start - 4) : start].lower() == "the "
    return Wording("monthday", start - 4 * the, match.end(), day=int(match["day"]))


def _feast(match: re.Match[str]) -> Wording:
    month, day = _FEASTS[match["feast"].lower()]
    year = int(match["year"]) if match["year"] else None
    is_bare = not match["shift"] and "festival" not in match["feast"].lower()
    start = match.start("feast") if is_bare else match.start()
    shift = _SHIFTS.get((match["shift"] or "").lower())
    if month is None:
        name = match["feast"].lower()
        return Wording("feast", start, match.end(), year=year, shift=shift, unit=name)
    return Wording(
        "day" if day else "month", start, match.end(), year=year, month=month, day=day, shift=shift
    )


def _season(match: re.Match[str]) -> Wording:
    year = int(match["year"]) if match["year"] else None
    if match["season"].lower() in {"rainy", "wet"}:
        shift = _SHIFTS.get((match["shift"] or "").lower())
        last = Wording("month", *match.span(), year=year, month=10, shift=shift)
        return Wording("month", *match.span(), year=year, month=5, shift=shift, follows=last)
    return Wording("year" if year else "unknown", *match.span(), year=year)


def _part(match: re.Match[str]) -> Wording | None:
    """ "The second semester", "the first three quarters of 2022", "the first six months"."""
    part, count = match["part"].lower(), _COUNTS.get((match["count"] or "").lower(), 1)
    months, year = _PART_MONTHS[part], int(match["year"]) if match["year"] else None
    is_said = year is not None or match["said"] is not None
    is_end = match["which"].lower() in {"last", "final"}
    if part == "month" and (count == 1 or not (match["which"].lower() == "first" or is_end)):
        return None
    if is_end and not is_said:
        return None  # "the last three months" are those before today
    if not is_said and not match.group().lower().startswith("the ") and part != "semester":
        return None
    which = match["which"].lower()
    first = _RANKS.get(which, 12 // months - count + 1)
    begin, end = (first - 1) * months + 1, (first - 1 + count) * months
    if end > 12:
        return None
    span = _month_span(match, year, begin, end)
    if not match["said"]:
        return span
    said = f"of {match['said'].lower()} year"
    return replace(span, unit=said, follows=replace(span.follows or span, month=end, unit=said))


def _quarter(match: re.Match[str]) -> Wording:
    months = 3 if match["part"] == "Q" else 6
    last = months * int(match["which"])
    year = int(match["year"]) if match["year"] else None
    return _month_span(match, year, last - months + 1, last)


def _week_of(match: re.Match[str]) -> Wording:
    """ "The first week of June": its days 1 to 7; the last one's 22 to 28."""
    first = {"first": 1, "second": 8, "third": 15}.get(match["which"].lower(), 22)
    year = int(match["year"]) if match["year"] else None
    month = month_number(match["month"])
    return Wording("day", *match.span(), year=year, month=month, day=first, until_day=first + 6)


def _month_span(match: re.Match[str], year: int | None, begin: int, end: int) -> Wording:
    last = Wording("month", *match.span(), year=year, month=end)
    return Wording("month", *match.span(), year=year, month=begin, follows=last)


def _unsaid(match: re.Match[str]) -> Wording:
    return Wording("unknown", *match.span())


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Wording | None]]
_FEAST_WORDS: Final = frozenset(name.split()[0].split("'")[0].split("’")[0] for name in _FEASTS)
_PART_WORDS: Final = word_set(
    "half quarter quarters semester semesters trimester months two three six nine week weekend"
)
_SEASON_WORDS: Final = word_set("rainy wet dry hot cool harvest")
_SHIFT_WORDS: Final = word_set("days weeks months years few day morning afternoon evening night")


def _starts() -> Mapping[str, tuple[tuple[_Reader, ...], frozenset[str] | None]]:
    """Readers by the first word of a date, with the words of which one must follow."""
    table: dict[str, tuple[tuple[_Reader, ...], frozenset[str] | None]] = {}
    table |= dict.fromkeys(_FEAST_WORDS, (((_FEAST, _feast),), None))
    table |= dict.fromkeys(_SEASON_WORDS, (((_SEASON, _season),), frozenset({"season"})))
    table |= dict.fromkeys(_RANKS, (((_WEEK_OF, _week_of), (_PART, _part)), _PART_WORDS))
    table |= dict.fromkeys(["q", "h"], (((_QUARTER, _quarter),), frozenset()))
    every: tuple[_Reader, ...] = (
        (_WEEK_OF, _week_of),
        (_WEEKEND, _unsaid),
        (_PART, _part),
        (_NEAR_DAYS, _unsaid),
        (_THAT_DAY, _unsaid),
        (_SEASON, _season),
        (_FEAST, _feast),
    )
    after = _FEAST_WORDS | _SEASON_WORDS | _SHIFT_WORDS | _PART_WORDS
    table |= dict.fromkeys(
        word_set("last next this coming upcoming past final recent"), (every, after)
    )
    table["the"] = (every, after | frozenset(_RANKS) | word_set(
        "next following previous same past last coming upcoming recent year final quarter"
    ))  # fmt: skip
    spans = _SHIFT_WORDS | word_set("week month year")
    table |= dict.fromkeys(["that", "same", "following", "previous"], (every, spans))
    return table


NAMED_STARTS: Final = _starts()


def widened(text: str, wording: Wording) -> Wording:
    """The wording with the part of the day or year that is said before or after it.

    "Sunday evening", "the morning of 5 August", "late 2016", "fiscal year 2018-19".
    """
    if wording.sort == "day" and wording.year is None and not wording.follows:
        wording = _with_year(text, wording)
    if wording.sort in {"day", "weekday", "monthday"} or wording.unit == "day":
        return _day_widened(text, wording)
    if wording.sort == "relative" and wording.unit in {"week", "month", "year"}:
        return _with_part(text, wording)
    if wording.sort not in {"month", "year"} or wording.follows:
        return wording
    if wording.sort == "month" and wording.year is None:
        wording = _with_year(text, wording)
    lead = _LEAD_BEFORE.search(text, max(0, wording.start - _LOOK_BACK), wording.start)
    if lead and wording.sort == "month" and (lead["end"] or "").lower() == "end":
        return _end_of_month(replace(wording, start=lead.start()))
    return _with_edge(wording, lead) if lead else wording


def _day_widened(text: str, wording: Wording) -> Wording:
    """ "Sunday evening", "the morning of 5 August", "the 3rd of September", "last feb 11"."""
    if wording.sort == "day" and (back := _the_or_last(text, wording)):
        wording = back
    if after := _PART_AFTER.match(text, wording.end):
        is_last = after.group().strip().lower() == "last"
        shift = -1 if is_last and wording.sort == "weekday" else wording.shift
        wording = replace(wording, end=after.end(), shift=shift)
    before = _PART_BEFORE.search(text, max(0, wording.start - _LOOK_BACK), wording.start)
    return replace(wording, start=before.start()) if before else wording


def _the_or_last(text: str, wording: Wording) -> Wording | None:
    """ "The 3rd of September", "last feb 11": the words before that belong to the day."""
    begin = max(0, wording.start - 10)
    last = _LAST.search(text, begin, wording.start)
    if last and wording.year is None and not wording.follows:
        return replace(wording, start=last.start(), unit="last")
    if not _OF_ORDINAL.match(text, wording.start):
        return None
    the = _THE.search(text, begin, wording.start)
    return replace(wording, start=the.start()) if the else None


def _end_of_month(wording: Wording) -> Wording:
    """ "The end of February": its last third."""
    last = monthrange(wording.year or 2001, wording.month or 1)[1]
    return replace(wording, sort="day", day=20, until_day=last)


def _with_year(text: str, wording: Wording) -> Wording:
    """ "December last year", "May of this year"."""
    said = _OF_YEAR.match(text, wording.end)
    if said is None:
        return wording
    return replace(wording, end=said.end(), unit=f"of {said['which'].lower()} year")


def _with_part(text: str, wording: Wording) -> Wording:
    """ "The beginning of this year"."""
    found = _PART_OF.search(text, max(0, wording.start - _LOOK_BACK), wording.start)
    if found is None:
        return wording
    part = "end" if found["part"].lower() == "end" else "start"
    return replace(wording, start=found.start(), unit=f"{part} {wording.unit}")


def _with_edge(wording: Wording, lead: re.Match[str]) -> Wording:
    """ "Late 2016" is its last three months."""
    wording = replace(wording, start=lead.start())
    edge = _EDGES.get((lead["edge"] or "").lower())
    if wording.sort != "year" or edge is None or wording.until_year:
        return wording
    last = Wording("month", wording.start, wording.end, year=wording.year, month=edge[1])
    return replace(wording, sort="month", month=edge[0], follows=last)
