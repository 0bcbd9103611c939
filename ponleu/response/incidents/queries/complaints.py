"""Known incidents that an opened complaint may tell of, for one reader; what was said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from ponleu.engines.incidents import Telling as Plain
from ponleu.engines.reasons import Reason
from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.complaints import abouts
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.queries import opened_complaint
from ponleu.response.complaints.sealed import Shut
from ponleu.response.complaints.unsealing import Unreadable
from ponleu.response.incidents import complaint_tellings, kinship
from ponleu.response.incidents.models import (
    ComplaintLink,
    ComplaintLinkQuerySet,
    Incident,
    Mark,
    Member,
    Telling,
)
from ponleu.response.incidents.queries.shown import PAGE, Listed, listed

MOST_LOOKED = 2_000
"""Documents in incidents that are looked through, those taken in last first."""
MOST_COMPARED = 100
"""Of these, how many are compared, those with most in common first."""
MOST_OF_ONE = 8
"""Documents of one incident that a complaint is compared with, those taken in last first."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """An incident that a complaint may tell of, and why."""

    listed: Listed
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a complaint and an incident."""

    link: ComplaintLink
    listed: Listed


@dataclass(frozen=True, slots=True)
class OfComplaint:
    """A complaint beside the incidents that one reader may see.

    Attributes:
        is_shut: the session has no key for it, so nothing was compared.
    """

    complaint: Complaint
    said: tuple[Said, ...]
    offers: tuple[Offer, ...]
    is_shut: bool


def of_complaint(actor: User, pair: KeyPair | None, key: UUID) -> OfComplaint:
    """What a complaint may tell of, worked out from what the actor may see; nothing is stored.

    Raises:
        NotFound: no such complaint for the actor.
    """
    complaint = Complaint.objects.get_for(actor, key)
    links = list(_standing(actor).filter(complaint=complaint).order_by("-tells", "-at", "pk"))
    shown = {each.incident.pk: each for each in listed(actor, [one.incident for one in links])}
    said = tuple(Said(link, shown[link.incident_id]) for link in links)
    try:
        told = _told(actor, pair, complaint)
    except (Shut, Unreadable):
        return OfComplaint(complaint, said, (), is_shut=True)
    return OfComplaint(complaint, said, _offers(actor, told, set(shown)), is_shut=False)


def of_incident(actor: User, key: UUID) -> tuple[ComplaintLink, ...]:
    """Complaints that tell of an incident, of those that the actor may see, the latest first.

    Raises:
        NotFound: no such incident for the actor.
    """
    incident = Incident.objects.get_for(actor, key)
    rows = _standing(actor).filter(incident=incident, tells=True)
    return tuple(rows.order_by("-at", "-pk")[:PAGE])


def may_say(actor: User, complaint: Complaint) -> bool:
    """Whether the page offers to say it: the service looks at the incident, too."""
    return actor.may(Action.COMPLAINT_DECIDE, complaint) or actor.may(Action.INCIDENT_JUDGE)


def incident_of(actor: User, reference: str) -> Incident:
    """An incident by its reference, however it was typed.

    Raises:
        NotFound: no such incident for the actor.
    """
    wanted = " ".join(reference.split()).upper()
    found = Incident.objects.visible_to(actor).filter(reference=wanted).first()
    if found is None:
        raise NotFound("There is no such record.")
    return found


def _standing(actor: User) -> ComplaintLinkQuerySet:
    rows = ComplaintLink.objects.visible_to(actor).standing()
    return rows.select_related("complaint", "incident", "by")


def _told(actor: User, pair: KeyPair | None, complaint: Complaint) -> list[Plain]:
    told = opened_complaint(actor, pair, complaint.pk).content.told
    links = abouts.linked(actor, [complaint]).get(complaint.pk, [])
    sites = [each.about.entry.name for each in links if each.about.entry.kind == EntryKind.SITE]
    arrived = localdate(complaint.arrived_at)
    return complaint_tellings.tellings_in(complaint.pk, told, sites, arrived)


def _offers(actor: User, told: Sequence[Plain], judged: Collection[UUID]) -> tuple[Offer, ...]:
    """Incidents that nobody judged for it and for which more speaks than against them."""
    fits = {}
    for key, inside in _candidates(actor, told, judged).items():
        found = complaint_tellings.fit(told, kinship.plain(inside))
        if found:
            fits[key] = found
    best = sorted(fits, key=lambda key: (-fits[key].millibits, key))[:SHOWN]
    incidents = Incident.objects.in_bulk(best)
    rows = listed(actor, [incidents[key] for key in best])
    return tuple(Offer(row, fits[row.incident.pk].reasons) for row in rows)


def _candidates(
    actor: User, told: Sequence[Plain], judged: Collection[UUID]
) -> dict[UUID, list[Telling]]:
    """Tellings of the incidents that share most marks with what was told.

    The marks of the documents are read and compared here, so that the database is not asked
    for words of a sealed complaint.
    """
    members = Member.objects.visible_to(actor).standing().exclude(incident__in=judged)
    newest = list(members.order_by("-at", "-pk").values_list("telling", "incident")[:MOST_LOOKED])
    incident_of = dict(newest)
    wanted = complaint_tellings.marks_sought(told)
    shared: Counter[UUID] = Counter()
    for telling, mark in Mark.objects.filter(telling__in=incident_of).values_list(
        "telling", "value"
    ):
        shared[telling] += mark in wanted
    near = [key for key, number in shared.most_common(MOST_COMPARED) if number]
    incidents = {incident_of[key] for key in near}
    inside: dict[UUID, list[UUID]] = {key: [] for key in sorted(incidents)}
    for telling, incident in newest:
        if incident in inside and len(inside[incident]) < MOST_OF_ONE:
            inside[incident].append(telling)
    rows = Telling.objects.in_bulk([key for keys in inside.values() for key in keys])
    return {incident: [rows[key] for key in keys] for incident, keys in inside.items()}
