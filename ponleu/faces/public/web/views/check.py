"""Checking a proof of filing; anyone may, and learns only yes or no."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ponleu.faces.public.answering import cleaned
from ponleu.faces.public.web.frame import language_links, options, public_page, shown
from ponleu.faces.public.web.network import address_of
from ponleu.foundation.core import clock
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.response.complaints.services import proving

CHECKS = "a proof of filing is worth what anyone can check"


@public_page(reason=CHECKS, methods=("GET", "HEAD"))
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The page in the language that the browser asks for."""
    return HttpResponseRedirect(reverse("public:check", args=[code]))


@public_page(reason=CHECKS)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Number, date and code in; whether they belong together out."""
    given = {name: cleaned(request.POST.get(name)) for name in ("number", "day", "mark")}
    links = language_links(code, "public:check")
    if request.method != "POST":
        return shown("public/check.html", {**links, **given, "outcome": ""}, code)
    network, most = network_of(address_of(request)), options().tries_per_hour
    if not limits.take("check", network, at=clock.now(), most=most):
        return shown("public/check.html", {**links, **given, "outcome": "many"}, code, status=429)
    outcome = "yes" if _belongs_together(**given) else "no"
    return shown("public/check.html", {**links, **given, "outcome": outcome}, code)


def _belongs_together(number: str, day: str, mark: str) -> bool:
    try:
        filed = date.fromisoformat(day)
    except ValueError:
        return False
    return proving.proves(number, filed, mark)
