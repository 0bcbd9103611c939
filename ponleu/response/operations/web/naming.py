"""Who may read an order; who is asked for something, and what they answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import Sheet, done, tried
from ponleu.foundation.core.web import Request
from ponleu.response.operations.queries import listing, people, who_knew
from ponleu.response.operations.services import asking, naming, opening
from ponleu.response.operations.web.filling import fill, named_page, with_key
from ponleu.response.operations.web.forms import AnswerForm, AskForm, PersonForm
from ponleu.response.operations.web.writing import address_of


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def readers(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Name somebody who may read the whole order."""
    operation = opening.named(request.user, pk)
    form = PersonForm(request.POST or None)
    sheet = Sheet(
        _("Name a reader"),
        _("Let them read it"),
        operation.code_name,
        address_of(pk),
        _("They may read the whole order, and each opening is written down. The fewer, the safer."),
    )

    def act() -> str:
        username = form.cleaned_data["username"]
        naming.let_in(request.user, pk, username, pair, at=clock.now())
        return reverse("operations:readers", args=[pk])

    known = who_knew.who_knew(request.user, operation)
    return fill(
        request, form, sheet, act, people=people.people(request.user), readers=known.readers
    )


@named_page
@with_key
@require_POST
def let_out(request: Request, pair: KeyPair, pk: UUID, reader: UUID) -> HttpResponse:
    """Let a reader out."""
    naming.let_out(request.user, pk, reader, pair, at=clock.now())
    words = _("Let out. What is written from now on is not sealed to them.")
    return done(request, words, reverse("operations:readers", args=[pk]))


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def ask(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Ask somebody of any unit to hold something ready."""
    operation = opening.named(request.user, pk)
    form = AskForm(request.POST or None)
    sheet = Sheet(
        _("Ask for something"),
        _("Ask them"),
        operation.code_name,
        address_of(pk),
        _("They see the code name and these words, and nothing else of the operation."),
    )

    def act() -> str:
        given = form.cleaned_data
        asking.ask(
            request.user, pk, given["username"], given["role"], given["words"], pair, at=clock.now()
        )
        return address_of(pk)

    return fill(request, form, sheet, act, people=people.people(request.user))


@named_page
@with_key
@require_POST
def answer(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Say yes or no to what one is asked."""
    form = AnswerForm(request.POST)
    operation = listing.of_ask(request.user, pk)
    can = request.POST.get("can") == "yes"

    def act() -> str:
        words = form.cleaned_data["words"]
        asking.answer(request.user, pk, can=can, words=words, pair=pair, at=clock.now())
        return address_of(operation.pk)

    if form.is_valid() and (address := tried(form, act)) is not None:
        return done(request, _("Your answer is kept, sealed to those who asked."), address)
    sheet = Sheet(_("Your answer"), _("Send it"), operation.code_name, address_of(operation.pk))
    context = {"form": form, "sheet": sheet, "kept": [("can", "yes" if can else "no")]}
    return render(request, "operations/form.html", context, status=422)


@named_page
@require_POST
def take_back_ask(request: Request, pk: UUID) -> HttpResponse:
    """Ask for it no longer."""
    row = asking.take_back(request.user, pk, at=clock.now())
    return done(request, _("Taken back. They know of it no longer."), address_of(row.operation_id))
