"""Leaving a part of an order to the draw: mixing, committing, revealing, taking over, checking."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request, View, render_part
from ponleu.response.operations.queries import draws, listing
from ponleu.response.operations.rules.draw import Chance, Left, Stage, Stated, why_left
from ponleu.response.operations.rules.kinds import State
from ponleu.response.operations.rules.order import Order, SiteWork, Stop
from ponleu.response.operations.services import draw_record, drawing, mixing, opening
from ponleu.response.operations.services.draw_record import Shown
from ponleu.response.operations.web.filling import named_page, with_key

P = ParamSpec("P")
MOST_SEED = 2**31 - 1
MOST_TOKEN = 2_000_000


class MixForm(PageForm):
    """How much is left to the draw."""

    percent = forms.IntegerField(
        label=gettext_lazy("Share of the time of all teams that is drawn, in per cent"),
        help_text=gettext_lazy("From 10 to 100. Whole teams are set aside until they make it up."),
        min_value=10,
        max_value=100,
        initial=20,
    )


@dataclass(frozen=True, slots=True)
class SiteChance:
    """A site of an order beside what the mixed plan says of it.

    Attributes:
        stops: when a chosen team, or the drawn one, is there.
        chance: none if it is not left to the draw.
        left: why nobody comes; none if somebody does, or it is not drawn yet.
    """

    site: SiteWork
    stops: Sequence[Stop]
    is_chosen: bool
    is_drawn: bool
    chance: Chance | None
    left: Left | None


def sent(view: View[P]) -> View[P]:
    """What is sent. Who comes without sending, as after opening their key, gets the draw's page."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def sending(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return redirect("operations:draw", pk=kwargs["pk"])
        return view(request, *args, **kwargs)

    return cast("View[P]", sending)


@named_page
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """All of it for readers of the order; for others who take part or may check, no plan."""
    known = listing.known(request.user, pk)
    if known.is_reader:
        return _whole(request, pk)
    rounds = draws.rounds(request.user, known.operation)
    if not rounds:
        raise NotFound(_("There is no such record."))
    takes_part = known.operation.state in opening.CHANGEABLE
    context = {"operation": known.operation, "rounds": rounds, "takes_part": takes_part}
    return render(request, "operations/draw_outline.html", context)


@named_page
@sent
@with_key
def mix(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Mix plans and say what they promise; nothing is kept until somebody keeps them."""
    form, found = MixForm(request.POST), []

    def act() -> str:
        share, seed = form.cleaned_data["percent"] / 100, secrets.randbelow(MOST_SEED)
        user, now = request.user, clock.now()
        found.append(mixing.propose(user, pk, pair, share=share, seed=seed, at=now))
        return ""

    if form.is_valid():
        tried(form, act)
    operation = opening.named(request.user, pk)
    context: dict[str, object] = {"operation": operation, "form": form, "may_mix": True}
    if found:
        mixed = found[0]
        context |= {
            "mixed": mixed.stated,
            "token": mixed.as_token(request.user),
            "unplaced": mixed.unplaced,
            "rows": _rows(mixed.version.order, mixed.stated, None),
        }
    return render_part(
        request,
        "operations/draw_mixed.html",
        "operations/_mix.html",
        context,
        status=200 if found else 422,
    )


@named_page
@sent
@with_key
def keep(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Keep plans that were mixed."""
    token = request.POST.get("mixed", "")
    if len(token) > MOST_TOKEN:
        raise InvalidInput(_("These plans were not mixed here within the hour. Mix them again."))
    mixing.keep(request.user, pk, token, pair, at=clock.now())
    return done(request, _("Kept, and sealed. Now people commit."), _address(pk))


@named_page
@sent
@with_key
def step(request: Request, pair: KeyPair, pk: UUID, how: str) -> HttpResponse:
    """Commit, close, reveal, begin again, or take the drawn plan over."""
    user, now = request.user, clock.now()

    def take() -> object:
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
        return drawing.take_over(user, pk, pair, seen=number, at=now)

    steps: Mapping[str, tuple[Callable[[], object], str]] = {
        "commit": (lambda: drawing.commit(user, pk, pair, at=now), _("Committed.")),
        "close": (lambda: drawing.close(user, pk, at=now), _("Commitments are closed.")),
        "reveal": (lambda: drawing.reveal(user, pk, pair, at=now), _("Revealed.")),
        "again": (lambda: mixing.again(user, pk, pair, at=now), _("A new round has begun.")),
        "take": (take, _("The drawn plan is the route of the order now.")),
    }
    if how not in steps:
        raise NotFound(_("There is no such record."))
    act, words = steps[how]
    act()
    return done(request, words, _address(pk))


@named_page
@with_key
@require_GET
def record(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Mixed plans, commitments and records of the draws, for readers, once it is over."""
    content = draw_record.packed(request.user, pk, pair, at=clock.now())
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="draw.zip"'
    return response


@with_key
def _whole(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    shown = draw_record.show(request.user, pk, pair, at=clock.now())
    operation, order = shown.version.operation, shown.version.order
    is_open = operation.state in opening.CHANGEABLE
    may_order = is_open and request.user.may(Action.OPERATION_ORDER, operation)
    newest = shown.rounds[0] if shown.rounds else None
    drawn = shown.drawn if shown.number is not None else None
    context = {
        "operation": operation,
        "shown": shown,
        "newest": newest,
        "own": newest and next((p for p in newest.parts if p.party_id == request.user.pk), None),
        "form": MixForm(),
        "mixed": shown.mixed,
        "rows": _rows(order, shown.mixed, drawn) if shown.mixed else (),
        "departed": [site.name for entry in shown.departed if (site := order.site(entry))],
        "gone": sum(order.site(entry) is None for entry in shown.departed),
        "is_open": is_open,
        "may_order": may_order,
        "may_mix": may_order and _may_mix(order, shown),
        "is_over": operation.state == State.ENDED,
    }
    return render(request, "operations/draw.html", context)


def _may_mix(order: Order, shown: Shown) -> bool:
    is_done = bool(shown.rounds) and shown.rounds[0].stage in {Stage.DRAWN, Stage.TAKEN}
    return bool(order.sites and order.teams) and not (is_done and shown.holds)


def _rows(order: Order, mixed: Stated, drawn: Sequence[Stop] | None) -> list[SiteChance]:
    """Sites of an order: chosen ones, then those left to the draw, the likeliest first."""
    rows = []
    for site in order.sites:
        chosen = [stop for stop in mixed.stops if stop.entry == site.entry]
        by_lot = [stop for stop in drawn or () if stop.entry == site.entry]
        chance = mixed.by_entry.get(site.entry)
        is_left = not chosen and not by_lot and (drawn is not None or chance is None)
        left = why_left(mixed, site.entry) if is_left else None
        rows.append(SiteChance(site, chosen or by_lot, bool(chosen), bool(by_lot), chance, left))
    return sorted(
        rows,
        key=lambda row: (
            not row.is_chosen,
            not row.is_drawn,
            -(row.chance.probability if row.chance else 0),
        ),
    )


def _address(pk: UUID) -> str:
    return reverse("operations:draw", args=[pk])
