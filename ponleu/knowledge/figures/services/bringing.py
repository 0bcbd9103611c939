"""Keeping the figures of a table that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile
from ponleu.foundation.core.keys import new_key
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.figures.services.figures import Basis, enter
from ponleu.knowledge.figures.services.table import table


@transaction.atomic
def bring(actor: User, text: str, *, at: datetime) -> tuple[UUID, Sequence[Figure]]:
    """Keep every line of a table that can be kept and is not kept yet: all of them or none.

    Returns:
        The key by which all of it can be taken back, and what was kept.

    Raises:
        NotPermitted: the actor may not enter figures for their unit.
        InvalidInput: as for ``bringing.table``.
        ChangedMeanwhile: nothing of it is new.
    """
    found = table(text, queries.kept_alike(actor))
    if not found.new:
        raise ChangedMeanwhile(_("Nothing of this table is new: what can be kept is kept already."))
    brought = new_key()
    basis = Basis(brought=brought)
    return brought, [enter(actor, row.said, basis, at=at) for row in found.new]
