"""Saying why a contradiction is none or which side is right, putting one in, undoing either."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims.models import Claim
from ponleu.response.incidents.models import Contradiction, Incident, Member, Settlement, Side
from ponleu.response.incidents.rules import (
    DECIDES,
    Kind,
    Resolution,
    Right,
    contradiction_key,
    needs_side,
)
from ponleu.response.incidents.services.comparing import side
from ponleu.response.incidents.services.incidents import checked_why


@transaction.atomic
def settle(
    actor: User,
    key: UUID,
    resolution: Resolution,
    *,
    right: Right = Right.NONE,
    why: str,
    at: datetime,
) -> Settlement:
    """Say why a contradiction is none, or which side is right. Both sides stay as they are.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge it.
        InvalidInput: no reason, or it is not said which side is right.
        ChangedMeanwhile: a colleague settled it first.
    """
    contradiction, text = locked(actor, key), checked_why(why)
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    if needs_side(resolution, right):
        raise InvalidInput(_("Say which side is right."))
    if contradiction.settlements.filter(withdrawn_at=None).exists():
        raise _overtaken()
    made = Settlement(
        contradiction=contradiction,
        resolution=resolution,
        right=right if resolution in DECIDES else Right.NONE,
        why=text,
        by=actor,
        at=at,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # someone was quicker
        raise _overtaken() from None
    journal.record(at=at, actor=actor, action="contradiction.settled", target=contradiction)
    return made


@transaction.atomic
def reopen(actor: User, key: UUID, settlement: UUID, *, at: datetime) -> Settlement:
    """Take a settlement back: the contradiction is open again. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge it.
    """
    contradiction = locked(actor, key)
    made = contradiction.settlements.filter(pk=settlement).first()
    if made is None:
        raise NotFound(_("There is no such record."))
    if made.withdrawn_at is None:
        made.withdrawn_at, made.withdrawn_by = at, actor
        made.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="contradiction.reopened", target=contradiction)
    return made


@transaction.atomic
def enter(actor: User, one: str, other: str, kind: Kind, *, at: datetime) -> Contradiction:
    """Put in that two claims contradict each other, by their references; twice is once.

    Raises:
        NotFound: no claim of one of the references that the actor may see.
        NotPermitted: they may not judge the documents.
        InvalidInput: both are one, or the kind needs no second side.
    """
    claims = [_claim(actor, reference) for reference in (one, other)]
    if claims[0] == claims[1]:
        raise InvalidInput(_("These are one claim. Give the references of two."))
    if kind is Kind.ARITHMETIC:
        raise InvalidInput(_("Choose what the two differ in."))
    spans = [(str(each.pk), each.start, each.end) for each in claims]
    made, is_new = Contradiction.objects.get_or_create(
        key=contradiction_key(kind, "by hand", spans),
        defaults={
            "kind": kind,
            "incident": _incident_of(claims),
            "entered_by": actor,
            "found_at": at,
        },
    )
    if is_new:
        for number, each in enumerate(claims, start=1):
            span = (each.source_id, each.start, each.end)
            Side.objects.create(**side(made, number, span, each.source.text, claim=each))
        journal.record(at=at, actor=actor, action="contradiction.entered", target=made)
    elif made.withdrawn_at is not None:
        _set_withdrawn(made, None, None)
        journal.record(at=at, actor=actor, action="contradiction.restored", target=made)
    return made


@transaction.atomic
def withdraw(actor: User, key: UUID, *, at: datetime) -> Contradiction:
    """Undo that a contradiction was put in by hand; it stays on record.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge it.
        InvalidInput: the engine found it: it is settled, not withdrawn.
    """
    made = locked(actor, key)
    if made.entered_by_id is None:
        raise InvalidInput(_("Ponleu found this one. Say why it is none instead."))
    if made.withdrawn_at is None:
        _set_withdrawn(made, actor, at)
        journal.record(at=at, actor=actor, action="contradiction.withdrawn", target=made)
    return made


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Contradiction:
    """A contradiction for someone who reads it; that is journaled.

    Raises:
        NotFound: no such contradiction for the actor.
    """
    found = Contradiction.objects.get_for(actor, key)
    journal.record(at=at, actor=actor, action="contradiction.read", target=found)
    return found


def locked(actor: User, key: UUID) -> Contradiction:
    """A contradiction that the actor may judge, locked until the transaction ends.

    Raises:
        NotFound: no such contradiction for the actor.
        NotPermitted: they read it and may not judge one of its documents.
    """
    found = Contradiction.objects.get_for(actor, key, lock=True)
    for each in found.sides.select_related("source__unit").defer("source__text"):
        access.require(actor, Action.INCIDENT_JUDGE, each.source, seen_by=Action.SOURCE_READ)
    return found


def _claim(actor: User, reference: str) -> Claim:
    wanted = " ".join(reference.split()).upper()
    rows = Claim.objects.visible_to(actor).standing().filter(reference=wanted)
    claim = rows.select_related("source__unit").first()
    if claim is None:
        raise NotFound(
            _("There is no claim %(reference)s. Copy the reference from its page.")
            % {"reference": wanted[:20]}
        )
    access.require(actor, Action.INCIDENT_JUDGE, claim.source, seen_by=Action.SOURCE_READ)
    return claim


def _incident_of(claims: list[Claim]) -> Incident | None:
    """The one incident in which both documents stand, if there is just one."""
    standing = [
        set(
            Member.objects.standing()
            .filter(telling__source=each.source_id)
            .values_list("incident", flat=True)
        )
        for each in claims
    ]
    both = standing[0] & standing[1]
    only = Member.objects.filter(incident__in=both).select_related("incident").first()
    return only.incident if only is not None and len(both) == 1 else None


def _set_withdrawn(made: Contradiction, by: User | None, at: datetime | None) -> None:
    made.withdrawn_by, made.withdrawn_at = by, at
    made.save(update_fields=["withdrawn_by", "withdrawn_at"])


def _overtaken() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        _("A colleague settled this first. Your answer was not stored: look again.")
    )
