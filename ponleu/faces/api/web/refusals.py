"""Refusals as programs read them: one shape (RFC 9457), with what to do next."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ponleu.faces.api.json_reading import BrokenJson
from ponleu.foundation.core.errors import DomainError

MEDIA_TYPE = "application/problem+json"
refusals = logging.getLogger("ponleu.refusals")


class NoKey(DomainError):
    """Whoever asks has shown no key that opens anything."""

    code = "no_key"
    http_status = HTTPStatus.UNAUTHORIZED


class TooOften(DomainError):
    """Enough for this hour.

    Attributes:
        wait_seconds: until it may be tried again.
    """

    code = "too_often"
    http_status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, sentence: str, *, wait_seconds: int) -> None:
        super().__init__(sentence)
        self.wait_seconds = wait_seconds


class TooLargeBody(DomainError):
    """More bytes than are taken at once."""

    code = "too_large"
    http_status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class WrongKind(DomainError):
    """The body is declared to be something else than what is taken here."""

    code = "wrong_media_type"
    http_status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class Unreadable(DomainError):
    """The request cannot be read at all."""

    code = "unreadable"
    http_status = HTTPStatus.BAD_REQUEST

    def __init__(self, sentence: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(sentence)
        self.line, self.column = line, column


class WrongFields(DomainError):
    """Some fields cannot be taken.

    Attributes:
        fields: name of each and what is wrong with it; no word of what it says.
    """

    code = "wrong_fields"
    http_status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("Some fields cannot be taken. Mend them and send it again."))
        self.fields = tuple(fields)


def unreadable(broken: BrokenJson) -> Unreadable:
    """What is said of JSON that cannot be taken."""
    said = {
        "broken": _("The body is not JSON. Mend it at the line and column that are named."),
        "encoding": _("The body is not UTF-8. Mend it at the line and column that are named."),
        "deep": _("The body is nested too deeply. Send the fields of the manual only."),
        "twice": _("A field stands twice in the body. Send each once."),
    }
    return Unreadable(said[broken.problem], line=broken.line, column=broken.column)


def answer(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The answer that tells of a refusal; it is logged by its code and the address's pattern."""
    route = request.resolver_match.route if request.resolver_match else ""
    refusals.info("%s %s", refusal.code, route)
    status = HTTPStatus(refusal.http_status)
    body = {
        "type": f"{reverse('api:index')}#{refusal.code}",
        "title": status.phrase,
        "status": int(status),
        "code": refusal.code,
        "detail": refusal.sentence,
        **_more(refusal),
    }
    response = HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
    if isinstance(refusal, NoKey):
        response["WWW-Authenticate"] = 'Bearer realm="Ponleu"'
    if isinstance(refusal, TooOften):
        response["Retry-After"] = str(refusal.wait_seconds)
    return response


def _more(refusal: DomainError) -> Mapping[str, Any]:
    if isinstance(refusal, WrongFields):
        named = [{"field": name, "problem": problem} for name, problem in refusal.fields]
        return {"errors": named}
    if isinstance(refusal, Unreadable) and refusal.line:
        return {"line": refusal.line, "column": refusal.column}
    return {}
