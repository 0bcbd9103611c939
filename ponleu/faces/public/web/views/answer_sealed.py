"""Coming back where the browser opens: it asks by the receipt's mark, and seals what it adds."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from ponleu.faces.public import returning
from ponleu.faces.public.carrying import NotReadable
from ponleu.faces.public.web import received
from ponleu.faces.public.web.frame import options, public_page
from ponleu.faces.public.web.network import address_of
from ponleu.faces.public.web.received import Malformed, refused
from ponleu.faces.public.web.threads import thread_page
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.foundation.packs.receipt_words import load_receipt_words

RETURNS = "whoever reported comes back with a receipt, not with an account; its words stay there"


@public_page(reason="the lists of words are the same for everyone", methods=("GET", "HEAD"))
def lists(request: HttpRequest, code: str) -> HttpResponse:
    """The words of receipts in all languages, so that asking tells nothing."""
    table = load_receipt_words()
    return JsonResponse({"words": dict(table.words), "same": dict(table.same_letters)})


@public_page(reason=RETURNS, methods=("POST",))
def lookup(request: HttpRequest, code: str) -> HttpResponse:
    """A pass for the report of a mark, sealed to the receipt's key; the mark opens nothing."""
    at = clock.now()
    network, most = network_of(address_of(request)), options().tries_per_hour
    if not limits.take("answer", network, at=at, most=most):
        return refused(_("Too many tries from your network. Come back in an hour."), 429)
    try:
        mark = received.octets(received.sent(request), "mark", length=16)
        made = returning.pass_for_browser(mark, secret=settings.SECRET_KEY, at=at)
    except Malformed:
        return refused(_("This page cannot be opened in that way."), 400)
    except NotFound:
        return refused(_("These words do not open anything. Check each word and their order."), 422)
    return JsonResponse({"pass": base64.b64encode(made).decode()})


@public_page(reason=RETURNS, methods=("POST",))
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """Does what the page asks, and gives the page of the report, its messages still sealed."""
    at = clock.now()
    try:
        fields = received.sent(request)
        carried = str(fields.get("pass", ""))
        mark = returning.mark_of(carried, secret=settings.SECRET_KEY, at=at)
        done = _done(fields, mark, at)
        found, keys = returning.thread_in_browser(mark, at=at), returning.keys_for(mark)
    except Malformed:
        return refused(_("This page cannot be opened in that way."), 400)
    except NotReadable:
        return refused(_("An hour has passed. Write your words again."), 403)
    except DomainError:
        return refused(_("It could not be sealed, so it was not sent. Try again later."), 503)
    return thread_page(found, code, keys=keys, done=done)


def _done(fields: dict[str, Any], mark: bytes, at: datetime) -> str:
    if fields.get("go") == "withdraw" and fields.get("sure") is True:
        returning.withdraw_in_browser(mark, at=at)
    if fields.get("go") != "write":
        return ""
    key, kept = received.key(fields.get("key")), received.keys(fields, "files")
    returning.write_sealed(mark, key, received.octets(fields, "sealed"), kept, at=at)
    return _("Your message was added.")
