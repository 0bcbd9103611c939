"""What every public page shares: who may open it, its language, its headers, its refusals.

These pages carry no cookie and act for nobody: a forged request could do nothing that its sender
could not do directly. Therefore they are exempt from CSRF tokens, which would need a cookie. What
another site makes a browser send is refused all the same, so that nobody reports unknowingly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from ponleu.faces.public.languages import LANGUAGES, reviewed_by, wished
from ponleu.faces.public.options import Options
from ponleu.faces.public.uploads import SealingHandler
from ponleu.foundation.core.models import is_demonstration
from ponleu.foundation.core.web import open_page

PublicView = Callable[..., HttpResponse]

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "media-src": ["blob:"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
OFF = "accelerometer autoplay display-capture fullscreen gyroscope magnetometer midi payment usb"
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    "Server": "",
    "Permissions-Policy": ", ".join(
        [f"{name}=(self)" for name in ("camera", "geolocation", "microphone")]
        + [f"{name}=()" for name in OFF.split()]
    ),
}
ROOM_FOR_WORDS = 1024 * 1024
"""Bytes of a form beside its files."""


def options() -> Options:
    """What this installation set for its public pages."""
    made: Options = settings.PONLEU_PUBLIC
    return made


def public_page(
    *, reason: str, methods: tuple[str, ...] = ("GET", "HEAD", "POST")
) -> Callable[[PublicView], PublicView]:
    """Mark a view that anyone may open, and say why; it gets the language as first argument."""

    def mark(view: PublicView) -> PublicView:
        @csrf_exempt
        @gzip_page
        @wraps(view)
        def guarded(request: HttpRequest, language: str = "", **more: Any) -> HttpResponse:
            code = language or wished(request.headers.get("Accept-Language", ""))
            with translation.override(code):
                response = _answered(view, methods, request, code, more)
            return _with_headers(response, code)

        return open_page(reason=reason)(guarded)

    return mark


def _answered(
    view: PublicView, methods: tuple[str, ...], request: HttpRequest, code: str, more: Any
) -> HttpResponse:
    if request.method not in methods:
        response = told(code, _("This page cannot be opened in that way."), status=405)
        response["Allow"] = ", ".join(methods)
        return response
    if _is_forged(request):
        return told(code, _("This page cannot be opened in that way."), status=400)
    if _is_too_large(request):
        return _too_large(code)
    request.upload_handlers = [SealingHandler(request, most_bytes=options().file_bytes)]
    try:
        return view(request, code, **more)
    except Http404:
        return told(code, _("There is no such page."), status=404)
    except RequestDataTooBig:
        return _too_large(code)
    except (SuspiciousOperation, MultiPartParserError):
        return told(code, _("This page cannot be opened in that way."), status=400)


def _is_forged(request: HttpRequest) -> bool:
    """Whether another site's page made the browser send this: browsers that tell, tell so."""
    is_elsewhere = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    return request.method == "POST" and is_elsewhere


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > options().files_bytes + ROOM_FOR_WORDS


def _too_large(code: str) -> HttpResponse:
    sentence = _(
        "That is too large to send at once. Go back: what you wrote is still there. "
        "Send fewer or smaller files."
    )
    return told(code, sentence, status=413)


def told(code: str, sentence: str, *, status: int) -> HttpResponse:
    """A page that says one thing and leads to the beginning."""
    return shown("public/told.html", {"sentence": sentence}, code, status=status)


def shown(
    template: str, context: Mapping[str, object], code: str, *, status: int = 200
) -> HttpResponse:
    """A page in the public frame; rendered without the request, so that nothing of it gets in."""
    page = render_to_string(template, {**_frame(code), **context})
    return HttpResponse(page, status=status)


def _frame(code: str) -> dict[str, object]:
    return {
        "code": code,
        "is_checked": bool(reviewed_by(code)),
        "is_demonstration": is_demonstration(),
        "leave_address": reverse("public:leave"),
        "start_address": reverse("public:start", args=[code]),
    }


def language_links(code: str, name: str, *more: str) -> dict[str, object]:
    """The same page in each language: four in sight, the page's own first, the others folded."""
    links = [
        {
            "code": language.code,
            "name": language.name,
            "is_current": language.code == code,
            "address": reverse(name, args=[language.code, *more]),
        }
        for language in LANGUAGES
    ]
    links.sort(key=lambda link: not link["is_current"])
    return {"near_languages": links[:4], "more_languages": links[4:]}


def _with_headers(response: HttpResponse, code: str) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Content-Language"] = code
    if not hasattr(response, "_csp_replace"):
        response._csp_replace = POLICY  # type: ignore[attr-defined]  # read by django-csp
    return response
