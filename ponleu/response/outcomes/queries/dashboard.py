"""Figures of the command: started operations open to one person, by month, province and unit.

A sealed order is in no number, whoever asks; those in which the reader is named are a list of
their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from django.utils.timezone import localdate, make_aware

from ponleu.foundation.accounts.models import User
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

    site: OperationSite
    month: str
    province: str
    unit: str
    whats: frozenset[What]

    def value(self, by: By) -> str:
        """In which row of a table it stands."""
        return {
            By.ALL: "",
            By.MONTH: self.month,
            By.PROVINCE: self.province,
            By.UNIT: self.unit,
        }[by]


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
    names |= {each.unit: str(each.site.operation.unit) for each in found}
    return Board(first, at, found, rows, names, own_sealed(actor), is_cut)


def records(found: Board, what: What, by: By, of: str) -> list[OperationSite]:
    """The sites behind one number, or one site of each operation behind it."""
    behind = [each.site for each in found.counted if what in each.whats and each.value(by) == of]
    if what not in OF_OPERATIONS:
        return behind
    return list({site.operation_id: site for site in reversed(behind)}.values())[::-1]


def own_sealed(actor: User) -> Sequence[Operation]:
    """Sealed orders that the actor may open: a list for them alone."""
    rows = Operation.objects.named(actor).filter(state__in=[State.PLANNED, State.POSTPONED])
    return list(rows.select_related("unit").order_by("-planning_began_at", "pk")[:25])


def _counted(actor: User, first: date, at: datetime) -> tuple[list[Counted], bool]:
    begins = make_aware(datetime.combine(first, time.min))
    rows = OperationSite.objects.visible_to(actor).select_related("operation__unit", "entry")
    rows = rows.exclude(operation__state__in=SEALED_STATES)
    rows = rows.filter(operation__started_at__gte=begins)
    sites = list(rows.order_by("-operation__started_at", "operation", "number")[: MOST_SITES + 1])
    is_cut, sites = len(sites) > MOST_SITES, sites[:MOST_SITES]
    marks = _marks(actor, sites, at)
    return [
        Counted(
            site,
            f"{localdate(site.operation.started_at):%Y-%m}",
            _province(site),
            site.operation.unit.code,
            marks[site.pk],
        )
        for site in sites
    ], is_cut


def _marks(
    actor: User, sites: Sequence[OperationSite], at: datetime
) -> dict[UUID, frozenset[What]]:
    """In which numbers each site or its operation is."""
    keys, today = [site.pk for site in sites], localdate(at)
    operations = {site.operation_id for site in sites}
    codes = codes_by_site(actor, keys)
    signed = _keys(
        SignOff.objects.filter(
            operation__in=operations, decision__in=[Decision.SIGNED, Decision.NARROWED]
        ),
        "operation",
    )
    tellable = _keys(published(at).filter(pk__in=operations), "pk")
    measures = Measure.objects.visible_to(actor).filter(site__in=keys, state=MeasureState.ORDERED)
    dues = LookDue.objects.visible_to(actor).waiting().filter(site__in=keys, due_on__lte=today)
    relapsed = alerts.relapsed(actor, keys)
    of_site = {
        What.FOUND: {key for key, said in codes.items() if said & FOUND},
        What.VACATED: {key for key, said in codes.items() if Code.SITE_VACATED in said},
        What.MEASURES: _keys(measures, "site"),
        What.DUE: _keys(dues, "site"),
        What.OVERDUE: _keys(dues.filter(due_on__lt=today), "site"),
        What.RELAPSED: relapsed,
    }
    of_operation = {
        What.SIGNED: signed,
        What.DONE: {site.operation_id for site in sites if site.operation.ended_at},
        What.TELLABLE: tellable,
    }
    return {
        site.pk: frozenset(
            {What.STARTED, What.SITES}
            | {what for what, those in of_site.items() if site.pk in those}
            | {what for what, those in of_operation.items() if site.operation_id in those}
        )
        for site in sites
    }


def _keys(rows, field: str) -> set[UUID]:  # type: ignore[no-untyped-def]  # any queryset
    return set(rows.order_by().values_list(field, flat=True))


def _rows(found: Sequence[Counted], by: By) -> list[tuple[str, dict[What, int]]]:
    numbers: dict[str, Counter[What]] = {}
    seen: set[tuple[str, What, UUID]] = set()
    for each in found:
        value = each.value(by)
        row = numbers.setdefault(value, Counter())
        for what in each.whats:
            key = each.site.operation_id if what in OF_OPERATIONS else each.site.pk
            if (value, what, key) not in seen:
                seen.add((value, what, key))
                row[what] += 1
    return [(value, {what: numbers[value][what] for what in What}) for value in sorted(numbers)]


def _province(site: OperationSite) -> str:
    """The province of a site as the register knows it, else of its territory; "" if neither."""
    entry = site.entry
    code = entry.place or entry.territory
    return code[:PROVINCE_DIGITS] if code[:PROVINCE_DIGITS].isdecimal() else ""


def _first_day(months: int, at: datetime) -> date:
    today = localdate(at)
    number = today.year * 12 + today.month - months
    return date(number // 12, number % 12 + 1, 1)
