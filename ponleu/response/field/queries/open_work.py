"""Field work that is open to a reader: asked once for a page, not anew for each list on it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.response.operations.models import Operation


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An operation that was found among those open to the actor; made by this module alone.

    Queries that take one give all rows of that operation and ask no more who reads them.
    """

    actor: User
    operation: Operation


def open_work(actor: User, key: UUID) -> OpenWork:
    """The field work of an operation.

    Raises:
        NotFound: there is none for the actor.
    """
    found = open_work_or_none(actor, key)
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def open_work_or_none(actor: User, key: UUID) -> OpenWork | None:
    """As ``open_work``; none if there is none for the actor."""
    row = Operation.objects.open_to(actor).select_related("unit").filter(pk=key).first()
    return OpenWork(actor, row) if row else None
