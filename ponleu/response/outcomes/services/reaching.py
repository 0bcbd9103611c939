"""From a key to what somebody may write about: open to them, and theirs to enter."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, NotPermitted
from ponleu.response.operations.models import Operation, OperationSite


def site_for(actor: User, key: UUID) -> OperationSite:
    """A site of a started operation, locked, after which the actor enters what follows.

    Raises:
        NotFound: there is none that is open to them.
        NotPermitted: they read it and enter nothing.
    """
    rows = OperationSite.objects.select_related("operation__unit", "entry")
    site = rows.get_for(actor, key, lock=True)
    require_edit(actor, site.operation)
    return site


def require_edit(actor: User, operation: Operation) -> None:
    """Refuse whoever may not enter what came of an operation that is open to them.

    Raises:
        NotPermitted: no grant of theirs covers it.
    """
    if not access.may(actor, Action.OUTCOME_EDIT, operation):
        raise NotPermitted(_("You may read this record but not do this."))


def refuse_unless_seen(newest: int, seen: int) -> None:
    """Refuse what is written about something that changed since it was looked at.

    Args:
        newest, seen: numbers of what is there, and of what the actor saw; 0 if nothing.

    Raises:
        ChangedMeanwhile: they differ.
    """
    if newest != seen:
        raise ChangedMeanwhile(
            _("A colleague wrote here meanwhile. Look at it again, then do it once more.")
        )
