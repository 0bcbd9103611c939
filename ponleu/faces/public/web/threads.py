"""The page of a report that was opened with its receipt, by the server or in the browser."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from ponleu.faces.public.answering import MOST_LETTERS
from ponleu.faces.public.options import MEGABYTE
from ponleu.faces.public.web.frame import options, shown
from ponleu.response.complaints.services.returning import Said, Thread

STATES = {
    "received": gettext_lazy("It has arrived. An officer will read it."),
    "being_read": gettext_lazy("An officer is reading it."),
    "being_checked": gettext_lazy("What you wrote is being checked."),
    "answered": gettext_lazy("There is an answer for you."),
    "closed": gettext_lazy("The work on it has ended."),
    "withdrawn": gettext_lazy("You took it back. It is no longer worked on."),
}
BECAME_OF_IT = {
    "duplicate": gettext_lazy("You told us this before. We work on it under that report."),
    "no_jurisdiction": gettext_lazy("It is outside what we may look into."),
    "unfounded": gettext_lazy("We looked into it. What we found speaks against it."),
    "labour_dispute": gettext_lazy("We passed it on as a labour dispute."),
    "immigration_matter": gettext_lazy("We passed it on as an immigration matter."),
    "insufficient_information": gettext_lazy(
        "There was too little to look into. You can report again."
    ),
    "referred": gettext_lazy("We passed it on to another body that can do more."),
    "verified_site": gettext_lazy("We looked into it and found it to be so."),
    "victim_contacted_safe": gettext_lazy("We reached the person it is about."),
    "victim_declined": gettext_lazy("We reached the person it is about."),
    "closed_no_action": gettext_lazy("We ended it without doing more."),
}
"""One sentence for the reporter. It names no place and tells nothing of how anyone is: a receipt
may have been found or forced out."""

ENDED = ("closed", "withdrawn")


def thread_page(
    thread: Thread,
    code: str,
    *,
    carried: str = "",
    words: Sequence[str] = (),
    keys: Sequence[bytes] = (),
    notes: Sequence[str] = (),
    done: str = "",
    text: str = "",
) -> HttpResponse:
    """The page of a thread.

    Args:
        carried: the pass of a page that the server opens.
        words: of the receipt, shown at the first return; the browser fills in its own.
        keys: public keys to which the browser seals what is added.
        text: what was written and could not be added.
    """
    chosen = options()
    context = {
        "thread": thread,
        "messages": [_shown(said) for said in thread.messages],
        "state": STATES.get(thread.state, STATES["received"]),
        "outcome": BECAME_OF_IT.get(thread.outcome, ""),
        "words": words,
        "is_open": thread.state not in ENDED,
        "pass": carried,
        "recipients": " ".join(_base64(key) for key in keys),
        "notes": notes,
        "text": text,
        "done": done,
        "most_letters": MOST_LETTERS,
        "most_files": chosen.most_files,
        "file_megabytes": chosen.file_bytes // MEGABYTE,
        "files_megabytes": chosen.files_bytes // MEGABYTE,
        "answer_address": reverse("public:answer", args=[code]),
    }
    return shown("public/thread.html", context, code)


def _shown(said: Said) -> Mapping[str, object]:
    return {
        "at": said.at,
        "from_us": said.from_us,
        "text": said.text,
        "key": said.key,
        "sealed": _base64(said.sealed),
    }


def _base64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()
