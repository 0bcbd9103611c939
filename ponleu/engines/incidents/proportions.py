"""Products, shares of a number told before, and changes from one number to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod
from typing import Final

from ponleu.engines.incidents.figures import (
    NUMBER,
    PER_CENT,
    PERCENT_RIGHT,
    SUM_RIGHT,
    number,
    share_slip,
)
from ponleu.engines.incidents.types import ArithmeticSlip

_WORDS: Final = r"[^.;:()\d\n]{1,40}"
_PRODUCT: Final = re.compile(
    rf"{NUMBER}\s{_WORDS}?(?:\bfor\s{NUMBER}\s{_WORDS}?)?\s?(?:\bat|\btimes|\bof)\s{NUMBER}"
    rf"(?:\s[a-z]+)?(?:\s(?:each|apiece|per head|a head|per day|a day|a month))?"
    rf"(?:,\s(?:together|in all|that is|is|makes)|:|\s(?:makes|is|are|comes? to|=))\s{NUMBER}",
    re.I,
)
_IS: Final = r"(?:which|that|this|thus|or|so)?\s?(?:is|makes?|thus|or|i\.e\.)?\s?"
_OF_BEFORE: Final = re.compile(
    rf"\b(?:of|among) (?:these|them|those|whom|which),?\s(?:the\s)?{NUMBER}\s[^.;:%\d\n]{{1,60}}?"
    rf"[,(]?\s{_IS}{PER_CENT}",
    re.I,
)
_PART_BEFORE: Final = re.compile(
    rf"{NUMBER} of (?:these|them|those|whom),\s(?:or|that is|which is|thus)\s{PER_CENT}", re.I
)
_N_OF_N: Final = re.compile(
    rf"{NUMBER} of {NUMBER}(?:\s[a-z]+)?(?:,\s{_IS}|\s(?:is|makes)\s){PER_CENT}", re.I
)
_OF_N: Final = re.compile(
    rf"\bof (?:the|these|those|all)\s{NUMBER}\s[^.;:()\d\n]{{1,40}}\s{NUMBER}"
    rf"[^.;:%\d\n]{{0,60}}?,\s(?:which|that|this) makes\s{PER_CENT}",
    re.I,
)
_FROM_TO: Final = re.compile(
    rf"\bfrom {NUMBER}(?:\s[a-z]+)? to {NUMBER}[^.;%\d\n]{{0,40}}?"
    rf"\b(?:increase|rise|growth|loss|fall|drop|decrease|gain) of\s{PER_CENT}",
    re.I,
)
_TOTAL_AFTER: Final = re.compile(
    rf"((?:{NUMBER}\s[^.;:()\d\n]{{1,30}},\s){{0,6}}{NUMBER}\s[^.;:()\d\n]{{1,30}}\sand\s{NUMBER}"
    rf"\s[^.;:()\d\n]{{1,30}}),\s{NUMBER}\s(?:in all|in total|altogether|together)\b",
    re.I,
)
_EACH: Final = re.compile(
    rf"\bat\s{NUMBER}\s{_WORDS}?\b(?:for each|each|apiece|per head|a head)\b,?[^.;:()\d\n]{{0,40}}?"
    rf"\b(?:comes? to|makes|amounts? to|is)\s{NUMBER}",
    re.I,
)
_ONE_IN: Final = re.compile(
    rf"\bof (?:the|these|those|our|all)\s{NUMBER}\s[^.;:()\d\n]{{1,30}},\s{NUMBER},?\s"
    rf"(?:or\s|that is\s)?one in {NUMBER}\b(?!\s(?:hundred|thousand))",
    re.I,
)
_PARTLY: Final = re.compile(
    r"\b(?:other|others|rest|including|about|some|nearly|almost|over|more than|at least)\b", re.I
)
_NUMBER: Final = re.compile(NUMBER)
_HALF: Final = 0.5


def proportion_slips(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    """What does not come out in one paragraph.

    Args:
        offset: where the paragraph begins.
    """
    yield from _products(text, offset)
    yield from _each(text, offset)
    yield from _one_in(text, offset)
    yield from _totals(text, offset)
    for pattern in (_N_OF_N, _OF_N, _FROM_TO):
        for match in pattern.finditer(text):
            first, second = number(match[1]), number(match[2])
            part, base = (first, second) if pattern is _N_OF_N else (second, first)
            if pattern is _FROM_TO:
                part = abs(second - first)
            yield from _share(match, part, [base], offset)
    for pattern in (_OF_BEFORE, _PART_BEFORE):
        for match in pattern.finditer(text):
            part = number(match[1])
            before = [number(one[1]) for one in _NUMBER.finditer(text, 0, match.start())]
            yield from _share(match, part, [one for one in before if one >= part], offset)


def _share(
    match: re.Match[str], part: float, bases: list[float], offset: int
) -> Iterator[ArithmeticSlip]:
    """The slip if the share comes out on none of the numbers that may be its whole."""
    stated = match[match.re.groups]
    slips = [share_slip(part, base, stated) for base in bases if base]
    if not slips or None in slips:
        return
    right, tolerance = next(one for one in reversed(slips) if one)
    values = {
        "part": f"{part:g}", "base": f"{bases[-1]:g}", "right": f"{right:.2f}",
        "stated": stated, "tolerance": f"{tolerance:g}",
    }  # fmt: skip
    start, end = offset + match.start(), offset + match.end()
    yield ArithmeticSlip(
        start, end, match[0], float(stated), right, tolerance, PERCENT_RIGHT, values
    )


def _products(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    """ "12 fines at 480 riel each, together 5,760"."""
    for match in _PRODUCT.finditer(text):
        *factors, stated = [number(one) for one in match.groups() if one]
        if abs(prod(factors) - stated) >= _HALF and not _PARTLY.search(match[0]):
            yield _slip(
                match, " \u00d7 ".join(map(_written, factors)), prod(factors), stated, offset
            )


def _each(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    """ "At 450 dollars for each, the claim comes to 5,580": no whole number of them."""
    for match in _EACH.finditer(text):
        price, stated = number(match[1]), number(match[2])
        others = [number(one[1]) for one in _NUMBER.finditer(text, 0, match.start())]
        counts = [one for one in others if 1 < one == int(one)]
        if counts and price and stated % price >= _HALF:
            nearest = min(counts, key=lambda one: abs(price * one - stated))
            parts = f"{_written(nearest)} \u00d7 {_written(price)}"
            yield _slip(match, parts, price * nearest, stated, offset)


def _one_in(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    """ "Of our 212 families, 53, one in three": a whole number stands for the nearest."""
    for match in _ONE_IN.finditer(text):
        whole, part, stated = (number(one) for one in match.groups())
        if part and round(whole / part) != stated:
            parts = f"{_written(whole)} / {_written(part)}"
            yield _slip(match, parts, round(whole / part, 1), stated, offset)


def _totals(text: str, offset: int) -> Iterator[ArithmeticSlip]:
    """ "9 men and 6 women, 14 in all"."""
    for match in _TOTAL_AFTER.finditer(text):
        parts = [number(one[1]) for one in _NUMBER.finditer(match[1])]
        stated = number(match[match.re.groups])
        if sum(parts) != stated and not _PARTLY.search(match[0]):
            yield _slip(match, " + ".join(map(_written, parts)), sum(parts), stated, offset)


def _slip(
    match: re.Match[str], parts: str, right: float, stated: float, offset: int
) -> ArithmeticSlip:
    values = {"parts": parts, "right": _written(right), "stated": _written(stated)}
    start, end = offset + match.start(), offset + match.end()
    return ArithmeticSlip(start, end, match[0], stated, right, 0.0, SUM_RIGHT, values)


def _written(one: float) -> str:
    return f"{one:,.12g}"
