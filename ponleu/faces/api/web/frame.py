"""What stands around every operation: sizes before reading, one shape of refusals, heads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from ponleu.faces.api.web.operations import too_large
from ponleu.faces.api.web.refusals import MEDIA_TYPE, Unreadable, answer
from ponleu.faces.public.uploads import SealingHandler
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.foundation.core.web import open_page

MOST_BODY_BYTES = 1024 * 1024
"""Of one complaint as JSON; its longest words take 600 KB if every letter is escaped."""

ROOM_FOR_FIELDS = 64 * 1024
"""Of a form beside its file."""

View = Callable[..., HttpResponse]
REASON = "a program shows its key with each request; a session opens nothing here"


class WrongMethod(DomainError):
    """The address does not take this method."""

    code = "wrong_method"
    http_status = HTTPStatus.METHOD_NOT_ALLOWED


def operation(view: View) -> View:
    """An operation within its frame; no cookie counts here, so there is nothing to forge."""

    @conditional_page
    @wraps(view)
    def framed(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            _bound(request)
            response = view(request, **named)
        except DomainError as refusal:
            response = answer(request, refusal)
        except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError):
            response = answer(request, Unreadable(_("This request cannot be read.")))
        finally:
            request.close()  # files that wait sealed go at once
        return _headed(_in_shape(request, response))

    opened: Any = open_page(reason=REASON)(cast("Any", framed))
    return cast("View", csrf_exempt(opened))


@csrf_exempt
@open_page(reason="says only that there is nothing at an address")
def lost(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that is none of the API's."""
    sentence = _("There is nothing here. Addresses end with “/”; see /api/1/.")
    return _headed(answer(request, NotFound(sentence)))


def _bound(request: HttpRequest) -> None:
    """Refuse what is too large before any of it is read, and let no file onto the disk unsealed."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    most = MOST_BODY_BYTES
    if request.content_type == "multipart/form-data":
        most = settings.PONLEU_PUBLIC.file_bytes + ROOM_FOR_FIELDS
        handler = SealingHandler(request, most_bytes=settings.PONLEU_PUBLIC.file_bytes)
        request.upload_handlers = [handler]
    if not sent.isdecimal() or int(sent) > most:
        raise too_large()


def _in_shape(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return response
    allowed = response["Allow"]
    sentence = _("This address takes %(methods)s only.") % {"methods": allowed}
    refused = answer(request, WrongMethod(sentence))
    refused["Allow"] = allowed
    return refused


def _headed(response: HttpResponse) -> HttpResponse:
    """A program may keep what it asked for, and asks each time whether it still holds."""
    is_kept = response.status_code == HTTPStatus.OK and response.get("Content-Type") != MEDIA_TYPE
    if is_kept:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Authorization", "Accept-Language"])
    return response
