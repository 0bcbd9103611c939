"""Screens for saying something of an entry, and for taking it back."""

from __future__ import annotations

from collections.abc import Callable
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
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.web import Request, page
from ponleu.knowledge.register import queries
from ponleu.knowledge.register.rules import DetailSort, IdentifierSort, TieSort
from ponleu.knowledge.register.services import dated as services
from ponleu.knowledge.register.web import forms

Say = Callable[[forms.GroundForm], object]


@page(needs=Action.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def detail(request: Request, pk: UUID) -> HttpResponse:
    entry = queries.visible_entry(request.user, pk)

    def say(form: forms.GroundForm) -> object:
        sort, said = DetailSort(form.cleaned_data["sort"]), form.cleaned_data["said"]
        return services.enter_detail(request.user, entry, sort, said, form.ground(), at=clock.now())

    return _form(request, entry, forms.DetailForm, say, gettext_lazy("Add what is known"))


@page(needs=Action.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def tie(request: Request, pk: UUID) -> HttpResponse:
    entry = queries.visible_entry(request.user, pk)

    def say(form: forms.GroundForm) -> object:
        end, sort = form.cleaned_data["way"].split(":")
        other = queries.by_reference(request.user, form.cleaned_data["other"])
        holder, held = (entry, other) if end == "holder" else (other, entry)
        return services.enter_tie(
            request.user, holder, TieSort(sort), held, form.ground(), at=clock.now()
        )

    return _form(request, entry, forms.TieForm, say, gettext_lazy("Add a tie"))


@page(needs=Action.SITE_EXACT)
@require_http_methods(["GET", "POST"])
def position(request: Request, pk: UUID) -> HttpResponse:
    entry = queries.visible_entry(request.user, pk)

    def say(form: forms.GroundForm) -> object:
        return services.enter_position(
            request.user,
            entry,
            form.cleaned_data["latitude"],
            form.cleaned_data["longitude"],
            accuracy_metres=form.cleaned_data["accuracy_metres"],
            ground=form.ground(),
            at=clock.now(),
        )

    return _form(request, entry, forms.PositionForm, say, gettext_lazy("Add the exact position"))


@page(needs=Action.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def number(request: Request, pk: UUID) -> HttpResponse:
    entry = queries.visible_entry(request.user, pk)

    def say(form: forms.GroundForm) -> object:
        sort, said = IdentifierSort(form.cleaned_data["sort"]), form.cleaned_data["number"]
        return services.enter_identifier(
            request.user, entry, sort, said, form.ground(), at=clock.now()
        )

    return _form(request, entry, forms.NumberForm, say, gettext_lazy("Add a number"))


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


def _form(
    request: Request,
    entry: Any,
    form_class: type[forms.GroundForm],
    say: Say,
    heading: str | Promise,
) -> HttpResponse:
    """Show the form, or say what it holds; a refusal is told beside the words that were written."""
    form = form_class(request.user, request.POST or None)
    if form.is_valid():
        try:
            say(form)
        except (InvalidInput, NotFound) as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Kept."))
            return redirect("register:entry", pk=entry.pk)
    context = {"entry": entry, "form": form, "heading": heading}
    return render(request, "register/say.html", context, status=422 if form.errors else 200)
