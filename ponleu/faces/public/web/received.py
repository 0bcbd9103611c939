"""Reading what the script of the pages sends: JSON of the stated shape, or ``Malformed``."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from ponleu.faces.public.web.frame import options


class Malformed(Exception):
    """The script of our pages does not send such things."""


def sent(request: HttpRequest) -> dict[str, Any]:
    """The fields of what was sent."""
    try:
        fields = json.loads(request.body)
    except ValueError:
        raise Malformed from None
    if not isinstance(fields, dict):
        raise Malformed
    return fields


def key(said: object) -> UUID:
    """A key that a browser made."""
    try:
        return UUID(str(said))
    except ValueError:
        raise Malformed from None


def keys(fields: dict[str, Any], name: str) -> tuple[UUID, ...]:
    """Keys of files; no more than fit in one report."""
    said = fields.get(name)
    if not isinstance(said, list) or len(said) > options().most_files:
        raise Malformed
    return tuple(key(one) for one in said)


def octets(fields: dict[str, Any], name: str, *, length: int | None = None) -> bytes:
    """Bytes written in base 64; of one length, if that is given."""
    try:
        given = base64.b64decode(str(fields.get(name, "")), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed from None
    if not given or length not in (None, len(given)):
        raise Malformed
    return given


def refused(sentence: str, status: int) -> HttpResponse:
    """Why something was not done, for the script to show."""
    return JsonResponse({"sentence": sentence}, status=status)
