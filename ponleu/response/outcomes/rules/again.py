"""When a site is to be looked at again, by dated rules. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

SOON_DAYS = 14
"""So long before its day a look is listed as coming."""


class Rule(Protocol):
    """So many days after an outcome or a measure, from a day until a day."""

    @property
    def of(self) -> str: ...

    @property
    def code(self) -> str: ...

    @property
    def days(self) -> int: ...

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Due:
    """On which day, and what makes it that day: "outcome" or "measure", and its code."""

    on: date
    of: str
    code: str


def due(rules: Iterable[Rule], of: str, codes: Iterable[str], day: date) -> Due | None:
    """The earliest day that rules of a day ask for; none if no rule is for any of the codes.

    Args:
        of: "outcome" or "measure".
        day: on which the outcome came about or the measure begins.
    """
    wanted = set(codes)
    found = [
        Due(day + timedelta(days=rule.days), of, rule.code)
        for rule in rules
        if rule.of == of
        and rule.code in wanted
        and rule.valid_from <= day
        and (rule.valid_to is None or day <= rule.valid_to)
    ]
    return min(found, key=lambda each: (each.on, each.code), default=None)
