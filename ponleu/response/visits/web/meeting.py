"""One point of a programme: who attended, its minutes, whether it took place."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.visits import queries
from ponleu.response.visits.rules import MeetingState
from ponleu.response.visits.services import programme
from ponleu.response.visits.web.filling import Sheet, fill
from ponleu.response.visits.web.forms import AttendeeForm, MeetingForm, MinutesForm


@page(needs=Action.VISIT_READ)
@journaled_list("visits.meeting")
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One point of the programme."""
    found = queries.meeting_page(request.user, pk)
    return render(request, "visits/meeting.html", {"found": found, "meeting": found.meeting})


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def add(request: Request, visit: UUID) -> HttpResponse:
    """Add a point to the programme."""
    its = queries.editable_visit(request.user, visit)
    form = MeetingForm(request.POST or None, territory=its.territory)
    address = reverse("visits:visit", args=[visit])
    sheet = Sheet(_("Add a meeting"), _("Add it"), its.reference, address)

    def act() -> str:
        programme.add_meeting(request.user, visit, form.planned(), at=clock.now())
        return _("Added to the programme.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_POST
def mark(request: Request, pk: UUID) -> HttpResponse:
    """Say whether it took place."""
    try:
        state = MeetingState(request.POST.get("state", ""))
    except ValueError:
        raise InvalidInput(_("Say whether it took place or was cancelled.")) from None
    programme.mark_meeting(request.user, pk, state, at=clock.now())
    messages.success(request, _("Kept."))
    return redirect("visits:meeting", pk=pk)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def attend(request: Request, pk: UUID) -> HttpResponse:
    """Say who attended."""
    form = AttendeeForm(request.POST or None)

    def act() -> str:
        programme.add_attendee(request.user, pk, **form.cleaned_data, at=clock.now())
        return _("Added to those who attended.")

    return fill(request, form, _sheet(request, pk, _("Who attended"), _("Add them")), act)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def minutes(request: Request, pk: UUID) -> HttpResponse:
    """Keep minutes."""
    form = MinutesForm(request.POST or None)

    def act() -> str:
        programme.keep_minutes(request.user, pk, **form.cleaned_data, at=clock.now())
        return _("Kept. Newer minutes stand; older ones stay below them.")

    return fill(request, form, _sheet(request, pk, _("Keep minutes"), _("Keep them")), act)


def _sheet(request: Request, pk: UUID, title: str, button: str) -> Sheet:
    meeting = queries.meeting_page(request.user, pk).meeting
    queries.editable_visit(request.user, meeting.visit_id)
    return Sheet(title, button, _("Meeting"), reverse("visits:meeting", args=[pk]))
