"""The page for the phone, and what a browser needs to keep it: all of it the same for everybody.

Nothing here tells of an operation, a place or a person. What is worked on comes by other
addresses, and the phone keeps it sealed.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from ponleu.foundation import core
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.context import frame
from ponleu.foundation.core.web import Request, open_page, page

ROOM = Path(__file__).resolve().parents[1] / "static"
SHARED = Path(core.__file__).parent / "static"
WORKER = ROOM / "field/worker.js"
SHARED_FILES = (
    "ponleu/sealing.js",
    "ponleu/favicon.svg",
    "ponleu/vendor/govuk-frontend-6.6.0.min.css",
    "ponleu/tokens.css",
    "ponleu/ponleu.css",
    "ponleu/staff.css",
    "ponleu/fonts/noto-sans-khmer-khmer-400-normal.woff2",
    "ponleu/fonts/noto-sans-khmer-khmer-700-normal.woff2",
)
LANGUAGES = ("km", "en")
SAME = "the same for everybody; a browser asks for it by itself"
PERMISSIONS = "camera=(self), microphone=(self), geolocation=()"


@page(needs=Action.FIELD_WORK)
@ensure_csrf_cookie
def device(request: Request, language: str = "") -> HttpResponse:
    """The page in a language; without one, in that of the request."""
    code = language or translation.get_language() or LANGUAGES[0]
    response = HttpResponse(_page(request, code))
    response["Permissions-Policy"] = PERMISSIONS
    response["Content-Language"] = code
    return response


@page(needs=Action.FIELD_WORK)
@ensure_csrf_cookie
def me(request: Request) -> HttpResponse:
    """Who is signed in, as a word that says nothing, and the key that opens what waits to be sent.

    A phone cannot open what waits on it without its PIN or this answer.
    """
    account = str(request.user.pk)
    told = {
        "account": _mac("account", account).hex()[:16],
        "sending_key": b64encode(_mac("sending", account)).decode(),
    }
    return JsonResponse(told)


def _mac(purpose: str, value: str) -> bytes:
    return salted_hmac(f"ponleu.field.{purpose}", value, algorithm="sha256").digest()


@open_page(reason=SAME)
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the version of the shell and what belongs to it."""
    shell = {"version": version(request), "pages": _addresses(), "files": _files()}
    script = f"const SHELL = {json.dumps(shell)};\n{WORKER.read_text(encoding='utf-8')}"
    return HttpResponse(script, content_type="text/javascript")


@open_page(reason=SAME)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the page among its programs."""
    icons = [
        {
            "src": f"{settings.STATIC_URL}field/icon-{n}.png",
            "sizes": f"{n}x{n}",
            "type": "image/png",
        }
        for n in (192, 512)
    ]
    start = reverse("field:device")
    told = {
        "name": "Ponleu",
        "short_name": "Ponleu",
        "id": start,
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#2c102a",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _page(request: HttpRequest, code: str) -> str:
    """The page in a language, rendered without the request so that nothing of it gets in."""
    context = {"code": code, "languages": LANGUAGES, **frame(request)}
    with translation.override(code):
        return render_to_string("field/device.html", context)


def version(request: HttpRequest) -> str:
    """A word that changes whenever any file or page of the shell does."""
    pages = (_page(request, code).encode() for code in LANGUAGES)
    return _mark_of([_of_files(), *pages]).hex()[:16]


@cache
def _of_files() -> bytes:
    paths = (*_own(), *(SHARED / name for name in SHARED_FILES))
    return _mark_of(path.read_bytes() for path in paths)


def _mark_of(parts: Iterable[bytes]) -> bytes:
    """One hash of several parts, none of which can pass for two."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def _own() -> list[Path]:
    return sorted(path for path in (ROOM / "field").rglob("*.*") if path.is_file())


def _files() -> list[str]:
    own = (path.relative_to(ROOM).as_posix() for path in _own() if path != WORKER)
    return [f"{settings.STATIC_URL}{name}" for name in (*own, *SHARED_FILES)]


def _addresses() -> list[str]:
    return [reverse("field:device_in", args=[code]) for code in LANGUAGES]
