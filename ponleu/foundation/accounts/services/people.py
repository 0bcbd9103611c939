"""Adding people, ending and renewing their way in, and their own choices."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access, rules
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.accounts.services.keys import begin_key_pair, keep_under, unlocked
from ponleu.foundation.accounts.services.sessions import end_sessions
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal import services as journal


class UsernameTaken(DomainError):
    """Somebody else signs in with this name."""

    code = "username_taken"


@transaction.atomic
def add_user(
    actor: User | None,
    *,
    username: str,
    name: str,
    unit: Unit,
    passphrase: str,
    at: datetime,
    name_km: str = "",
    post: str = "",
    language: str = "en",
    must_change_passphrase: bool = True,
    is_demonstration: bool = False,
) -> User:
    """Add a person without any grant.

    Args:
        actor: a keeper of the unit's accounts; None is Ponleu itself, at set-up.
        must_change_passphrase: whether the passphrase only serves for the first sign-in.

    Raises:
        NotPermitted: the actor keeps no accounts for the unit.
        InvalidInput: the username or the passphrase cannot be taken.
        UsernameTaken: another person has the username.
    """
    if actor is not None and not access.covers(
        actor, Action.ACCOUNTS_MANAGE, unit.path, unit.territory
    ):
        raise NotPermitted(_("You keep no accounts for this unit."))
    _refuse_username(username)
    user = User(
        username=username,
        name=name,
        name_km=name_km,
        unit=unit,
        post=post,
        language=language,
        must_change_passphrase=must_change_passphrase,
        is_demonstration=is_demonstration,
        joined_at=at,
    )
    _refuse_weak(passphrase, user)
    user.set_password(passphrase)
    user.save(force_insert=True)
    if not must_change_passphrase:
        begin_key_pair(user, passphrase, at=at)
    journal.record(at=at, actor=actor, action="account.added", target=user)
    return user


@transaction.atomic
def deactivate(actor: User, user_id: UUID, *, reason: str, at: datetime) -> User:
    """Refuse a person every sign-in and end their sessions; grants stay on paper.

    Raises:
        NotFound: no such person among those whose accounts the actor keeps.
        NotPermitted: it is the actor's own account.
        InvalidInput: no reason is given.
    """
    user = _kept_by(actor, user_id)
    _refuse_without(reason)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    journal.record(at=at, actor=actor, action="account.deactivated", target=user, reason=reason)
    return user


@transaction.atomic
def reactivate(actor: User, user_id: UUID, *, reason: str, at: datetime) -> User:
    """Let a deactivated person sign in again, with the grants that still stand.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``deactivate``.
    """
    user = _kept_by(actor, user_id)
    _refuse_without(reason)
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record(at=at, actor=actor, action="account.reactivated", target=user, reason=reason)
    return user


@transaction.atomic
def reset_sign_in(
    actor: User, user_id: UUID, *, passphrase: str, reason: str, at: datetime
) -> User:
    """Give a person who lost their way in a passphrase for one sign-in, and end their sessions.

    The second factors go too: the person sets up a new one at the next sign-in.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``deactivate``.
        NotPermitted: the person's grants reach further than the accounts that the actor keeps:
            who gives a passphrase could sign in with it.
    """
    user = _kept_by(actor, user_id)
    _refuse_farther(actor, user)
    _refuse_without(reason)
    _refuse_weak(passphrase, user)
    user.set_password(passphrase)
    user.must_change_passphrase = True
    user.save(update_fields=["password", "must_change_passphrase"])
    Authenticator.objects.filter(user_id=user.pk).delete()
    end_sessions(user)
    journal.record(at=at, actor=actor, action="account.sign_in_reset", target=user, reason=reason)
    return user


@transaction.atomic
def keep_passphrase(user: User, passphrase: str, *, before: str, at: datetime) -> KeyPair:
    """Keep a passphrase that a person chose; the caller has checked that it is strong.

    Args:
        before: the passphrase until now. If it does not open the person's key pair, because a
            keeper gave it to them, they get a fresh pair: what was sealed to the earlier one
            has to be shared with them again.
    """
    pair = unlocked(user, before)
    user.set_password(passphrase)
    user.must_change_passphrase = False
    user.save(update_fields=["password", "must_change_passphrase"])
    if pair is None:
        pair = begin_key_pair(user, passphrase, at=at)
    else:
        keep_under(user, pair, passphrase)
    journal.record(at=at, actor=user, action="account.passphrase_changed", target=user)
    return pair


@transaction.atomic
def choose_preferences(user: User, *, language: str, keys_by_letter: bool, at: datetime) -> None:
    """Keep a person's language and whether single letters are keys.

    Raises:
        InvalidInput: Ponleu does not speak the language.
    """
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput(_("Choose one of the languages of the list."))
    user.language, user.keys_by_letter = language, keys_by_letter
    user.save(update_fields=["language", "keys_by_letter"])
    journal.record(at=at, actor=user, action="account.preferences_chosen", target=user)


def _kept_by(actor: User, user_id: UUID) -> User:
    """The person, locked, if the actor keeps their account and is somebody else."""
    people = User.objects.select_related("unit")
    if connection.features.has_select_for_update:
        people = people.select_for_update(of=("self",))
    user = people.filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such person."))
    if user.pk == actor.pk:
        raise NotPermitted(_("You cannot do this to your own account. Ask another keeper."))
    if not access.may(actor, Action.ACCOUNTS_MANAGE, user):
        raise NotFound(_("There is no such person."))
    return user


def _refuse_farther(actor: User, user: User) -> None:
    for grant in user.grants.filter(ended_at=None).select_related("unit"):
        if not access.covers(actor, Action.ACCOUNTS_MANAGE, grant.unit.path, grant.territory):
            raise NotPermitted(
                _("This person may do more than the accounts that you keep. Ask a higher keeper.")
            )


def _refuse_username(username: str) -> None:
    if not rules.is_username(username):
        raise InvalidInput(
            _("A username has 3 to 64 small letters, digits, dots and hyphens: sok.dara")
        )
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(_("This username is taken. Choose another."))


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput(_("Say why; the journal keeps the reason."))


def _refuse_weak(passphrase: str, user: User) -> None:
    try:
        validate_password(passphrase, user)
    except ValidationError as weakness:
        raise InvalidInput(" ".join(weakness.messages)) from None
