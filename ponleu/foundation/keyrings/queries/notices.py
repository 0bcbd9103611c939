"""What someone is told about keys, and what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings.models import Holder, Notice
from ponleu.foundation.keyrings.queries.standing import UnitKeys, keys_of
from ponleu.foundation.keyrings.queries.units import units_shown

MOST_NOTICES = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of keys waits for someone, for their first page.

    Attributes:
        notices: that they have not marked as seen.
        to_let_in: people who wait for a unit whose keys they hold.
        left: people who hold keys of such a unit without the grant.
        uncovered: such units that recovery does not open.
    """

    notices: int = 0
    to_let_in: int = 0
    left: int = 0
    uncovered: int = 0

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return any((self.notices, self.to_let_in, self.left, self.uncovered))


def unseen_notices(actor: User) -> Sequence[Notice]:
    """The newest notices that someone has not marked as seen."""
    found = Notice.objects.visible_to(actor).unseen().select_related("unit", "about", "by")
    return list(found[:MOST_NOTICES])


def waiting(actor: User) -> Waiting:
    """What of keys waits for someone; one or two queries for who has nothing to do with them."""
    notices = Notice.objects.visible_to(actor).unseen().count()
    if not Holder.objects.filter(user=actor, ended_at=None).exists():
        return Waiting(notices=notices)
    held = [keys for keys in keys_of(units_shown(actor)) if keys.holds(actor)]
    return Waiting(
        notices=notices,
        to_let_in=_people(held, "waiting"),
        left=_people(held, "left"),
        uncovered=sum(not keys.is_covered for keys in held),
    )


def _people(held: Sequence[UnitKeys], which: str) -> int:
    return len({entry.user.pk for keys in held for entry in getattr(keys, which)})
