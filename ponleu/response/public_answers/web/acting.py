"""What people do with an answer: one address an act."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.response.public_answers.services import approving, drafting, excusing


def _why(request: Request) -> str:
    return request.POST.get("why", "")


def _number(request: Request) -> int:
    """The version of the words that the person saw; 0, which is none, if that is not told."""
    said = request.POST.get("was", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0


def _done(request: Request, pk: UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("public_answers:answer", pk=pk)


@page(needs=Action.ANSWER_WRITE)
@require_POST
def hand_in(request: Request, pk: UUID) -> HttpResponse:
    """Give it to those who approve."""
    approving.hand_in(request.user, pk, at=clock.now())
    return _done(request, pk, _("Handed in. Somebody else approves it or sends it back."))


@page(needs=Action.ANSWER_WRITE)
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take it back to write on."""
    approving.take_back(request.user, pk, at=clock.now())
    return _done(request, pk, _("Taken back. You can write on."))


@page(needs=Action.ANSWER_READ)
@require_POST
def read_khmer(request: Request, pk: UUID) -> HttpResponse:
    """Say by name that one read the Khmer words."""
    approving.read_khmer(request.user, pk, at=clock.now())
    return _done(request, pk, _("Kept with your name. New Khmer words ask for it anew."))


@page(needs=Action.ANSWER_READ)
@require_POST
def unread_khmer(request: Request, pk: UUID) -> HttpResponse:
    """Undo that."""
    approving.unread_khmer(request.user, pk, at=clock.now())
    return _done(request, pk, _("Undone. The Khmer words wait for a second person again."))


@page(needs=Action.ANSWER_APPROVE)
@require_POST
def send_back(request: Request, pk: UUID) -> HttpResponse:
    """Send it back with a note."""
    approving.send_back(request.user, pk, _why(request), at=clock.now())
    return _done(request, pk, _("Sent back with your note."))


@page(needs=Action.ANSWER_APPROVE)
@require_POST
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Approve it."""
    approving.approve(request.user, pk, was=_number(request), at=clock.now())
    return _done(request, pk, _("Approved. Reporters hear first; then it can go out."))


@page(needs=Action.ANSWER_APPROVE)
@require_POST
def end_approval(request: Request, pk: UUID) -> HttpResponse:
    """Undo an approval."""
    approving.end_approval(request.user, pk, _why(request), at=clock.now())
    return _done(request, pk, _("The approval is undone. It waits for approval again."))


@page(needs=Action.ANSWER_WRITE)
@require_POST
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Say that it is out."""
    approving.publish(request.user, pk, why_early=_why(request), at=clock.now())
    return _done(request, pk, _("Published in both languages. It can only be corrected now."))


@page(needs=Action.ANSWER_WRITE)
@require_POST
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Begin a correction."""
    made = drafting.correct(request.user, pk, _why(request), at=clock.now())
    messages.success(request, _("A new version is drafted. The old one stays until it is out."))
    return redirect("public_answers:words", pk=made.pk)


@page(needs=Action.ANSWER_WRITE)
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Drop it."""
    drafting.drop(request.user, pk, at=clock.now())
    return _done(request, pk, _("Dropped. It can be taken up again here."))


@page(needs=Action.ANSWER_WRITE)
@require_POST
def resume(request: Request, pk: UUID) -> HttpResponse:
    """Take it up again."""
    drafting.resume(request.user, pk, at=clock.now())
    return _done(request, pk, _("Taken up again as a draft."))


@page(needs=Action.ANSWER_READ)
@require_POST
def excuse(request: Request, pk: UUID) -> HttpResponse:
    """Let something stand that a check found."""
    sort, text = request.POST.get("sort", ""), request.POST.get("text", "")
    excusing.excuse(request.user, pk, sort, text, _why(request), at=clock.now())
    return _done(request, pk, _("It may stand, with your reason beside it."))


@page(needs=Action.ANSWER_READ)
@require_POST
def unexcuse(request: Request, pk: UUID, excuse: UUID) -> HttpResponse:
    """Undo that."""
    excusing.unexcuse(request.user, pk, excuse, at=clock.now())
    return _done(request, pk, _("Undone. The check is open again."))
