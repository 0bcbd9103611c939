"""What every room's web package shares: access marks, rendering, refusals."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails

from ponleu.foundation.core.errors import DomainError, NotPermitted

P = ParamSpec("P")
refusals = logging.getLogger("ponleu.refusals")


class Request(HttpRequest):
    """A signed-in request as views see it. For annotations only."""

    htmx: HtmxDetails
    user: Any


View = Callable[Concatenate[Request, P], HttpResponse]


def page(*, needs: str) -> Callable[[View[P]], View[P]]:
    """Mark a view with the action it needs; tests/architecture checks that every URL has one.

    The action must be granted somewhere; which records it reaches is the query's business.
    """

    def mark(view: View[P]) -> View[P]:
        @login_required
        @wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.may(needs):
                raise NotPermitted(_("You do not have access to this page."))
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.needs = needs  # type: ignore[attr-defined]  # read by the guard test
        return cast("View[P]", guarded)

    return mark


def open_page(*, reason: str) -> Callable[[View[P]], View[P]]:
    """Mark a view that needs no grant, and say why."""

    def mark(view: View[P]) -> View[P]:
        view.open_because = reason  # type: ignore[attr-defined]  # read by the guard test
        return view

    return mark


def render_part(
    request: Request, whole: str, part: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Render ``part`` for htmx and ``whole`` otherwise, and say so to caches."""
    response = render(request, part if request.htmx else whole, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


class RefusalMiddleware:
    """Turn a DomainError into a page or, for htmx, an alert beside the work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, exc: Exception) -> HttpResponse | None:
        if not isinstance(exc, DomainError):
            return None
        refusals.info("%s %s", exc.code, request.resolver_match and request.resolver_match.route)
        response = render_part(
            request,
            "core/refusal.html",
            "core/_refusal.html",
            {"refusal": exc},
            status=exc.http_status,
        )
        patch_cache_control(response, private=True, no_store=True)
        return reswap(retarget(response, "#alerts"), "innerHTML") if request.htmx else response
