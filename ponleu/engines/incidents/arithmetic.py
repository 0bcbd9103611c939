"""Percentages and totals in a text that do not add up, with the right number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ponleu.engines.incidents.figures import (
    NUMBER,
    PER_CENT,
    PERCENT_RIGHT,
    SUM_RIGHT,
    number,
    share_slip,
)
from ponleu.engines.incidents.number_words import in_figures
from ponleu.engines.incidents.proportions import proportion_slips
from ponleu.engines.incidents.types import ArithmeticSlip
from ponleu.engines.reasons import Translatable

_N, _P = NUMBER, PER_CENT
_UP: Final = re.compile(r"\b(?:increase|increased|rise|rose|more|up|higher|growth)\b|\+\s?\d", re.I)
_DOWN: Final = re.compile(
    r"\b(?:decrease|decreased|fall|fell|fewer|less|down|lower|drop|dropped|decline)\b", re.I
)
_CHANGE: Final = re.compile(
    rf"(?:(?:by|of|\+|-|\u2212)\s?{_N}\s+(?:more\s+)?(?!of\b)[a-z]+|{_N}\s+[a-z]+\s+(?:more|fewer|less))"
    rf"[^.%\n]{{0,40}}?\(?{_P}",
    re.I,
)
_MONTHS: Final = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)
_BASE: Final = re.compile(
    r"(?:\bbase of|\bon|\bfrom|\bagainst|\bcompared (?:with|to)|\bthan the)\s+(?:the\s+)?"
    rf"{_N}(?!\s?%|\s(?:{_MONTHS})\b)",
    re.I,
)
_TOTAL: Final = re.compile(
    r"\b(?:recorded|counted|were|was|had|total(?:\s+of)?|of the|of all)\s+(?:the\s+)?"
    rf"{_N}\s+[a-z]+",
    re.I,
)
_BETWEEN: Final = r"[^.;:()\d\n]{0,40}"
_SUM: Final = re.compile(
    rf"((?:{_N}{_BETWEEN},\s*){{0,12}}{_N}{_BETWEEN}?,?\s+and\s+{_N}[^;:()\d\n]{{0,40}}?)[,.]?\s*"
    rf"(?:in all|in total|altogether|together|making|(?:that is|a total of))\s*,?\s*{_N}",
    re.I,
)
_SHARES: Final = re.compile(
    rf"\bof (?:the|these|those|all) {_N}\s+[a-z]+[^.;\n\d]{{0,20}},"
    r"([^.;\n]*\d[^.;\n]*\band\b[^.;\n]*\d[^.;\n]*)",
    re.I,
)
_LISTED: Final = re.compile(
    rf"{_N}\s[^.;:()\d\n]{{0,60}}[:(\u2013\u2014]\s?"
    rf"((?:{_N}\s[^.;:()\d\n]{{1,40}},?\s(?:and\s)?){{1,8}}{_N}\s[^.;:()\d\n]{{1,40}})"
    r"(?=[.;)\n]|\Z)",
    re.I,
)
_THEY_WERE: Final = re.compile(
    rf"{_N}\s[a-z][^.;:()\d\n]{{0,40}}\.\s(?:They|These|Those)\s(?:were|are)\s"
    rf"((?:{_N}\s[^.;:()\d\n]{{1,30}},?\s(?:and\s)?){{1,8}}{_N}\s[^.;:()\d\n]{{1,30}})"
    r"(?=[.;)\n]|\Z)",
)
_SHARE: Final = re.compile(
    rf"{_N}[^.;:()\d\n]{{0,30}},?\s(?:of whom|of which|of them|of these|among them)\s{_N}"
    rf"[^.;:()\d\n]{{0,40}}?[,(]?\s?(?:or|that is|which is|about)?\s?{_P}",
    re.I,
)
_SHARE_OF: Final = re.compile(
    rf"\bof (?:the|these|those|all)\s{_N}[^.;:()\d\n]{{0,40}}\s{_N}[^.;:()\d\n]{{0,30}}?[,(]\s?"
    rf"(?:or|that is|which is)?\s?{_P}",
    re.I,
)
_PART_OF: Final = re.compile(
    rf"{_N} of (?:the|these|those|all)\s(?:the\s)?{_N}[^.;:()\d\n]{{0,40}}?[,(]\s?"
    rf"(?:or|that is)\s{_P}",
    re.I,
)
_LIST_KHMER: Final = re.compile(
    rf"សរុប[^\d\n\u17d4]{{0,20}}{_N}[^\d\n\u17d4]{{0,20}}ក្នុងនោះ"
    rf"((?:[^\d\n\u17d4]{{1,30}}{_N}[^\d\n\u17d4]{{0,8}}){{1,8}}និង[^\d\n\u17d4]{{1,30}}{_N})"
)
_SHARE_BEFORE: Final = re.compile(
    rf"{_N}\s[a-z][^\d\n]{{0,80}}?\b{_N} of (?:them|these|those)[^\d\n]{{0,30}}?[,(]\s?"
    rf"(?:or|that is)\s{_P}",
    re.I,
)
_OPEN: Final = re.compile(
    r"\b(?:other|others|rest|remaining|remainder|include|includes|including|among|also|some|about"
    rf"|at least|nearly|almost|over|more than|{_MONTHS})\b|%|per\s?cent|\b(?:19|20)\d\d\b",
    re.I,
)
_LOOK_BACK: Final = 60
"""Characters before a change in which the word that gives its direction may stand."""
_NUMBER: Final = re.compile(_N)
_SUM_KHMER: Final = re.compile(
    rf"((?:{_N}[^;:\d\n\u17d4]{{1,40}}\s?){{1,8}}និង[^;:\d\n\u17d4]{{0,30}}{_N}"
    r"[^;:\d\n\u17d4]{0,20})"
    rf"\s?សរុប[^\d\n\u17d4]{{0,25}}{_N}"
)
_PARAGRAPH: Final = re.compile(r"[^\n]+")

_PERCENT_OF_NEW: Final = Translatable(
    "%(part)s on %(base)s is %(right)s%%, not %(stated)s%% (rounding explains %(tolerance)s); "
    "the stated share is of the new number, %(new)s"
)


def arithmetic_slips(text: str) -> list[ArithmeticSlip]:
    """Changes in per cent, totals and breakdowns that do not add up, in text order.

    Numbers of one paragraph are added, in figures or in words up to ninety-nine. A percentage is
    held against the base that its paragraph states, else against the new number less the change.
    """
    found = [
        slip for paragraph in _PARAGRAPH.finditer(text) for slip in _of_paragraph(text, paragraph)
    ]
    first = {(slip.right, slip.stated): slip for slip in reversed(found)}
    return sorted(first.values(), key=lambda slip: (slip.start, slip.end))


def _of_paragraph(text: str, paragraph: re.Match[str]) -> Iterator[ArithmeticSlip]:
    read, places = in_figures(paragraph[0])
    for slip in (
        *_changes(read, 0),
        *_sums(read, 0),
        *_breakdowns(read, 0),
        *_shares(read, 0),
        *proportion_slips(read, 0),
    ):
        start = paragraph.start() + places[slip.start]
        end = paragraph.start() + places[slip.end]
        yield replace(slip, start=start, end=end, text=text[start:end])


def _changes(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    for match in _CHANGE.finditer(text):
        part, stated = number(match[1] or match[2]), match[3]
        around = text[max(0, match.start() - _LOOK_BACK) : match.end()]
        sign = 1 if _UP.search(around) else -1 if _DOWN.search(around) else 0
        bases = _bases(text, match, part, sign)
        if not part or not sign or not bases:
            continue
        slips = [share_slip(part, base, stated) for base in bases]
        slip = slips[0]
        if slip is None or None in slips:
            continue
        new = bases[0] + sign * part
        of_new = new > 0 and share_slip(part, new, stated) is None
        right, tolerance = slip
        values = {
            "part": f"{part:g}", "base": f"{bases[0]:g}", "right": f"{right:.2f}",
            "stated": stated, "tolerance": f"{tolerance:g}", "new": f"{new:g}",
        }  # fmt: skip
        template = _PERCENT_OF_NEW if of_new else PERCENT_RIGHT
        start, end = offset + match.start(), offset + match.end()
        yield ArithmeticSlip(
            start, end, match[0], float(stated), right, tolerance, template, values
        )


def _bases(text: str, change: re.Match[str], part: float, sign: int) -> list[float]:
    """What the change may be counted on: a base that is named, else totals less the change."""

    def outside(match: re.Match[str]) -> bool:
        return match.end(1) <= change.start() or match.start(1) >= change.end()

    named = [number(match[1]) for match in _BASE.finditer(text) if outside(match)]
    if not named:
        totals = [number(match[1]) for match in _TOTAL.finditer(text) if outside(match)]
        named = [total - sign * part for total in totals]
    return [base for base in named if base > 0 and not _like_a_year(base)]


def _like_a_year(number: float) -> bool:
    return 1900 <= number <= 2100


def _sums(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    for match in _SUM.finditer(text):
        if not _OPEN.search(match[1]):
            yield from _added(match, match[1], match[match.re.groups], offset)
    for match in _SUM_KHMER.finditer(text):
        yield from _added(match, match[1], match[match.re.groups], offset)


def _breakdowns(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    for match in _SHARES.finditer(text):
        if not _OPEN.search(match[2]):
            yield from _added(match, match[2], match[1], offset)
    for match in _found(text, _LISTED, _LIST_KHMER, _THEY_WERE):
        if not _OPEN.search(match[2]):
            yield from _added(match, match[2], match[1], offset)


def _found(text: str, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns for match in pattern.finditer(text))


def _shares(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    """ "248 people, of whom 97 were women, or 47 per cent"."""
    for match in _found(text, _SHARE, _SHARE_OF, _SHARE_BEFORE, _PART_OF):
        whole, part, stated = number(match[1]), number(match[2]), match[3]
        if match.re is _PART_OF:
            whole, part = part, whole
        slip = share_slip(part, whole, stated) if whole >= part > 0 else None
        if slip:
            right, tolerance = slip
            values = {
                "part": f"{part:g}", "base": f"{whole:g}", "right": f"{right:.2f}",
                "stated": stated, "tolerance": f"{tolerance:g}",
            }  # fmt: skip
            start, end = offset + match.start(), offset + match.end()
            yield ArithmeticSlip(
                start, end, match[0], float(stated), right, tolerance, PERCENT_RIGHT, values
            )


def _added(match: re.Match[str], parts: str, total: str, offset: int) -> Iterator[ArithmeticSlip]:
    numbers = [number(part[1]) for part in _NUMBER.finditer(parts)]
    right, stated = sum(numbers), number(total)
    if stated in (right, len(numbers)):  # "four nationalities: 51 Chinese, ..." counts the parts
        return
    values = {
        "parts": " + ".join(f"{one:,.12g}" for one in numbers),
        "right": f"{right:,.12g}",
        "stated": f"{stated:,.12g}",
    }
    start, end = offset + match.start(), offset + match.end()
    yield ArithmeticSlip(start, end, match[0], stated, right, 0.0, SUM_RIGHT, values)
