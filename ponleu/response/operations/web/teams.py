"""The teams of an order: each has a form of its own on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.web import Request
from ponleu.response.operations.queries import people
from ponleu.response.operations.rules.order import Team
from ponleu.response.operations.services import opening, teaming
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.services.teaming import Named
from ponleu.response.operations.web.filling import named_page, with_key
from ponleu.response.operations.web.team_forms import FREE_ROWS, MemberForm, TeamForm


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def teams(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Put teams together, change them, take them out."""
    version = opening.open_order(request.user, pk, pair, at=clock.now())
    sent = request.POST.get("number", "") if request.method == "POST" else None
    filled = [_filled(request, version, team, sent) for team in (*version.order.teams, Team(0))]
    sheet = next((each for each in filled if each[0].is_bound), None)
    if sheet is not None and _is_done(request, pk, pair, version, *sheet):
        return done(request, _("Kept, and sealed anew."), reverse("operations:teams", args=[pk]))
    context = {
        "operation": version.operation,
        "version": version,
        "filled": filled,
        "people": people.people(request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "operations/teams.html", context, status=status)


def _is_done(
    request: Request,
    pk: UUID,
    pair: KeyPair,
    version: Version,
    form: TeamForm,
    rows: list[MemberForm],
) -> bool:
    """Whether what was sent of a team could be kept; if not, its form says why."""
    now = clock.now()
    if request.POST.get("do") == "take_out":
        number = int(form["number"].value())
        teaming.take_out(request.user, pk, number, pair, seen=version.number, at=now)
        return True
    if len([row for row in rows if row.is_valid()]) < len(rows) or not form.is_valid():
        return False
    return tried(form, lambda: _set(request, pk, pair, form, rows)) is not None


def _filled(
    request: Request, version: Version, team: Team, sent: str | None
) -> tuple[TeamForm, list[MemberForm]]:
    data = request.POST if sent == str(team.number) else None
    usernames = teaming.usernames(version.order)
    first = [MemberForm.of(member, usernames) for member in team.members]
    rows = [
        MemberForm(data, initial=initial, prefix=f"m{place}", auto_id=f"t{team.number}_%s")
        for place, initial in enumerate([*first, *({} for _row in range(FREE_ROWS))])
    ]
    initial = TeamForm.of(team, version.number)
    return TeamForm(data, initial=initial, auto_id=f"t{team.number}_%s"), rows


def _set(request: Request, pk: UUID, pair: KeyPair, form: TeamForm, rows: list[MemberForm]) -> str:
    named: list[Named] = []
    lead = 0
    for place, row in enumerate(rows):
        given = row.cleaned_data
        if not given.get("who"):
            continue
        if place == form.cleaned_data["lead"]:
            lead = len(named)
        languages = tuple(each.strip() for each in given["languages"].split(",") if each.strip())
        named.append(Named(given["who"], given["role"], given["telephone"], languages))
    members = teaming.members_of(named)
    team = form.team(form.cleaned_data["number"], members, lead)
    seen = form.cleaned_data["seen"]
    teaming.set_team(request.user, pk, team, pair, seen=seen, at=clock.now())
    return ""
