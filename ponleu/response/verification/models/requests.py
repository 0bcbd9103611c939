"""Requests to other bodies and the press for the basis of what they say, and the replies."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models.scope import Kept, PlanQuerySet
from ponleu.response.verification.rules import Information, Reliability


class Request(Kept):
    """A body is asked what something that it said rests on.

    Attributes:
        body: whom it goes to, as the letter addresses them.
        claim: what they said, if it is on record.
        asks: what is asked, in the words of the letter.
        sent_date: none while it is a draft.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=200)
    asks = models.CharField(max_length=2000)
    due_date = models.DateField()
    sent_date = models.DateField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PlanQuerySet["Request"].as_manager()

    scrub: ClassVar[dict[str, str]] = {"body": "empty", "asks": "empty"}

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_request_sent_whole",
                condition=Q(sent_date=None, sent_by=None)
                | Q(sent_date__isnull=False, sent_by__isnull=False),
            ),
            models.CheckConstraint(
                name="verification_request_due_after_sent",
                condition=Q(sent_date=None) | Q(due_date__gte=F("sent_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class ReminderQuerySet(PlanQuerySet["Reminder"]):
    to_allegation = "request__allegation"


class Reminder(Kept):
    """That a body was reminded of a request, on which day."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="reminders")
    sent_date = models.DateField()

    objects = ReminderQuerySet.as_manager()

    scrub: ClassVar[dict[str, str]] = {}

    def __str__(self) -> str:
        return f"reminder of {self.request_id}"


class ReplyQuerySet(PlanQuerySet["Reply"]):
    to_allegation = "request__allegation"


class Reply(Kept):
    """What came back, in the body's words or as a document, and how it is graded."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="replies")
    words = models.TextField(blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    received_date = models.DateField()
    reliability = models.CharField(max_length=1, choices=[(r, r) for r in Reliability])
    information = models.CharField(max_length=1, choices=[(i, i) for i in Information])

    objects = ReplyQuerySet.as_manager()

    scrub: ClassVar[dict[str, str]] = {"words": "empty"}

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_reply_says_something",
                condition=~Q(words="") | Q(source__isnull=False),
            ),
            models.CheckConstraint(
                name="verification_reply_known_grades",
                condition=Q(reliability__in=[r.value for r in Reliability])
                & Q(information__in=[i.value for i in Information]),
            ),
        ]

    def __str__(self) -> str:
        return f"reply to {self.request_id}"
