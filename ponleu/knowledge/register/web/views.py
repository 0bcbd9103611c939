"""Screens of the register. A view parses, calls services and queries, and renders."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal import queries as journal
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.register import queries, services
from ponleu.knowledge.register.findable import TARGET_TYPE
from ponleu.knowledge.register.queries import identity
from ponleu.knowledge.register.rules import EntryKind

JOURNAL_ROWS = 20


@page(needs=Action.REGISTER_READ)
@journaled_list("register.entry")
@require_GET
def index(request: Request) -> HttpResponse:
    kind = _kind(request.GET.get("kind", ""))
    text = request.GET.get("text", "").strip()[:200]
    context = {
        "kind": kind,
        "kinds": list(EntryKind),
        "text": text,
        "may_edit": request.user.may(Action.REGISTER_EDIT),
        "pairs": identity.waiting_count(request.user)
        if request.user.may(Action.REGISTER_EDIT)
        else 0,
        "found": queries.entries(
            request.user, kind, text=text, after=_key(request.GET.get("after", ""))
        ),
    }
    return render_part(request, "register/index.html", "register/_list.html", context)


@page(needs=Action.REGISTER_READ)
@require_GET
def entry(request: Request, pk: UUID) -> HttpResponse:
    services.open_entry(request.user, pk, at=clock.now())
    may_journal = request.user.may(Action.JOURNAL_READ)
    context = {
        "page": queries.entry_page(request.user, pk),
        "may_edit": request.user.may(Action.REGISTER_EDIT),
        "may_judge": request.user.may(Action.REGISTER_EDIT),
        "may_place": request.user.may(Action.SITE_EXACT),
        "reads_claims": request.user.may(Action.CLAIM_READ),
        "reads_documents": request.user.may(Action.SOURCE_READ),
        "journal": journal.entries_about(request.user, TARGET_TYPE, str(pk), limit=JOURNAL_ROWS)
        if may_journal
        else None,
    }
    return render(request, "register/entry.html", context)


def _kind(text: str) -> EntryKind:
    return EntryKind(text) if text in set(EntryKind) else EntryKind.SITE


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
