"""Journals what happens to second factors.

allauth offers no method to override for these events, only its own Django signals, so this is
the one place in Ponleu where a signal is listened to; ``apps.py`` connects it.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals
from django.dispatch import Signal

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core import clock
from ponleu.foundation.journal import services as journal


def connect() -> None:
    """Listen to allauth; called once when Django starts."""
    _listen(signals.authenticator_added, "second_factor.added")
    _listen(signals.authenticator_removed, "second_factor.removed")
    _listen(signals.authenticator_reset, "second_factor.recovery_codes_renewed")
    _listen(signals.authentication_failed, "second_factor.failed")


def _listen(signal: Signal, action: str) -> None:
    def write(*, user: User, authenticator: Any, **_: Any) -> None:
        journal.record(
            at=clock.now(), actor=user, action=action, target=user, reason=authenticator.type
        )

    signal.connect(write, weak=False, dispatch_uid=f"ponleu.{action}")
