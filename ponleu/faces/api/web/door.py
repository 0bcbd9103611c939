"""The door: a key in the head of each request, and how often it opens in an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from ponleu.faces.api.web.refusals import NoKey, TooOften
from ponleu.faces.public.web.network import address_of
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.program_rules import is_key
from ponleu.foundation.core import clock
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import hour_of, network_of

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import Program

MOST_AN_HOUR = {"api.send": 3_000, "api.file": 6_000, "api.read": 3_000}
"""Of one program. A whole country sends fewer; what asks more often has gone astray."""

MOST_REFUSED = 120
"""Of one network, with keys that open nothing."""


class ProgramKey(HttpBearer):
    """Lets programs in; a cookie or a session opens nothing here."""

    def __call__(self, request: HttpRequest) -> Program:
        """The program whose key the request carries.

        Raises:
            NoKey: it carries none, or none that opens anything.
            TooOften: too many of those came from the same network.
        """
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            raise NoKey(_("Show the key of your program: “Authorization: Bearer ponleu_…”."))
        return self.authenticate(request, key.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Program:
        """The program whose key it is; that it came is counted, whatever it asks."""
        at = clock.now()
        program = accounts.program_of(token, at=at)
        if program is not None:
            kind = _kind(request)
            take(kind, str(program.pk), at=at, most=MOST_AN_HOUR[kind])
            return program
        take("api.refused", network_of(address_of(request)), at=at, most=MOST_REFUSED)
        if not is_key(token):
            raise NoKey(_("This is not a whole key. Copy all of it, from “ponleu_” on."))
        raise NoKey(_("This key opens nothing: it was ended or ran out. Ask whoever made it."))


def take(kind: str, mark: str, *, at: datetime, most: int) -> None:
    """Count one more.

    Raises:
        TooOften: it was enough for this hour.
    """
    if not limits.take(kind, mark, at=at, most=most):
        next_hour = hour_of(at) + timedelta(hours=1)
        raise TooOften(
            _("That was %(most)d times in this hour. Wait as long as Retry-After says.")
            % {"most": most},
            wait_seconds=max(1, int((next_hour - at).total_seconds())),
        )


def _kind(request: HttpRequest) -> str:
    if request.method == "GET":
        return "api.read"
    return "api.file" if request.content_type == "multipart/form-data" else "api.send"
