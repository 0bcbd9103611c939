"""Recommendations of a visit: what bodies said to them, and the commitments they became."""

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
from ponleu.foundation.core.web import Request, page
from ponleu.response.visits import queries
from ponleu.response.visits.services import recommendations
from ponleu.response.visits.web.filling import Sheet, fill
from ponleu.response.visits.web.forms import CommitmentForm, PositionForm, RecommendationForm


@page(needs=Action.VISIT_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One recommendation with all that was said to it."""
    row = recommendations.see_recommendation(request.user, pk, at=clock.now())
    context = {
        "each": queries.recommendation_page(request.user, row, today=clock.today()),
        "recommendation": row,
        "may_edit": request.user.may(Action.VISIT_EDIT, row.visit),
        "may_review": request.user.may(Action.REVIEW),
    }
    return render(request, "visits/recommendation.html", context)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def add(request: Request, visit: UUID) -> HttpResponse:
    """Enter a recommendation."""
    its = queries.editable_visit(request.user, visit)
    form = RecommendationForm(request.POST or None, initial={"made_on": clock.today()})
    address = reverse("visits:visit", args=[visit])
    sheet = Sheet(_("Enter a recommendation"), _("Enter it"), its.reference, address)

    def act() -> str:
        recommendations.recommend(request.user, visit, form.recommended(), at=clock.now())
        return _("Entered. It waits for what the body says.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def position(request: Request, pk: UUID) -> HttpResponse:
    """Enter what a body says to it, or did."""
    sheet = _sheet(request, pk, _("What the body says"), _("Keep it"))
    form = PositionForm(request.POST or None, initial={"taken_on": clock.today()})

    def act() -> str:
        recommendations.take_position(request.user, pk, form.taken(), at=clock.now())
        return _("Kept. The newest stands; older ones stay below it.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def commit(request: Request, pk: UUID) -> HttpResponse:
    """Make it a commitment, where a document holds the promise."""
    sheet = _sheet(request, pk, _("Make it a commitment"), _("Make it a commitment"))
    form = CommitmentForm(request.POST or None)

    def act() -> str:
        recommendations.enter_commitment(request.user, pk, **form.cleaned_data, at=clock.now())
        return _("It stands among the commitments, and opens to these words.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_POST
def uncommit(request: Request, pk: UUID) -> HttpResponse:
    """Take back that it became a commitment."""
    recommendations.withdraw_commitment(request.user, pk, at=clock.now())
    messages.success(request, _("Withdrawn. The reference of the commitment stays."))
    return redirect("visits:recommendation", pk=pk)


def _sheet(request: Request, pk: UUID, title: str, button: str) -> Sheet:
    row = recommendations.see_recommendation(request.user, pk, at=clock.now())
    queries.editable_visit(request.user, row.visit_id)
    parent = _("Recommendation %(number)d") % {"number": row.number}
    address = reverse("visits:recommendation", args=[pk])
    return Sheet(title, button, parent, address, quoted=row.text)
