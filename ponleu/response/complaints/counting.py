"""Counting many complaints quickly: the database steps through an index for each cell.

To count 200,000 rows in groups, SQLite sorts them all; to count one cell it only walks that
cell's stretch of an index that holds all it asks for. So each cell is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models.functions import Length

from ponleu.foundation.accounts.models import Unit
from ponleu.foundation.accounts.rules import Reach
from ponleu.response.complaints.models import Complaint, ComplaintQuerySet
from ponleu.response.complaints.rules import Channel, Outcome

PROVINCE_DIGITS = 2

PAIRS = """
WITH t(value) AS (VALUES {territories}), u(value) AS (VALUES {units})
SELECT t.value, u.value FROM t CROSS JOIN u WHERE EXISTS (
    SELECT 1 FROM complaints_complaint k
    WHERE NOT k.is_junk AND k.territory = t.value AND k.unit_id = u.value)"""

BY_CHANNEL_AND_OUTCOME = """
WITH c(value) AS (VALUES {channels}), o(value) AS (VALUES {outcomes}), u(value) AS (VALUES {units})
SELECT c.value, o.value, SUM((
    SELECT COUNT(*) FROM complaints_complaint k
    WHERE NOT k.is_junk AND k.outcome = o.value AND k.channel = c.value AND k.unit_id = u.value
      AND k.arrived_at >= %s AND k.arrived_at < %s{inside}))
FROM c CROSS JOIN o CROSS JOIN u GROUP BY c.value, o.value"""

BY_TERRITORY_AND_MONTH = """
WITH p(territory, unit) AS (VALUES {pairs}), m(number, first, past) AS (VALUES {months})
SELECT p.territory, m.number, (
    SELECT COUNT(*) FROM complaints_complaint k
    WHERE NOT k.is_junk AND k.territory = p.territory AND k.unit_id = p.unit
      AND k.arrived_at >= m.first AND k.arrived_at < m.past)
FROM p CROSS JOIN m"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted.

    Attributes:
        pairs: territory and unit of complaints that the grant reaches, as far as there are any.
        territory: to which the grant is limited; "" is no limit.
        bounds: beginnings of the months, and the end of the last.
    """

    pairs: tuple[tuple[str, str], ...]
    territory: str
    bounds: Sequence[datetime]

    @property
    def units(self) -> list[str]:
        """Units with complaints."""
        return sorted({unit for _territory, unit in self.pairs})

    def rows(self) -> ComplaintQuerySet:
        """All complaints of these units and territories."""
        found = Complaint.objects.filter(unit__in=self.units)
        return found.filter(territory__startswith=self.territory) if self.territory else found


def scope(reach: Reach, bounds: Sequence[datetime], provinces: Sequence[str]) -> Scope:
    """What one grant reaches: complaints are filed with provinces and with the country, and lie
    in the province that was told or else where their unit does; see ``filing.unit_for``.
    """
    units = Unit.objects.annotate(digits=Length("territory")).filter(
        path__startswith=reach.unit_path, digits__lte=PROVINCE_DIGITS
    )
    found = dict(units.order_by().values_list("pk", "territory"))
    known = {"", *provinces, *found.values()}
    territories = sorted(code for code in known if code.startswith(reach.territory))
    if not found or not territories:
        return Scope((), reach.territory, bounds)
    sql = PAIRS.format(territories=_rows(territories), units=_rows(found))
    pairs = _asked(sql, [*territories, *found])
    return Scope(tuple(pairs), reach.territory, bounds)


def by_channel_and_outcome(what: Scope) -> list[tuple[str, str, int]]:
    """How many there are of each channel and outcome; all of them, also those of which none is."""
    if not what.pairs:
        return []
    lists: dict[str, list[str]] = {
        "channels": [*Channel],
        "outcomes": [*Outcome],
        "units": what.units,
    }
    marks = {name: _rows(values) for name, values in lists.items()}
    values = [str(value) for each in lists.values() for value in each]
    ends = [_stored(what.bounds[0]), _stored(what.bounds[-1])]
    limit = [f"{what.territory}%"] if what.territory else []
    marks["inside"] = " AND k.territory LIKE %s" if limit else ""
    found = _asked(BY_CHANNEL_AND_OUTCOME.format(**marks), [*values, *ends, *limit])
    return [(channel, outcome, int(number)) for channel, outcome, number in found]  # or decimals


def by_territory_and_month(what: Scope) -> list[tuple[str, int, int]]:
    """How many there are of each territory and month; months by their number from 0."""
    if not what.pairs:
        return []
    spans = list(pairwise(what.bounds))
    months = [
        value
        for number, (first, past) in enumerate(spans)
        for value in (number, _stored(first), _stored(past))
    ]
    sql = BY_TERRITORY_AND_MONTH.format(
        pairs=_rows(what.pairs, "(%s, %s)"), months=_rows(spans, "(%s, %s, %s)")
    )
    return _asked(sql, [*(value for pair in what.pairs for value in pair), *months])


def _rows(values: Collection[object], row: str = "(%s)") -> str:
    """Marks for so many rows of values."""
    return ", ".join([row] * len(values))


def _asked(sql: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _stored(at: datetime) -> Any:
    """An instant as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(at)
