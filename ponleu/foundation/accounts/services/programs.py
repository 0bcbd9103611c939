"""Keys of programs: handing one out, a new one for an old, ending it, and the door they open."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access, rules
from ponleu.foundation.accounts.models import Program, Unit, User
from ponleu.foundation.accounts.program_rules import (
    SECRET_BYTES,
    ProgramAction,
    fingerprint,
    hint,
    is_key,
    key_of,
)
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import (
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
    NotPermitted,
)
from ponleu.foundation.journal import services as journal

LONGEST = timedelta(days=731)
"""How long a key stands at most: two years; then someone has to look at it again."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A program and its key, which is shown once; printing it shows no key."""

    program: Program
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a keeper wants a program to be; see ``models.Program``.

    Attributes:
        answerable: username of who answers for it.
    """

    name: str
    unit: Unit
    answerable: str
    channel: str
    actions: Collection[str]
    territory: str
    ends_at: datetime


@transaction.atomic
def make_program(actor: User, wish: Wish, *, at: datetime) -> Handed:
    """Let a program of a unit act, and hand out its key.

    Raises:
        NotPermitted: beyond the accounts that the actor keeps, or for the actor to answer for.
        NotFound: nobody of that username among those whose accounts the actor keeps.
        InvalidInput: a part of the wish cannot be taken.
    """
    if not access.covers(actor, Action.ACCOUNTS_MANAGE, wish.unit.path, wish.territory):
        raise NotPermitted(_("The key would reach further than the accounts that you keep."))
    _refuse(wish, at)
    answerable = _answerable(actor, wish)
    key = key_of(secrets.token_bytes(SECRET_BYTES))
    program = Program.objects.create(
        name=wish.name.strip(),
        unit=wish.unit,
        answerable=answerable,
        channel=wish.channel,
        actions=sorted(wish.actions),
        territory=wish.territory,
        fingerprint=fingerprint(key),
        hint=hint(key),
        made_by=actor,
        made_at=at,
        ends_at=wish.ends_at,
    )
    reason = f"{wish.unit.pk} {wish.channel} {wish.territory or '-'}"
    journal.record(at=at, actor=actor, action="program.made", target=program, reason=reason)
    return Handed(program, key)


@transaction.atomic
def renew_program(actor: User, program_id: UUID, *, ends_at: datetime, at: datetime) -> Handed:
    """Hand out a new key for a program; the one before opens nothing from now on.

    What the program sent stays its own.

    Raises:
        NotFound: no such program for the actor.
        NotPermitted: the actor answers for it.
        ChangedMeanwhile: the program was ended.
        InvalidInput: the new key would stand too long, or not at all.
    """
    program = _standing(actor, program_id)
    if program.answerable_id == actor.pk:
        raise NotPermitted(_("Nobody makes a key for themselves. Ask another keeper."))
    _refuse_end(ends_at, at)
    key = key_of(secrets.token_bytes(SECRET_BYTES))
    program.fingerprint, program.hint, program.ends_at = fingerprint(key), hint(key), ends_at
    program.save(update_fields=["fingerprint", "hint", "ends_at"])
    journal.record(at=at, actor=actor, action="program.renewed", target=program)
    return Handed(program, key)


@transaction.atomic
def end_program(actor: User, program_id: UUID, *, at: datetime) -> Program:
    """End a program: its key opens nothing from now on; what it sent stays.

    Raises:
        NotFound: no such program for the actor.
        ChangedMeanwhile: it was ended before.
    """
    program = _standing(actor, program_id)
    program.withdrawn_by, program.withdrawn_at = actor, at
    program.save(update_fields=["withdrawn_by", "withdrawn_at"])
    journal.record(at=at, actor=actor, action="program.ended", target=program)
    return program


def program_of(key: str, *, at: datetime) -> Program | None:
    """The program whose key this is and that may come in; notes the day on which it last did."""
    if not is_key(key):
        return None
    found = Program.objects.select_related("unit", "answerable").filter(
        fingerprint=fingerprint(key), withdrawn_at=None, ends_at__gt=at, answerable__is_active=True
    )
    program = found.first()
    if program is None:
        return None
    today = localdate(at)
    if program.last_used_date != today:
        Program.objects.filter(pk=program.pk).update(last_used_date=today)
        program.last_used_date = today
    return program


def _standing(actor: User, program_id: UUID) -> Program:
    program = Program.objects.select_related("unit").get_for(actor, program_id, lock=True)
    if program.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This program was ended before. Make a new one."))
    return program


def _answerable(actor: User, wish: Wish) -> User:
    user = User.objects.select_related("unit").filter(username=wish.answerable).first()
    if user is not None and user.pk == actor.pk:
        raise NotPermitted(_("Nobody makes a key for themselves. Ask another keeper."))
    if user is None or not access.may(actor, Action.ACCOUNTS_MANAGE, user):
        raise NotFound(_("There is no such person."))
    if not user.is_active:
        raise InvalidInput(_("This account is deactivated. Reactivate it first."))
    if not wish.unit.path.startswith(user.unit.path):
        raise InvalidInput(_("Someone of this unit, or of one above it, answers for its programs."))
    return user


def _refuse(wish: Wish, at: datetime) -> None:
    if not wish.name.strip():
        raise InvalidInput(_("Give the program a name, such as that of the organisation."))
    if not wish.actions or not set(wish.actions) <= set(ProgramAction):
        raise InvalidInput(_("Choose what the program may do."))
    if not rules.is_territory(wish.territory):
        raise InvalidInput(_("A territory is a government code such as 18 or 1801, or empty."))
    _refuse_end(wish.ends_at, at)


def _refuse_end(ends_at: datetime, at: datetime) -> None:
    if not at < ends_at <= at + LONGEST:
        raise InvalidInput(_("Choose a last day from today on, at most two years ahead."))
