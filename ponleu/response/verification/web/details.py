"""Pages of one source, witness, interview or request."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.response.verification.queries import details
from ponleu.response.verification.services import grading, interviews, repeats, requests, witnesses
from ponleu.response.verification.words import PURPOSES


@page(needs=Action.VERIFICATION_READ)
@require_GET
def source(request: Request, pk: UUID) -> HttpResponse:
    """A source with all its grades and what rests on it."""
    graded = grading.see_source(request.user, pk, at=clock.now())
    context = {
        "found": details.source_page(request.user, graded),
        "graded": graded,
        "allegation": graded.allegation,
        "may_edit": _may_edit(request, graded.allegation),
    }
    return render(request, "verification/source.html", context)


@page(needs=Action.VERIFICATION_READ)
@require_GET
def witness(request: Request, pk: UUID) -> HttpResponse:
    """A witness: who they are, if the key is open, and how often they were asked."""
    now, pair = clock.now(), opened(request)
    found = witnesses.see_witness(request.user, pk, at=now)
    context = {
        "witness": found,
        "repeats": repeats.compare(request.user, pair, found, at=now),
        "found": details.witness_page(request.user, pair, found),
        "allegation": found.allegation,
        "is_key_open": pair is not None,
        "may_edit": _may_edit(request, found.allegation),
    }
    return render(request, "verification/witness.html", context)


@page(needs=Action.VERIFICATION_READ)
@require_GET
def interview(request: Request, pk: UUID) -> HttpResponse:
    """An interview: what guards it, what was said, for what it may be used."""
    now, pair = clock.now(), opened(request)
    found = interviews.see_interview(request.user, pk, at=now)
    context = {
        "interview": found,
        "repeats": repeats.compare(request.user, pair, found.witness, at=now),
        "found": details.interview_page(request.user, pair, found),
        "allegation": found.witness.allegation,
        "is_key_open": pair is not None,
        "purposes": PURPOSES.items(),
        "may_edit": _may_edit(request, found.witness.allegation),
    }
    return render(request, "verification/interview.html", context)


@page(needs=Action.VERIFICATION_READ)
@require_GET
def request(request: Request, pk: UUID) -> HttpResponse:
    """A request with its reminders and replies."""
    now = clock.now()
    asked = requests.see_request(request.user, pk, at=now)
    context = {
        "found": details.request_page(request.user, asked, today=localdate(now)),
        "asked": asked,
        "allegation": asked.allegation,
        "may_edit": _may_edit(request, asked.allegation),
    }
    return render(request, "verification/request.html", context)


@page(needs=Action.VERIFICATION_READ)
@require_GET
def letter(request: Request, pk: UUID) -> HttpResponse:
    """The letter of a request, to be printed."""
    now = clock.now()
    asked = requests.see_request(request.user, pk, at=now)
    context = {
        "asked": asked,
        "claim": details.claim_of(request.user, asked),
        "allegation": asked.allegation,
        "today": asked.sent_date or localdate(now),
    }
    return render(request, "verification/letter.html", context)


def _may_edit(request: Request, allegation: object) -> bool:
    is_open = getattr(allegation, "withdrawn_at", None) is None
    return is_open and request.user.may(Action.VERIFICATION_EDIT, allegation)
