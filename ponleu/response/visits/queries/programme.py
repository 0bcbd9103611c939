"""Points of a programme: where, who attended, what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places import queries as places
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.visits.models import Attendee, Meeting, Minutes

MOST_PARTS = 300
"""So many points, questions or recommendations of one visit are shown; the page says if more."""
MOST_MINUTES = 25


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the programme.

    Attributes:
        place: in words, "" if not told.
        attendees: how many are named; 0 for those who may not see names.
    """

    meeting: Meeting
    place: str
    attendees: int
    has_minutes: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One point of the programme with who attended and its minutes, the newest first."""

    meeting: Meeting
    place: str
    attendees: tuple[Attendee, ...]
    entries: frozenset[UUID]
    gone: tuple[Attendee, ...]
    minutes: tuple[Minutes, ...]
    documents: frozenset[UUID]
    may_edit: bool
    sees_names: bool


def meeting_page(actor: User, key: UUID) -> MeetingPage:
    """One point of a programme.

    Raises:
        NotFound: no such point for the actor.
    """
    rows = Meeting.objects.select_related("visit__unit", "entered_by", "withdrawn_by")
    meeting = rows.get_for(actor, key)
    visit = meeting.visit
    sees_names = actor.may(Action.SOURCE_READ, visit)
    people = list(meeting.attendees.select_related("entry")[:MOST_PARTS]) if sees_names else []
    kept = list(meeting.minutes.select_related("by", "source")[:MOST_MINUTES]) if sees_names else []
    entries = Entry.objects.visible_to(actor).filter(pk__in=[each.entry_id for each in people])
    documents = Source.objects.visible_to(actor).filter(pk__in=[each.source_id for each in kept])
    return MeetingPage(
        meeting,
        places.written(meeting.place) if meeting.place else "",
        tuple(each for each in people if not each.withdrawn_at),
        frozenset(entries.values_list("pk", flat=True)),
        tuple(each for each in people if each.withdrawn_at),
        tuple(kept),
        frozenset(documents.values_list("pk", flat=True)),
        actor.may(Action.VISIT_EDIT, visit),
        sees_names,
    )


def points_of(meetings: Sequence[Meeting], *, sees_names: bool) -> tuple[Point, ...]:
    shown = [each for each in meetings if not each.withdrawn_at]
    names = places.names(each.place for each in shown if each.place)
    keys = [each.pk for each in shown] if sees_names else []
    people = Attendee.objects.filter(meeting__in=keys, withdrawn_at=None).order_by()
    named = dict(people.values("meeting").annotate(n=Count("pk")).values_list("meeting", "n"))
    kept = set(Minutes.objects.filter(meeting__in=keys).values_list("meeting", flat=True))
    return tuple(
        Point(each, names.get(each.place, ""), named.get(each.pk, 0), each.pk in kept)
        for each in shown
    )
