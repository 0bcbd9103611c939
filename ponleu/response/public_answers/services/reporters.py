"""Telling one reporter what became of what they told; saying which body brought a complaint."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.cases.models import Gathering
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.services import desk
from ponleu.response.public_answers.models import Answer, Brought, Heard
from ponleu.response.public_answers.rules.checks import complaints_named
from ponleu.response.public_answers.rules.states import State
from ponleu.response.public_answers.services.drafting import NotNow

MOST_AT_ONCE = 100


class NamesAnother(DomainError):
    """The words to one reporter name a complaint; each hears without sight of the others."""

    code = "names_another"


@transaction.atomic
def tell(actor: User, key: UUID, complaint: UUID, text: str, *, at: datetime) -> Heard:
    """Write to one reporter about an answer, and note that they heard. Never done by itself.

    Raises:
        NotFound: no such answer, or no such complaint in its allegation, for the actor.
        NotPermitted: they may not answer complaints there.
        InvalidInput, CannotBeAnswered: as ``desk.answer``.
        NamesAnother: the words hold the reference of a complaint.
        NotNow: the answer is not approved yet, or was corrected.
        ChangedMeanwhile: this reporter heard already.
    """
    answer = Answer.objects.select_related("unit").get_for(actor, key)
    gathered = Gathering.objects.visible_to(actor).standing().filter(complaint=complaint)
    if not gathered.filter(allegation=answer.allegation_id).exists():
        raise NotFound(_("There is no such record."))
    if answer.state not in (State.APPROVED, State.PUBLISHED):
        raise NotNow(_("Reporters are told once the answer is approved."))
    if complaints_named(text):
        raise NamesAnother(_("Leave references of complaints out: each hears of their own alone."))
    desk.locked(actor, complaint, Action.COMPLAINT_DECIDE)
    if Heard.objects.filter(answer=answer, complaint=complaint).exists():
        raise ChangedMeanwhile(_("This reporter was told already. See the dialogue."))
    desk.answer(actor, complaint, text, at=at)
    heard = Heard.objects.create(answer=answer, complaint_id=complaint, by=actor, at=at)
    journal.record(at=at, actor=actor, action="answer.reporter_told", target=answer)
    return heard


@transaction.atomic
def bring(actor: User, body: UUID, references: str, *, at: datetime) -> list[Brought]:
    """Say that an organisation of the register brought complaints, by their references.

    Raises:
        NotFound: no such organisation, or one of the complaints, for the actor.
        NotPermitted: they may not decide on one of them.
        InvalidInput: no reference, or too many at once.
    """
    entry = organisation(actor, body, lock=True)
    wanted = set(re.split(r"[\s,;]+", references.strip().upper())) - {""}
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise InvalidInput(
            _("Give references of complaints, at most %(most)d.") % {"most": MOST_AT_ONCE}
        )
    seen = Complaint.objects.visible_to(actor).filter(reference__in=wanted)
    found = list(seen.select_related("unit").defer("content", "summary").order_by("pk"))
    if len(found) < len(wanted):
        raise NotFound(_("One of these is no complaint that you may see. Nothing was stored."))
    for complaint in found:
        access.require(actor, Action.COMPLAINT_DECIDE, complaint, seen_by=Action.COMPLAINT_READ)
    standing = Brought.objects.standing().filter(body=entry, complaint__in=found)
    known = set(standing.values_list("complaint", flat=True))
    made = [
        Brought.objects.create(body=entry, complaint=each, by=actor, at=at)
        for each in found
        if each.pk not in known
    ]
    for each in made:
        journal.record(at=at, actor=actor, action="complaint.brought_by", target=each.complaint)
    return made


@transaction.atomic
def unbring(actor: User, key: UUID, *, at: datetime) -> Brought:
    """Undo that an organisation brought a complaint.

    Raises:
        NotFound, NotPermitted: the actor may not decide on the complaint.
    """
    brought = Brought.objects.select_related("complaint__unit").get_for(actor, key, lock=True)
    complaint = brought.complaint
    access.require(actor, Action.COMPLAINT_DECIDE, complaint, seen_by=Action.COMPLAINT_READ)
    if brought.withdrawn_at is None:
        brought.withdrawn_by, brought.withdrawn_at = actor, at
        brought.save(update_fields=["withdrawn_by", "withdrawn_at"])
        journal.record(at=at, actor=actor, action="complaint.not_brought_by", target=complaint)
    return brought


@transaction.atomic
def see_body(actor: User, body: UUID, *, at: datetime) -> Entry:
    """An organisation, for someone who reads what it brought; that is journaled.

    Raises:
        NotFound: no such organisation for the actor.
    """
    entry = organisation(actor, body)
    journal.record(at=at, actor=actor, action="body.complaints_listed", target=entry)
    return entry


def organisation(actor: User, key: UUID, *, lock: bool = False) -> Entry:
    """An organisation of the register, locked until the transaction ends if ``lock``.

    Raises:
        NotFound: no such organisation for the actor.
    """
    rows = Entry.objects.filter(kind=EntryKind.ORGANISATION).select_related("unit")
    return rows.get_for(actor, key, lock=lock)
