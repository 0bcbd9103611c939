"""One finding: its grounds, its review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.web import Request, page
from ponleu.response.findings import queries
from ponleu.response.findings.services import findings
from ponleu.response.findings.web.forms import RefuseForm


@page(needs=Action.FINDING_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """A finding with the evidence on both sides."""
    findings.see(request.user, pk, at=clock.now())
    found = queries.finding_page(request.user, pk)
    context = {
        "found": found,
        "finding": found.finding,
        "is_mine": found.finding.author_id == request.user.pk,
        "reads_answers": request.user.may(Action.ANSWER_READ),
        "refuse_form": RefuseForm(auto_id="refuse_%s"),
    }
    return render(request, "findings/finding.html", context)


@page(needs=Action.FINDING_REVIEW)
@require_POST
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Approve it."""
    findings.approve(request.user, pk, at=clock.now())
    messages.success(request, _("Approved. It stands from now on."))
    return redirect("findings:finding", pk=pk)


@page(needs=Action.FINDING_REVIEW)
@require_POST
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """Refuse it with a reason."""
    form = RefuseForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say why, so that the author can write a better one."))
    findings.refuse(request.user, pk, why=form.cleaned_data["why"], at=clock.now())
    messages.success(request, _("Refused. Its author sees the reason and may write a new one."))
    return redirect("findings:finding", pk=pk)


@page(needs=Action.FINDING_WRITE)
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back one's own."""
    found = findings.take_back(request.user, pk, at=clock.now())
    messages.success(request, _("Taken back. Nobody is asked to review it."))
    return redirect("findings:of_allegation", allegation=found.allegation_id)
