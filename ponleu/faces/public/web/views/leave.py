"""Leaving: the browser is asked to forget, and something harmless stands in its place."""

from __future__ import annotations

import calendar

from babel import Locale
from babel.dates import format_skeleton, get_day_names
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ponleu.faces.public.web.frame import POLICY, options, public_page, shown, told
from ponleu.foundation.core import clock

MOST_LETTERS = 5
"""Of a day's name: seven stand beside each other on a small phone."""

FORGET = '"cache", "cookies", "storage"'


@public_page(reason="anyone may leave", methods=("GET", "HEAD", "POST"))
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the browser to forget this site, and show a calendar or what the body has chosen."""
    elsewhere = options().leave_to
    response = HttpResponseRedirect(elsewhere) if elsewhere else _calendar(code)
    response["Clear-Site-Data"] = FORGET
    return response


@public_page(reason="says that there is no such page")
def lost(request: HttpRequest, code: str, rest: str) -> HttpResponse:
    """What an address under /report/ shows that leads nowhere."""
    return told(code, _("There is no such page."), status=404)


def _calendar(code: str) -> HttpResponse:
    today = clock.today()
    locale = Locale.parse(code)
    days = get_day_names("abbreviated", "stand-alone", locale)
    if max(map(len, days.values())) > MOST_LETTERS:
        days = get_day_names("short", "stand-alone", locale)
    context = {
        "month": format_skeleton("yMMMM", today, locale=locale),
        "day_names": [days[day] for day in range(7)],
        "weeks": calendar.Calendar().monthdayscalendar(today.year, today.month),
        "today": today.day,
    }
    response = shown("public/calendar.html", context, code)
    response._csp_replace = {**POLICY, "img-src": ["data:"]}  # type: ignore[attr-defined]  # django-csp
    return response
