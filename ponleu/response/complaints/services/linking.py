"""Saying which site or party a complaint is about, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.models import Entry
from ponleu.response.complaints.models import About, Complaint
from ponleu.response.complaints.services.desk import locked


@transaction.atomic
def link(actor: User, key: UUID, entry_key: UUID, *, at: datetime) -> About:
    """Judge that a complaint is about an entry of the register; twice is once.

    Raises:
        NotFound: no such complaint, or no such standing entry, for the actor.
        NotPermitted: they read the complaint and may not decide on it.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    return link_found(actor, complaint, entry_key, at=at)


def link_found(actor: User, complaint: Complaint, entry_key: UUID, *, at: datetime) -> About:
    """``link`` for a complaint that the caller has in hand, inside its transaction.

    Raises:
        NotFound: no such standing entry for the actor.
    """
    entry = Entry.objects.visible_to(actor).standing().filter(pk=entry_key).first()
    if entry is None:
        raise NotFound(_("There is no such record."))
    about, is_new = About.objects.get_or_create(
        complaint=complaint, entry=entry, ended_at=None, defaults={"by": actor, "at": at}
    )
    if is_new:
        journal.record(
            at=at,
            actor=actor,
            action="complaint.linked",
            target=complaint,
            reason=entry.reference,
        )
    return about


@transaction.atomic
def unlink(actor: User, key: UUID, about_key: int, *, at: datetime) -> About:
    """Take back that a complaint is about an entry; that it was said stays.

    Raises:
        NotFound: no such complaint for the actor, or it is not linked so.
        NotPermitted: they read the complaint and may not decide on it.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    about = complaint.abouts.select_related("entry").filter(pk=about_key, ended_at=None).first()
    if about is None or not Entry.objects.visible_to(actor).filter(pk=about.entry_id).exists():
        raise NotFound(_("There is no such record."))
    about.ended_at = at
    about.save(update_fields=["ended_at"])
    journal.record(
        at=at,
        actor=actor,
        action="complaint.unlinked",
        target=complaint,
        reason=about.entry.reference,
    )
    return about
