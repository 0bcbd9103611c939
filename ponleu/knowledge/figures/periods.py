"""Periods as publishers write them: "2022", "2024-H1", "2022-01/2022-10", "2025-Q3"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_WHOLE: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)
_NOTE: Final = re.compile(r"(?P<period>[^()]+?)\s*\((?P<note>[^()]*)\)")
EARLIEST: Final = 1900
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day through the last.

    Attributes:
        code: as it is written in tables: "2024-H1".
        note: what stood beside it in brackets: "inferred".
    """

    begins: date
    ends: date
    code: str
    note: str = ""


def period(text: str) -> Period | None:
    """The days that a text means; None if it means none, or ends before it begins."""
    text = " ".join(text.split())
    noted = _NOTE.fullmatch(text)
    code, note = (noted["period"], noted["note"].strip()) if noted else (text, "")
    pieces = [piece.strip() for piece in code.split("/")]
    if len(text) > LONGEST or len(pieces) > 2:
        return None
    spans = [_span(piece.upper()) for piece in pieces]
    first, last = spans[0], spans[-1]
    if first is None or last is None or last[1] < first[0]:
        return None
    return Period(first[0], last[1], "/".join(piece.upper() for piece in pieces), note)


def _span(text: str) -> tuple[date, date] | None:
    found = _WHOLE.fullmatch(text) if text.isascii() else None
    if not found or int(found["year"]) < EARLIEST:
        return None
    first, last = _months(found)
    if not 1 <= first <= last <= 12:
        return None
    year, longest = int(found["year"]), monthrange(int(found["year"]), last)[1]
    if not found["day"]:
        return date(year, first, 1), date(year, last, longest)
    number = int(found["day"])
    return (date(year, first, number),) * 2 if 1 <= number <= longest else None


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["half"]:
        return (1, 6) if found["half"] == "1" else (7, 12)
    if found["quarter"]:
        last = 3 * int(found["quarter"])
        return last - 2, last
    if found["month"]:
        return int(found["month"]), int(found["month"])
    return 1, 12
