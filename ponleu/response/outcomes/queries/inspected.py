"""Sites that were inspected and came to something: what alerts are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models import Measure
from ponleu.response.outcomes.queries.after import codes_by_site
from ponleu.response.outcomes.rules.kinds import CLOSES, Code
from ponleu.response.outcomes.rules.measures import State

MOST_SITES = 300
"""Sites inspected that are looked through for alerts, the latest first."""


@dataclass(slots=True)
class Inspected:
    """A site that was inspected and of which an outcome or an ordered measure holds.

    Attributes:
        since: the end of the operation, or its start while it goes on.
        head: the key under which the site is shown.
        group: the site with those judged the same, as far as the reader may see them.
        measures: those ordered, whether they still hold or were lifted.
    """

    site: OperationSite
    since: datetime
    head: UUID
    codes: set[str]
    measures: list[Measure] = field(default_factory=list)
    group: set[UUID] = field(default_factory=set)

    @property
    def is_closed(self) -> bool:
        """Whether it was sealed, or a measure that closes was ordered."""
        return Code.SITE_SEALED in self.codes or bool(self.closing)

    @property
    def closing(self) -> list[Measure]:
        """Measures that close, ordered, whether they still hold or not."""
        return [each for each in self.measures if each.kind in CLOSES]

    @property
    def closed_entries(self) -> set[UUID]:
        """The site with those judged the same, and organisations that were closed."""
        return self.group | {each.entry_id for each in self.closing}


def inspected(actor: User, *, only: UUID | None = None) -> list[Inspected]:
    """Sites that were inspected and came to something, the latest first.

    Args:
        only: key of one site, with the others of its group that alerts are told apart by.
    """
    sites = OperationSite.objects.visible_to(actor).select_related("entry", "operation__unit")
    if only is not None:
        head = Entry.objects.filter(pk__in=sites.filter(pk=only).values("entry"))
        heads = {row.head_id or row.pk for row in head}
        sites = sites.filter(Q(entry__in=heads) | Q(entry__head__in=heads))
    rows = list(sites.order_by("-operation__started_at", "pk")[:MOST_SITES])
    codes = codes_by_site(actor, [row.pk for row in rows])
    measures = _measures(actor, rows)
    found = [
        Inspected(
            row,
            _since(row),
            row.entry.head_id or row.entry_id,
            codes.get(row.pk, set()),
            measures.get(row.pk, []),
        )
        for row in rows
        if row.pk in codes or row.pk in measures
    ]
    groups = _groups(actor, {each.head for each in found})
    for each in found:
        each.group = groups.get(each.head, set()) | {each.site.entry_id}
    return found


def told_apart(
    found: Iterable[Inspected], entries: Callable[[Inspected], set[UUID]]
) -> Mapping[UUID, list[Inspected]]:
    """By the key of each entry, the inspections that it belongs to, the latest first.

    Args:
        entries: which entries belong to an inspection.
    """
    by_entry: dict[UUID, list[Inspected]] = defaultdict(list)
    for each in found:
        for key in entries(each):
            by_entry[key].append(each)
    return by_entry


def last_before(found: Sequence[Inspected], at: datetime) -> Inspected | None:
    """The latest inspection of an entry before an instant; none if it was not inspected before."""
    before = [each for each in found if each.since < at]
    return max(before, key=lambda each: each.since, default=None)


def _since(row: OperationSite) -> datetime:
    since = row.operation.ended_at or row.operation.started_at
    assert since is not None  # noqa: S101  its sites are rows only once it has started
    return since


def _measures(actor: User, rows: Sequence[OperationSite]) -> dict[UUID, list[Measure]]:
    found: dict[UUID, list[Measure]] = defaultdict(list)
    ordered = Measure.objects.visible_to(actor).filter(
        site__in=[row.pk for row in rows], state__in=[State.ORDERED, State.LIFTED]
    )
    ordered = ordered.only("site", "entry", "kind", "state", "from_on")
    for measure in ordered.order_by("from_on", "pk"):
        found[measure.site_id].append(measure)
    return found


def _groups(actor: User, heads: set[UUID]) -> dict[UUID, set[UUID]]:
    rows = Entry.objects.visible_to(actor).filter(Q(pk__in=heads) | Q(head__in=heads))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for key, head in rows.order_by().values_list("pk", "head"):
        found[head or key].add(key)
    return found
