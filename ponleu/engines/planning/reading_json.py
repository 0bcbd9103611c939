"""Read Ponleu's own instances (docs/planning-format.md) from JSON that was parsed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import Refusal
from ponleu.engines.planning.travel import great_circle_ticks
from ponleu.engines.planning.types import Bundle, Problem, Site, Team, Vehicle

TICKS = 60
"""In a minute: seconds."""
ANYWHERE = "anywhere"
_MOST_MINUTES = 1_000_000


class _Unusable(Exception):
    """One refusal, on its way out."""

    def __init__(self, problem: str, place: str, mend: str) -> None:
        super().__init__(problem)
        self.refusal = Refusal(problem, place, mend)


def read_instance(document: object) -> Problem | Refusal:
    """A problem in seconds, or the first thing in the document that cannot be used.

    Visits, ways and openings are rounded up to seconds, closings down: a plan holds in reality.
    """
    try:
        return _problem(document)
    except _Unusable as unusable:
        return unusable.refusal


def _problem(document: object) -> Problem:
    known = {"places", "travel", "travel_cost_per_minute", "sites", "teams", "vehicles", "bundles"}
    whole = _record(document, "the document", known)
    places = [
        (_word(one, "id", where), _number(one, "lat", where, -90, 90, 0), _longitude(one, where))
        for one, where in _records(whole, "places", {"id", "lat", "lon"})
    ]
    rows = {key: number for number, (key, _lat, _lon) in enumerate(places)}
    if len(rows) < len(places):
        raise _Unusable("two of the places have one name", "places", "name them apart")
    cost = _number(whole, "travel_cost_per_minute", "the document", 0, 1e6, 0)
    return Problem(
        sites=tuple(_sites(whole, rows)),
        teams=tuple(_teams(whole, rows)),
        travel=_travel(whole, [(lat, lon) for _key, lat, lon in places]),
        vehicles=tuple(
            Vehicle(
                _word(one, "id", where),
                _word(one, "kind", where, ""),
                int(_number(one, "capacity", where, 0, 1e9, 2**30)),
            )
            for one, where in _records(whole, "vehicles", {"id", "kind", "capacity"})
        ),
        bundles=tuple(
            Bundle(
                _word(one, "id", where),
                tuple(_words(one, "sites", where)),
                _ticks_down(_number(one, "within_min", where, 0, _MOST_MINUTES)),
            )
            for one, where in _records(whole, "bundles", {"id", "sites", "within_min"})
        ),
        travel_cost=cost / TICKS,
        ticks=TICKS,
    )


def _sites(whole: Mapping[str, object], rows: Mapping[str, int]) -> list[Site]:
    known = {"id", "place", "value", "tier", "service_min", "windows_min", "needs", "load"}
    found = []
    for one, where in _records(whole, "sites", known):
        windows = one.get("windows_min", [])
        if not isinstance(windows, list):
            raise _Unusable("its windows are not a list", where, "write [[first, last], ...]")
        found.append(
            Site(
                key=_word(one, "id", where),
                place=_place(one, "place", where, rows),
                value=_number(one, "value", where, 0, 1e9),
                service=_ticks_up(_number(one, "service_min", where, 0, _MOST_MINUTES, 0)),
                tier=int(_number(one, "tier", where, 1, 9, 1)),
                windows=tuple(_span(span, "window", where) for span in windows),
                needs=frozenset(_words(one, "needs", where)),
                load=int(_number(one, "load", where, 0, 1e9, 0)),
            )
        )
    return found


def _teams(whole: Mapping[str, object], rows: Mapping[str, int]) -> list[Team]:
    known = {"id", "base", "end", "shift_min", "skills", "vehicle"}
    found = []
    for one, where in _records(whole, "teams", known):
        base = _place(one, "base", where, rows)
        end: int | None = base
        if one.get("end") == ANYWHERE:
            end = None
        elif "end" in one:
            end = _place(one, "end", where, rows)
        found.append(
            Team(
                key=_word(one, "id", where),
                base=base,
                end=end,
                shift=_span(one.get("shift_min"), "shift", where),
                skills=frozenset(_words(one, "skills", where)),
                vehicle=_word(one, "vehicle", where, ""),
            )
        )
    return found


def _travel(
    whole: Mapping[str, object], positions: Sequence[tuple[float, float]]
) -> NDArray[np.int64]:
    known = {"minutes", "speed_kmh", "detour_factor"}
    told = _record(whole.get("travel", {}), "travel", known)
    if "minutes" not in told:
        return great_circle_ticks(
            positions,
            speed_kmh=_number(told, "speed_kmh", "travel", 0.1, 1000),
            detour_factor=_number(told, "detour_factor", "travel", 1, 10, 1.3),
            ticks=TICKS,
        )
    table, count = told["minutes"], len(positions)
    mend = f"give {count} rows of {count} numbers, one for each place"
    rows = table if isinstance(table, list) else []
    if len(rows) != count or any(not isinstance(r, list) or len(r) != count for r in rows):
        raise _Unusable("the table of travel is not square", "travel minutes", mend)
    for number, row in enumerate(rows):
        for way in row:
            if not _is_number(way) or not 0 <= way <= _MOST_MINUTES:
                place = f"travel minutes row {number + 1}"
                raise _Unusable("a way is below 0 or not a number", place, "give minutes")
    return np.ceil(np.array(rows, np.float64) * TICKS - 1e-9).astype(np.int64)


def _record(value: object, where: str, known: set[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _Unusable("it is not an object", where, "see docs/planning-format.md")
    if unknown := sorted(set(value) - known):
        mend = f"it may be one of {', '.join(sorted(known))}"
        raise _Unusable(f"{unknown[0]!r} is not known", where, mend)
    return value


def _records(
    whole: Mapping[str, object], name: str, known: set[str]
) -> list[tuple[Mapping[str, object], str]]:
    """Each record of a list with words for where it is."""
    listed = whole.get(name, [])
    if not isinstance(listed, list):
        raise _Unusable("it is not a list", name, "see docs/planning-format.md")
    found = []
    for number, value in enumerate(listed):
        key = value.get("id", number + 1) if isinstance(value, dict) else number + 1
        where = f"{name} {key}"
        found.append((_record(value, where, known), where))
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _number(
    one: Mapping[str, object],
    name: str,
    where: str,
    least: float,
    most: float,
    default: float | None = None,
) -> float:
    value = one.get(name, default)
    if not isinstance(value, int | float) or not _is_number(value) or not least <= value <= most:
        mend = f"give {least:g} to {most:g}"
        raise _Unusable(f"{name} is no number that can be used", where, mend)
    return float(value)


def _longitude(one: Mapping[str, object], where: str) -> float:
    return _number(one, "lon", where, -180, 180, 0)


def _word(one: Mapping[str, object], name: str, where: str, default: str | None = None) -> str:
    value = one.get(name, default)
    if not isinstance(value, str) or (default is None and not value):
        raise _Unusable(f"{name} is missing or no text", where, "give a text")
    return value


def _words(one: Mapping[str, object], name: str, where: str) -> list[str]:
    value = one.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _Unusable(f"{name} is no list of texts", where, 'write it as ["..."]')
    return value


def _place(one: Mapping[str, object], name: str, where: str, rows: Mapping[str, int]) -> int:
    key = _word(one, name, where)
    if key not in rows:
        raise _Unusable(f"there is no place {key!r}", where, "list it under places")
    return rows[key]


def _span(value: object, what: str, where: str) -> tuple[int, int]:
    """(first, last) in ticks, of [first, last] in minutes."""
    mend = "write [first, last] in minutes from midnight, the last not before the first"
    if not isinstance(value, list) or len(value) != 2 or not all(map(_is_number, value)):
        raise _Unusable(f"a {what} is not two numbers", where, mend)
    first, last = value
    if not 0 <= first <= last <= _MOST_MINUTES:
        raise _Unusable(f"a {what} is impossible", where, mend)
    return _ticks_up(first), _ticks_down(last)


def _ticks_up(minutes: float) -> int:
    return math.ceil(minutes * TICKS - 1e-9)


def _ticks_down(minutes: float) -> int:
    return math.floor(minutes * TICKS + 1e-9)
