"""The one answer to "may this person do this?", for pages, commands, search and exports alike."""

from __future__ import annotations

from typing import Any, Protocol

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.rules import Reach
from ponleu.foundation.core.errors import NotFound, NotPermitted


class Grantee(Protocol):
    """Whoever holds grants; ``models.User`` is one."""

    def reaches(self, action: str) -> list[Reach]:
        """How far the grants reach for an action."""
        ...


class Target(Protocol):
    """Whatever lies in a unit and a territory; every ``models.Protected`` record is one."""

    @property
    def unit(self) -> Any: ...

    @property
    def territory(self) -> Any: ...


def may(actor: Grantee, action: str, target: Target | None = None) -> bool:
    """Whether a grant of the actor covers the action.

    Without a target: whether it is granted anywhere at all, enough to open a page but
    never enough to touch a record.
    """
    if target is None:
        return bool(actor.reaches(action))
    return covers(actor, action, target.unit.path, target.territory)


def covers(actor: Grantee, action: str, unit_path: str, territory: str) -> bool:
    """Whether a grant of the actor covers the action on whatever lies in a unit and territory."""
    return any(reach.covers(action, unit_path, territory) for reach in actor.reaches(action))


def require(actor: Grantee, action: str, target: Target, *, seen_by: str) -> None:
    """Refuse an action on a record.

    Args:
        seen_by: the action that lets a person know that the record exists.

    Raises:
        NotFound: the actor may not even see the target.
        NotPermitted: the actor sees it and may not do this.
    """
    if may(actor, action, target):
        return
    if not may(actor, seen_by, target):
        raise NotFound(_("There is no such record."))
    raise NotPermitted(_("You may read this record but not do this."))
