"""What the record holds of a started operation, for its minutes; within what the actor may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils import translation

from ponleu.foundation.accounts.models import User
from ponleu.foundation.places import queries as places
from ponleu.response.minutes.queries import at_sites
from ponleu.response.minutes.rules.facts import Facts, Member, SignedOff, Site, Word
from ponleu.response.minutes.words import allowed_word, role_word
from ponleu.response.operations.models import Operation, OperationSite, TeamMember
from ponleu.response.operations.queries.started import sites_of
from ponleu.response.operations.services import scopes

ENDS = (8, 6, 4, 2)
"""Where codes of places end: village, commune, district, province."""


def facts_of(actor: User, operation: Operation, site: OperationSite | None) -> Facts:
    """Everything that minutes of the operation, or of one of its sites, are generated from.

    Args:
        operation: one that has started and is open to the actor.
    """
    sites = [each for each in sites_of(actor, operation) if site in (None, each)]
    found = at_sites.at_sites(actor, operation, sites, is_whole=site is None)
    unit = operation.unit
    started_at = operation.started_at
    if started_at is None or operation.started_by is None:
        raise ValueError("minutes are of an operation that has started")
    return Facts(
        ordered_by=str(operation.ordered_by),
        unit=Word(unit.name, unit.name_km),
        sign_off=_sign_off(operation),
        started_by=str(operation.started_by),
        started_at=started_at,
        ended_at=operation.ended_at,
        sites=_sites(sites),
        members=[_member(each) for each in members_of(actor, operation, site)],
        allowed=[allowed_word(code) for code in operation.allowed or ()],
        headcounts=found.headcounts,
        answers=found.answers,
        persons=found.persons,
        at_sites=found.at_sites,
        seized=found.seized,
    )


def members_of(
    actor: User, operation: Operation, site: OperationSite | None
) -> Sequence[TeamMember]:
    """Members of the teams, or of those that went to a site or had none given to them."""
    rows = TeamMember.objects.visible_to(actor).filter(operation=operation)
    if site is not None:
        rows = rows.filter(Q(team__sites=site) | Q(team__sites=None)).distinct()
    return list(
        rows.select_related("team", "user__unit").order_by("team__number", "-is_lead", "pk")
    )


def _sign_off(operation: Operation) -> SignedOff | None:
    """The sign-off under which it started: the last that was given, as the start asks for one."""
    row = scopes.newest_for(operation)
    if row is None or row.decided_at is None or row.expires_at is None:
        return None
    return SignedOff(str(row.prosecutor), row.decided_at, row.expires_at)


def _sites(rows: Sequence[OperationSite]) -> list[Site]:
    """Sites with where they lie, asked for all together."""
    codes = {
        row.pk: [row.entry.place[:end] for end in ENDS if len(row.entry.place) >= end]
        for row in rows
    }
    wanted = {code for chain in codes.values() for code in chain}
    with translation.override("en"):
        english = places.names(wanted)
    with translation.override("km"):
        khmer = places.names(wanted)
    return [
        Site(
            row.number,
            row.entry.name,
            Word(*(", ".join(names[code] for code in codes[row.pk]) for names in (english, khmer))),
            row.planned_at,
        )
        for row in rows
    ]


def _member(row: TeamMember) -> Member:
    return Member(
        key=str(row.pk),
        name=row.name,
        unit=str(row.user.unit) if row.user else "",
        role=role_word(row.role),
        team=row.team.number,
        is_lead=row.is_lead,
        was_present=row.was_present,
    )
