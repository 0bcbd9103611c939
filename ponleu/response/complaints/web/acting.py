"""What an officer does with a complaint that is open in the session: one address an act."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.response.complaints import queries
from ponleu.response.complaints.queries import Opened
from ponleu.response.complaints.services import desk, linking
from ponleu.response.complaints.web.complaint import Refused, keep_from_form, opened_for, shown
from ponleu.response.complaints.web.forms import AnswerForm, DecideForm, ReasonForm


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Write to the reporter."""
    form = AnswerForm(request.POST, auto_id="answer_%s")

    def act() -> None:
        desk.answer(request.user, pk, form.cleaned_data["text"], at=clock.now())

    return _acted(request, opened_for(request, pk), "answer", form, act, _("Sent."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Say what became of it, and close it."""
    form = DecideForm(request.POST, auto_id="decide_%s")

    def act() -> None:
        said = form.cleaned_data
        desk.decide(request.user, pk, said["outcome"], said["reason"], at=clock.now())

    return _acted(request, opened_for(request, pk), "decide", form, act, _("Closed."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Take it up again."""
    form = ReasonForm(request.POST, auto_id="reopen_%s")

    def act() -> None:
        desk.reopen(request.user, pk, form.cleaned_data["reason"], at=clock.now())

    return _acted(request, opened_for(request, pk), "reopen", form, act, _("Opened again."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def keep_from(request: Request, pk: UUID) -> HttpResponse:
    """Keep it from someone whom it names."""
    found = opened_for(request, pk)
    form = keep_from_form(found, request.POST)

    def act() -> None:
        desk.keep_from(request.user, pk, **form.chosen(), at=clock.now())

    return _acted(request, found, "keep_from", form, act, _("Kept from them from now on."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def lift(request: Request, pk: UUID, exclusion: int) -> HttpResponse:
    """Let someone see it again from whom it was kept."""
    form = ReasonForm(request.POST, auto_id="lift_%s")

    def act() -> None:
        reason = form.cleaned_data["reason"]
        desk.lift_exclusion(request.user, pk, exclusion, reason, at=clock.now())

    return _acted(request, opened_for(request, pk), "lift", form, act, _("They may see it again."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def check(request: Request, pk: UUID) -> HttpResponse:
    """Say that it is being checked."""
    opened_for(request, pk)
    desk.check(request.user, pk, at=clock.now())
    return _done(request, pk, _("Being checked; the reporter can see that."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def set_aside(request: Request, pk: UUID) -> HttpResponse:
    """Put it among the junk."""
    opened_for(request, pk)
    desk.set_aside(request.user, pk, is_junk=True, at=clock.now())
    return _done(request, pk, _("Set aside. Nothing is deleted."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take it out of the junk."""
    opened_for(request, pk)
    desk.set_aside(request.user, pk, is_junk=False, at=clock.now())
    return _done(request, pk, _("Back among those that wait."))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def link(request: Request, pk: UUID, entry: UUID) -> HttpResponse:
    """Say which site or party it is about."""
    opened_for(request, pk)
    about = linking.link(request.user, pk, entry, at=clock.now())
    said = _("Linked with %(name)s. You can undo it below.")
    return _done(request, pk, said % {"name": about.entry.name})


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def unlink(request: Request, pk: UUID, about: int) -> HttpResponse:
    """Take back which site or party it is about."""
    opened_for(request, pk)
    linking.unlink(request.user, pk, about, at=clock.now())
    return _done(request, pk, _("No longer linked."))


def _acted(
    request: Request,
    found: Opened,
    name: str,
    form: forms.Form,
    act: Callable[[], None],
    said: str,
) -> HttpResponse:
    """Act on a valid form; a form that is refused comes back as it was filled in."""
    if not form.is_valid():
        return shown(request, found, Refused(name, form, 422))
    try:
        act()
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return shown(request, found, Refused(name, form, refusal.http_status))
    return _done(request, found.complaint.pk, said)


def _done(request: Request, pk: UUID, said: str) -> HttpResponse:
    """Say what was done, on the complaint's page while the person may still see it."""
    messages.success(request, said)
    if queries.is_visible(request.user, pk):
        return redirect("complaints:complaint", pk=pk)
    return redirect("complaints:queue")
