"""The delay after which operations may be told of in public."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.web import Request, page
from ponleu.response.operations.web.filling import named_page
from ponleu.response.outcomes.queries import public
from ponleu.response.outcomes.services import delaying
from ponleu.response.outcomes.web.forms import DecideForm, DelayForm


@page(needs=Action.OPERATION_READ)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """The delay that holds, its history, and a proposal."""
    form, status = DelayForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            address = tried(form, lambda: _proposed(request, form))
            if address is not None:
                return redirect(address)
    context = {
        "form": form,
        "days": public.delay_days(clock.now()),
        "changes": public.changes(request.user),
        "may_propose": delaying.may_propose(request.user),
        "may_decide": delaying.may_decide(request.user),
    }
    return render(request, "outcomes/delay.html", context, status=status)


def _proposed(request: Request, form: DelayForm) -> str:
    given = form.cleaned_data
    delaying.propose(request.user, given["days"], given["why"], at=clock.now())
    return reverse("outcomes:delay")


@named_page
@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Agree to a proposed delay, or not."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say whether you agree, and why in a few words."))
    given = form.cleaned_data
    delaying.decide(
        request.user, pk, agrees=given["agrees"] == "yes", why=given["why"], at=clock.now()
    )
    return done(request, _("Decided."), reverse("outcomes:delay"))


@named_page
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    delaying.take_back(request.user, pk, at=clock.now())
    return done(request, _("Taken back."), reverse("outcomes:delay"))
