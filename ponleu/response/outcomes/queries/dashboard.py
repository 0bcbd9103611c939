"""Figures of the command: started operations open to one person, by month, province and unit.

A sealed order is in no number, whoever asks; those in which the reader is named are a list of
their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.places import queries as places
from ponleu.response.operations.models import Operation, OperationSite, SignOff
from ponleu.response.operations.rules.kinds import SEALED_STATES, Decision, State
from ponleu.response.outcomes.models import LookDue, Measure
from ponleu.response.outcomes.queries import alerts
from ponleu.response.outcomes.queries.after import codes_by_site
from ponleu.response.outcomes.queries.public import published
from ponleu.response.outcomes.rules.kinds import FOUND, Code
from ponleu.response.outcomes.rules.measures import State as MeasureState

PERIODS = (3, 12, 36)
"""Months that may be counted, the month that runs included."""
PROVINCE_DIGITS = 2
MOST_SITES = 5000


class What(StrEnum):
    """What is counted: operations first, then sites."""

    STARTED = "started"
    SIGNED = "signed"
    DONE = "done"
    TELLABLE = "tellable"
    SITES = "sites"
    FOUND = "found"
    VACATED = "vacated"
    MEASURES = "measures"
    DUE = "due"
    OVERDUE = "overdue"
    RELAPSED = "relapsed"


OF_OPERATIONS = frozenset({What.STARTED, What.SIGNED, What.DONE, What.TELLABLE})


class By(StrEnum):
    """What they are counted by."""

    ALL = "all"
    MONTH = "month"
    PROVINCE = "province"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Counted:
    """One site of a started operation, and in which numbers it or its operation is."""

    site: UUID
    operation: UUID
    month: str
    province: str
    unit: str
    whats: frozenset[What]

    def value(self, by: By) -> str:
        """In which row of a table it stands."""
        return "" if by is By.ALL else str(getattr(self, by))


@dataclass(frozen=True, slots=True)
class Board:
    """All figures of one reader.

    Attributes:
        first, taken_at: first day of the period, and when it was counted.
        rows: by what they are counted, rows of a value and its numbers, one for each ``What``.
        names: of provinces and units, by code.
        own: sealed orders in which the reader is named; they are in no number.
        is_cut: only the latest sites are counted.
    """

    first: date
    taken_at: datetime
    counted: Sequence[Counted]
    rows: dict[By, list[tuple[str, dict[What, int]]]]
    names: dict[str, str]
    own: Sequence[Operation]
    is_cut: bool

    @property
    def totals(self) -> dict[What, int]:
        """Numbers of the whole period; all nothing if nothing started in it."""
        return self.rows[By.ALL][0][1] if self.rows[By.ALL] else dict.fromkeys(What, 0)


def months_asked(said: int) -> int:
    """One of ``PERIODS``; the first if none is so long."""
    return said if said in PERIODS else PERIODS[0]


def board(actor: User, months: int, *, at: datetime) -> Board:
    """Figures of what started in the last months; as many queries for many as for one."""
    first = _first_day(months_asked(months), at)
    found, is_cut = _counted(actor, first, at)
    rows = {by: _rows(found, by) for by in By}
    names = places.names({each.province for each in found} - {""})
    units = Unit.objects.filter(pk__in={each.unit for each in found})
    names |= {unit.code: str(unit) for unit in units}
    return Board(first, at, found, rows, names, own_sealed(actor), is_cut)


def records(found: Board, what: What, by: By, of: str) -> list[UUID]:
    """Keys of the sites behind one number, or of one site of each operation behind it."""
    behind = [each for each in found.counted if what in each.whats and each.value(by) == of]
    if what in OF_OPERATIONS:
        behind = list({each.operation: each for each in reversed(behind)}.values())[::-1]
    return [each.site for each in behind]


def sites(actor: User, keys: Sequence[UUID]) -> list[OperationSite]:
    """Some sites that the actor may see, in the order of their keys."""
    rows = OperationSite.objects.visible_to(actor).select_related("operation__unit", "entry")
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def own_sealed(actor: User) -> Sequence[Operation]:
    """Sealed orders that the actor may open: a list for them alone."""
    rows = Operation.objects.named(actor).filter(state__in=[State.PLANNED, State.POSTPONED])
    return list(rows.select_related("unit").order_by("-planning_began_at", "pk")[:25])


def _counted(actor: User, first: date, at: datetime) -> tuple[list[Counted], bool]:
    begins = make_aware(datetime.combine(first, time.min))
    started = OperationSite.objects.visible_to(actor).filter(operation__started_at__gte=begins)
    started = started.exclude(operation__state__in=SEALED_STATES)
    rows = started.order_by("-operation__started_at", "operation", "number").values_list(
        "pk", "operation", "operation__unit", "entry__place", "entry__territory"
    )
    found = list(rows[: MOST_SITES + 1])
    is_cut, found = len(found) > MOST_SITES, found[:MOST_SITES]
    operations = Operation.objects.open_to(actor).filter(started_at__gte=begins).order_by()
    months, ended = {}, set()
    for key, began_at, ended_at in operations.values_list("pk", "started_at", "ended_at"):
        months[key] = f"{localdate(began_at):%Y-%m}"
        if ended_at is not None:
            ended.add(key)
    of_operation = _of_operations(ended, set(months), at)
    of_site = _of_sites(actor, begins, at)
    return [
        Counted(
            key,
            operation,
            months[operation],
            _province(place or territory),
            unit,
            of_operation[operation] | _in(of_site, key) | {What.SITES},
        )
        for key, operation, unit, place, territory in found
        if operation in months
    ], is_cut


def _of_operations(
    ended: set[UUID], operations: set[UUID], at: datetime
) -> dict[UUID, frozenset[What]]:
    """In which numbers each operation is."""
    signed = SignOff.objects.filter(
        operation__in=operations, decision__in=[Decision.SIGNED, Decision.NARROWED]
    )
    of_what = {
        What.SIGNED: _keys(signed, "operation"),
        What.DONE: ended,
        What.TELLABLE: _keys(published(at).filter(pk__in=operations), "pk"),
    }
    return {key: _in(of_what, key) | {What.STARTED} for key in operations}


def _of_sites(actor: User, begins: datetime, at: datetime) -> dict[What, set[UUID]]:
    """Which sites of operations since an instant are in each number."""
    today, begun = localdate(at), Q(site__operation__started_at__gte=begins)
    sites = OperationSite.objects.filter(operation__started_at__gte=begins).order_by().values("pk")
    codes = codes_by_site(actor, sites)
    measures = Measure.objects.visible_to(actor).filter(begun, state=MeasureState.ORDERED)
    dues = LookDue.objects.visible_to(actor).waiting().filter(begun, due_on__lte=today)
    days = dict(dues.order_by().values_list("site", "due_on"))
    return {
        What.FOUND: {key for key, said in codes.items() if said & FOUND},
        What.VACATED: {key for key, said in codes.items() if Code.SITE_VACATED in said},
        What.MEASURES: _keys(measures, "site"),
        What.DUE: set(days),
        What.OVERDUE: {key for key, day in days.items() if day < today},
        What.RELAPSED: alerts.relapsed(actor, sites),
    }


def _in(of_what: Mapping[What, set[UUID]], key: UUID) -> frozenset[What]:
    return frozenset(what for what, those in of_what.items() if key in those)


def _keys(rows, field: str) -> set[UUID]:  # type: ignore[no-untyped-def]  # any queryset
    return set(rows.order_by().values_list(field, flat=True))


def _rows(found: Sequence[Counted], by: By) -> list[tuple[str, dict[What, int]]]:
    """Numbers by value: each site once, and each operation once for a value."""
    of_sites = Counter((each.value(by), each.whats) for each in found)
    of_operations = {(each.value(by), each.operation): each.whats for each in found}
    numbers: dict[str, Counter[What]] = defaultdict(Counter)
    for (value, whats), count in of_sites.items():
        numbers[value].update(dict.fromkeys(whats - OF_OPERATIONS, count))
    for (value, _operation), whats in of_operations.items():
        numbers[value].update(whats & OF_OPERATIONS)
    return [(value, {what: numbers[value][what] for what in What}) for value in sorted(numbers)]


def _province(code: str) -> str:
    """The province of a place; "" if it has none."""
    return code[:PROVINCE_DIGITS] if code[:PROVINCE_DIGITS].isdecimal() else ""


def _first_day(months: int, at: datetime) -> date:
    today = localdate(at)
    number = today.year * 12 + today.month - months
    return date(number // 12, number % 12 + 1, 1)
