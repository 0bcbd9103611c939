"""How often sites were found empty, beside how the operation was kept secret. Counts, no causes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F

from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import Ask, Opening, Operation, OperationSite
from ponleu.response.operations.rules.kinds import Opened
from ponleu.response.outcomes.queries.after import codes_by_site
from ponleu.response.outcomes.rules.bands import (
    HOURS,
    PEOPLE,
    UNKNOWN,
    hours_band,
    name_of,
    people_band,
    struck_together,
)
from ponleu.response.outcomes.rules.kinds import NOT_LOOKED_AT, Code
from ponleu.response.outcomes.rules.share import Share, share

MOST_SITES = 5000
TOGETHER, ALONE = "together", "alone"
NOBODY = ""
PEOPLE_BANDS = tuple(name_of(low, high) for low, high in PEOPLE)
HOURS_BANDS = tuple(name_of(low, high) for low, high in HOURS)


@dataclass(frozen=True, slots=True)
class Table:
    """Shares of vacated sites by one thing: rows of value and share, in the order of the value.

    Attributes:
        by: people, hours, unit or linked.
    """

    by: str
    rows: Sequence[tuple[str, Share]]


@dataclass(frozen=True, slots=True)
class Vacated:
    """Of the sites that were looked at in started operations open to one person.

    Attributes:
        not_looked_at: sites with an outcome that nobody saw from inside; left out of all shares.
        unnoted: sites of which nobody noted an outcome; left out, too.
        unit_names: names of units asked, by key.
        is_cut: only the latest sites are counted.
    """

    whole: Share
    tables: Sequence[Table]
    not_looked_at: int
    unnoted: int
    unit_names: dict[str, str]
    is_cut: bool


def vacated(actor: User) -> Vacated:
    """Shares of vacated sites; as many queries for many operations as for one."""
    rows = OperationSite.objects.visible_to(actor).only("operation", "planned_at")
    sites = list(rows.order_by("-operation__started_at", "pk")[: MOST_SITES + 1])
    is_cut, sites = len(sites) > MOST_SITES, sites[:MOST_SITES]
    codes = codes_by_site(actor)
    looked = [site for site in sites if site.pk in codes and not codes[site.pk] <= NOT_LOOKED_AT]
    empty = {site.pk for site in looked if Code.SITE_VACATED in codes[site.pk]}
    asked, names = _asked(actor, looked)
    knew, together, hours = knew_before(actor, looked), _together(sites), _hours(actor)
    counted = _Counted(looked, empty)
    tables = (
        counted.by("people", lambda site: [people_band(knew.get(site.operation_id))], PEOPLE_BANDS),
        counted.by("hours", lambda site: [hours[site.operation_id]], HOURS_BANDS),
        counted.by("linked", lambda site: [together[site.pk]], (TOGETHER, ALONE)),
        counted.by(
            "unit",
            lambda site: asked.get(site.operation_id, [UNKNOWN]),
            sorted(names, key=names.__getitem__),
        ),
    )
    return Vacated(
        share(len(empty), len(looked)),
        tables,
        sum(site.pk in codes for site in sites) - len(looked),
        sum(site.pk not in codes for site in sites),
        names,
        is_cut,
    )


def knew_before(actor: User, sites: Iterable[OperationSite]) -> dict[UUID, int]:
    """By operation how many people opened the order, its scope or a briefing before the start.

    Only of operations whose order the actor may read: of others the number is not theirs to know.
    """
    keys = {site.operation_id for site in sites}
    early = Opening.objects.visible_to(actor).filter(
        operation__in=keys, at__lt=F("operation__started_at")
    )
    rows = early.exclude(what=Opened.ASK).order_by().values("operation")
    people = rows.annotate(people=Count("user", distinct=True)).values_list("operation", "people")
    return {**dict.fromkeys(_named(actor, keys), 0), **dict(people)}


def _asked(
    actor: User, sites: Iterable[OperationSite]
) -> tuple[dict[UUID, list[str]], dict[str, str]]:
    """By operation the units whose people were asked for something, and names of these units.

    An operation of which the actor may read the order and for which nobody was asked has "".
    """
    keys = {site.operation_id for site in sites}
    named = _named(actor, keys)
    asks = Ask.objects.visible_to(actor).filter(operation__in=named).order_by()
    found: dict[UUID, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for ask in asks.select_related("to__unit"):
        found[ask.operation_id].add(str(ask.to.unit_id))
        names[str(ask.to.unit_id)] = str(ask.to.unit)
    if named - set(found):
        names[NOBODY] = ""
    return {key: sorted(found[key]) or [NOBODY] for key in named}, names


def _named(actor: User, keys: Iterable[UUID]) -> set[UUID]:
    """Of some operations those whose order the actor may read."""
    rows = Operation.objects.named(actor).filter(pk__in=keys).order_by()
    return set(rows.values_list("pk", flat=True))


def _together(sites: Iterable[OperationSite]) -> dict[UUID, str]:
    """Of each site whether another one of its operation was planned to begin with it."""
    by_operation: dict[UUID, list[OperationSite]] = defaultdict(list)
    for site in sites:
        by_operation[site.operation_id].append(site)
    return {
        site.pk: TOGETHER if is_together else ALONE
        for those in by_operation.values()
        for site, is_together in zip(
            those, struck_together([each.planned_at for each in those]), strict=True
        )
    }


def _hours(actor: User) -> dict[UUID, str]:
    """By operation the band of the time from plan to start."""
    found = {}
    for operation in Operation.objects.open_to(actor).only("planning_began_at", "started_at"):
        assert operation.started_at is not None  # noqa: S101  open is what has started
        found[operation.pk] = hours_band(operation.started_at - operation.planning_began_at)
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    """Sites that were looked at, and keys of those that were empty."""

    sites: Sequence[OperationSite]
    empty: set[UUID]

    def by(
        self, name: str, values: Callable[[OperationSite], Sequence[str]], order: Sequence[str]
    ) -> Table:
        """Shares by the values that each site has; a value that no site has is left out."""
        whole: dict[str, int] = defaultdict(int)
        part: dict[str, int] = defaultdict(int)
        for site in self.sites:
            for value in values(site):
                whole[value] += 1
                part[value] += site.pk in self.empty
        known = [*order, *(value for value in whole if value not in order)]
        rows = [(value, share(part[value], whole[value])) for value in known if value in whole]
        return Table(name, rows)
