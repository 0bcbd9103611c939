"""Giving and ending grants."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access, rules
from ponleu.foundation.accounts.models import Grant, Role, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal import services as journal


class AlreadyGranted(DomainError):
    """The same grant stands already."""

    code = "already_granted"


@transaction.atomic
def give_grant(
    actor: User | None, user: User, role: Role, unit: Unit, territory: str, *, at: datetime
) -> Grant:
    """Give a person a role for a unit and all below it, in a territory and all in it.

    Args:
        actor: a keeper whose own reach covers the person, the unit and the territory;
            None is Ponleu itself, at set-up.
        territory: government code; "" is everywhere that the unit has records.

    Raises:
        NotFound: no such person among those whose accounts the actor keeps.
        NotPermitted: to oneself, or beyond the actor's own reach.
        InvalidInput: the territory is no code, or the person is deactivated.
        AlreadyGranted: the same grant stands.
    """
    if actor is not None:
        _refuse_beyond(actor, user, unit, territory)
    if not rules.is_territory(territory):
        raise InvalidInput(_("A territory is a government code such as 18 or 1801, or empty."))
    if not user.is_active:
        raise InvalidInput(_("This account is deactivated. Reactivate it first."))
    if user.grants.filter(role=role, unit=unit, territory=territory, ended_at=None).exists():
        raise AlreadyGranted(_("This person has this grant already."))
    grant = Grant.objects.create(
        user=user, role=role, unit=unit, territory=territory, granted_by=actor, granted_at=at
    )
    user.forget_reaches()
    journal.record(at=at, actor=actor, action="grant.given", target=user, reason=_in_codes(grant))
    return grant


@transaction.atomic
def end_grant(actor: User, grant_id: int, *, at: datetime) -> Grant:
    """End a grant at once; its row stays, with the time.

    Raises:
        NotFound: no standing grant of that key within the actor's reach.
        NotPermitted: it is the actor's own.
    """
    standing = Grant.objects.filter(pk=grant_id, ended_at=None)
    if connection.features.has_select_for_update:
        standing = standing.select_for_update(of=("self",))
    grant = standing.select_related("user__unit", "unit", "role").first()
    if grant is None:
        raise NotFound(_("There is no such grant."))
    _refuse_beyond(actor, grant.user, grant.unit, grant.territory)
    grant.ended_at = at
    grant.save(update_fields=["ended_at"])
    journal.record(
        at=at, actor=actor, action="grant.ended", target=grant.user, reason=_in_codes(grant)
    )
    return grant


def _refuse_beyond(actor: User, user: User, unit: Unit, territory: str) -> None:
    """Refuse oneself, people whose accounts the actor does not keep, and a reach beyond one's own.

    A person out of reach does not exist for the actor; that answer comes first.
    """
    if user.pk != actor.pk and not access.may(actor, Action.ACCOUNTS_MANAGE, user):
        raise NotFound(_("There is no such person."))
    if user.pk == actor.pk:
        raise NotPermitted(_("Nobody gives or ends their own grants. Ask another keeper."))
    if not access.covers(actor, Action.ACCOUNTS_MANAGE, unit.path, territory):
        raise NotPermitted(_("The grant would reach further than the accounts that you keep."))


def _in_codes(grant: Grant) -> str:
    return f"{grant.role_id} {grant.unit_id} {grant.territory or '-'}"
