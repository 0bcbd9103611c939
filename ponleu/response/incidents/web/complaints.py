"""Parts that a complaint's page and an incident's page ask for by address."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.incidents.queries import complaints as queries
from ponleu.response.incidents.services import complaints
from ponleu.response.incidents.web.forms import keys_in

_TELLS = {"yes": True, "no": False}


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.complaint")
@require_GET
def of_complaint(request: Request, complaint: UUID) -> HttpResponse:
    """Which known incidents a complaint may tell of, and what was said of it."""
    found = queries.of_complaint(request.user, opened(request), complaint)
    context = {
        "found": found,
        "complaint": found.complaint,
        "may_say": queries.may_say(request.user, found.complaint),
    }
    return render_part(
        request, "incidents/of_complaint.html", "incidents/_of_complaint.html", context
    )


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.complaint")
@require_GET
def of_incident(request: Request, pk: UUID) -> HttpResponse:
    """Complaints that tell of an incident, of those that the reader may see."""
    context = {"links": queries.of_incident(request.user, pk), "incident": pk}
    return render_part(
        request, "incidents/complaints_of.html", "incidents/_complaints_of.html", context
    )


@page(needs=Action.COMPLAINT_READ)
@require_POST
def say(request: Request, complaint: UUID) -> HttpResponse:
    """Say that it tells of an incident, given by key or reference, or that it does not."""
    keys = keys_in([request.POST.get("incident", "")])
    tells = _TELLS.get(request.POST.get("tells", ""))
    if tells is None:
        raise InvalidInput(_("Say whether it tells of the incident or not."))
    reference = request.POST.get("reference", "")
    incident = keys[0] if keys else queries.incident_of(request.user, reference).pk
    complaints.say(request.user, complaint, incident, tells=tells, at=clock.now())
    messages.success(request, _("Kept. You can undo it beside the incident."))
    return redirect("complaints:complaint", pk=complaint)


@page(needs=Action.COMPLAINT_READ)
@require_POST
def take_back(request: Request, complaint: UUID, link: UUID) -> HttpResponse:
    """Take back what was said of it."""
    complaints.take_back(request.user, complaint, link, at=clock.now())
    messages.success(request, _("Taken back. It is asked again where it fits."))
    return redirect("complaints:complaint", pk=complaint)
