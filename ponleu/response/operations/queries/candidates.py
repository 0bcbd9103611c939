"""Sites that an order may take in, with what is known of each, for one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from ponleu.foundation.accounts.models import User
from ponleu.foundation.places import queries as places
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.queries import known
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.findings.models import Finding
from ponleu.response.operations.rules.order import SiteWork
from ponleu.response.operations.rules.worth import worth

MOST = 200
NOW = 3
"""Urgency of a complaint that tells of somebody in danger now."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site about which something is alleged.

    Attributes:
        level: highest of the findings that stand, 0 if there is none.
        urgency: highest of its complaints, 0 to 3.
        complaints: how many are gathered in its allegations, of those the actor may see.
    """

    entry: Entry
    allegations: Sequence[Allegation]
    level: int
    urgency: int
    complaints: int


def candidates(actor: User, *, words: str = "") -> list[Candidate]:
    """Sites with standing allegations that the actor may see, the gravest first.

    Args:
        words: part of a name, if only some are looked for.
    """
    rows = Allegation.objects.visible_to(actor).standing().filter(entry__kind=EntryKind.SITE)
    if words:
        rows = rows.filter(entry__name__icontains=words)
    found: dict[object, list[Allegation]] = {}
    for row in rows.select_related("entry").order_by("-opened_at", "pk")[: MOST * 2]:
        found.setdefault(row.entry_id, []).append(row)
    keys = [row.pk for group in found.values() for row in group]
    levels = dict(
        Finding.objects.visible_to(actor)
        .standing()
        .filter(allegation__in=keys)
        .values_list("allegation")
        .annotate(most=Max("level"))
        .values_list("allegation", "most")
    )
    gathered: dict[object, list[int]] = {}
    seen = Gathering.objects.visible_to(actor).standing().filter(allegation__in=keys)
    for allegation, urgency in seen.values_list("allegation", "complaint__urgency"):
        gathered.setdefault(allegation, []).append(urgency)
    made = [_candidate(group, levels, gathered) for group in found.values()]
    return sorted(
        made, key=lambda one: (-one.urgency, -one.level, -one.complaints, one.entry.name)
    )[:MOST]


def site_works(actor: User, keys: Collection[str]) -> tuple[SiteWork, ...]:
    """Candidates with these keys as they enter an order, in the order of the candidates."""
    found = [each for each in candidates(actor) if str(each.entry.pk) in keys]
    positions = {}
    for row in reversed(known.positions(actor, [each.entry for each in found])):
        positions[row.entry_id] = (float(row.latitude), float(row.longitude))
    return tuple(_site_work(each, positions.get(each.entry.pk)) for each in found)


def _site_work(each: Candidate, position: tuple[float, float] | None) -> SiteWork:
    latitude, longitude = position or (None, None)
    return SiteWork(
        entry=str(each.entry.pk),
        name=each.entry.name,
        where=places.written(each.entry.place) if each.entry.place else "",
        latitude=latitude,
        longitude=longitude,
        allegations=tuple(str(row.pk) for row in each.allegations),
        level=each.level,
        is_urgent=each.urgency == NOW,
        worth=worth(each.level, each.urgency),
    )


def _candidate(
    group: Sequence[Allegation],
    levels: Mapping[Any, int],
    gathered: Mapping[Any, list[int]],
) -> Candidate:
    urgencies = [each for row in group for each in gathered.get(row.pk, [])]
    return Candidate(
        entry=group[0].entry,
        allegations=group,
        level=max((levels.get(row.pk, 0) for row in group), default=0),
        urgency=max(urgencies, default=0),
        complaints=len(urgencies),
    )
