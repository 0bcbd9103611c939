"""A person's key pair: the private half rests under their passphrase."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from ponleu.engines.sealing import Cost, KeyPair, NotOpened, lock, new_key_pair, unlock
from ponleu.engines.sealing.passphrases import LEAST
from ponleu.foundation.accounts.models import User, UserKey
from ponleu.foundation.journal import services as journal


@transaction.atomic
def begin_key_pair(user: User, passphrase: str, *, at: datetime) -> KeyPair:
    """Give a person a fresh key pair, in place of the one they may have had.

    What was sealed to the earlier pair stays shut for them until somebody shares it anew.
    """
    pair = new_key_pair()
    held = {"public": pair.public, "locked": _locked(user, pair, passphrase), "made_at": at}
    UserKey.objects.update_or_create(user=user, defaults=held)
    journal.record(at=at, actor=user, action="account.key_pair_begun", target=user)
    return pair


def keep_under(user: User, pair: KeyPair, passphrase: str) -> None:
    """Keep the private half of a person's pair under a new passphrase."""
    held = UserKey.objects.filter(user=user, public=pair.public)
    held.update(locked=_locked(user, pair, passphrase))


def unlocked(user: User, passphrase: str) -> KeyPair | None:
    """A person's key pair; None if they have none or this passphrase does not open it."""
    held = UserKey.objects.filter(user=user).first()
    if held is None:
        return None
    try:
        least = min(_cost(), LEAST, key=_work)
        private = unlock(bytes(held.locked), passphrase, purpose=_purpose(user), least=least)
    except NotOpened:
        return None
    return KeyPair(private)


def _locked(user: User, pair: KeyPair, passphrase: str) -> bytes:
    return lock(pair.private, passphrase, purpose=_purpose(user), cost=_cost())


def _purpose(user: User) -> bytes:
    return b"ponleu user " + user.pk.bytes


def _cost() -> Cost:
    return Cost(*settings.PONLEU_KEY_COST)


def _work(cost: Cost) -> int:
    return cost.memory_kib * cost.passes
