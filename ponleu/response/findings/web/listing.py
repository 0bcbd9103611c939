"""Findings that wait for someone, and those that stand."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.findings import queries
from ponleu.response.findings.queries import View


@page(needs=Action.FINDING_READ)
@journaled_list("findings.finding")
@require_GET
def index(request: Request) -> HttpResponse:
    """What waits first, then one sort of what stands."""
    asked = request.GET.get("show", "")
    view = View(asked) if asked in set(View) else View.STANDING
    found = queries.listed(request.user, view, page=page_asked(request), at=clock.now())
    context = {
        "found": found,
        "may_review": request.user.may(Action.FINDING_REVIEW),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "findings/index.html", context)
