"""Where Ponleu differs from allauth's ways of signing in, and what of it is journaled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts import opened_keys, second_factor_secrets, services
from ponleu.foundation.accounts.backends import may_sign_in
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core import clock
from ponleu.foundation.journal import services as journal

WRONG = _("The username or the passphrase is not right. Check both and try again.")
LOCKED = _(
    "Too many tries. For 15 minutes nobody can sign in to this account or from this address, "
    "not even with the right passphrase. Wait, or ask your system keeper."
)

WAYS_TO_CONFIRM = {
    "reauthenticate": _("With your passphrase"),
    "mfa_reauthenticate": _("With a code of your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a security key"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with username and passphrase, no sign-up, every attempt journaled."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": WRONG,
        "enter_current_password": _("This is not your passphrase."),
        "incorrect_password": _("This is not your passphrase."),
        "invalid_login": WRONG,
        "too_many_login_attempts": LOCKED,
        "rate_limited": LOCKED,
        "username_password_mismatch": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a keeper adds people."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, if the passphrase is right and the account is of use here.

        allauth also gives the person when the passphrase is right and the account is not.
        """
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and not may_sign_in(user):
            self.authentication_failed(request, **credentials)
            return None
        if user is not None and request is not None:
            open_key_pair(request, user, str(credentials.get("password", "")))
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse after too many failed tries, and journal the refusal."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._journal("account.sign_in_locked", None)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Journal a failed sign-in without what was typed: it may be a passphrase."""
        self._journal("account.sign_in_failed", None)

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session, after all factors."""
        super().login(request, user)
        self._journal("account.signed_in", user)

    def logout(self, request: HttpRequest) -> None:
        """End the session."""
        user: Any = request.user
        super().logout(request)
        self._journal("account.signed_out", user)

    def post_login(self, request: HttpRequest, user: User, **hints: Any) -> HttpResponse:
        """Go on in the person's own language."""
        response: HttpResponse = super().post_login(request, user, **hints)
        keep_language(response, user.language)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Keep a new passphrase."""
        before = self.request.POST.get("oldpassword", "")
        pair = services.keep_passphrase(user, password, before=before, at=clock.now())
        opened_keys.keep_open(self.request, str(user.pk), pair)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("accounts:me")

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Refuse a weak passphrase, and the one that the person has."""
        if user is not None and user.check_password(password):
            raise ValidationError(_("Choose another passphrase than the one that you have."))
        return str(super().clean_password(password, user))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to confirm that it is oneself, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": WAYS_TO_CONFIRM[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts per host and port asked for, which the asker chooses freely.
        username = unicodedata.normalize("NFKC", str(credentials.get("username", "")))
        return username.strip().lower()

    def _journal(self, action: str, user: User | None) -> None:
        journal.record(at=clock.now(), actor=user, action=action, target=user or "account")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of authenticator apps rest encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not right, or it was used before. Wait for the next code."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return second_factor_secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret of the database."""
        return second_factor_secrets.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """The name that authenticator apps show."""
        return "Ponleu"


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth has no types
    """Ended sessions are journaled."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """End some of a person's sessions."""
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            user = ended[0].user
            journal.record(at=clock.now(), actor=user, action="account.sessions_ended", target=user)


def open_key_pair(request: HttpRequest, user: User, passphrase: str) -> bool:
    """Open a person's key pair for this session; whether it opened.

    Whoever signs in with a passphrase of their own and has no pair yet is given one.
    """
    pair = services.unlocked(user, passphrase)
    if pair is None and not user.must_change_passphrase and not hasattr(user, "key"):
        pair = services.begin_key_pair(user, passphrase, at=clock.now())
    if pair is not None:
        opened_keys.keep_open(request, str(user.pk), pair)
    return pair is not None


def keep_language(response: HttpResponse, language: str) -> None:
    """Let the browser ask for a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
