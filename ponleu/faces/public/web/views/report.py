"""Telling what happens: one question a page, then the receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ponleu.faces.public import draft as drafts
from ponleu.faces.public import sending
from ponleu.faces.public.answering import cleaned
from ponleu.faces.public.draft import Draft, Filing
from ponleu.faces.public.languages import CODES
from ponleu.faces.public.web.arriving import Arrival, arrival
from ponleu.faces.public.web.frame import language_links, options, public_page, shown
from ponleu.faces.public.web.network import address_of
from ponleu.faces.public.web.pages import PAGES, page_of
from ponleu.faces.public.web.refusals import not_sent
from ponleu.foundation.core import clock

REPORTS = "whoever is in need of help has no account"


@public_page(reason=REPORTS, methods=("GET", "HEAD"))
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The first question, in the language that the browser asks for or that was chosen."""
    wanted = request.GET.get("lang") or ""
    if wanted in CODES and wanted != code:
        return HttpResponseRedirect(reverse("public:start", args=[wanted]))
    at = clock.now()
    return page_of("start", drafts.begun(at), code, at=at)


@public_page(reason=REPORTS)
def start(request: HttpRequest, code: str) -> HttpResponse:
    """The first question, in one language."""
    return _step(request, code, "start")


@public_page(reason=REPORTS)
def step(request: HttpRequest, code: str, page: str) -> HttpResponse:
    """Any other question."""
    if page not in PAGES - {"start"}:
        raise Http404
    return _step(request, code, page)


@public_page(reason="says what these pages protect from", methods=("GET", "HEAD"))
def why(request: HttpRequest, code: str) -> HttpResponse:
    """What reporters are protected from, and what not."""
    return shown("public/why.html", language_links(code, "public:why"), code)


@public_page(reason=REPORTS)
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Sends the report; shows the receipt until two of its words were given back."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("public:start", args=[code]))
    came = arrival(request, at=clock.now())
    if came.draft.filing:
        return _confirm(request, came.draft, came.draft.filing, code)
    if came.stays or not came.draft.receipt:
        return _again(came, code, came.page or "start")
    return _send(request, came.draft, code)


def _step(request: HttpRequest, code: str, page: str) -> HttpResponse:
    at = clock.now()
    if request.method != "POST":
        return page_of(page, drafts.begun(at), code, at=at)
    came = arrival(request, at=at)
    if came.stays:
        return _again(came, code, came.page)
    if came.page == "start" and page == "what" and came.draft.answers.is_safe is False:
        page = "urgent"
    return page_of(page, came.draft, code, at=at)


def _again(came: Arrival, code: str, page: str) -> HttpResponse:
    notes = came.notes
    if not came.is_whole:
        lost = _(
            "Your earlier answers could not be read. What you wrote on this page is still here: "
            "please tell us the rest again."
        )
        notes = (lost, *notes)
    return page_of(
        page, came.draft, code, at=clock.now(), notes=notes, faults=came.faults, status=422
    )


def _send(request: HttpRequest, draft: Draft, code: str) -> HttpResponse:
    at = clock.now()
    try:
        sent = sending.send(draft, code, address=address_of(request), limit=options(), at=at)
    except sending.NotSent as refusal:
        page = "urgent" if draft.is_urgent else "send"
        if refusal.because == "nothing":
            page = "what"
        note, status = not_sent(refusal.because)
        return page_of(page, draft, code, at=at, notes=(note,), status=status)
    assert sent.filing  # noqa: S101  # sending either refuses or files
    return _receipt(sent, sent.filing, code)


def _confirm(request: HttpRequest, draft: Draft, filing: Filing, code: str) -> HttpResponse:
    if request.POST.get("from") != "receipt":
        return _receipt(draft, filing, code)
    typed = (cleaned(request.POST.get(name)) for name in ("first", "second"))
    given = dict(zip(draft.asked, typed, strict=True))
    if not sending.are_repeated(draft.receipt, code, given):
        return _receipt(draft, filing, code, is_wrong=True)
    context = {"answer_address": reverse("public:answer", args=[code]), "filing": filing}
    return shown("public/done.html", {**context, "day": date.fromisoformat(filing.day)}, code)


def _receipt(draft: Draft, filing: Filing, code: str, *, is_wrong: bool = False) -> HttpResponse:
    context = {
        "words": sending.receipt_words(draft.receipt, code),
        "asked": draft.asked,
        "filing": filing,
        "is_wrong": is_wrong,
        "check_address": reverse("public:check", args=[code]),
        "receipt_address": reverse("public:receipt", args=[code]),
        "draft": drafts.sealed(
            replace(draft, answers=drafts.Answers()), secret=settings.SECRET_KEY
        ),
    }
    return shown("public/receipt.html", context, code, status=422 if is_wrong else 200)
