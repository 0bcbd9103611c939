"""Screens for a second, blind reading of a document, and for what the two readers differ on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.review import agreement, second_readings
from ponleu.knowledge.review.web import keys, posted
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources import services as source_services
from ponleu.knowledge.sources.layout import Highlight, paragraphs


@page(needs=Action.REVIEW)
@journaled_list("review.secondreading")
@require_GET
def overview(request: Request) -> HttpResponse:
    done = agreement.closed(request.user)
    context = {
        "offered": agreement.offered(request.user),
        "being_read": agreement.being_read(request.user),
        "pending": agreement.pending(request.user),
        "closed": list(done[: agreement.PAGE]),
        "compared": agreement.compared(done),
        "tab": "second",
    }
    return render(request, "review/second.html", context)


@page(needs=Action.REVIEW)
@require_POST
def offer(request: Request, pk: UUID) -> HttpResponse:
    second_readings.offer(request.user, pk, at=clock.now())
    messages.success(request, _("Given for a second reading: a colleague can take it now."))
    return redirect("review:source", pk=pk)


@page(needs=Action.REVIEW)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    second_readings.withdraw_offer(request.user, pk, at=clock.now())
    messages.info(request, _("It no longer waits for a second reader."))
    return redirect("review:second")


@page(needs=Action.REVIEW)
@require_POST
def take(request: Request, pk: UUID) -> HttpResponse:
    second_readings.take(request.user, pk, at=clock.now())
    return redirect("review:second_reading", pk=pk)


@page(needs=Action.REVIEW)
@require_POST
def hand_back(request: Request, pk: UUID) -> HttpResponse:
    second_readings.hand_back(request.user, pk, at=clock.now())
    messages.info(request, _("Handed back: a colleague can take it."))
    return redirect("review:second")


@page(needs=Action.REVIEW)
@require_GET
def reading(request: Request, pk: UUID) -> HttpResponse:
    """The document and its questions, for the second reader: no first answer anywhere."""
    taken = agreement.find_reading(request.user, pk)
    if taken.reader_id != request.user.pk:
        raise NotFound(_("There is no such record."))
    if taken.closed_at:
        return redirect("review:agreement", pk=pk)
    opened = source_services.open_source(request.user, pk, at=clock.now())
    asked = agreement.asked_blind(taken)
    marks = [
        Highlight(start, end, str(each.proposal.pk), each.proposal.family, bool(each.answer))
        for each in asked
        for start, end in each.proposal.mentions
    ]
    context = {
        "source": opened,
        "asked": asked,
        "slips": sources.slips(opened),
        "paragraphs": paragraphs(opened.text, sources.zones(opened), marks),
        "progress": agreement.progress(taken),
        **keys.on_second_reading(),
    }
    return render(request, "review/second_reading.html", context)


@page(needs=Action.REVIEW)
@require_POST
def answer(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    answered = second_readings.answer(
        request.user, pk, proposal, posted.verdict(request), at=clock.now()
    )
    return _answered(request, pk, answered, said=_("Answered."))


@page(needs=Action.REVIEW)
@require_POST
def take_back(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    freed = second_readings.take_back_answer(request.user, pk, proposal, at=clock.now())
    return _answered(request, pk, freed, said=_("Taken back. It waits again."))


def _answered(request: Request, pk: UUID, answered: Any, *, said: str) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('review:second_reading', args=[pk])}#p-{answered.pk}")
    taken = agreement.find_reading(request.user, pk)
    context = {
        "each": agreement.blind(taken, answered),
        "source": taken.source,
        "progress": agreement.progress(taken),
        "last_answered": answered.pk,
        "said": said,
    }
    response = render(request, "review/_second_answered.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@page(needs=Action.REVIEW)
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    second_readings.close(request.user, pk, at=clock.now())
    return redirect("review:agreement", pk=pk)


@page(needs=Action.REVIEW)
@journaled_list("review.secondreading")
@require_GET
def compare(request: Request, pk: UUID) -> HttpResponse:
    """Both readings of a document beside each other, once the second is done."""
    done = agreement.find_reading(request.user, pk)
    if not done.closed_at:
        raise NotFound(_("There is no such record."))
    context = {
        "reading": done,
        "source": done.source,
        "compared": agreement.compared(agreement.closed(request.user).filter(pk=done.pk)),
        "disagreements": agreement.disagreements(done),
        "may_settle": agreement.may_settle(request.user, done),
    }
    return render(request, "review/agreement.html", context)


@page(needs=Action.REVIEW)
@require_POST
def settle(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    second_readings.resolve(
        request.user,
        pk,
        proposal,
        request.POST.get("keep", ""),
        revision=posted.revision(request),
        at=clock.now(),
    )
    return redirect(f"{reverse('review:agreement', args=[pk])}#p-{proposal}")


@page(needs=Action.REVIEW)
@require_POST
def unsettle(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    second_readings.unresolve(request.user, pk, proposal, at=clock.now())
    return redirect(f"{reverse('review:agreement', args=[pk])}#p-{proposal}")
