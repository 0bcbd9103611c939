"""Where a person begins: home and search. A view parses, calls one query, and renders."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.faces.desk import queries, services
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list


@page(needs=Action.HOME)
@journaled_list("desk")
@require_GET
def home(request: Request) -> HttpResponse:
    now = clock.now()
    context = {
        "desk": queries.desk(request.user, today=clock.today(), now=now),
        "now": now,
        "today": clock.today(),
    }
    return render(request, "desk/home.html", context)


@page(needs=Action.SEARCH)
@require_GET
def search(request: Request) -> HttpResponse:
    text = request.GET.get("text", "").strip()[:200]
    found = services.search(request.user, text, at=clock.now()) if text else []
    return render_part(
        request, "desk/search.html", "desk/_found.html", {"text": text, "found": found}
    )


@page(needs=Action.HOME)
@require_GET
def help_page(request: Request) -> HttpResponse:
    return render(request, "desk/help.html")
