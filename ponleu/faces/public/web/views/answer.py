"""Coming back with the receipt: read the answer, write back, add files, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ponleu.faces.public import returning
from ponleu.faces.public.answering import MOST_LETTERS, cleaned
from ponleu.faces.public.carrying import NotReadable
from ponleu.faces.public.returning import Pass
from ponleu.faces.public.templatetags.public_words import digits
from ponleu.faces.public.web.arriving import kept_files
from ponleu.faces.public.web.frame import language_links, options, public_page, shown
from ponleu.faces.public.web.network import address_of
from ponleu.faces.public.web.threads import thread_page
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.response.complaints.receipt_words import Reason, Unread
from ponleu.response.complaints.services.returning import WordsUnread

RETURNS = "whoever reported comes back with receipt words, not with an account"


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
            "number": digits(unread.place),
            "words": ", ".join(unread.nearest),
        }
    if unread.reason in (Reason.TOO_FEW, Reason.TOO_MANY):
        return _("There are ten words. We read %(count)s.") % {"count": digits(unread.count)}
    return _("These words do not open anything. Check each word and their order.")


def _asking(code: str, note: str = "", status: int = 200) -> HttpResponse:
    links = language_links(code, "public:answer")
    notes = [note] if note else []
    said = {
        "unknown": _("Word %(number)s is not on the list. Perhaps one of these: %(words)s."),
        "not_ten": _("There are ten words. We read %(count)s."),
    }
    return shown("public/answer.html", {**links, **said, "notes": notes}, code, status=status)


def _open(request: HttpRequest, code: str, at: datetime) -> HttpResponse:
    network, most = network_of(address_of(request)), options().tries_per_hour
    if not limits.take("answer", network, at=at, most=most):
        return _asking(code, _("Too many tries from your network. Come back in an hour."), 429)
    words = " ".join(cleaned(request.POST.get("words")).split())
    return _thread(code, returning.new_pass(words, at), at)


def _act(request: HttpRequest, code: str, made: Pass, go: str, at: datetime) -> HttpResponse:
    done = text = ""
    notes: list[str] = []
    if go == "withdraw" and request.POST.get("sure") == "yes":
        returning.withdraw(made, at=at)
    elif go == "write":
        text = cleaned(request.POST.get("text"))[: MOST_LETTERS["what"]]
        notes, is_added = _write(request, made, text, at)
        done, text = (_("Your message was added."), "") if is_added else ("", text)
    fresh = returning.new_pass(made.words, at)
    return _thread(code, fresh, at, notes=notes, done=done, text=text)


def _write(request: HttpRequest, made: Pass, text: str, at: datetime) -> tuple[list[str], bool]:
    """Add what was written; what the person should know, and whether it was added."""
    files, notes = kept_files(request, (), at=at)
    if not (text or files):
        return notes or [_("Write one sentence, or add a photo or a voice message.")], False
    try:
        returning.write(made, text, files, at=at)
    except NotFound:
        raise
    except DomainError:
        return [_("It could not be sealed, so it was not sent. Try again later.")], False
    return notes, True


def _thread(
    code: str,
    made: Pass,
    at: datetime,
    *,
    notes: Sequence[str] = (),
    done: str = "",
    text: str = "",
) -> HttpResponse:
    thread = returning.thread(made.words, at=at)
    return thread_page(
        thread,
        code,
        carried=returning.sealed(made, secret=settings.SECRET_KEY),
        words=made.words.split() if thread.is_first_return else (),
        notes=notes,
        done=done,
        text=text,
    )
