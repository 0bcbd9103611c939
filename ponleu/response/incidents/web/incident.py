"""One incident: its tellings beside each other, and where they contradict."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.incidents.queries import incidents as queries
from ponleu.response.incidents.services import incidents, keeping_apart
from ponleu.response.incidents.web.forms import apart_answer


@page(needs=Action.SOURCE_READ)
@journaled_list("sources.source")
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """An incident with the documents of it that the reader may see."""
    incident = incidents.see(request.user, pk, at=clock.now())
    context = {
        "found": queries.page_of(request.user, incident),
        "incident": incident,
        "may_judge": request.user.may(Action.INCIDENT_JUDGE),
        "reads_complaints": request.user.may(Action.COMPLAINT_READ),
        "reads_allegations": request.user.may(Action.ALLEGATION_READ),
    }
    return render(request, "incidents/incident.html", context)


@page(needs=Action.SOURCE_READ)
@journaled_list("incidents.incident")
@require_GET
def of_source(request: Request, source: UUID) -> HttpResponse:
    """What one document has to do with incidents; nothing for those who may not see it."""
    context = {"found": queries.of_source(request.user, source), "source": source}
    return render_part(request, "incidents/of_source.html", "incidents/_of_source.html", context)


@page(needs=Action.SOURCE_READ)
@journaled_list("incidents.incident")
@require_GET
def of_entry(request: Request, entry: UUID) -> HttpResponse:
    """Incidents at a site of the register; nothing for those who may not see it."""
    context = {"rows": queries.of_entry(request.user, entry), "entry": entry}
    return render_part(request, "incidents/of_entry.html", "incidents/_of_entry.html", context)


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def take_in(request: Request, pk: UUID, telling: UUID) -> HttpResponse:
    """Say that one more document tells of it."""
    why = request.POST.get("why", "")
    incidents.take_in(request.user, pk, telling, why=why, at=clock.now())
    return _done(request, pk, _("Taken in. You can undo it beside the document."))


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def take_out(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """Undo that a document was taken in."""
    incidents.take_out(request.user, pk, member, at=clock.now())
    return _done(request, pk, _("Undone. That it was taken in stays on record."))


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def not_this(request: Request, pk: UUID, telling: UUID) -> HttpResponse:
    """Say that a document does not tell of it."""
    verdict, why = apart_answer(request)
    keeping_apart.not_this(request.user, pk, telling, verdict, why=why, at=clock.now())
    return _done(request, pk, _("Kept. It is not asked again; you can undo it below."))


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def link(request: Request, pk: UUID) -> HttpResponse:
    """Say that an allegation is about it."""
    incidents.link(request.user, pk, request.POST.get("reference", ""), at=clock.now())
    return _done(request, pk, _("Linked with the allegation."))


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def unlink(request: Request, pk: UUID, link: UUID) -> HttpResponse:
    """Take that back."""
    incidents.unlink(request.user, pk, link, at=clock.now())
    return _done(request, pk, _("Undone. That it was linked stays on record."))


def _done(request: Request, pk: UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("incidents:incident", pk=pk)
