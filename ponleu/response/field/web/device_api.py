"""What a device asks and sends, in JSON; see docs/field.md."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound
from ponleu.foundation.core.web import Request, View, page
from ponleu.response.field.rules.entries import uuid_of
from ponleu.response.field.rules.times import instant
from ponleu.response.field.services import files, registering, syncing
from ponleu.response.field.words import FAULTS, FLAGS

P = ParamSpec("P")
MOST_BYTES = 4 * 1024 * 1024
MOST_DIGITS = 12


def for_devices(view: Callable[Concatenate[Request, P], HttpResponse]) -> View[P]:
    """Mark a view that devices of people who work in the field ask; refusals are JSON too.

    It answers in the language that the device's page asks for, whatever its user chose elsewhere.
    """
    guarded: Callable[..., HttpResponse] = page(needs=Action.FIELD_WORK)(view)

    @wraps(guarded)
    def answering(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with translation.override(_language(request)):
            if not request.user.is_authenticated:
                return _refusal("signed_out", _("Sign in again."), HTTPStatus.UNAUTHORIZED)
            try:
                return guarded(request, *args, **kwargs)
            except DomainError as refusal:
                return _refusal(refusal.code, refusal.sentence, refusal.http_status)

    return cast("View[P]", answering)


def _language(request: Request) -> str | None:
    asked = request.headers.get("Accept-Language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language()


@for_devices
@require_GET
def work(request: Request) -> HttpResponse:
    """What the device may hold now."""
    key = _key(request.GET.get("device"))
    return JsonResponse(registering.work(request.user, key, at=clock.now()))


@for_devices
@require_POST
def register(request: Request) -> HttpResponse:
    """Register a device for whoever is signed in."""
    told = _told(request)
    name = told.get("name")
    if not isinstance(name, str):
        raise _malformed()
    device = registering.register(request.user, _key(told.get("device")), name, at=clock.now())
    return JsonResponse({"device": str(device.pk), "name": device.name})


@for_devices
@require_POST
def wiped(request: Request) -> HttpResponse:
    """The device says that it has wiped itself."""
    registering.wiped(request.user, _key(_told(request).get("device")), at=clock.now())
    return JsonResponse({"wiped": True})


@for_devices
@require_POST
def sync(request: Request) -> HttpResponse:
    """Entries of a device; see ``services.syncing``."""
    told = _told(request)
    now, entries = instant(told.get("now")), told.get("entries")
    if now is None or not isinstance(entries, list):
        raise _malformed()
    found = syncing.sync(request.user, _key(told.get("device")), now, entries, at=clock.now())
    answer = {
        **found.stands,
        "refused": [
            {"id": one.id, "seq": one.seq, "code": one.flaw.fault, "say": _say(one)}
            for one in found.refused
        ],
        "flags": [
            {"id": str(key), "code": code, "say": str(FLAGS[code])}
            for key, codes in found.flagged
            for code in codes
        ],
    }
    return JsonResponse(answer)


@for_devices
@require_http_methods(["PUT"])
def file(request: Request, pk: UUID) -> HttpResponse:
    """A piece of the file of an entry."""
    said = request.GET.get("from", "")
    if not (said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS):
        raise _malformed()
    come = files.take_piece(request.user, pk, _piece(request), begins_at=int(said), at=clock.now())
    if not come.is_taken:
        return JsonResponse({"have": come.have}, status=HTTPStatus.CONFLICT)
    if come.is_damaged:
        return JsonResponse({"have": 0, "whole": False, "damaged": True})
    return JsonResponse({"have": come.have, "whole": come.is_whole})


def _piece(request: Request) -> bytes:
    """All of what was announced; a line that was cut on the way brings nothing."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    length = int(said) if said.isdecimal() else 0
    if not 0 < length <= files.MOST_PIECE_BYTES:
        raise InvalidInput(_("Send at most 256 KiB of what is left of the file."))
    piece = request.read(length)
    if len(piece) != length:
        raise _malformed()
    return piece


def _told(request: Request) -> dict[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise InvalidInput(_("This is more than is taken at once. Send fewer entries."))
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise _malformed() from None
    if not isinstance(told, dict):
        raise _malformed()
    return told


def _key(said: object) -> UUID:
    key = uuid_of(said)
    if key is None:
        raise NotFound(_("There is no such device. Register it again."))
    return key


def _say(one: syncing.Refused) -> str:
    return str(FAULTS[one.flaw.fault])


def _malformed() -> InvalidInput:
    return InvalidInput(_("This is not what a device of the record sends. Update its page."))


def _refusal(code: str, sentence: str, status: int) -> HttpResponse:
    response = JsonResponse({"code": code, "say": sentence}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
