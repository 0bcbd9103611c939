"""The list of what one is in, and the page that checks the code of a printed sheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.operations.queries import listing
from ponleu.response.operations.services import checking
from ponleu.response.operations.web.filling import named_page
from ponleu.response.operations.web.forms import CodeForm


@named_page
@journaled_list("operations.operation")
@require_GET
def index(request: Request) -> HttpResponse:
    """What one is named in, asked for, or may read because it has started. Code names only."""
    number = page_asked(request)
    found, has_more = listing.operations(request.user, start=(number - 1) * listing.PAGE)
    context = {
        "found": found,
        "may_order": request.user.may(Action.OPERATION_ORDER),
        "may_sign": request.user.may(Action.OPERATION_SIGN),
        **page_links(number, has_more=has_more),
    }
    return render(request, "operations/index.html", context)


@page(needs=Action.HOME)
@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """Whether a printed sign-off comes from this record and still holds; its code name only."""
    form = CodeForm(request.POST or None)
    checked = None
    if form.is_valid():
        given = form.cleaned_data
        checked = checking.check(request.user, given["code"], given["reference"], at=clock.now())
    context = {"form": form, "checked": checked}
    return render(request, "operations/check.html", context)
