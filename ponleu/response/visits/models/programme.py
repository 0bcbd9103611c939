"""The programme of a visit: meetings, who attended, minutes."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.visits.models.visit import Part, PartQuerySet
from ponleu.response.visits.rules import MeetingState


class MeetingQuerySet(PartQuerySet["Meeting"]):
    """Meetings, seen with their visit."""


class Meeting(Part):
    """One point of the programme.

    Attributes:
        place: government code of a province or district, "" if not told.
        with_people_at_risk: then neither who, nor when, nor where is kept: only that it took place.
    """

    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    with_whom = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=4, blank=True)
    with_people_at_risk = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=[(s, s) for s in MeetingState])

    objects = MeetingQuerySet.as_manager()

    retention = "kept with its visit"
    scrub: ClassVar[dict[str, str]] = {"with_whom": "empty", "subject": "empty"}

    class Meta(Part.Meta):
        ordering = [F("day").asc(nulls_last=True), F("hour").asc(nulls_last=True), "pk"]
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                name="visits_meeting_at_risk_says_nothing",
                condition=Q(with_people_at_risk=False)
                | Q(
                    day=None,
                    hour=None,
                    with_whom="",
                    subject="",
                    place="",
                    state=MeetingState.HELD,
                ),
            ),
            models.CheckConstraint(
                name="visits_meeting_says_with_whom",
                condition=Q(with_people_at_risk=True) | ~Q(with_whom=""),
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class OfMeetingQuerySet(ScopedQuerySet[M]):
    """What belongs to a meeting, seen by whoever sees the visit."""

    def visible_to(self, actor: User) -> Self:
        """Those of meetings that the actor may see."""
        return self.filter(Exists(Meeting.objects.visible_to(actor).filter(pk=OuterRef("meeting"))))


class AttendeeQuerySet(OfMeetingQuerySet["Attendee"]):
    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Attendee(Withdrawable):
    """That someone attended a meeting: name and post in words, and the entry if it is known."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = AttendeeQuerySet.as_manager()

    retention = "kept with its meeting"
    scrub: ClassVar[dict[str, str]] = {"name": "pseudonym", "post": "empty"}

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(name="visits_attendee_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"attendee {self.pk}"


class MinutesQuerySet(OfMeetingQuerySet["Minutes"]):
    """Minutes, seen with their meeting."""


class Minutes(models.Model):
    """What was said at a meeting: a document, or words. Newer ones stand for older, which stay."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MinutesQuerySet.as_manager()

    retention = "kept with its meeting"
    scrub: ClassVar[dict[str, str]] = {"text": "empty"}

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_minutes_say_something", condition=~Q(text="") | ~Q(source=None)
            ),
        ]

    def __str__(self) -> str:
        return f"minutes {self.pk}"
