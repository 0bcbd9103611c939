"""The screen for saying something of an entry, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.knowledge.register import queries
from ponleu.knowledge.register.rules import DetailSort, IdentifierSort, TieSort
from ponleu.knowledge.register.services import dated as services
from ponleu.knowledge.register.web import forms


def _tie(request: Request, entry: Any, form: forms.GroundForm) -> None:
    end, sort = form.cleaned_data["way"].split(":")
    other = queries.by_reference(request.user, form.cleaned_data["other"])
    holder, held = (entry, other) if end == "holder" else (other, entry)
    services.enter_tie(request.user, holder, TieSort(sort), held, form.ground(), at=clock.now())


def _detail(request: Request, entry: Any, form: forms.GroundForm) -> None:
    sort, said = DetailSort(form.cleaned_data["sort"]), form.cleaned_data["said"]
    services.enter_detail(request.user, entry, sort, said, form.ground(), at=clock.now())


def _position(request: Request, entry: Any, form: forms.GroundForm) -> None:
    services.enter_position(
        request.user,
        entry,
        form.cleaned_data["latitude"],
        form.cleaned_data["longitude"],
        accuracy_metres=form.cleaned_data["accuracy_metres"],
        ground=form.ground(),
        at=clock.now(),
    )


def _number(request: Request, entry: Any, form: forms.GroundForm) -> None:
    sort, said = IdentifierSort(form.cleaned_data["sort"]), form.cleaned_data["number"]
    services.enter_identifier(request.user, entry, sort, said, form.ground(), at=clock.now())


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be said of an entry: with which form, and what then keeps it.

    Attributes:
        needs: what someone must be granted beside editing.
    """

    heading: Promise
    form: type[forms.GroundForm]
    keep: Callable[[Request, Any, forms.GroundForm], None]
    needs: Action = Action.REGISTER_EDIT


FACTS: Mapping[str, Fact] = {
    "tie": Fact(gettext_lazy("Add a tie"), forms.TieForm, _tie),
    "detail": Fact(gettext_lazy("Add what is known"), forms.DetailForm, _detail),
    "position": Fact(
        gettext_lazy("Add the exact position"), forms.PositionForm, _position, Action.SITE_EXACT
    ),
    "number": Fact(gettext_lazy("Add a number"), forms.NumberForm, _number),
}
"""Everything that can be said, by the word of its address."""


@page(needs=Action.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def say(request: Request, pk: UUID, sort: str) -> HttpResponse:
    """Show the form, or keep what it holds; a refusal is told beside the words."""
    fact = FACTS[sort]
    if not request.user.may(fact.needs):
        raise NotPermitted(_("You do not have access to this page."))
    entry = queries.visible_entry(request.user, pk)
    form = fact.form(request.user, request.POST or None)
    if form.is_valid():
        try:
            fact.keep(request, entry, form)
        except (InvalidInput, NotFound) as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Kept."))
            return redirect("register:entry", pk=entry.pk)
    context = {"entry": entry, "form": form, "heading": fact.heading}
    return render(request, "register/say.html", context, status=422 if form.errors else 200)


@page(needs=Action.REGISTER_EDIT)
@require_POST
def withdraw(request: Request, sort: str, pk: UUID) -> HttpResponse:
    model = services.WITHDRAWABLE.get(sort)
    if model is None:
        raise NotFound(_("There is no such record."))
    row = services.withdraw_dated(
        request.user, model, pk, why=request.POST.get("why", ""), at=clock.now()
    )
    messages.success(request, _("Taken back. It stays in the record, marked as withdrawn."))
    return redirect("register:entry", pk=services.entries_of(row)[0].pk)
