"""Ending sessions."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from ponleu.foundation.accounts.models import User
from ponleu.foundation.journal import services as journal


@transaction.atomic
def sign_out_everywhere(user: User, *, at: datetime, actor: User | None = None) -> None:
    """End every session of a person, on every device, the asking one too.

    Args:
        actor: who asked; the person if None. Whether they may was decided by the caller.
    """
    end_sessions(user)
    journal.record(at=at, actor=actor or user, action="account.signed_out_everywhere", target=user)


def end_sessions(user: User) -> None:
    """Make every session of a person void at once; for services that journal why."""
    User.objects.filter(pk=user.pk).update(sign_in_epoch=F("sign_in_epoch") + 1)
    user.refresh_from_db(fields=["sign_in_epoch"])
    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()
