"""Opening an allegation to add to what is found on it, and words as they are kept."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import allegations_open_to


def open_allegation(actor: User, key: UUID, action: str) -> Allegation:
    """A standing allegation on which the actor may do something, locked until the transaction
    ends: whoever adds evidence to it or reviews its findings stands in line.

    Raises:
        NotFound: no such allegation for the actor.
        NotPermitted: they read its findings and may not do this.
        ChangedMeanwhile: it was withdrawn.
    """
    rows = allegations_open_to(actor, Action.FINDING_READ).select_related("unit", "entry")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    allegation = rows.filter(pk=key).first()
    if allegation is None:
        raise NotFound(_("There is no such record."))
    access.require(actor, action, allegation, seen_by=Action.FINDING_READ)
    if allegation.withdrawn_at is not None:
        raise ChangedMeanwhile(_("The allegation was withdrawn. Bring it back first."))
    return allegation


def checked(text: str, longest: int) -> str:
    """Words as they are kept.

    Raises:
        InvalidInput: they are too long.
    """
    kept = " ".join(text.split())
    if len(kept) > longest:
        raise InvalidInput(_("Shorten this to %(most)d characters.") % {"most": longest})
    return kept
