"""Having an order planned, and taking the plan over."""

from __future__ import annotations

import secrets
from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request
from ponleu.response.operations.services import opening, planning
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.web.filling import named_page, with_key
from ponleu.response.operations.web.operation import stops_of
from ponleu.response.operations.web.writing import address_of

MOST_SEED = 9999


class PlanForm(PageForm):
    """With which seed to look."""

    seed = forms.IntegerField(
        label=gettext_lazy("Seed"),
        help_text=gettext_lazy(
            "Another number, another search. With the same one it can be shown."
        ),
        min_value=1,
        max_value=MOST_SEED,
    )


class TakeForm(PageForm):
    """A proposal that was looked at, and for which version of the order."""

    route = forms.CharField(max_length=200_000)
    seen = forms.IntegerField()


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def plan(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Propose who goes where when; what is taken over is sealed, all else is forgotten."""
    operation = opening.named(request.user, pk)
    access.require(request.user, Action.OPERATION_ORDER, operation, seen_by=Action.HOME)
    form, proposal, refused = PlanForm(initial={"seed": _seed()}), None, ""
    if request.POST.get("do") == "take":
        taken = TakeForm(request.POST)
        if taken.is_valid():
            address = tried(taken, lambda: _take(request, pk, pair, taken))
            if address is not None:
                return done(request, _("Kept, and sealed anew."), address)
        refused = str(next(iter(taken.non_field_errors()), _("This is no plan.")))
    elif request.method == "POST":
        form = PlanForm(request.POST)
        if form.is_valid():
            proposal = _proposed(request, pk, pair, form)
    version = proposal.version if proposal else _read(request, pk, pair)
    context = {
        "operation": operation,
        "version": version,
        "form": form,
        "proposal": proposal,
        "refused": refused,
        "stops": stops_of(replace(version.order, route=proposal.route)) if proposal else (),
        "is_ready": bool(version.order.sites and version.order.teams),
    }
    status = 422 if request.method == "POST" and proposal is None else 200
    return render(request, "operations/plan.html", context, status=status)


def _take(request: Request, pk: UUID, pair: KeyPair, form: TakeForm) -> str:
    text, seen = form.cleaned_data["route"], form.cleaned_data["seen"]
    planning.take_over(request.user, pk, text, pair, seen=seen, at=clock.now())
    return address_of(pk)


def _proposed(
    request: Request, pk: UUID, pair: KeyPair, form: PlanForm
) -> planning.Proposal | None:
    found: list[planning.Proposal] = []

    def act() -> str:
        seed = form.cleaned_data["seed"]
        found.append(planning.propose(request.user, pk, pair, seed=seed, at=clock.now()))
        return ""

    tried(form, act)
    return found[0] if found else None


def _read(request: Request, pk: UUID, pair: KeyPair) -> Version:
    return opening.open_order(request.user, pk, pair, at=clock.now())


def _seed() -> int:
    return secrets.randbelow(MOST_SEED) + 1
