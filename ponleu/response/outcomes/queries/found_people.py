"""How many people the field pages tell of, by site."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.response.field.queries.seam import persons_found
from ponleu.response.operations.models import Operation


def found_at(actor: User, operation: Operation) -> dict[UUID, int] | None:
    """People found by the key of the site; none if the field pages hold nobody of this operation.

    Whom nobody put to a site is not counted at any.
    """
    people = persons_found(actor, operation)
    if not people:
        return None
    return dict(Counter(each.site.pk for each in people if each.site is not None))
