"""What became of complaints, counted: of those that one person may see, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.db.models import Count, F, Q, Value
from django.utils.timezone import localdate, make_aware

from ponleu.foundation.accounts.models import ProtectedQuerySet, User
from ponleu.foundation.places import queries as places
from ponleu.response.complaints import counting
from ponleu.response.complaints.counting import Scope
from ponleu.response.complaints.models import Complaint, ComplaintQuerySet, Exclusion
from ponleu.response.complaints.rules import STANDING, Channel, Outcome

PERIODS = (3, 12, 36)
"""Months that may be counted, the month that runs included."""

PROVINCE_DIGITS = 2
FIELDS = (
    "arrived_at",
    "territory",
    "channel",
    "outcome",
    "state",
    "looked_at",
    "look_by",
    "decided_at",
    "decide_by",
    "reporter_key",
)


class By(StrEnum):
    """What complaints are counted by."""

    MONTH = "month"
    PROVINCE = "province"
    CHANNEL = "channel"
    OUTCOME = "outcome"
    RECEIPT = "receipt"
    LOOK = "look"
    DECISION = "decision"


class Went(StrEnum):
    """How a clock went."""

    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    RUNNING = "running"
    STOPPED = "stopped"


WITH_RECEIPT, WITHOUT_RECEIPT = "with_receipt", "without_receipt"
Counts = Counter[tuple[By, str]]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months by the country's own calendar, the one that runs included.

    Attributes:
        bounds: beginnings of the months, and the end of the last.
    """

    bounds: tuple[datetime, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """Each as "2026-11"."""
        return tuple(f"{localdate(each):%Y-%m}" for each in self.bounds[:-1])

    @property
    def first(self) -> date:
        """Its first day."""
        return localdate(self.bounds[0])

    def month(self, at: datetime) -> str:
        """The month in which an instant lies."""
        return f"{localdate(at):%Y-%m}"


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by one thing; what nothing was counted of is left out, months are all there."""

    by: By
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All tables, and of how many complaints they are."""

    period: Period
    taken_at: datetime
    total: int
    tables: tuple[Table, ...]


def period(months: int, *, at: datetime) -> Period:
    """The last months up to an instant; the first of ``PERIODS`` if none is so long."""
    months = months if months in PERIODS else PERIODS[0]
    today = localdate(at)
    last = today.year * 12 + today.month  # the month after, counted from 0
    firsts = [divmod(number, 12) for number in range(last - months, last + 1)]
    return Period(
        tuple(make_aware(datetime.combine(date(y, m + 1, 1), time.min)) for y, m in firsts)
    )


def figures(actor: User, months: int, *, at: datetime) -> Figures:
    """Counts of the complaints that the actor may see, without those set aside as junk."""
    spell = period(months, at=at)
    reaches = actor.reaches(ComplaintQuerySet.read_action)
    if len(reaches) == 1:
        scope = counting.scope(reaches[0], spell.bounds, _province_codes())
        counts = _quick(scope, spell, at)
        counts.subtract(tally(_hidden(actor, spell), spell, at=at))
    else:  # several grants may cover the same complaint: each is looked at for itself
        counts = tally(_values(Complaint.objects.visible_to(actor), spell), spell, at=at)
    total = sum(number for (by, _of), number in counts.items() if by is By.CHANNEL)
    return Figures(spell, at, total, tuple(_table(by, counts, spell) for by in By))


def tally(rows: Iterable[Sequence[object]], spell: Period, *, at: datetime) -> Counts:
    """Counts of complaints looked at one by one, each given as its ``FIELDS``."""
    counts: Counts = Counter()
    for row in rows:
        said = dict(zip(FIELDS, row, strict=True))
        counts[By.MONTH, spell.month(said["arrived_at"])] += 1  # type: ignore[arg-type]
        counts[By.PROVINCE, str(said["territory"])[:PROVINCE_DIGITS]] += 1
        counts[By.CHANNEL, str(said["channel"])] += 1
        counts[By.OUTCOME, str(said["outcome"])] += 1
        has_none = said["reporter_key"] is None
        counts[By.RECEIPT, WITHOUT_RECEIPT if has_none else WITH_RECEIPT] += 1
        is_standing = said["state"] in STANDING and said["decided_at"] is None
        for by, done, until in (
            (By.LOOK, "looked_at", "look_by"),
            (By.DECISION, "decided_at", "decide_by"),
        ):
            went = _went(said[done], said[until], at, is_standing=is_standing)  # type: ignore[arg-type]
            counts[by, went] += 1
    return counts


def records(actor: User, by: By, of: str, spell: Period, *, at: datetime) -> ComplaintQuerySet:
    """The complaints behind one figure, of those that the actor may see; the latest first."""
    rows = _within(Complaint.objects.visible_to(actor), spell).filter(_behind(by, of, spell, at))
    return rows.order_by("-arrived_at", "-pk")


def _went(done: datetime | None, until: datetime, at: datetime, *, is_standing: bool) -> Went:
    if done is not None:
        return Went.ON_TIME if done <= until else Went.LATE
    if not is_standing:
        return Went.STOPPED
    return Went.OVERDUE if until < at else Went.RUNNING


def _behind(by: By, of: str, spell: Period, at: datetime) -> Q:
    if by is By.MONTH:
        return _in_month(of, spell)
    if by is By.PROVINCE:
        return Q(territory__startswith=of) if of else Q(territory="")
    if by in (By.CHANNEL, By.OUTCOME):
        return Q((str(by), of))
    if by is By.RECEIPT:
        return Q(reporter_key__isnull=of == WITHOUT_RECEIPT)
    done, until = ("looked_at", "look_by") if by is By.LOOK else ("decided_at", "decide_by")
    stands, open_ = Q(state__in=STANDING, decided_at=None), Q((done, None))
    return {
        Went.ON_TIME: Q((f"{done}__lte", F(until))),
        Went.LATE: Q((f"{done}__gt", F(until))),
        Went.OVERDUE: open_ & stands & Q((f"{until}__lt", at)),
        Went.RUNNING: open_ & stands & Q((f"{until}__gte", at)),
    }.get(Went(of), open_ & ~stands)


def _in_month(of: str, spell: Period) -> Q:
    if of not in spell.months:
        return Q(pk__in=[])
    number = spell.months.index(of)
    return Q(arrived_at__gte=spell.bounds[number], arrived_at__lt=spell.bounds[number + 1])


def is_cell(by: str, of: str) -> bool:
    """Whether there is such a figure."""
    known: dict[str, Iterable[str]] = {
        By.CHANNEL: Channel,
        By.OUTCOME: Outcome,
        By.RECEIPT: (WITH_RECEIPT, WITHOUT_RECEIPT),
        By.LOOK: Went,
        By.DECISION: Went,
    }
    if by in known:
        return of in set(known[by])
    if by == By.PROVINCE:
        return not of or (of.isdecimal() and len(of) == PROVINCE_DIGITS)
    return by == By.MONTH and len(of) == len("2026-11")


def _quick(scope: Scope, spell: Period, at: datetime) -> Counts:
    """Counts of all that a grant reaches, each by an index of its own."""
    counts: Counts = Counter()
    pending = total = 0
    for channel, outcome, number in counting.by_channel_and_outcome(scope):
        counts[By.CHANNEL, channel] += number
        counts[By.OUTCOME, outcome] += number
        total += number
        pending += number if outcome == Outcome.PENDING else 0
    months = spell.months
    for territory, month, number in counting.by_territory_and_month(scope):
        counts[By.PROVINCE, territory[:PROVINCE_DIGITS]] += number
        counts[By.MONTH, months[month]] += number
    rows = _within(scope.rows(), spell)
    without = rows.filter(reporter_key=None).count()
    counts[By.RECEIPT, WITHOUT_RECEIPT] = without
    counts[By.RECEIPT, WITH_RECEIPT] = total - without
    undecided = _undecided(rows, at)
    late = {
        By.LOOK: rows.filter(looked_at__gt=F("look_by")).count(),
        By.DECISION: rows.filter(decided_at__gt=F("decide_by")).count(),
    }
    for by, is_late in late.items():
        open_ = {went: undecided[f"{by}_{went}"] for went in _OPEN}
        on_time = total - is_late - sum(open_.values())
        counts.update({(by, went): number for went, number in open_.items()})
        counts.update({(by, Went.LATE): is_late, (by, Went.ON_TIME): on_time})
    return counts


_OPEN = (Went.OVERDUE, Went.RUNNING, Went.STOPPED)


def _undecided(rows: ComplaintQuerySet, at: datetime) -> dict[str, int]:
    """How the clocks stand of what nobody decided."""
    wanted = {}
    for by, until, is_open in (
        (By.LOOK, "look_by", Q(looked_at=None)),
        (By.DECISION, "decide_by", Q()),
    ):
        stands = is_open & Q(due_at__isnull=False)
        wanted[f"{by}_{Went.OVERDUE}"] = Count(Value(1), filter=stands & Q((f"{until}__lt", at)))
        wanted[f"{by}_{Went.RUNNING}"] = Count(Value(1), filter=stands & Q((f"{until}__gte", at)))
        wanted[f"{by}_{Went.STOPPED}"] = Count(Value(1), filter=is_open & Q(due_at=None))
    return rows.filter(decided_at=None).aggregate(**wanted)


def _hidden(actor: User, spell: Period) -> Iterable[Sequence[object]]:
    """What the grant would reach and names the actor or their unit."""
    named = Exclusion.objects.naming(actor).values("complaint")
    reached = ProtectedQuerySet.visible_to(Complaint.objects.filter(pk__in=named), actor)
    return _values(reached, spell)


def _values(rows: ComplaintQuerySet, spell: Period) -> Iterable[Sequence[object]]:
    return _within(rows, spell).order_by().values_list(*FIELDS).iterator()


def _within(rows: ComplaintQuerySet, spell: Period) -> ComplaintQuerySet:
    return rows.filter(
        is_junk=False, arrived_at__gte=spell.bounds[0], arrived_at__lt=spell.bounds[-1]
    )


def _table(by: By, counts: Counts, spell: Period) -> Table:
    found = {of: number for (its, of), number in counts.items() if its is by and number}
    orders: dict[By, Iterable[str]] = {
        By.MONTH: spell.months,
        By.CHANNEL: Channel,
        By.OUTCOME: Outcome,
        By.RECEIPT: (WITH_RECEIPT, WITHOUT_RECEIPT),
        By.LOOK: Went,
        By.DECISION: Went,
    }
    order = orders.get(by, sorted(found))
    is_whole = by is By.MONTH
    return Table(by, tuple((str(of), found.get(of, 0)) for of in order if is_whole or of in found))


def _province_codes() -> list[str]:
    return [place.code for place in places.provinces()]
