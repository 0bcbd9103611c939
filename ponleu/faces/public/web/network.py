"""From which address a request came; read for counting only, kept nowhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the connection, or what our own proxy says it was."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return forwarded.split(",")[-settings.ALLAUTH_TRUSTED_PROXY_COUNT :][0].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
