"""A plan, the part of it on the page of its allegation, one's own tasks, and trainings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.verification.queries import mine as own
from ponleu.response.verification.queries import plans
from ponleu.response.verification.services import opening, witnesses
from ponleu.response.verification.web.forms.interviews import TrainingForm
from ponleu.response.verification.words import INFORMATIONS, RELIABILITIES


@page(needs=Action.VERIFICATION_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """All of a plan: questions, sources, interviews, requests, and how far it has come."""
    now = clock.now()
    allegation = opening.see(request.user, pk, at=now)
    context = {
        "allegation": allegation,
        "found": plans.plan_of(request.user, allegation, today=localdate(now)),
        "reads_allegations": request.user.may(Action.ALLEGATION_READ),
        "may_edit": _may_edit(request, allegation),
        "may_let": own.may_let(request.user, allegation) and not allegation.withdrawn_at,
        "reliabilities": RELIABILITIES.items(),
        "informations": INFORMATIONS.items(),
    }
    return render(request, "verification/plan.html", context)


@page(needs=Action.VERIFICATION_READ)
@require_GET
def of_allegation(request: Request, allegation: UUID) -> HttpResponse:
    """How far a plan has come; there is none for those who may not see it."""
    found = plans.short(request.user, allegation, today=localdate(clock.now()))
    context = {"found": found, "allegation": allegation}
    return render_part(
        request, "verification/of_allegation.html", "verification/_of_allegation.html", context
    )


@page(needs=Action.VERIFICATION_READ)
@journaled_list("verification.task")
@require_GET
def mine(request: Request) -> HttpResponse:
    """What one has to do oneself, the longest overdue first."""
    today = localdate(clock.now())
    found = own.tasks_of(request.user, page=page_asked(request), today=today)
    context = {"found": found, **page_links(found.page, has_more=found.has_more)}
    return render(request, "verification/mine.html", context)


@page(needs=Action.VERIFICATION_READ)
@journaled_list("verification.training")
@require_http_methods(["GET", "POST"])
def trainings(request: Request) -> HttpResponse:
    """Who was trained to interview; a POST enters one more."""
    form, status = TrainingForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _is_recorded(request, form):
            messages.success(request, _("Entered."))
            return redirect("verification:trainings")
    context = {
        "form": form,
        "rows": own.trainings(request.user),
        "today": localdate(clock.now()),
        "may_edit": request.user.may(Action.VERIFICATION_EDIT),
    }
    return render(request, "verification/trainings.html", context, status=status)


@page(needs=Action.VERIFICATION_EDIT)
@require_POST
def take_training_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back a training that was entered by mistake."""
    witnesses.take_training_back(request.user, pk, at=clock.now())
    messages.success(request, _("Taken back. Interviews that rest on it stay as they are."))
    return redirect("verification:trainings")


def _is_recorded(request: Request, form: TrainingForm) -> bool:
    given = form.cleaned_data
    trained = witnesses.Trained(given["course"], given["held"], given["valid_until"])
    try:
        witnesses.record_training(request.user, given["username"], trained, at=clock.now())
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _may_edit(request: Request, allegation: object) -> bool:
    is_open = getattr(allegation, "withdrawn_at", None) is None
    return is_open and request.user.may(Action.VERIFICATION_EDIT, allegation)
