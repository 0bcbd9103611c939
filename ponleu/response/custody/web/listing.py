"""What is in custody, what waits for one, what was seized in an operation; entering it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.custody.queries import listing
from ponleu.response.custody.services import seizing
from ponleu.response.custody.web.filling import Sheet, fill
from ponleu.response.custody.web.forms import SeizureForm
from ponleu.response.operations.queries import started


@page(needs=Action.CUSTODY_READ)
@journaled_list("custody.exhibit")
@require_GET
def index(request: Request) -> HttpResponse:
    """All that is in custody, with who holds it now; or only what the reader holds."""
    number, mine = page_asked(request), request.GET.get("held") == "me"
    start = (number - 1) * listing.PAGE
    found, has_more = listing.exhibits(request.user, start=start, mine=mine)
    context = {
        "found": found,
        "mine": mine,
        "waiting": listing.waiting_count(request.user),
        **page_links(number, has_more=has_more),
    }
    return render(request, "custody/index.html", context)


@page(needs=Action.CUSTODY_READ)
@journaled_list("custody.exhibit")
@require_GET
def waiting(request: Request) -> HttpResponse:
    """Hand-overs that wait for the reader's answer."""
    return render(request, "custody/waiting.html", {"offers": listing.offered_to(request.user)})


@page(needs=Action.CUSTODY_READ)
@journaled_list("custody.exhibit")
@require_GET
def of_operation(request: Request, operation: UUID) -> HttpResponse:
    """What was seized in an operation; a few lines where another page asks for them."""
    found = listing.operation_of(request.user, operation)
    context = {
        "operation": found,
        "exhibits": listing.of_operation(request.user, found),
        "may_seize": request.user.may(Action.CUSTODY_KEEP),
    }
    whole, part = "custody/of_operation.html", "custody/_of_operation.html"
    return render_part(request, whole, part, context)


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def seize(request: Request, operation: UUID) -> HttpResponse:
    """Enter a thing that was taken."""
    found = listing.operation_of(request.user, operation)
    sites = [(str(site.pk), site.entry.name) for site in started.sites_of(request.user, found)]
    form = SeizureForm(request.POST or None, sites=sites, initial={"seized_at": clock.now()})
    sheet = Sheet(
        _("Enter what was taken"),
        _("Enter it and sign"),
        found.reference,
        reverse("custody:of_operation", args=[found.pk]),
        _("What you enter is signed at once and never changed. Later corrections stand beside it."),
    )

    def act() -> str:
        made = seizing.seize(request.user, operation, form.seizure(), at=clock.now())
        return reverse("custody:exhibit", args=[made.pk])

    return fill(request, form, sheet, act)
