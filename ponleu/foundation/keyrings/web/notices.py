"""Saying that one has seen a notice."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.web.own import own_page


@own_page
@require_POST
def seen(request: Request, notice_id: int) -> HttpResponse:
    """Mark a notice as seen."""
    services.mark_seen(request.user, notice_id, at=clock.now())
    if not request.htmx:
        return redirect("keyrings:index")
    context = {"notices": queries.unseen_notices(request.user)}
    return render(request, "keyrings/_notices.html", context)
