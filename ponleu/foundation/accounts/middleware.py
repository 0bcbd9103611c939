"""What stands between a signed-in person and the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from ponleu.foundation.accounts import queries
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core import clock

ALWAYS_OPEN = frozenset({"account_logout", "set_language"})
OPEN_FOR_PASSPHRASE = ALWAYS_OPEN | {"account_change_password"}
OPEN_FOR_SECOND_FACTOR = ALWAYS_OPEN | {
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}
SEEN_EVERY_SECONDS = 300

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecondFactorMiddleware:
    """Lets nobody past an account that is not set up: own passphrase, then a second factor.

    Fails closed: whatever page is not needed for the step that waits leads to that step.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send the person to the step that waits, unless they ask for its pages."""
        user: Any = request.user
        if not user.is_authenticated or not request.resolver_match:
            return None
        step = _waiting_step(user)
        if step is None or request.resolver_match.view_name in step[1]:
            return None
        address = reverse(step[0])
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)


def _waiting_step(user: User) -> tuple[str, frozenset[str]] | None:
    """The page that the person has to go to first, and the pages open until then."""
    if user.must_change_passphrase:
        return "account_change_password", OPEN_FOR_PASSPHRASE
    if queries.needs_second_factor(user):
        return "mfa_index", OPEN_FOR_SECOND_FACTOR
    return None


class SeenMiddleware:
    """Notes for the list of sessions when and from where each was last used.

    allauth's own middleware writes on every request; this one every five minutes.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            seconds = int(clock.now().timestamp())
            if seconds - request.session.get("seen_at", 0) >= SEEN_EVERY_SECONDS:
                request.session["seen_at"] = seconds
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
