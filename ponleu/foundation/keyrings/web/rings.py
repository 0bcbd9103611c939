"""The keys of units: which there are, who holds them, letting in and putting out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.web import Request, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.rules import fingerprint, root_path
from ponleu.foundation.keyrings.web.own import opened_pair, own_page


@own_page
@journaled_list("keyrings.holder")
@require_GET
def index(request: Request) -> HttpResponse:
    """What I am told about keys, my own key, and the keys of the units that concern me."""
    actor = request.user
    key = queries.key_of(actor)
    units = queries.keys_of(queries.units_shown(actor))
    context = {
        "notices": queries.unseen_notices(actor),
        "fingerprint": fingerprint(bytes(key.public)) if key else "",
        "is_open": opened(request) is not None,
        "units": [(keys, keys.holds(actor), keys.lacks(actor)) for keys in units],
        "to_begin": queries.units_to_begin(actor),
        **_recovery(request, units),
    }
    return render(request, "keyrings/index.html", context)


@own_page
@journaled_list("keyrings.holder")
@require_GET
def unit(request: Request, code: str) -> HttpResponse:
    """Who holds the keys of one unit, and who waits."""
    return _show(request, code)


@own_page
@require_POST
def begin(request: Request) -> HttpResponse:
    """Begin the keys of a unit, with me as their first holder."""
    found = queries.unit_for(request.user, request.POST.get("unit", ""))
    services.begin_own_ring(request.user, opened_pair(request), found, at=clock.now())
    messages.success(request, _("The unit has keys, and you hold them. Let in the others."))
    return redirect("keyrings:unit", found.pk)


@own_page
@require_POST
def let_in(request: Request, code: str) -> HttpResponse:
    """Let a person hold the keys."""
    found = queries.unit_for(request.user, code)
    person = queries.person_here(found, _user_id(request))
    services.let_in(request.user, opened_pair(request), found, person, at=clock.now())
    return _done(request, code, _("The person is let in and opens what is sealed to the unit."))


@own_page
@require_POST
def put_out(request: Request, code: str) -> HttpResponse:
    """Take the keys from a person."""
    found = queries.unit_for(request.user, code)
    person = queries.person_here(found, _user_id(request))
    services.put_out(request.user, opened_pair(request), found, person, at=clock.now())
    return _done(request, code, _("The person is put out. What comes is sealed to fresh keys."))


@own_page
@require_POST
def cover(request: Request, code: str) -> HttpResponse:
    """Have recovery open the keys too."""
    found = queries.unit_for(request.user, code)
    services.cover(request.user, opened_pair(request), found, at=clock.now())
    return _done(request, code, _("All that you open of these keys is shared anew."))


def _recovery(request: Request, units: Sequence[queries.UnitKeys]) -> dict[str, object]:
    """What those are shown of recovery whom keys concern: holders, who waits, and officers."""
    actor = request.user
    recovery = queries.recovery_for(actor.unit)
    held = {keys.unit.path for keys in units if keys.holds(actor)}
    is_officer = queries.recovery_of_officer(actor) is not None
    return {
        "is_concerned": bool(units) or is_officer,
        "is_officer": is_officer,
        "holds_root": root_path(actor.unit.path) in held,
        "recovery": recovery,
        "officers": queries.officers(recovery) if recovery else [],
        "is_due": recovery is not None and queries.renewal_is_due(recovery),
    }


def _done(request: Request, code: str, sentence: str) -> HttpResponse:
    if request.htmx:
        return _show(request, code, said=sentence)
    messages.success(request, sentence)
    return redirect("keyrings:unit", code)


def _show(request: Request, code: str, *, said: str = "") -> HttpResponse:
    found = queries.unit_for(request.user, code)
    (keys,) = queries.keys_of([found])
    recovery = queries.recovery_for(found)
    context = {
        "keys": keys,
        "holds": keys.holds(request.user),
        "lacks": keys.lacks(request.user),
        "is_left": any(held.user.pk == request.user.pk for held in keys.left),
        "is_open": opened(request) is not None,
        "has_recovery": recovery is not None,
        "said": said,
    }
    return render_part(request, "keyrings/unit.html", "keyrings/_unit.html", context)


def _user_id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("user", ""))
    except ValueError:
        raise NotFound(_("There is no such person here.")) from None
