"""Covert techniques: what was asked for, and what was decided."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import Sheet, done
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request, page
from ponleu.response.operations.queries import people
from ponleu.response.operations.rules.covert import Covert
from ponleu.response.operations.rules.kinds import Decision
from ponleu.response.operations.services import covert
from ponleu.response.operations.web.filling import fill, named_page, with_key
from ponleu.response.operations.web.forms import PersonForm, text_field
from ponleu.response.operations.words import TECHNIQUES


def _day(label: object, help_text: object = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)  # type: ignore[arg-type]  # words


class CovertForm(PersonForm):
    """What is asked for, and of whom."""

    technique = forms.ChoiceField(
        label=gettext_lazy("Technique"),
        choices=[(each.value, word) for each, word in TECHNIQUES.items()],
    )
    scope = text_field(
        gettext_lazy("What for, and confined to what"),
        gettext_lazy("Nothing operational: no names of officers, no places of posts."),
    )
    budget = forms.CharField(label=gettext_lazy("Budget, with its currency"), max_length=200)
    begins = _day(gettext_lazy("First day"))
    ends = _day(gettext_lazy("Last day"), gettext_lazy("Half a year at most."))
    review = _day(gettext_lazy("Day of review"))

    def asked(self) -> Covert:
        """What is asked for, once it is valid."""
        given = self.cleaned_data
        days = {name: given[name].isoformat() for name in ("begins", "ends", "review")}
        return Covert(given["technique"], given["scope"], given["budget"], **days)


class CovertDecisionForm(PageForm):
    """What is decided, and why."""

    is_allowed = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Allow it")), ("no", gettext_lazy("Refuse it"))],
    )
    court = forms.CharField(
        label=gettext_lazy("Decision of the court"),
        help_text=gettext_lazy("Court, number and day, if a court allowed it."),
        max_length=200,
        required=False,
    )
    words = text_field(gettext_lazy("Reason and conditions"))


@named_page
@with_key
@require_GET
def index(request: Request, pair: KeyPair) -> HttpResponse:
    """What one asked for or has to decide."""
    found = covert.open_requests(request.user, pair, at=clock.now())
    context = {
        "found": found,
        "waits": Decision.ASKED,
        "may_order": request.user.may(Action.OPERATION_ORDER),
    }
    return render(request, "operations/covert.html", context)


@page(needs=Action.OPERATION_ORDER)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for the authority to use a covert technique."""
    form = CovertForm(request.POST or None)
    sheet = Sheet(
        _("Ask for a covert technique"),
        _("Ask for it"),
        _("Covert techniques"),
        reverse("operations:covert"),
        _("It is sealed to you and to the prosecutor. Nothing that is done under it is kept here."),
    )

    def act() -> str:
        covert.ask(request.user, form.asked(), form.cleaned_data["username"], at=clock.now())
        return reverse("operations:covert")

    return fill(request, form, sheet, act, people=people.prosecutors(request.user))


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def decide(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Allow or refuse it."""
    found = covert.open_one(request.user, pk, pair, at=clock.now())
    form = CovertDecisionForm(request.POST or None)
    sheet = Sheet(
        _("Decide on a covert technique"),
        _("Decide"),
        _("Covert techniques"),
        reverse("operations:covert"),
    )

    def act() -> str:
        given = form.cleaned_data
        covert.decide(
            request.user,
            pk,
            is_allowed=given["is_allowed"] == "yes",
            words=given["words"],
            court=given["court"],
            pair=pair,
            at=clock.now(),
        )
        return reverse("operations:covert")

    return fill(request, form, sheet, act, covert=found)


@named_page
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back what nobody decided."""
    covert.take_back(request.user, pk, at=clock.now())
    return done(request, _("Taken back."), reverse("operations:covert"))
