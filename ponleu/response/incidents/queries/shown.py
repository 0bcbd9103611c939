"""What pages show of tellings and incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims.models import Claim
from ponleu.response.incidents.models import Contradiction, Incident, Member, Telling
from ponleu.response.incidents.titles import Title, titles

PAGE = 25
MOST_MEMBERS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """One telling beside others.

    Attributes:
        member: that it is in an incident, or was; None if it only may be.
        place: in words, the nearest that it names.
        claims: standing claims of its document whose words stand within it.
    """

    telling: Telling
    member: Member | None
    place: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident of a list.

    Attributes:
        open: contradictions of it that nobody settled.
    """

    incident: Incident
    title: Title
    documents: int
    open: int


def places_of(rows: Collection[Telling]) -> dict[UUID, str]:
    """The nearest place that each telling names, in words; "" if none."""
    return {key: title.place for key, title in titles((row.pk, [row]) for row in rows).items()}


def listed(actor: User, shown: Sequence[Incident]) -> tuple[Listed, ...]:
    """Incidents as a list shows them, in the order given."""
    rows: dict[UUID, list[Telling]] = {each.pk: [] for each in shown}
    members = Member.objects.visible_to(actor).standing().filter(incident__in=rows)
    members = members.select_related("telling")
    members = members.only("incident", "telling__first", "telling__last", "telling__values")
    for member in members[: PAGE * MOST_MEMBERS]:
        rows[member.incident_id].append(member.telling)
    found = Contradiction.objects.visible_to(actor).current().unsettled().filter(incident__in=rows)
    waiting = Counter(found.order_by().values_list("incident", flat=True))
    named = titles(rows.items())
    return tuple(
        Listed(each, named[each.pk], len(rows[each.pk]), waiting[each.pk]) for each in shown
    )
