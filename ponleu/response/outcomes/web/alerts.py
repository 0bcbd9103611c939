"""Alerts: the list, and what a person says of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.filling import done
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.operations.web.filling import named_page
from ponleu.response.outcomes.queries import alerts as queries
from ponleu.response.outcomes.rules.kinds import Ground
from ponleu.response.outcomes.services import judging
from ponleu.response.outcomes.web.forms import JudgeForm

PAGES = {
    Ground.COMPLAINT: "complaints:complaint",
    Ground.ALLEGATION: "cases:allegation",
    Ground.FINDING: "findings:finding",
    Ground.ENTRY: "register:entry",
}


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.alert")
@require_GET
def index(request: Request) -> HttpResponse:
    """Alerts for the reader, those that wait first."""
    number = page_asked(request)
    found = queries.alerts(request.user)
    start = (number - 1) * queries.PAGE
    shown = found[start : start + queries.PAGE]
    rows = [
        (each, reverse(PAGES[Ground(each.name.ground)], args=[each.name.key])) for each in shown
    ]
    has_more = len(found) > start + queries.PAGE
    context = {"rows": rows, **page_links(number, has_more=has_more)}
    return render(request, "outcomes/alerts.html", context)


@named_page
@require_POST
def judge(request: Request) -> HttpResponse:
    """Say whether an alert is so."""
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say whether it is so, and why in a few words."))
    given = form.cleaned_data
    name = queries.Name(given["site"], given["alerted"], given["ground"], given["key"])
    judging.judge(request.user, name, given["verdict"], given["why"], at=clock.now())
    return done(request, _("Kept. You can undo it beside the alert."), reverse("outcomes:alerts"))


@named_page
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take a judgement back."""
    judging.take_back(request.user, pk, at=clock.now())
    return done(request, _("Undone. The alert waits again."), reverse("outcomes:alerts"))
