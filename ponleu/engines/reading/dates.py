"""Dates in a document, resolved, each saying what it was anchored on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ponleu.engines.reading.date_anchors import (
    MONTH_ANCHOR,
    Surroundings,
    direction_at,
    is_meeting,
    is_set_for_later,
    meeting_anchor,
    month_anchor,
    surroundings,
    text_anchor,
)
from ponleu.engines.reading.date_counting import moved_by, period_before
from ponleu.engines.reading.date_grammar import find_wordings
from ponleu.engines.reading.date_resolving import Anchor, Direction, Resolved, resolve
from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.khmer_dates import find_khmer_wordings, khmer_direction
from ponleu.engines.reading.khmer_text import KHMER
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

_STEPS = {"same": 0, "that": 0, "next": 1, "following": 1, "previous": -1, "before": -1}
_FLOATING = frozenset({"relative", "weekday"})


def find_dates(document: Document, lexicon: Lexicon) -> list[Fact]:
    """Every date, in text order.

    Values: "2022-08-26", "2022-10", "2006", intervals "2022-08-18/2022-10-04". Without a
    publication date and without a full date in the text, a value keeps only what is
    written: "--08-26", or "" for "yesterday"; its confidence is halved.
    """
    around = surroundings(document)
    wordings = find_wordings(document.text)
    khmer = find_khmer_wordings(document.text, lexicon)
    khmer_starts = {wording.start for wording in khmer}
    anchor = _main_anchor(around, wordings + khmer)
    found = _resolve_all(around, sorted(wordings + khmer, key=lambda word: word.start), anchor)
    return [
        _fact(around, wording, resolved, anchor, wording.start in khmer_starts)
        for wording, resolved in found
    ]


def _main_anchor(around: Surroundings, wordings: list[Wording]) -> Anchor | None:
    if around.document.published:
        return Anchor(around.document.published, "the publication date")
    full = [
        day
        for wording in wordings
        if wording.sort == "day" and wording.year and not around.is_boilerplate(wording.start)
        if (day := _whole_day(resolve(wording, None, _direction(around, wording))))
    ]
    anchor = text_anchor(full)
    if anchor is not None:
        return anchor
    months = [
        wording
        for wording in wordings
        if wording.sort == "month" and wording.year and not around.is_boilerplate(wording.start)
    ]
    return month_anchor(months)


def _resolved(around: Surroundings, wording: Wording, anchor: Anchor | None) -> Resolved | None:
    """Counted from the anchor; one that the text alone gives tells no side, and hardly a day."""
    if anchor and anchor.name == MONTH_ANCHOR and _is_of_a_day(wording):
        anchor = None
    direction = _direction(around, wording)
    if direction is not Direction.FUTURE and around.document.published is None:
        direction = Direction.PAST if wording.sort in _FLOATING else Direction.AROUND
    return resolve(wording, anchor, direction)


def _is_of_a_day(wording: Wording) -> bool:
    """Whether a month alone is no ground to count from: "yesterday", "Monday", "last week"."""
    is_short = wording.unit.endswith(("day", "week"))
    return wording.sort in {"weekday", "monthday"} or (wording.sort == "relative" and is_short)


def _direction(around: Surroundings, wording: Wording) -> Direction:
    text = around.document.text
    if not KHMER.match(text, wording.start):
        return direction_at(around, wording)
    sentence = around.sentence(wording.start)
    begin, end = (sentence.start, sentence.end) if sentence else (0, len(text))
    return khmer_direction(text, wording, begin, end)


def _is_meeting(around: Surroundings, offset: int) -> bool:
    """Meetings are known by English words only."""
    return not KHMER.match(around.document.text, offset) and is_meeting(around, offset)


def _resolve_all(
    around: Surroundings, wordings: list[Wording], anchor: Anchor | None
) -> list[tuple[Wording, Resolved]]:
    """Dates outside quotations first, for the meeting that quotations are anchored on."""
    meetings: list[tuple[int, date]] = []
    found: list[tuple[Wording, Resolved]] = []
    for wording in sorted(wordings, key=lambda word: around.is_quoted(word.start)):
        floats = wording.sort in _FLOATING
        if floats and around.is_boilerplate(wording.start):
            continue  # another story, on another day
        if wording.unit.startswith("within") and not is_set_for_later(around, wording.start):
            continue  # "had left within a week" is counted from what was told before
        used = anchor
        if floats and around.is_quoted(wording.start):
            used = meeting_anchor(meetings, wording.start, anchor)
        resolved = _resolved(around, wording, used)
        if resolved is None:
            continue
        found.append((wording, resolved))
        day = _whole_day(resolved)
        if day and not around.is_quoted(wording.start) and _is_meeting(around, wording.start):
            meetings.append((wording.start, day))
    found.sort(key=lambda pair: pair[0].start)
    return list(_counted_on(around, found))


def _counted_on(
    around: Surroundings, found: list[tuple[Wording, Resolved]]
) -> Iterator[tuple[Wording, Resolved]]:
    """ "The same day", "the next morning": counted from the day told before."""
    last: date | None = None
    period = ""
    for wording, resolved in found:
        words = around.document.text[wording.start : wording.end].lower().split()
        step = next((_STEPS[word] for word in words if word in _STEPS), None)
        told = resolved
        is_open = wording.sort == "unknown" and not resolved.value
        if is_open and words[-1] == "before" and (value := period_before(period, words[-2])):
            told = Resolved(value, f"counted from {period}, the time told before it")
        elif is_open and last and wording.unit.startswith("later"):
            value = moved_by(wording, last)
            told = Resolved(value, f"counted from {last}, the day told before it")
        elif is_open and last and step is not None:
            counted = last + timedelta(step)
            told = Resolved(counted.isoformat(), f"counted from {last}, the day told before it")
        last = _whole_day(told) or last
        period = told.value or period
        yield wording, told


def _fact(
    around: Surroundings,
    wording: Wording,
    resolved: Resolved,
    anchor: Anchor | None,
    is_khmer: bool,
) -> Fact:
    rule = "dates.khmer" if is_khmer else _rule(wording)
    factors = []
    if around.is_boilerplate(wording.start):
        factors.append("boilerplate")
    if not resolved.value or resolved.value.startswith("--"):
        factors.append("no_anchor")
    elif wording.year is None and around.document.published is None and anchor:
        factors.append("anchor_in_text")
    text = around.document.text[wording.start : wording.end]
    return Fact(
        kind=FactKind.DATE,
        text=text,
        start=wording.start,
        end=wording.end,
        value=resolved.value,
        rule=rule,
        confidence=weight(rule, *factors),
        reason=f'"{" ".join(text.split())}": {resolved.how}.',
    )


def _rule(wording: Wording) -> str:
    if wording.follows or wording.until_day or wording.until_year:
        return "dates.interval"
    if wording.sort in {"weekday", "relative", "year"}:
        return f"dates.{wording.sort}"
    if wording.sort == "month":
        return "dates.month_year" if wording.year else "dates.month"
    return "dates.full" if wording.year else "dates.day_month"


def _whole_day(resolved: Resolved | None) -> date | None:
    if resolved is None or len(resolved.value) != 10:
        return None
    return date.fromisoformat(resolved.value)
