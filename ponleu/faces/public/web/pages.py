"""What stands on each page of a report: its template, its place in the order, what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponleu.faces.public import challenge, sending
from ponleu.faces.public.answering import MOST_LETTERS, TooLong
from ponleu.faces.public.draft import Draft, sealed, with_receipt
from ponleu.faces.public.options import MEGABYTE
from ponleu.faces.public.web.frame import language_links, options, shown
from ponleu.foundation.places import queries as places

ORDER = ("start", "what", "where", "files", "reach", "send")
TEMPLATES = {
    "start": "public/start.html",
    "urgent": "public/urgent.html",
    "what": "public/what.html",
    "where": "public/where.html",
    "files": "public/files.html",
    "reach": "public/reach.html",
    "send": "public/send.html",
}
PAGES = frozenset(TEMPLATES)
BACK = {"urgent": "start", **dict(zip(ORDER[1:], ORDER, strict=False))}
SIGN_WORDS = {
    "cannot_leave": gettext_lazy("Not allowed to leave"),
    "papers_taken": gettext_lazy("Passport or papers taken away"),
    "debt": gettext_lazy("Told to pay back a debt"),
    "violence": gettext_lazy("Beaten or threatened"),
    "unpaid": gettext_lazy("Not paid"),
    "child": gettext_lazy("Someone under 18 is there"),
    "no_food_or_care": gettext_lazy("Not enough food, or no doctor"),
    "forced_to_deceive": gettext_lazy("Made to cheat other people"),
    "official_involved": gettext_lazy("Police or an official takes part"),
}


def page_of(
    name: str,
    draft: Draft,
    code: str,
    *,
    at: datetime,
    notes: tuple[str, ...] = (),
    faults: tuple[TooLong, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """One page of a report with the draft that it carries on."""
    if name in ("send", "urgent") and not draft.receipt:
        draft = with_receipt(draft, sending.fresh_receipt())
    context = {
        "page": name,
        "draft": "" if draft.is_blank else sealed(draft, secret=settings.SECRET_KEY),
        "told": draft.answers,
        "notes": [*notes, *(_too_long(fault) for fault in faults)],
        "pin": ",".join(str(part) for part in draft.answers.pin or ()),
        "wrong_fields": [fault.field for fault in faults],
        "most_letters": MOST_LETTERS,
        **_progress(name),
        "next_address": _next_address(name, code),
        "back_address": _address(BACK.get(name, ""), code),
        "is_undo_shown": name != "start",
        **CONTEXTS[name](draft, code, at),
    }
    return shown(TEMPLATES[name], context, code, status=status)


def _progress(name: str) -> Mapping[str, object]:
    """Which question of how many this is; the first and the last page are none of them."""
    questions = ORDER[1:-1]
    number = questions.index(name) + 1 if name in questions else 0
    steps = [place < number for place in range(len(questions))]
    return {"number": number, "total": len(questions), "steps": steps}


def _too_long(fault: TooLong) -> str:
    return _("That is too long. There is room for %(most)s letters.") % {"most": fault.most}


def _next_address(name: str, code: str) -> str:
    if name in ("send", "urgent"):
        return reverse("public:receipt", args=[code])
    return _address(ORDER[ORDER.index(name) + 1], code)


def _address(name: str, code: str) -> str:
    if name in ("", "start"):
        return reverse("public:start", args=[code])
    return reverse("public:step", args=[code, name])


def _start(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    said = {None: draft.answers.for_whom and "other", True: "yes", False: "no"}
    return {
        **language_links(code, "public:start"),
        "said": said[draft.answers.is_safe],
        "answer_address": reverse("public:answer", args=[code]),
        "why_address": reverse("public:why", args=[code]),
    }


def _urgent(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    chosen = options()
    return {
        "provinces": places.provinces(),
        "phone": chosen.phone,
        "promises": dict.fromkeys(chosen.promises, True),
        **_sending(code, at),
    }


def _what(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    return {
        "signs": [
            {"code": sign, "words": words, "is_told": sign in draft.answers.signs}
            for sign, words in SIGN_WORDS.items()
        ]
    }


def _where(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    told = draft.answers
    return {
        "provinces": places.provinces(),
        "districts": places.inside(told.province) if told.province else [],
        "communes": places.inside(told.district) if told.district else [],
        "choose_address": _address("where", code),
        "places_address": reverse("public:places", args=[code]),
    }


def _files(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    chosen = options()
    return {
        "files": draft.files,
        "file_megabytes": chosen.file_bytes // MEGABYTE,
        "files_megabytes": chosen.files_bytes // MEGABYTE,
        "most_files": chosen.most_files,
        "add_address": _address("files", code),
    }


def _reach(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    return {}


def _send(draft: Draft, code: str, at: datetime) -> Mapping[str, object]:
    told = draft.answers
    place = told.commune or told.district or told.province
    return {
        "place": places.written(place) if place else "",
        "signs": [words for sign, words in SIGN_WORDS.items() if sign in told.signs],
        "file_names": [file.name for file in draft.files],
        **_sending(code, at),
    }


def _sending(code: str, at: datetime) -> Mapping[str, object]:
    """What the script needs to seal and send, and to show the receipt."""
    return {
        "challenge": challenge.new_challenge(at),
        "no_words": (),
        "no_places": (0, 0),
        "no_filing": {"reference": "", "day": "", "proof": ""},
        "check_address": reverse("public:check", args=[code]),
        "answer_address": reverse("public:answer", args=[code]),
    }


CONTEXTS: dict[str, Callable[[Draft, str, datetime], Mapping[str, object]]] = {
    "start": _start,
    "urgent": _urgent,
    "what": _what,
    "where": _where,
    "files": _files,
    "reach": _reach,
    "send": _send,
}
