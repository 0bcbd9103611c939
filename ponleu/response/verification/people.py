"""Who may be given a task or an interview of a plan: colleagues who may see and change it."""

from __future__ import annotations

from ponleu.foundation.accounts.models import Grant, User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models import open_to

MOST = 200


def colleagues(allegation: Allegation) -> list[User]:
    """Active people with a grant to change this plan from whom it is not kept, by name."""
    above = _paths_to(allegation.unit.path)
    grants = Grant.objects.filter(ended_at=None, user__is_active=True, unit__path__in=above)
    found = {
        grant.user_id: grant.user
        for grant in grants.select_related("role", "user__unit")
        if Action.VERIFICATION_EDIT in grant.role.actions
        and allegation.territory.startswith(grant.territory)
    }
    seen = [user for user in found.values() if open_to(user).filter(pk=allegation.pk).exists()]
    return sorted(seen, key=lambda user: (user.name, str(user.pk)))[:MOST]


def _paths_to(path: str) -> list[str]:
    parts = path.strip("/").split("/")
    return ["/".join(parts[:number]) + "/" for number in range(1, len(parts) + 1)]
