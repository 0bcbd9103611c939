"""Requests listed item by item under "We ask": each line of the list is one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind

_INTRO: Final = re.compile(
    r"(?im)^[ \t]*(?:"
    r"(?:our |key |main |list of )?(?:recommendations?|requests|demands|asks|calls)"
    r"|what (?:we|our \w+) (?:ask|asks|want|demand|recommend)(?: for)?"
    r"|(?:\w+,? ){0,4}?we (?:\w+ly |also |again |therefore ){0,3}"
    r"(?:ask|urge|request|recommend|demand|call (?:on|upon|for)|appeal|propose|beg)"
    r"(?: [^\n:.]{0,80}?)?"
    r")[ \t]*(?P<colon>:)?[ \t]*$"
)
"""A line that opens the list: "We ask", "Recommendations:", "We therefore urge the Minister:"."""
_ITEM: Final = re.compile(
    r"[ \t]*(?:[-–—•*·▪]|\(?(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2})[.)])[ \t]+(?=\S)"
)
_LEAD: Final = re.compile(r"(?:that|to|for)\s+", re.IGNORECASE)
_TAIL: Final = re.compile(r"[\s;,.]+(?:and|or)?[\s;,.]*$")
_MOST_ITEMS: Final = 30
_SHORT: Final = 60
"""Letters of the longest opening line without a colon."""
_KEPT: Final = frozenset({FactKind.REQUEST, FactKind.DENIAL})


def with_asked_lists(narration: Narration, found: Sequence[Fact]) -> list[Fact]:
    """The statements found, with a request for each item of a list that asks."""
    items = list(_items(narration))
    if not items:
        return list(found)
    intros = _Spans({intro for intro, _ in items})
    listed = _Spans({item for _, item in items})
    kept = [
        fact
        for fact in found
        if not any(_lies_in(fact, span) for span in intros.near(fact.start, fact.end))
        and (
            fact.kind in _KEPT
            or not any(_fills(fact, span) for span in listed.near(fact.start, fact.end))
        )
    ]
    asked = _Spans({(fact.start, fact.end) for fact in kept if fact.kind in _KEPT})
    for _, (start, end) in items:
        if not any(begin < end and start < stop for begin, stop in asked.near(start, end)):
            kept.append(_request(narration, start, end))
    return kept


class _Spans:
    """Spans by where they begin, asked for those that may share letters with a stretch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._ends = list(accumulate((end for _, end in self._spans), max))

    def near(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The spans from the first that may reach beyond ``start`` to the last before ``end``."""
        first = bisect_right(self._ends, start)
        return self._spans[first : bisect_left(self._spans, (end, 0))]


def _items(narration: Narration) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The span of each opening line with that of each item under it."""
    text = narration.text
    for intro in _INTRO.finditer(text):
        if intro["colon"] is None and intro.end() - intro.start() > _SHORT:
            continue
        at = intro.end() + 1
        for _ in range(_MOST_ITEMS):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            if not text[at:stop].strip() and at < len(text) and _ITEM.match(text, stop + 1):
                at = stop + 1
                continue
            item = _ITEM.match(text, at, stop)
            if item is None:
                break
            lead = _LEAD.match(text, item.end(), stop)
            start = lead.end() if lead else item.end()
            tail = _TAIL.search(text, start, stop)
            end = tail.start() if tail else stop
            if end > start and not narration.around.is_boilerplate(start):
                yield intro.span(), (start, end)
            at = stop + 1


def _lies_in(fact: Fact, span: tuple[int, int]) -> bool:
    return span[0] <= fact.start and fact.end <= span[1]


def _fills(fact: Fact, span: tuple[int, int]) -> bool:
    """Whether a statement takes up most of an item."""
    shared = min(fact.end, span[1]) - max(fact.start, span[0])
    return 2 * shared > span[1] - span[0]


def _request(narration: Narration, start: int, end: int) -> Fact:
    return make_statement(
        narration,
        FactKind.REQUEST,
        Saying(start, end, start, end),
        rule="requests.listed",
        reason="It stands in a list of what is asked.",
    )
