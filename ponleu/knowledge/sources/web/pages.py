"""Screens about the pages of a document: one as a picture, and reading those that wait."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.knowledge.sources import page_queries, pages, queries, services
from ponleu.knowledge.sources.layout import Highlight
from ponleu.knowledge.sources.web.asked import asked_span


@page(needs=Action.SOURCE_READ)
@require_GET
def sheet(request: Request, pk: UUID, number: int) -> HttpResponse:
    """A page as a picture, with what was accepted from it and the words that were asked for."""
    opened = services.open_source(request.user, pk, at=clock.now())
    marks = queries.highlights(queries.accepted(opened))
    if asked := asked_span(request.GET.get("at", ""), len(opened.text)):
        marks.append(Highlight(*asked, "at", "at"))
    drawn = page_queries.page_of(opened, number, marks)
    context = {
        "source": opened,
        "drawn": drawn,
        "words": opened.text[drawn.page.start : drawn.page.end],
    }
    return render(request, "sources/page.html", context)


@page(needs=Action.SOURCE_READ)
@require_GET
def picture(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The picture itself."""
    data = pages.take_page(request.user, pk, number, at=clock.now())
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="image/webp", headers=headers)


@page(needs=Action.SOURCE_ADD)
@require_POST
def read_next(request: Request, pk: UUID) -> HttpResponse:
    """Make out the next scanned pages, and go back to where that was asked."""
    left = pages.read_next_pages(request.user, pk, at=clock.now())
    if left:
        said = ngettext("%(count)d page still waits.", "%(count)d pages still wait.", left)
        messages.success(request, said % {"count": left})
    else:
        messages.success(request, _("Every page of this document was read."))
    reviews = request.POST.get("from") == "review" and request.user.may(Action.REVIEW)
    return redirect("review:source" if reviews else "sources:page", pk=pk)
