"""Who may sign in, and whose session goes on."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.models import is_demonstration


def may_sign_in(user: User) -> bool:
    """Whether an account is of use here: active, and invented only in the invented country."""
    return user.is_active and (not user.is_demonstration or is_demonstration())


class PassphraseBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's backend with our rule; Django asks it again on every request of a session."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The person with this username and passphrase, or None.

        Takes one hashing of the passphrase whether or not the account exists.
        """
        user: User | None = super().authenticate(request, **credentials)
        return user

    def user_can_authenticate(self, user: User) -> bool:
        """Refuse deactivated people, and demonstration accounts in a real record."""
        return may_sign_in(user)

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session, with their unit, as long as they may sign in."""
        user = User.objects.select_related("unit").filter(pk=user_id).first()
        return user if user is not None and may_sign_in(user) else None
