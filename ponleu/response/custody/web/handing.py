"""Hand-overs: offering, answering, taking an offer back; opening a seal and putting another on."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request, page
from ponleu.response.custody.queries import listing
from ponleu.response.custody.services import handing, reporting
from ponleu.response.custody.web.exhibit import address_of
from ponleu.response.custody.web.filling import Sheet, fill
from ponleu.response.custody.web.forms import OfferForm, ResealForm, SealForm, WordsForm


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def offer(request: Request, pk: UUID) -> HttpResponse:
    """Offer it to somebody."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    form = OfferForm(request.POST or None)
    lead = _("You hold it until they accept. They look at the seal themselves.")
    sheet = Sheet(_("Hand it over"), _("Offer it"), exhibit.reference, address_of(pk), lead)

    def act() -> str:
        given = form.cleaned_data
        handing.offer(
            request.user,
            pk,
            given["username"],
            given["reason"],
            is_intact=given["is_intact"],
            at=clock.now(),
        )
        return address_of(pk)

    people = listing.colleagues(request.user, exhibit.operation)
    return fill(request, form, sheet, act, people=people, seal=exhibit.seal)


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def reseal(request: Request, pk: UUID) -> HttpResponse:
    """Say that the seal was opened and another put on."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    form = ResealForm(request.POST or None)
    title = _("Open the seal, put another on")
    sheet = Sheet(title, _("Sign it"), exhibit.reference, address_of(pk))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        handing.reseal(request.user, pk, reason, form.state(), at=clock.now())
        return address_of(pk)

    return fill(request, form, sheet, act, seal=exhibit.seal)


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Accept or refuse what is offered."""
    row = listing.offer(request.user, pk)
    is_refusing = request.POST.get("do") == "refuse"
    form = SealForm(None if is_refusing else request.POST or None)
    refusing = WordsForm(request.POST if is_refusing else None, prefix="no")
    status = 200
    if request.method == "POST":
        status = 422
        sent: PageForm = refusing if is_refusing else form

        def act() -> str:
            if is_refusing:
                words = refusing.cleaned_data["words"]
                handing.refuse(request.user, pk, words, at=clock.now())
            else:
                words = form.cleaned_data["words"]
                handing.accept(request.user, pk, form.state(), words, at=clock.now())
            return address_of(row.exhibit_id)

        address = tried(sent, act) if sent.is_valid() else None
        if address is not None:
            return redirect(address)
    context = {"offer": row, "exhibit": row.exhibit, "form": form, "refusing": refusing}
    return render(request, "custody/answer.html", context, status=status)


@page(needs=Action.CUSTODY_KEEP)
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take an offer back."""
    row = handing.take_back(request.user, pk, at=clock.now())
    return done(request, _("The offer is taken back."), address_of(row.exhibit_id))
