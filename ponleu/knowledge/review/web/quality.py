"""Screens that say how often people agreed with what was read, and show the questions behind."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.review import quality
from ponleu.knowledge.review.quality import Table


@page(needs=Action.REVIEW)
@require_GET
def overview(request: Request) -> HttpResponse:
    found = quality.quality(request.user)
    context = {
        "total": found.total,
        "tables": quality.tables(found),
        "taken_at": clock.now(),
        "tab": "quality",
    }
    return render(request, "review/quality.html", context)


@page(needs=Action.REVIEW)
@journaled_list("sources.proposal")
@require_GET
def records(request: Request) -> HttpResponse:
    """The judged questions behind one row of the quality page."""
    by, name = request.GET.get("by", ""), request.GET.get("name", "")
    verdict, number = request.GET.get("verdict", ""), page_asked(request)
    if by not in ("", *Table) or len(name) > quality.LONGEST_NAME or "\0" in name + verdict:
        raise NotFound(_("There is no such row."))
    first = (number - 1) * quality.PAGE
    behind = quality.records(request.user, Table(by) if by else None, name, verdict=verdict)
    found = list(behind[first : first + quality.PAGE + 1])
    context: dict[str, Any] = {
        "asked": found[: quality.PAGE],
        "by": by,
        "name": name,
        "verdict": verdict,
        **page_links(number, has_more=len(found) > quality.PAGE),
    }
    return render(request, "review/records.html", context)
