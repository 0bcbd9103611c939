"""Reads about accounts: actor first, ordered, bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Grant, Role, Unit, User
from ponleu.foundation.accounts.rules import SENTENCES, Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.models import is_demonstration

MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class RoleLine:
    """An action and which of the roles, in their order, may do it."""

    sentence: str
    may: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role and what it may do, in sentences."""

    role: Role
    about: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleTable:
    """All roles, as cards to read and as a table to compare."""

    cards: tuple[RoleCard, ...]
    lines: tuple[RoleLine, ...]


def role_table() -> RoleTable:
    """What each role may do, in the reader's language."""
    every = list(roles())
    cards = tuple(
        RoleCard(
            role,
            role.about_in_language,
            tuple(_(SENTENCES[Action(action)]) for action in role.actions),
        )
        for role in every
    )
    lines = tuple(
        RoleLine(_(SENTENCES[action]), tuple(action in role.actions for role in every))
        for action in Action
    )
    return RoleTable(cards, lines)


def people(actor: User, text: str = "") -> Sequence[User]:
    """The first hundred people whose accounts the actor keeps, by unit and name.

    Args:
        text: a piece of a name, a username or a post; "" is everyone.
    """
    found = User.objects.visible_to(actor).select_related("unit").prefetch_related(_standing())
    for word in text.split()[:5]:
        found = found.filter(
            Q(name__icontains=word)
            | Q(name_km__icontains=word)
            | Q(username__icontains=word)
            | Q(post__icontains=word)
        )
    return list(found.order_by("unit__path", "name", "pk")[:MOST_PEOPLE])


def person(actor: User, user_id: UUID) -> User:
    """One person whose account the actor keeps, with their standing grants.

    Raises:
        NotFound: no such person, or not within the actor's reach.
    """
    found = (
        User.objects.select_related("unit__organisation")
        .prefetch_related(_standing())
        .filter(pk=user_id)
        .first()
    )
    if found is None or not access.may(actor, Action.ACCOUNTS_MANAGE, found):
        raise NotFound(_("There is no such person."))
    return found


def own_grants(actor: User) -> Sequence[Grant]:
    """The actor's standing grants, with role and unit."""
    return list(actor.grants.filter(ended_at=None).select_related("role", "unit").order_by("pk"))


def kept_units(actor: User) -> models.QuerySet[Unit]:
    """The units whose accounts the actor keeps, from the root down; a country has hundreds."""
    return units_within(actor, Action.ACCOUNTS_MANAGE)


def units_within(actor: User, action: str) -> models.QuerySet[Unit]:
    """Units for which a grant of the actor covers an action, by path."""
    inside = Q(pk__in=[])
    for reach in actor.reaches(action):
        inside |= Q(path__startswith=reach.unit_path, territory__startswith=reach.territory)
    return Unit.objects.filter(inside).order_by("path")


def roles() -> models.QuerySet[Role]:
    """Every role, in the order of the pack."""
    return Role.objects.order_by("order", "code")


def has_second_factor(user: User) -> bool:
    """Whether a person signs in with an authenticator app or a security key."""
    own = Authenticator.objects.filter(user_id=user.pk)
    return bool(own.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def needs_second_factor(user: User) -> bool:
    """Whether a person has to set up a second factor before anything else.

    Only demonstration accounts in the demonstration country go without.
    """
    if user.is_demonstration and is_demonstration():
        return False
    return not has_second_factor(user)


def shown_accounts() -> Sequence[User]:
    """The demonstration accounts that the sign-in page shows; none in a real record."""
    if not is_demonstration():
        return []
    shown = User.objects.filter(is_demonstration=True, is_active=True).select_related("unit")
    return list(shown.order_by("joined_at", "pk")[:50])


def _standing() -> Prefetch[str, models.QuerySet[Grant], str]:
    standing = Grant.objects.filter(ended_at=None).select_related("role", "unit")
    return Prefetch("grants", standing.order_by("pk"), to_attr="standing_grants")
