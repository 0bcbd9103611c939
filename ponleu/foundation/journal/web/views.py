"""Screens of the journal: the list, and a check of its newest rows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal import services
from ponleu.foundation.journal.queries import JournalPage
from ponleu.foundation.journal.web.forms import WantedForm


@page(needs="journal.read")
@require_GET
def index(request: Request) -> HttpResponse:
    """The journal, newest first, fifty rows a page."""
    form = WantedForm(request.GET)
    shown = JournalPage([], None)
    if form.is_valid():
        shown = services.read_journal(request.user, form.wanted(), at=clock.now())
    return render(
        request,
        "journal/index.html",
        {
            "form": form,
            "entries": shown.entries,
            "older_address": _address_of_older(request, shown.older),
            "may_verify": request.user.may("journal.verify"),
            "found": None,
        },
        status=200 if form.is_valid() else 422,
    )


@page(needs="journal.verify")
@require_http_methods(["GET", "POST"])
def verify(request: Request) -> HttpResponse:
    """Check the newest rows when asked by POST, and say what was found.

    Answers with the page itself: sending it again only checks again.
    """
    found = None
    if request.method == "POST":
        found = services.verify_recent(request.user, at=clock.now())
    return render_part(
        request, "journal/verification.html", "journal/_verification.html", {"found": found}
    )


def _address_of_older(request: Request, older: int | None) -> str:
    if older is None:
        return ""
    query = request.GET.copy()
    query["before"] = str(older)
    return f"?{query.urlencode()}"
