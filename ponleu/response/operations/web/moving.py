"""Roll call, start, end; postponing, taking up, giving up."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.filling import Sheet, done, tried
from ponleu.foundation.core.web import Request
from ponleu.response.operations.rules.kinds import State
from ponleu.response.operations.rules.order import Member, Order, Team
from ponleu.response.operations.services import opening, ordering, scopes, starting
from ponleu.response.operations.web.filling import fill, named_page, with_key
from ponleu.response.operations.web.forms import SeenForm, WordsForm
from ponleu.response.operations.web.writing import address_of
from ponleu.response.operations.words import gap_words

MOVES = {"postpone": State.POSTPONED, "take-up": State.PLANNED, "give-up": State.ABORTED}


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def roll_call(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Note who answered; then start."""
    version = opening.open_order(request.user, pk, pair, at=clock.now())
    form = SeenForm(request.POST or None, initial={"seen": version.number})
    present = tuple(request.POST.getlist("present"))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and tried(form, lambda: _noted(request, pk, pair, form, present)) == "":
            if request.POST.get("do") == "start":
                return redirect(address_of(pk))
            return redirect("operations:roll_call", pk=pk)
        version = opening.open_order(request.user, pk, pair, at=clock.now())
    gap = scopes.gap_of(version.operation, version.order, request.user, pair, at=clock.now())
    context = {
        "operation": version.operation,
        "version": version,
        "order": version.order,
        "rows": _rows(version.order, present if status != 200 else version.order.present),
        "form": form,
        "gap": gap_words(gap) if gap else "",
    }
    return render(request, "operations/roll_call.html", context, status=status)


@named_page
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """Say that the operation is over."""
    starting.end(request.user, pk, at=clock.now())
    return done(request, _("Ended. When is kept."), address_of(pk))


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def move(request: Request, pair: KeyPair, pk: UUID, how: str) -> HttpResponse:
    """Postpone, take up again, or give up; with the reason."""
    if how not in MOVES:
        raise NotFound(_("There is no such record."))
    operation = opening.named(request.user, pk)
    titles = {"postpone": _("Postpone"), "take-up": _("Take up again"), "give-up": _("Give up")}
    form = WordsForm(request.POST or None)
    sheet = Sheet(
        titles[how],
        titles[how],
        operation.code_name,
        address_of(pk),
        _("Say why. The reason is sealed in the order."),
    )

    def act() -> str:
        words = form.cleaned_data["words"]
        ordering.move(request.user, pk, MOVES[how], words, pair, at=clock.now())
        return address_of(pk)

    return fill(request, form, sheet, act)


def _noted(
    request: Request, pk: UUID, pair: KeyPair, form: SeenForm, present: tuple[str, ...]
) -> str:
    seen, now = form.cleaned_data["seen"], clock.now()
    if request.POST.get("do") == "start":
        starting.start(request.user, pk, pair, present=present, seen=seen, at=now)
    else:
        starting.roll_call(request.user, pk, present, pair, seen=seen, at=now)
    return ""


def _rows(
    order: Order, present: tuple[str, ...]
) -> list[tuple[Team, list[tuple[str, Member, bool]]]]:
    """Teams, each with its people: mark, person, whether they answered."""
    return [
        (
            team,
            [
                (f"{team.number}/{place}", member, f"{team.number}/{place}" in present)
                for place, member in enumerate(team.members)
            ],
        )
        for team in order.teams
    ]
