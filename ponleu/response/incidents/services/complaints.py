"""Saying whether a complaint tells of an incident, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.complaints.models import Complaint
from ponleu.response.incidents.models import ComplaintLink, Incident
from ponleu.response.incidents.services.incidents import require_all


@transaction.atomic
def say(
    actor: User, complaint: UUID, incident: UUID, *, tells: bool, at: datetime
) -> ComplaintLink:
    """Say that a complaint tells of an incident, or that it does not; the same twice is once.

    Raises:
        NotFound: the actor sees no such complaint, or no such incident.
        NotPermitted: they may neither decide on the complaint nor judge the incident.
        ChangedMeanwhile: the other was said, and stands.
    """
    heard, of = _both(actor, complaint, incident)
    known = ComplaintLink.objects.standing().filter(complaint=heard, incident=of).first()
    if known is not None:
        if known.tells != tells:
            raise ChangedMeanwhile(
                _("A colleague has judged this already. Undo that first, if you see it otherwise.")
            )
        return known
    made = ComplaintLink.objects.create(complaint=heard, incident=of, tells=tells, by=actor, at=at)
    action = "incident.complaint_tells" if tells else "incident.complaint_tells_not"
    journal.record(at=at, actor=actor, action=action, target=made)
    return made


@transaction.atomic
def take_back(actor: User, complaint: UUID, key: UUID, *, at: datetime) -> ComplaintLink:
    """Take back what was said; it stays on record, and is asked again. Twice is once.

    Raises:
        NotFound, NotPermitted: as for ``say``.
    """
    link = ComplaintLink.objects.visible_to(actor).filter(pk=key, complaint=complaint).first()
    if link is None:
        raise NotFound(_("There is no such record."))
    _both(actor, complaint, link.incident_id)
    link.refresh_from_db()
    if link.withdrawn_at is None:
        link.withdrawn_at, link.withdrawn_by = at, actor
        link.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="incident.complaint_undone", target=link)
    return link


def _both(actor: User, complaint: UUID, incident: UUID) -> tuple[Complaint, Incident]:
    """Both for someone who may judge either; the complaint is locked, so one says it at a time."""
    heard = Complaint.objects.get_for(actor, complaint, lock=True)
    of = Incident.objects.get_for(actor, incident)
    if not access.may(actor, Action.COMPLAINT_DECIDE, heard):
        require_all(actor, of)
    return heard, of
