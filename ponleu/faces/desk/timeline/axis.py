"""Where moments stand in a picture with one lane for each kind. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ponleu.faces.desk.timeline.moments import Gap, Kind, Moment

WIDTH = 1000
LEFT = 130
RIGHT = 24
TOP = 28
ROW = 16
ROOM = 14
"""How far marks of one row keep apart, from middle to middle."""
MOST_ROWS = 6
MOST_TICKS = 10
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
"""Months from one line of the axis to the next."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment in the picture.

    Attributes:
        number: of the moment in the list, from 1.
        x, width: where its bar begins and how wide it is; 0 wide is a sign at ``x``.
    """

    number: int
    moment: Moment
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class More:
    """How many moments have no room of their own near ``x``."""

    x: int
    y: int
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """All moments of one kind."""

    kind: Kind
    y: int
    marks: tuple[Mark, ...]
    more: tuple[More, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis, at the first day of a month."""

    x: int
    on: date


@dataclass(frozen=True, slots=True)
class Band:
    """A gap in the picture."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A timeline as a picture; all in units of its view box."""

    height: int
    lanes: tuple[Lane, ...] = ()
    ticks: tuple[Tick, ...] = ()
    bands: tuple[Band, ...] = ()
    width: int = WIDTH
    left: int = LEFT

    @property
    def bottom(self) -> int:
        """Where the lines of the axis end."""
        return self.height - 6

    @property
    def right(self) -> int:
        """Where the lanes end."""
        return self.width - RIGHT


@dataclass(slots=True)
class _Packed:
    """Marks of a lane on rows, as they are placed from left to right."""

    rows: list[int] = field(default_factory=list)
    placed: list[tuple[int, Moment, int, int, int]] = field(default_factory=list)
    over: dict[int, int] = field(default_factory=dict)

    def place(self, number: int, moment: Moment, x: int, width: int) -> None:
        """Put a mark on the first row that has room, or count it where there is none."""
        row = next((at for at, taken in enumerate(self.rows) if taken + ROOM <= x), len(self.rows))
        if row == MOST_ROWS:
            near = max((at for at in self.over if x - at < 2 * ROOM), default=x)
            self.over[near] = self.over.get(near, 0) + 1
            return
        if row == len(self.rows):
            self.rows.append(0)
        self.rows[row] = x + width
        self.placed.append((number, moment, x, width, row))


def draw(moments: Sequence[Moment], gaps: Sequence[Gap]) -> Picture:
    """The picture of moments that come oldest first; an empty one has no lanes."""
    if not moments:
        return Picture(height=0)
    first, last = _months_around(moments)
    lanes, y = [], TOP
    for kind in Kind:
        packed = _Packed()
        for number, moment in enumerate(moments, 1):
            if moment.kind is kind:
                x, width = _bar(moment, first, last)
                packed.place(number, moment, x, width)
        if packed.placed:
            lanes.append(_lane(kind, packed, y))
            y += _rows(packed) * ROW + ROOM
    return Picture(
        height=y + 10,
        lanes=tuple(lanes),
        ticks=tuple(Tick(_x(on, first, last), on) for on in ticks(first, last)),
        bands=tuple(_band(gap, first, last) for gap in gaps),
    )


def ticks(first: date, last: date) -> list[date]:
    """First days of months between two days, evenly apart, no more than ``MOST_TICKS``."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((each for each in STEPS if months <= each * MOST_TICKS), STEPS[-1])
    begin = first.year * 12 + first.month - 1
    begin += -begin % step
    end = last.year * 12 + last.month - 1
    found = [date(number // 12, number % 12 + 1, 1) for number in range(begin, end + 1, step)]
    return [on for on in found if on >= first][:MOST_TICKS]


def _months_around(moments: Sequence[Moment]) -> tuple[date, date]:
    """The first day of the first month and the last day of the last."""
    first = min(moment.at for moment in moments).replace(day=1)
    last = max(moment.until for moment in moments).replace(day=28)
    return first, (last + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _x(on: date, first: date, last: date) -> int:
    share = (on - first).days / max(1, (last - first).days)
    return LEFT + ROOM + round(share * (WIDTH - LEFT - RIGHT - 2 * ROOM))


def _bar(moment: Moment, first: date, last: date) -> tuple[int, int]:
    x = _x(moment.at, first, last)
    return x, _x(moment.until, first, last) - x


def _band(gap: Gap, first: date, last: date) -> Band:
    x = _x(gap.first, first, last)
    return Band(x, _x(gap.last, first, last) - x)


def _rows(packed: _Packed) -> int:
    return len(packed.rows) + bool(packed.over)


def _lane(kind: Kind, packed: _Packed, y: int) -> Lane:
    middle = y + ROW // 2
    return Lane(
        kind,
        y,
        tuple(
            Mark(number, moment, x, middle + row * ROW, width)
            for number, moment, x, width, row in packed.placed
        ),
        tuple(More(x, middle + len(packed.rows) * ROW, count) for x, count in packed.over.items()),
    )
