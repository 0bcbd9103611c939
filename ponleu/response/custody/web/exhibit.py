"""One exhibit: its chain, remarks, who looked at it, its report."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.response.custody.queries import exhibit as queries
from ponleu.response.custody.services import reporting, seizing
from ponleu.response.custody.web.filling import Sheet, fill
from ponleu.response.custody.web.forms import WordsForm


def address_of(pk: UUID) -> str:
    """Where an exhibit stands."""
    return reverse("custody:exhibit", args=[pk])


@page(needs=Action.CUSTODY_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """An exhibit with its chain and files."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    keeps = request.user.may(Action.CUSTODY_KEEP) and exhibit.withdrawn_at is None
    context = {
        "exhibit": exhibit,
        "shown": queries.shown(request.user, exhibit),
        "keeps": keeps,
        "holds": keeps and exhibit.holder_id == request.user.pk,
    }
    return render(request, "custody/exhibit.html", context)


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def note(request: Request, pk: UUID) -> HttpResponse:
    """Add a remark or a correction."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    form = WordsForm(request.POST or None)
    lead = _("A remark is signed and stays. It corrects what stands before it; nothing is erased.")
    sheet = Sheet(_("Add a remark"), _("Sign it"), exhibit.reference, address_of(pk), lead)

    def act() -> str:
        seizing.note(request.user, pk, form.cleaned_data["words"], at=clock.now())
        return address_of(pk)

    return fill(request, form, sheet, act)


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Say that it was entered by mistake."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    form = WordsForm(request.POST or None)
    lead = _("It leaves all lists. The chain keeps that it was entered, and why it was taken back.")
    title = _("It was entered by mistake")
    sheet = Sheet(title, _("Take it back"), exhibit.reference, address_of(pk), lead)

    def act() -> str:
        seizing.take_back(request.user, pk, form.cleaned_data["words"], at=clock.now())
        return reverse("custody:of_operation", args=[exhibit.operation_id])

    return fill(request, form, sheet, act)


@page(needs=Action.CUSTODY_READ)
@require_GET
def viewers(request: Request, pk: UUID) -> HttpResponse:
    """Who was given a working copy of which file, when."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    viewings = queries.viewings(request.user, exhibit)
    return render(request, "custody/viewers.html", {"exhibit": exhibit, "viewings": viewings})


@page(needs=Action.CUSTODY_READ)
@require_GET
def report(request: Request, pk: UUID) -> HttpResponse:
    """The custody report on A4."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    made = json.loads(_report(request, pk))
    context = {"exhibit": exhibit, "report": made, "shows_owner": "owner" in made["opened"]}
    return render(request, "custody/report.html", context)


@page(needs=Action.CUSTODY_READ)
@require_GET
def report_file(request: Request, pk: UUID) -> HttpResponse:
    """The custody report as the file that the script checks."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    response = HttpResponse(_report(request, pk), content_type="application/json")
    name = f"{exhibit.reference}-custody.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(request: Request, pk: UUID) -> bytes:
    with_owner = request.GET.get("owner") != "no"
    return reporting.report(request.user, pk, at=clock.now(), with_owner=with_owner)
