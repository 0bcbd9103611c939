"""Writing a finding from the evidence of an allegation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.findings import queries
from ponleu.response.findings.queries import Carried
from ponleu.response.findings.rules.kinds import Outcome, Side
from ponleu.response.findings.services import findings
from ponleu.response.findings.web.finding_forms import FindingForm, initial_of


@page(needs=Action.FINDING_WRITE)
@journaled_list("findings.piece")
@require_http_methods(["GET", "POST"])
def write(request: Request, allegation: UUID) -> HttpResponse:
    """A form that tells which level the evidence carries; a POST sends it for review."""
    about = queries.open_to_reader(request.user, allegation)
    access.require(request.user, Action.FINDING_WRITE, about, seen_by=Action.FINDING_READ)
    pieces = queries.choosable(request.user, about)
    if request.method != "POST":
        form = FindingForm(pieces=pieces, initial=_initial(request))
        return _page(request, about, form, None)
    form = FindingForm(request.POST, pieces=pieces)
    is_valid = form.is_valid()
    if request.htmx or "check" in request.POST:
        return _told(request, about, form)
    if is_valid:
        try:
            made = findings.propose(request.user, allegation, form.said(), at=clock.now())
        except (NotFound, NotPermitted):
            raise
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Written. It waits for somebody else to review it."))
            return redirect("findings:finding", pk=made.pk)
    return _page(request, about, form, _carried(request, about, form), status=422)


def _initial(request: Request) -> dict[str, Any]:
    """What a finding said that is written anew; nothing if none is named."""
    try:
        key = UUID(request.GET.get("like", ""))
    except ValueError:
        return {}
    return initial_of(queries.finding_page(request.user, key))


def _carried(request: Request, about: Any, form: FindingForm) -> Carried | None:
    given = form.cleaned_data.get("outcome")
    if not given:
        return None
    sides = form.sides()
    return queries.carried(
        request.user, about, Outcome(given), sides[Side.FOR], sides[Side.AGAINST]
    )


def _told(request: Request, about: Any, form: FindingForm) -> HttpResponse:
    """Which level the evidence carries; what else is in the form stays as it was sent."""
    carried = _carried(request, about, form)
    if request.htmx:
        return render(request, "findings/_carried.html", {"carried": carried})
    kept = FindingForm(pieces=form.pieces, initial=request.POST.dict())
    return _page(request, about, kept, carried)


def _page(
    request: Request, about: Any, form: FindingForm, carried: Carried | None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "allegation": about, "carried": carried}
    return render(request, "findings/write.html", context, status=status)
