"""Evidence of an allegation: all of it, one piece, and adding one."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotPermitted
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.findings import queries
from ponleu.response.findings.rules.kinds import PieceKind, Reliability
from ponleu.response.findings.services import exhibits, pieces
from ponleu.response.findings.services.pieces import About
from ponleu.response.findings.web.forms import WithdrawForm
from ponleu.response.findings.web.piece_forms import PieceForm


@page(needs=Action.FINDING_READ)
@journaled_list("findings.piece")
@require_GET
def of_allegation(request: Request, allegation: UUID) -> HttpResponse:
    """What was found on an allegation; a few lines where another page asks for them."""
    found = queries.of_allegation(request.user, allegation)
    context = {
        "found": found,
        "reads_allegations": request.user.may(Action.ALLEGATION_READ, found.allegation),
    }
    whole, part = "findings/of_allegation.html", "findings/_of_allegation.html"
    return render_part(request, whole, part, context)


@page(needs=Action.FINDING_WRITE)
@require_http_methods(["GET", "POST"])
def add(request: Request, allegation: UUID) -> HttpResponse:
    """Add a piece: from what is about the entry, by a reference, or as it was heard or seen."""
    about = queries.open_to_reader(request.user, allegation)
    access.require(request.user, Action.FINDING_WRITE, about, seen_by=Action.FINDING_READ)
    choices = queries.choices(request.user, about)
    if request.method != "POST":
        form = PieceForm(choices=choices, initial={"reference": request.GET.get("reference", "")})
        return _add_page(request, about, form)
    form = PieceForm(request.POST, request.FILES, choices=choices)
    if form.is_valid():
        try:
            pieces.add_piece(request.user, allegation, _about(request, form), at=clock.now())
        except NotPermitted:
            raise
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Added. In a finding it is put on a side."))
            return redirect("findings:of_allegation", allegation=allegation)
    return _add_page(request, about, form, status=422)


@page(needs=Action.FINDING_READ)
@require_GET
def piece(request: Request, pk: UUID) -> HttpResponse:
    """A piece, and what rests on it."""
    pieces.see(request.user, pk, at=clock.now())
    found = queries.piece_page(request.user, pk)
    context = {
        "found": found,
        "piece": found.piece,
        "opens_file": request.user.may(Action.EXHIBIT_OPEN, found.piece),
        "withdraw_form": WithdrawForm(auto_id="withdraw_%s"),
    }
    return render(request, "findings/piece.html", context)


@page(needs=Action.EXHIBIT_OPEN)
@require_GET
def exhibit_file(request: Request, pk: UUID) -> HttpResponse:
    """The file of an exhibit, as it came; a browser saves it and never runs what is in it."""
    piece, file = exhibits.open_file(request.user, pk, at=clock.now())
    response: HttpResponseBase = FileResponse(
        file,
        as_attachment=True,
        filename=exhibits.name_of(piece),
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )
    return cast("HttpResponse", response)


@page(needs=Action.FINDING_WRITE)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw a piece."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say in a few words why."))
    pieces.withdraw_piece(request.user, pk, why=form.cleaned_data["why"], at=clock.now())
    messages.success(request, _("Withdrawn. What rests on it is listed below."))
    return redirect("findings:piece", pk=pk)


@page(needs=Action.FINDING_WRITE)
@require_POST
def restore(request: Request, pk: UUID) -> HttpResponse:
    """Bring a piece back."""
    pieces.restore_piece(request.user, pk, at=clock.now())
    messages.success(request, _("Brought back."))
    return redirect("findings:piece", pk=pk)


def _about(request: Request, form: PieceForm) -> About:
    """What was filled in.

    Raises:
        NotFound: nothing has the reference that was given.
        InvalidInput: the words are not in the document.
    """
    given = form.cleaned_data
    reference = given["reference"]
    kind, key = queries.by_reference(request.user, reference) if reference else form.chosen()
    span = _span(request, key, given["quote"]) if kind is PieceKind.DOCUMENT and key else None
    start, end = span or (None, None)
    return About(
        kind=kind,
        words=given["words"],
        claim=key if kind is PieceKind.CLAIM else None,
        source=key if kind is PieceKind.DOCUMENT else None,
        start=start,
        end=end,
        complaint=key if kind is PieceKind.COMPLAINT else None,
        exhibit=form.exhibit(),
        origin=given["origin"],
        is_direct=given["is_direct"],
        is_judgment=given["is_judgment"],
        reliability=Reliability(given["reliability"]),
        credibility=given["credibility"],
    )


def _span(request: Request, source: UUID, quote: str) -> tuple[int, int] | None:
    if not quote:
        return None
    span = queries.place_of(request.user, source, quote)
    if span is None:
        raise InvalidInput(_("These words are not in the document. Copy them as they stand."))
    return span


def _add_page(request: Request, about: Any, form: PieceForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "allegation": about}
    return render(request, "findings/add.html", context, status=status)
