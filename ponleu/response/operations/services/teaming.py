"""Putting the teams of an order together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import InvalidInput
from ponleu.response.operations.rules.order import Member, Order, Team
from ponleu.response.operations.services import opening, ordering
from ponleu.response.operations.services.opening import Version

MOST_TEAMS, MOST_MEMBERS = 40, 60


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as the form names them: by the name with which they sign in, or by name alone."""

    who: str
    role: str
    telephone: str = ""
    languages: tuple[str, ...] = ()


def members_of(named: Sequence[Named]) -> tuple[Member, ...]:
    """Members of a team; who has an account stands in it with its key."""
    names = [each.who for each in named]
    known = {row.username: row for row in User.objects.filter(username__in=names, is_active=True)}
    found = []
    for each in named:
        user = known.get(each.who)
        found.append(
            Member(
                name=user.name if user else each.who,
                role=each.role,
                user=str(user.pk) if user else "",
                telephone=each.telephone,
                languages=each.languages,
            )
        )
    return tuple(found)


def usernames(order: Order) -> dict[str, str]:
    """With which names the people of the teams sign in, by the keys of their accounts."""
    keys = [one.user for team in order.teams for one in team.members if one.user]
    rows = User.objects.filter(pk__in=keys).values_list("pk", "username")
    return {str(key): username for key, username in rows}


def set_team(
    actor: User, key: UUID, team: Team, pair: KeyPair | None, *, seen: int, at: datetime
) -> Version:
    """Put a team in the place of that with its number; number 0 is a new one.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: nobody in it, too many, somebody or a vehicle in two places, whom the record
            keeps out.
    """
    if not team.members:
        raise InvalidInput(_("Name at least one person, or take the team out."))
    if len(team.members) > MOST_MEMBERS:
        raise InvalidInput(_("A team has at most %(most)d people.") % {"most": MOST_MEMBERS})
    order = opening.newest(opening.named(actor, key), actor, pair).order
    others = [each for each in order.teams if each.number != team.number]
    if len(others) >= MOST_TEAMS:
        raise InvalidInput(_("An operation has at most %(most)d teams.") % {"most": MOST_TEAMS})
    _refuse_taken(team, others)
    number = team.number or max((each.number for each in order.teams), default=0) + 1
    teams = sorted([*others, replace(team, number=number)], key=lambda each: each.number)
    return ordering.edit(actor, key, pair, seen, teams=tuple(teams), at=at)


def take_out(
    actor: User, key: UUID, number: int, pair: KeyPair | None, *, seen: int, at: datetime
) -> Version:
    """Take a team out of an order.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
    """
    order = opening.newest(opening.named(actor, key), actor, pair).order
    teams = tuple(each for each in order.teams if each.number != number)
    return ordering.edit(actor, key, pair, seen, teams=teams, at=at)


def _refuse_taken(team: Team, others: Sequence[Team]) -> None:
    """Refuse a team with somebody or something that is in two places at once."""
    accounts = [one.user for each in (team, *others) for one in each.members if one.user]
    if len(accounts) != len(set(accounts)):
        raise InvalidInput(_("Somebody of this team is in it twice, or in another team."))
    plates = [" ".join(car.casefold().split()) for each in (team, *others) for car in each.vehicles]
    if len(plates) != len(set(plates)):
        raise InvalidInput(_("A vehicle of this team is named twice, or goes with another team."))
