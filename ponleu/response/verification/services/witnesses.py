"""Witnesses under a code, who was trained to ask them, and leave for who was not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.verification import sealed
from ponleu.response.verification.models import Leave, Training, Witness
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.services.opening import checked, locked, refuse_future
from ponleu.response.verification.services.tasks import colleague

LETTER = "W"
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Trained:
    """In what somebody was trained, on which day, and until when it holds."""

    course: str
    held: date
    valid_until: date


@kept_or_refused()
@transaction.atomic
def name_witness(
    actor: User, allegation: UUID, identity: Identity, *, is_child: bool, at: datetime
) -> Witness:
    """Enter somebody who may be asked; from then on they go by a code.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: no name, too many words, or a reference that no person has.
        NobodyCanOpen: no unit has keys for it; nothing was kept.
    """
    plan, key = locked(actor, allegation), new_key()
    kept = Identity(
        checked(identity.name, most=LONGEST_NAME),
        checked(identity.contact, is_needed=False),
        _reference(actor, identity.entry),
    )
    envelope = sealed.sealed_identity(kept, plan.unit.path, key)
    witness = Witness.objects.create(
        id=key,
        allegation=plan,
        reference=next_reference(LETTER, localdate(at).year),
        identity=envelope,
        is_child=is_child,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.witness_named", target=witness)
    return witness


@transaction.atomic
def see_witness(actor: User, key: UUID, *, at: datetime) -> Witness:
    """A witness for someone who reads the plan; that is journaled.

    Raises:
        NotFound: no such witness for the actor.
    """
    rows = Witness.objects.visible_to(actor).select_related("allegation__unit", "by")
    witness = rows.select_related("allegation__entry", "withdrawn_by").filter(pk=key).first()
    if witness is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="verification.witness_read", target=witness)
    return witness


@transaction.atomic
def record_training(actor: User, username: str, trained: Trained, *, at: datetime) -> Training:
    """Enter that a colleague was trained to interview; nobody enters it of themselves.

    Raises:
        InvalidInput: no such colleague, the actor themselves, or days that cannot be.
    """
    person = _colleague_of(actor, username)
    if person == actor:
        raise InvalidInput(_("Let a colleague enter your own training."))
    refuse_future(trained.held, at=at)
    if trained.valid_until < trained.held:
        raise InvalidInput(_("It cannot end before it begins."))
    training = Training.objects.create(
        unit=person.unit,
        territory=person.unit.territory,
        person=person,
        course=checked(trained.course, most=LONGEST_NAME),
        held_date=trained.held,
        valid_until=trained.valid_until,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.training_recorded", target=training)
    return training


@transaction.atomic
def take_training_back(actor: User, key: UUID, *, at: datetime) -> Training:
    """Take a training back that was entered by mistake; interviews that rest on it stay.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
    """
    training = Training.objects.get_for(actor, key, lock=True)
    access.require(actor, Action.VERIFICATION_EDIT, training, seen_by=Action.VERIFICATION_READ)
    if training.withdrawn_at is None:
        training.withdrawn_at, training.withdrawn_by = at, actor
        training.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(
            at=at, actor=actor, action="verification.training_taken_back", target=training
        )
    return training


@transaction.atomic
def let_interview(actor: User, allegation: UUID, person: UUID, why: str, *, at: datetime) -> Leave:
    """Let somebody without training hold one interview; it is counted.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor does not review findings there.
        InvalidInput: no reason, the actor themselves, or somebody who may not see the plan.
    """
    plan = locked(actor, allegation, action=Action.FINDING_REVIEW)
    if person == actor.pk:
        raise InvalidInput(_("Nobody gives leave to themselves. Ask a colleague who reviews."))
    leave = Leave.objects.create(
        allegation=plan, person=colleague(plan, person), why=checked(why), by=actor, at=at
    )
    journal.record(at=at, actor=actor, action="verification.leave_given", target=leave)
    return leave


def _reference(actor: User, text: str) -> str:
    """A reference of a person in the register as it is kept, sealed with the name."""
    kept = text.strip().upper()
    people = Entry.objects.visible_to(actor).filter(kind=EntryKind.PERSON)
    if kept and not people.filter(reference=kept).exists():
        raise InvalidInput(_("Nobody in the register has this reference. Look it up, or leave it."))
    return kept


def _colleague_of(actor: User, username: str) -> User:
    person = User.objects.filter(username=username.strip(), is_active=True).first()
    if person is None or not access.may(actor, Action.VERIFICATION_EDIT, person):
        raise InvalidInput(_("No colleague of your units has this name."))
    return person
