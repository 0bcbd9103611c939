"""What came of one operation: sites with their outcomes, measures and next looks; debriefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.outcomes.models import Debrief, LookDue, LookedAgain, Measure, OutcomeNote
from ponleu.response.outcomes.queries.found_people import found_at
from ponleu.response.outcomes.queries.looking import looked_at


@dataclass(slots=True)
class SiteAfter:
    """What came of one site, as far as one person may see.

    Attributes:
        history: notes before the one that holds and notes taken back, newest first.
        found: how many people the field pages tell of here; none if these tell nothing.
        looked: how somebody looked again after ``due``.
    """

    site: OperationSite
    note: OutcomeNote | None = None
    history: list[OutcomeNote] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    due: LookDue | None = None
    looked: LookedAgain | None = None
    found: int | None = None

    @property
    def seen(self) -> int:
        """Number of the note that holds; 0 if there is none."""
        return self.note.number if self.note else 0

    @property
    def difference(self) -> int | None:
        """People handed over less those found; none if one of the two is not known, or none."""
        note = self.note
        if note is None or self.found is None or (note.to_care is None and note.to_justice is None):
            return None
        return (note.to_care or 0) + (note.to_justice or 0) - self.found or None


@dataclass(frozen=True, slots=True)
class After:
    """What came of an operation.

    Attributes:
        may_edit: the reader may enter what follows. may_debrief: they were in it.
        own: their own debrief, if they wrote one.
    """

    operation: Operation
    sites: Sequence[SiteAfter]
    debriefs: Sequence[Debrief]
    own: Debrief | None
    may_edit: bool
    may_debrief: bool


def after(actor: User, operation: Operation) -> After:
    """For those to whom it is open; empty for anybody else."""
    sites = OperationSite.objects.visible_to(actor).filter(operation=operation)
    lines = sites_after(actor, sites.select_related("entry", "operation").order_by("number"))
    people = found_at(actor, operation)
    for line in lines:
        line.found = None if people is None else people.get(line.site.pk, 0)
    debriefs = list(
        Debrief.objects.visible_to(actor)
        .filter(operation=operation)
        .holding()
        .select_related("by__unit")
    )
    return After(
        operation,
        lines,
        debriefs,
        next((each for each in debriefs if each.by_id == actor.pk), None),
        access.may(actor, Action.OUTCOME_EDIT, operation),
        may_debrief(actor, operation),
    )


def sites_after(actor: User, sites: Iterable[OperationSite]) -> list[SiteAfter]:
    """What came of some sites, with as many queries for many as for one."""
    lines = {site.pk: SiteAfter(site) for site in sites}
    notes = OutcomeNote.objects.visible_to(actor).filter(site__in=lines)
    notes = notes.select_related("by", "withdrawn_by").prefetch_related("codes")
    for note in notes.order_by("site", "-number"):
        line = lines[note.site_id]
        if note.withdrawn_at is None and line.note is None:
            line.note = note
        else:
            line.history.append(note)
    measures = Measure.objects.visible_to(actor).filter(site__in=lines).select_related("entry")
    for measure in measures.order_by("proposed_at", "pk"):
        lines[measure.site_id].measures.append(measure)
    dues = list(LookDue.objects.visible_to(actor).filter(site__in=lines).holding())
    looked = looked_at(actor, dues)
    for due in dues:
        lines[due.site_id].due, lines[due.site_id].looked = due, looked.get(due.pk)
    return list(lines.values())


def line_of(actor: User, key: UUID) -> SiteAfter:
    """What came of one site.

    Raises:
        NotFound: there is none for the actor.
    """
    site = OperationSite.objects.select_related("entry", "operation__unit").get_for(actor, key)
    return sites_after(actor, [site])[0]


def may_debrief(actor: User, operation: Operation) -> bool:
    """Whether a person to whom an operation is open was in it: named, signed for it, or went
    along; or enters outcomes there.
    """
    if access.may(actor, Action.OUTCOME_EDIT, operation):
        return True
    in_it = (
        Q(readers__user=actor)
        | Q(members__user=actor)
        | Q(sign_offs__prosecutor=actor, sign_offs__expires_at__isnull=False)
    )
    return Operation.objects.open_to(actor).filter(in_it, pk=operation.pk).exists()


def codes_by_site(
    actor: User, sites: Iterable[UUID] | QuerySet[OperationSite, Any] | None = None
) -> dict[UUID, set[str]]:
    """Outcomes that hold, by site; a site of which nobody said anything is not there.

    Args:
        sites: keys, or rows of nothing but keys, which is quicker for many; all if none.
    """
    found: dict[UUID, set[str]] = defaultdict(set)
    notes = OutcomeNote.objects.visible_to(actor).holding()
    if sites is not None:
        notes = notes.filter(site__in=sites)
    for site, code in notes.order_by().values_list("site", "codes__code"):
        found[site].add(code)
    return found
