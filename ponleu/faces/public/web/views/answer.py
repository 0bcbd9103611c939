"""Coming back with the receipt: read the answer, write back, add files, withdraw."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponleu.faces.public import returning, sending
from ponleu.faces.public.answering import MOST_LETTERS, cleaned
from ponleu.faces.public.carrying import NotReadable
from ponleu.faces.public.draft import Attached
from ponleu.faces.public.returning import Pass
from ponleu.faces.public.uploads import SealedUpload
from ponleu.faces.public.web.frame import language_links, options, public_page, shown
from ponleu.faces.public.web.network import address_of
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.response.complaints.receipt_words import Reason, Unread
from ponleu.response.complaints.services.returning import WordsUnread

RETURNS = "whoever reported comes back with receipt words, not with an account"
STATES = {
    "received": gettext_lazy("It has arrived. An officer will read it."),
    "being_read": gettext_lazy("An officer is reading it."),
    "being_checked": gettext_lazy("What you wrote is being checked."),
    "answered": gettext_lazy("There is an answer for you."),
    "closed": gettext_lazy("The work on it has ended."),
    "withdrawn": gettext_lazy("You took it back. It is no longer worked on."),
}


@public_page(reason=RETURNS, methods=("GET", "HEAD"))
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The page in the language that the browser asks for."""
    return HttpResponseRedirect(reverse("public:answer", args=[code]))


@public_page(reason=RETURNS)
def read(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for the words; with them, shows the report and does what its page asks."""
    if request.method != "POST":
        return _asking(code)
    at, go = clock.now(), request.POST.get("go") or ""
    try:
        if not go:
            return _open(request, code, at)
        made = returning.opened(request.POST.get("pass") or "", secret=settings.SECRET_KEY, at=at)
        return _act(request, code, made, go, at)
    except NotReadable:
        return _asking(code, _("An hour has passed. Write your words again."), 422)
    except WordsUnread as refusal:
        return _asking(code, _unread(refusal.unread), 422)
    except NotFound:
        wrong = _("These words do not open anything. Check each word and their order.")
        return _asking(code, wrong, 422)


def _unread(unread: Unread) -> str:
    """What to mend in words that are no receipt; the list of words is public."""
    if unread.place and unread.nearest:
        return _("Word %(number)s is not on the list. Perhaps one of these: %(words)s.") % {
            "number": unread.place,
            "words": ", ".join(unread.nearest),
        }
    if unread.reason in (Reason.TOO_FEW, Reason.TOO_MANY):
        return _("There are ten words. We read %(count)s.") % {"count": unread.count}
    return _("These words do not open anything. Check each word and their order.")


def _asking(code: str, note: str = "", status: int = 200) -> HttpResponse:
    links = language_links(code, "public:answer")
    notes = [note] if note else []
    return shown("public/answer.html", {**links, "notes": notes}, code, status=status)


def _open(request: HttpRequest, code: str, at: datetime) -> HttpResponse:
    network, most = network_of(address_of(request)), options().tries_per_hour
    if not limits.take("answer", network, at=at, most=most):
        return _asking(code, _("Too many tries from your network. Come back in an hour."), 429)
    words = " ".join(cleaned(request.POST.get("words")).split())
    return _thread(code, returning.new_pass(words, at), at)


def _act(request: HttpRequest, code: str, made: Pass, go: str, at: datetime) -> HttpResponse:
    done = note = ""
    if go == "withdraw" and request.POST.get("sure") == "yes":
        returning.withdraw(made, at=at)
    elif go == "write":
        note = _write(request, made, at)
        done = "" if note else _("Your message was added.")
    return _thread(code, returning.new_pass(made.words, at), at, note=note, done=done)


def _write(request: HttpRequest, made: Pass, at: datetime) -> str:
    """Add what was written; why not, if it cannot be added."""
    text = cleaned(request.POST.get("text"))[: MOST_LETTERS["what"]]
    files: list[Attached] = []
    for upload in request.FILES.getlist("file")[: options().most_files]:
        if isinstance(upload, SealedUpload) and not upload.is_too_large:
            files.append(sending.keep(upload, at=at))
    if not (text or files):
        return _("Write one sentence, or add a photo or a voice message.")
    try:
        returning.write(made, text, files, at=at)
    except NotFound:
        raise
    except DomainError:
        return _("It could not be sealed, so it was not sent. Try again later.")
    return ""


def _thread(code: str, made: Pass, at: datetime, *, note: str = "", done: str = "") -> HttpResponse:
    thread = returning.thread(made.words, at=at)
    context = {
        "thread": thread,
        "state": STATES.get(thread.state, STATES["received"]),
        "words": made.words.split() if thread.is_first_return else [],
        "is_open": thread.state not in ("closed", "withdrawn"),
        "pass": returning.sealed(made, secret=settings.SECRET_KEY),
        "notes": [note] if note else [],
        "done": done,
        "most_letters": MOST_LETTERS,
        "answer_address": reverse("public:answer", args=[code]),
    }
    return shown("public/thread.html", context, code)
