"""Entering the sources of a plan, grading them, and withdrawing one that proves bad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models import GradedSource, Grading, Witness
from ponleu.response.verification.rules import Information, Reliability
from ponleu.response.verification.services.opening import checked, locked, row_of

Subject = Source | Claim | Entry | Witness


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a source is, how credible what it says, each by itself, and on what ground."""

    reliability: Reliability
    information: Information
    why: str


@transaction.atomic
def enter(actor: User, allegation: UUID, reference: str, grade: Grade, *, at: datetime) -> Grading:
    """Enter a source into a plan and grade it; one that is there already gets one more grade.

    Args:
        reference: of a document, a claim, an entry of the register or a witness of the plan.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan;
            ChangedMeanwhile also if the source was withdrawn from it.
        InvalidInput: nothing that they may see has that reference, or no ground.
    """
    plan = locked(actor, allegation)
    found, _is_new = GradedSource.objects.get_or_create(
        allegation=plan,
        **_subject(actor, plan, reference),
        defaults={"by": actor, "at": at},
    )
    return _graded(found, grade, actor, at)


@transaction.atomic
def grade_again(actor: User, graded: UUID, grade: Grade, *, at: datetime) -> Grading:
    """Grade a source of a plan anew; the newest grade stands, older ones stay readable.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile, InvalidInput: as for ``enter``.
    """
    found, _plan = row_of(GradedSource.objects.all(), actor, graded)
    return _graded(found, grade, actor, at)


@transaction.atomic
def withdraw_source(actor: User, graded: UUID, *, why: str, at: datetime) -> GradedSource:
    """Say that a source is relied on no more; what rests on it is listed, not changed.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``enter``.
        InvalidInput: no reason.
    """
    found, _plan = row_of(GradedSource.objects.all(), actor, graded)
    found.withdrawn_why = checked(why)
    found.withdrawn_at, found.withdrawn_by = at, actor
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    journal.record(at=at, actor=actor, action="verification.source_withdrawn", target=found)
    return found


def _subject(actor: User, plan: Allegation, reference: str) -> dict[str, Subject]:
    """What a reference names, among what the actor may see."""
    wanted = reference.strip().upper()
    witness = Witness.objects.standing().filter(allegation=plan, reference=wanted).first()
    if witness is not None:
        return {"witness": witness}
    source = Source.objects.visible_to(actor).filter(reference=wanted).first()
    if source is not None:
        return {"source": source}
    claim = Claim.objects.visible_to(actor).standing().filter(reference=wanted).first()
    if claim is not None:
        return {"claim": claim}
    entry = Entry.objects.visible_to(actor).standing().filter(reference=wanted).first()
    if entry is not None:
        return {"entry": entry}
    raise InvalidInput(
        _("Nothing that you may see has this reference. Copy it from the page of the record.")
    )


def _graded(found: GradedSource, grade: Grade, actor: User, at: datetime) -> Grading:
    if found.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This source was withdrawn. Bring it back first."))
    made = Grading.objects.create(
        graded=found,
        reliability=grade.reliability,
        information=grade.information,
        why=checked(grade.why),
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.source_graded", target=made)
    return made


def visible_source(actor: User, reference: str) -> Source | None:
    """A document by its reference; None if nothing was typed.

    Raises:
        InvalidInput: no document that the actor may see has it.
    """
    if not reference.strip():
        return None
    found = Source.objects.visible_to(actor).filter(reference=reference.strip().upper()).first()
    if found is None:
        raise InvalidInput(_("No document that you may see has this reference."))
    return found


def visible_claim(actor: User, reference: str) -> Claim | None:
    """A claim by its reference; None if nothing was typed.

    Raises:
        InvalidInput: no claim that the actor may see has it.
    """
    if not reference.strip():
        return None
    rows = Claim.objects.visible_to(actor).standing()
    found = rows.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise InvalidInput(_("No claim that you may see has this reference."))
    return found


@transaction.atomic
def see_source(actor: User, key: UUID, *, at: datetime) -> GradedSource:
    """A source of a plan for someone who reads the plan; that is journaled.

    Raises:
        NotFound: no such source for the actor.
    """
    rows = GradedSource.objects.visible_to(actor).select_related("allegation__unit", "by")
    related = rows.select_related("allegation__entry", "witness", "withdrawn_by")
    found = related.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="verification.source_read", target=found)
    return found
