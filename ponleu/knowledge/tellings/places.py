"""The places of a telling: where it happened, not where people came from or were taken to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ponleu.engines.reading import Fact, FactKind

_PROVINCE, _DISTRICT = 2, 4
_LOOK_BACK: Final = 40
_DATELINE: Final = re.compile(r"(?:[A-Z][\w']+ ?){1,3}(?:, \d{1,2} \w+ \d{4})?")
"""A line that says where and when a letter was written."""
_ELSEWHERE: Final = re.compile(
    r"\b(?:to|from|for|by|with|via|through|told|road|highway|bus|embassy|consulate|ministry|court"
    r"|airport|hospital|shelter|office|born|native|market)"
    r"(?: (?:in|at|of|to|from|between))?(?: the)?\s+\Z|\band\s+\Z",
    re.I,
)
"""Words before a place where people came from, went or wrote to."""


def codes_in(
    text: str,
    facts: Sequence[Fact],
    provinces: Collection[str],
    codes_of: Mapping[str, Collection[str]],
) -> list[str]:
    """Codes in the country that the words name, in text order; those of datelines passed over.

    Args:
        provinces: that the document names: of a name that several places have, those in these.
        codes_of: codes of all places of a name in small letters.
    """
    found: dict[str, None] = {}
    for fact in facts:
        before = text[max(0, fact.start - _LOOK_BACK) : fact.start]
        is_here = fact.kind is FactKind.PLACE and not _ELSEWHERE.search(before)
        if is_here and not _in_dateline(text, fact):
            found.update(dict.fromkeys(_codes(fact, provinces, codes_of)))
    return list(found)


def provinces_in(facts: Sequence[Fact]) -> set[str]:
    """Provinces that a document names, or has a place in."""
    codes = {str(fact.value) for fact in facts if fact.kind is FactKind.PLACE}
    return {code[:_PROVINCE] for code in codes if code.isdecimal()}


def nearest(codes: Sequence[str]) -> tuple[str, ...]:
    """The nearest only: none that holds another, no other province beside a district."""
    inner = [one for one in codes if not any(o != one and o.startswith(one) for o in codes)]
    near = [one for one in inner if len(one) >= _DISTRICT]
    return tuple(sorted(set(near or inner)))


def _codes(
    fact: Fact, provinces: Collection[str], codes_of: Mapping[str, Collection[str]]
) -> Iterator[str]:
    code = str(fact.value)
    several = {*codes_of.get(fact.text.casefold(), ()), code}
    inside = sorted(one for one in several if one[:_PROVINCE] in provinces and one)
    if not code or (code.isdecimal() and inside and code[:_PROVINCE] not in provinces):
        yield from (one for one in inside or sorted(several) if len(one) > _PROVINCE)
    elif code.isdecimal():
        yield code


def _in_dateline(text: str, fact: Fact) -> bool:
    start = text.rfind("\n", 0, fact.start) + 1
    end = text.find("\n", fact.end)
    line = text[start : end if end >= 0 else len(text)]
    return start > 0 and bool(_DATELINE.fullmatch(line.strip()))
