"""Reading a timeline: what it is of, what every room gives to it; each reading is journaled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ponleu.faces.desk.timeline.axis import Picture, draw
from ponleu.faces.desk.timeline.moments import LONGEST, Gap, Moment, Wanted, gaps, kept
from ponleu.faces.desk.timeline.providers import PROVIDERS
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register import queries as register
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Allegation, Case

ACTION = "timeline.read"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments oldest first, where nothing is recorded, and the same as a picture.

    Attributes:
        is_cut: there is more than is shown: the newest 500 stand here.
    """

    moments: Sequence[Moment]
    gaps: Sequence[Gap]
    picture: Picture
    is_cut: bool


@transaction.atomic
def of_entry(actor: User, key: UUID, wanted: Wanted, *, at: datetime) -> tuple[Entry, Timeline]:
    """The timeline of a site or party, with those that it was joined with.

    Raises:
        NotFound: no such entry for the actor.
    """
    entry = register.visible_entry(actor, key)
    timeline = _read(actor, Subject(_group(actor, entry)), wanted)
    journal.record(at=at, actor=actor, action=ACTION, target=entry)
    return entry, timeline


@transaction.atomic
def of_allegation(
    actor: User, key: UUID, wanted: Wanted, *, at: datetime
) -> tuple[Allegation, Timeline]:
    """The timeline of an allegation, and of what is said by and about its site or party.

    Raises:
        NotFound: no such allegation for the actor.
    """
    allegation = Allegation.objects.select_related("entry").get_for(actor, key)
    subject = Subject(_group(actor, allegation.entry), frozenset({allegation.pk}))
    timeline = _read(actor, subject, wanted)
    journal.record(at=at, actor=actor, action=ACTION, target=allegation)
    return allegation, timeline


@transaction.atomic
def of_case(actor: User, key: UUID, wanted: Wanted, *, at: datetime) -> tuple[Case, Timeline]:
    """The timeline of a case: of its allegations and their sites and parties, as far as each
    room lets the actor see what concerns them.

    Raises:
        NotFound: no such case for the actor.
    """
    case = Case.objects.get_for(actor, key)
    gathered = case.gathered.filter(withdrawn_at=None).select_related("allegation__entry")
    held = [each.allegation for each in gathered.order_by("at", "pk")[:LONGEST]]
    heads = {each.entry.head_id or each.entry_id for each in held}
    subject = Subject(
        _joined(actor, heads), frozenset(each.pk for each in held), frozenset({case.pk})
    )
    timeline = _read(actor, subject, wanted)
    journal.record(at=at, actor=actor, action=ACTION, target=case)
    return case, timeline


def _group(actor: User, entry: Entry) -> frozenset[UUID]:
    return _joined(actor, {entry.head_id or entry.pk})


def _joined(actor: User, heads: set[UUID]) -> frozenset[UUID]:
    """The entries of these keys and those shown under them, as far as the actor may see."""
    seen = Entry.objects.visible_to(actor).filter(Q(pk__in=heads) | Q(head__in=heads))
    return frozenset(seen.order_by().values_list("pk", flat=True)[:LONGEST])


def _read(actor: User, subject: Subject, wanted: Wanted) -> Timeline:
    given = [
        provider(actor, subject, most=LONGEST)
        for provider, kinds in PROVIDERS.items()
        if kinds & wanted.kinds
    ]
    found = kept((each for one in given for each in one.moments), wanted)
    between = gaps(found.moments)
    is_cut = found.is_cut or any(one.is_cut for one in given)
    return Timeline(found.moments, between, draw(found.moments, between), is_cut)
