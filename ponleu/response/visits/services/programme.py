"""The programme of a visit: meetings, who attended them, and their minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.core.references import is_reference
from ponleu.foundation.journal import services as journal
from ponleu.foundation.places import queries as places
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.visits.models import Attendee, Meeting, Minutes, Visit
from ponleu.response.visits.rules import MOST_PLACE_DIGITS, MeetingState
from ponleu.response.visits.services.visits import LONGEST_BODY, LONGEST_TEXT, checked, locked

LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class Planned:
    """One point of the programme: when, with whom, about what, where (a district or province)."""

    with_whom: str = ""
    subject: str = ""
    day: date | None = None
    hour: time | None = None
    place: str = ""
    with_people_at_risk: bool = False

    @property
    def says_anything(self) -> bool:
        """Whether anything by which people could be found is told."""
        words = (self.with_whom, self.subject, self.place)
        return any(word.strip() for word in words) or bool(self.day or self.hour)


@transaction.atomic
def add_meeting(actor: User, visit: UUID, planned: Planned, *, at: datetime) -> Meeting:
    """Add a point to the programme. Of one with people at risk only that it took place is kept.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``visits.locked``.
        InvalidInput: with people at risk and anything told; or nobody named, too many words, an
            hour without a day, a day outside the visit, a place finer than a district.
    """
    its = locked(actor, visit)
    meeting = _at_risk(its, planned) if planned.with_people_at_risk else _open(its, planned)
    meeting.entered_by, meeting.entered_at = actor, at
    meeting.save()
    journal.record(at=at, actor=actor, action="visit.meeting_added", target=meeting)
    return meeting


@transaction.atomic
def mark_meeting(actor: User, key: UUID, state: MeetingState, *, at: datetime) -> Meeting:
    """Say that a meeting was held, was cancelled, or is planned after all.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: it may not be changed by the actor.
        InvalidInput: it was with people at risk, of which only that it took place is kept.
    """
    meeting = standing_meeting(actor, key)
    _refuse_at_risk(meeting)
    if meeting.state != state:
        meeting.state = state
        meeting.save(update_fields=["state"])
        journal.record(
            at=at, actor=actor, action="visit.meeting_marked", target=meeting, reason=state
        )
    return meeting


@transaction.atomic
def add_attendee(
    actor: User, key: UUID, name: str, *, post: str = "", entry: str = "", at: datetime
) -> Attendee:
    """Say who attended a meeting.

    Args:
        entry: reference of their entry in the register, "" if there is none.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: it may not be changed by the actor.
        InvalidInput: no name, too many words, no such entry for the actor, a meeting with people
            at risk, whose names are not kept.
    """
    meeting = standing_meeting(actor, key)
    _refuse_at_risk(meeting)
    attendee = Attendee.objects.create(
        meeting=meeting,
        name=checked(name, LONGEST_BODY, is_needed=True),
        post=checked(post, LONGEST_BODY),
        entry=_entry(actor, entry),
        entered_by=actor,
        entered_at=at,
    )
    journal.record(at=at, actor=actor, action="visit.attendee_added", target=attendee)
    return attendee


@transaction.atomic
def keep_minutes(
    actor: User, key: UUID, *, text: str = "", source: str = "", at: datetime
) -> Minutes:
    """Keep minutes of a meeting: words, a document by its reference, or both. Older ones stay.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: it may not be changed by the actor.
        InvalidInput: nothing is said, too many words, no such document for the actor, a meeting
            with people at risk, of which no minutes are kept.
    """
    meeting = standing_meeting(actor, key)
    _refuse_at_risk(meeting)
    words, document = checked(text, LONGEST_TEXT), source_named(actor, source)
    if not words and document is None:
        raise InvalidInput(_("Write the minutes, or give the reference of the document."))
    minutes = Minutes.objects.create(meeting=meeting, source=document, text=words, by=actor, at=at)
    journal.record(at=at, actor=actor, action="visit.minutes_kept", target=minutes)
    return minutes


def standing_meeting(actor: User, key: UUID) -> Meeting:
    """A meeting, its visit locked, for someone who keeps the record of the visit.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: it, or its visit, was withdrawn.
    """
    visit = Meeting.objects.get_for(actor, key).visit_id
    locked(actor, visit)
    meeting = Meeting.objects.get_for(actor, key)
    if meeting.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This was taken back. Bring it back first."))
    return meeting


def source_named(actor: User, reference: str) -> Source | None:
    """The document of a reference, None for none.

    Raises:
        InvalidInput: there is no such document that the actor may see.
    """
    wanted = reference.strip().upper()
    if not wanted:
        return None
    found = Source.objects.visible_to(actor).filter(reference=wanted).first()
    if found is None:
        raise InvalidInput(_("No document that you may see has this reference."))
    return found


def _at_risk(visit: Visit, planned: Planned) -> Meeting:
    if planned.says_anything:
        raise InvalidInput(
            _(
                "Of a meeting with people at risk only that it took place is kept: a name, an "
                "hour or a place could lead to them. Leave all other fields empty."
            )
        )
    return Meeting(visit=visit, with_people_at_risk=True, state=MeetingState.HELD)


def _open(visit: Visit, planned: Planned) -> Meeting:
    if planned.hour and not planned.day:
        raise InvalidInput(_("Give the day of this hour."))
    if planned.day and not visit.begins_on <= planned.day <= visit.ends_on:
        raise InvalidInput(_("This day is not within the visit. Change the days of the visit."))
    if len(planned.place) > MOST_PLACE_DIGITS or (
        planned.place and places.names([planned.place])[planned.place] == planned.place
    ):
        raise InvalidInput(_("Choose a province or a district: nothing finer is kept here."))
    return Meeting(
        visit=visit,
        day=planned.day,
        hour=planned.hour,
        with_whom=checked(planned.with_whom, LONGEST_BODY, is_needed=True),
        subject=checked(planned.subject, LONGEST_SUBJECT),
        place=planned.place,
        state=MeetingState.PLANNED,
    )


def _refuse_at_risk(meeting: Meeting) -> None:
    if meeting.with_people_at_risk:
        raise InvalidInput(_("Of a meeting with people at risk only that it took place is kept."))


def _entry(actor: User, reference: str) -> Entry | None:
    wanted = reference.strip().upper()
    if not wanted:
        return None
    found = None
    if is_reference(wanted):
        found = Entry.objects.visible_to(actor).standing().filter(reference=wanted).first()
    if found is None:
        raise InvalidInput(_("No entry of the register that you may see has this reference."))
    return found
