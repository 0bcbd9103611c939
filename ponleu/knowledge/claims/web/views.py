"""Screens of claims and commitments. A view parses, calls services and queries, and renders."""

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
from ponleu.knowledge.claims import queries, services
from ponleu.knowledge.claims.rules import ClaimKind

JOURNAL_ROWS = 20


@page(needs=Action.CLAIM_READ)
@journaled_list("claims.claim")
@require_GET
def index(request: Request) -> HttpResponse:
    """Claims, or with ``?show=commitments`` what was promised."""
    kind = _kind(request.GET.get("kind", ""))
    after = _key(request.GET.get("after", ""))
    shows_commitments = request.GET.get("show", "") == "commitments"
    context = {
        "shows_commitments": shows_commitments,
        "kind": kind or "",
        "kinds": list(ClaimKind),
        "today": clock.today(),
        "found": queries.commitments(request.user, after=after)
        if shows_commitments
        else queries.claims(request.user, kind=kind, after=after),
    }
    return render_part(request, "claims/index.html", "claims/_list.html", context)


@page(needs=Action.CLAIM_READ)
@require_GET
def claim(request: Request, pk: UUID) -> HttpResponse:
    services.open_claim(request.user, pk, at=clock.now())
    context = {
        "page": queries.claim_page(request.user, pk),
        "reads_visits": request.user.may(Action.VISIT_READ),
        "journal": _journal(request, "claims.claim", pk),
    }
    return render(request, "claims/claim.html", context)


@page(needs=Action.CLAIM_READ)
@require_GET
def commitment(request: Request, pk: UUID) -> HttpResponse:
    services.open_commitment(request.user, pk, at=clock.now())
    context = {
        "page": queries.commitment_page(request.user, pk, today=clock.today()),
        "journal": _journal(request, "claims.commitment", pk),
    }
    return render(request, "claims/commitment.html", context)


@page(needs=Action.CLAIM_READ)
@journaled_list("claims.claim")
@require_GET
def of_entry(request: Request, pk: UUID) -> HttpResponse:
    entry, said = queries.of_entry(request.user, pk)
    context = {
        "entry": entry,
        "said": said,
        "origins": queries.origins(request.user, said),
        "today": clock.today(),
    }
    return render_part(request, "claims/of_entry.html", "claims/_of_entry.html", context)


def _journal(request: Request, target_type: str, pk: UUID) -> object:
    """Newest rows about a record for those who may read the journal, else None."""
    if not request.user.may(Action.JOURNAL_READ):
        return None
    return journal.entries_about(request.user, target_type, str(pk), limit=JOURNAL_ROWS)


def _kind(text: str) -> ClaimKind | None:
    return ClaimKind(text) if text in set(ClaimKind) else None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
