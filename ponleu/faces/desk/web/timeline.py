"""Timelines: of a site or party, an allegation, a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ponleu.faces.desk.timeline import reading
from ponleu.faces.desk.timeline.reading import Timeline
from ponleu.faces.desk.web.timeline_form import TimelineForm, rows
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page


@page(needs=Action.REGISTER_READ)
@require_GET
def of_entry(request: Request, pk: UUID) -> HttpResponse:
    """All about a site or party."""
    form = TimelineForm(request.GET or None)
    entry, found = reading.of_entry(request.user, pk, form.wanted(), at=clock.now())
    return _shown(request, form, found, entry.name, entry.reference, "register:entry", pk)


@page(needs=Action.ALLEGATION_READ)
@require_GET
def of_allegation(request: Request, pk: UUID) -> HttpResponse:
    """All about an allegation and its site or party."""
    form = TimelineForm(request.GET or None)
    allegation, found = reading.of_allegation(request.user, pk, form.wanted(), at=clock.now())
    title, reference = allegation.entry.name, allegation.reference
    return _shown(request, form, found, title, reference, "cases:allegation", pk)


@page(needs=Action.CASE_READ)
@require_GET
def of_case(request: Request, pk: UUID) -> HttpResponse:
    """All about the allegations of a case."""
    form = TimelineForm(request.GET or None)
    case, found = reading.of_case(request.user, pk, form.wanted(), at=clock.now())
    return _shown(request, form, found, case.title, case.reference, "case_files:case", pk)


def _shown(
    request: Request,
    form: TimelineForm,
    found: Timeline,
    title: str,
    reference: str,
    name: str,
    pk: UUID,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "rows": rows(found),
        "title": title,
        "reference": reference,
        "back_address": reverse(name, args=[pk]),
        "today": clock.today(),
    }
    return render(request, "desk/timeline.html", context)
