"""Complaints that nobody linked yet and that name a site like it: read in an open session only.

Nothing of it is stored: who asks again, reads again.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.knowledge.register.queries import known_as
from ponleu.knowledge.register.queries.known_as import Called
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.cases import proposing
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.complaints import sealed
from ponleu.response.complaints.abouts import head_of
from ponleu.response.complaints.first_reading import names_told
from ponleu.response.complaints.models import About, Complaint, ComplaintQuerySet
from ponleu.response.complaints.rules import STANDING
from ponleu.response.complaints.unsealing import Unreadable, content_in

MOST_READ = 30
"""Complaints that are opened and read at one asking, the latest first."""

NAMES = 2
"""Names of one complaint that are compared with the register, the words for the place first."""

PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A complaint that names what an allegation is about, and how it calls it."""

    key: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Alike:
    """What was found.

    Attributes:
        read: how many complaints were opened and read.
        is_shut: some could not be opened by the session.
    """

    found: tuple[Named, ...]
    read: int
    is_shut: bool


def alike(actor: User, opened: KeyPair | None, allegation: Allegation) -> Alike:
    """Read complaints of the reader's province that nobody linked, for the name of the place."""
    pairs = keyrings.held_pairs(actor, opened)
    if not pairs:
        return Alike((), 0, is_shut=True)
    told: dict[UUID, list[Called]] = {}
    rows = list(_unlinked(actor, allegation)[:MOST_READ])
    for complaint in rows:
        try:
            data = sealed.opened(
                bytes(complaint.content), pairs, context=sealed.content_context(complaint.pk)
            )
            told[complaint.pk] = _called(data, allegation)
        except (sealed.Shut, Unreadable):
            continue
    asked = [called for names in told.values() for called in names]
    meant = known_as.meant_by(actor, asked, unit_path=allegation.entry.unit.path)
    head = head_of(allegation.entry)
    same = {
        called for called, found in meant.items() if any(head_of(f.entry) == head for f in found)
    }
    named = (
        Named(key, next(called.name for called in names if called in same))
        for key, names in told.items()
        if same.intersection(names)
    )
    return Alike(tuple(named), len(told), is_shut=len(told) < len(rows))


def _called(data: bytes, allegation: Allegation) -> list[Called]:
    told = content_in(data).told
    names = [one for one in names_told(told.near, told.what) if one.kind == allegation.entry.kind]
    kind = EntryKind(allegation.entry.kind)
    return [Called(kind, one.name, told.place) for one in names[:NAMES]]


def _unlinked(actor: User, allegation: Allegation) -> ComplaintQuerySet:
    """Standing complaints of the reader's own province, or else of the entry's."""
    linked = About.objects.filter(complaint=OuterRef("pk"), ended_at=None)
    inside = Gathering.objects.standing().filter(allegation=allegation, complaint=OuterRef("pk"))
    province = (actor.unit.territory or allegation.entry.place or allegation.entry.territory)[
        :PROVINCE_DIGITS
    ]
    rows = Complaint.objects.visible_to(actor).filter(territory__startswith=province)
    rows = rows.filter(is_junk=False, state__in=STANDING, decided_at=None)
    rows = rows.exclude(Exists(linked)).exclude(Exists(inside))
    rows = rows.exclude(pk__in=proposing.refused_by(allegation.pk))
    return rows.order_by("-arrived_at", "-pk")
