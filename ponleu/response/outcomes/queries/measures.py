"""Measures with their steps, the law of their day, and what a fine comes to beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.law import queries as law
from ponleu.foundation.law.rules import Fine, StatedFine
from ponleu.foundation.packs.provisions import Provision
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.queries.known import ties
from ponleu.response.operations.kept_out import entries_kept_from
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.outcomes.models import Measure, MeasureStep
from ponleu.response.outcomes.rules import measures as rules
from ponleu.response.outcomes.rules.kinds import AGAINST
from ponleu.response.outcomes.rules.measures import NEXT, State, Step, holds_on

PAGE = 25
MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure as one person sees it.

    Attributes:
        holds: whether it is in force on the day of asking.
        stated: the amount beside the days of base wage that it would be; none if it is no fine.
        worked_out: what its days come to; none if no days were said.
        may: steps that the reader may take now.
    """

    measure: Measure
    steps: Sequence[MeasureStep]
    provision: Provision | None
    holds: bool
    stated: StatedFine | None
    worked_out: Fine | None
    may: frozenset[Step]

    @property
    def difference(self) -> int | None:
        """Riel stated less riel worked out; none if they are the same or one is not known."""
        if self.worked_out is None or self.worked_out.riel is None or self.measure.riel is None:
            return None
        return self.measure.riel - self.worked_out.riel or None


def measure_page(actor: User, key: UUID, *, today: date) -> MeasurePage:
    """One measure.

    Raises:
        NotFound: there is none for the actor.
    """
    rows = Measure.objects.select_related(
        "entry", "site__entry", "site__operation__unit", "proposed_by", "decided_by"
    )
    row = rows.get_for(actor, key)
    provision = law.provision(row.provision)
    stated = law.stated_fine(row.riel, row.offence_on) if row.riel else None
    worked_out = None
    if row.days and provision is not None:
        worked_out = law.fine(row.days, provision, row.offence_on, row.workers)
    return MeasurePage(
        row,
        list(row.steps.select_related("by").order_by("number")),
        provision,
        holds_on(State(row.state), row.from_on, row.until_on, row.lifted_on, today),
        stated,
        worked_out,
        _may(actor, row),
    )


def measures(actor: User, *, state: str = "", start: int = 0) -> tuple[Sequence[Measure], bool]:
    """A page of measures that the actor may see, newest first, and whether there is more."""
    rows = Measure.objects.visible_to(actor).select_related("entry", "site__operation")
    if state in set(State):
        rows = rows.filter(state=state)
    found = list(rows.order_by("-proposed_at", "pk")[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def waiting_count(actor: User) -> int:
    """How many proposed measures of others wait for the actor's decision."""
    edits = inside(actor, Action.OUTCOME_EDIT)
    theirs = Operation.objects.open_to(actor).filter(edits).order_by()
    rows = Measure.objects.visible_to(actor).filter(
        state=State.PROPOSED, site__operation__in=theirs.values("pk")
    )
    return rows.exclude(proposed_by=actor).count()


def may_be_against(actor: User, site: OperationSite, *, named: str = "") -> list[Entry]:
    """The site, and organisations tied to it or called by a reference; never a person."""
    members = Entry.objects.visible_to(actor).filter(
        Q(pk=site.entry_id) | Q(head=site.entry.head_id or site.entry_id)
    )
    lines = ties(actor, list(members[:MOST_OFFERED]))
    keys = {line.other.pk for line in lines}
    rows = (
        Entry.objects.visible_to(actor)
        .standing()
        .filter(Q(pk__in=keys) | Q(reference=named.strip().upper()), kind__in=sorted(AGAINST))
        .exclude(pk=site.entry_id)
        .exclude(pk__in=entries_kept_from(actor).values("pk"))
    )
    return [site.entry, *rows.order_by("name", "pk")[:MOST_OFFERED]]


def _may(actor: User, row: Measure) -> frozenset[Step]:
    if not access.may(actor, Action.OUTCOME_EDIT, row.site.operation):
        return frozenset()
    found = {step for state, step in NEXT if state == row.state}
    if row.proposed_by_id == actor.pk:
        found -= rules.BY_ANOTHER
    else:
        found -= rules.BY_PROPOSER
    return frozenset(found if row.decided_by_id == actor.pk else found - rules.BY_DECIDER)
