"""Visits with their programme, questions and answers, recommendations and what became of them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.complaints.models import Exclusion
from ponleu.response.visits.rules import (
    PROMISES,
    MeetingState,
    PositionKind,
    Precision,
    VisitKind,
)

WITHDRAWN_WHOLE = Q(withdrawn_at=None, withdrawn_by=None) | Q(
    withdrawn_at__isnull=False, withdrawn_by__isnull=False
)


class VisitQuerySet(ProtectedQuerySet["Visit"]):
    read_action = Action.VISIT_READ


class Visit(Protected):
    """That a rapporteur, an office, a delegation or the committee itself came, or will come.

    Attributes:
        body: who comes, as a body; mandate: by what and to see what.
        begins_on, ends_on: first and last day; of a month its first and last.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in VisitKind])
    body = models.CharField(max_length=200)
    mandate = models.CharField(max_length=1000, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=8, choices=[(p, p) for p in Precision])
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = VisitQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"mandate": "empty"}

    class Meta:
        ordering = ["-begins_on", "pk"]
        indexes = [models.Index(name="visits_visit_days", fields=["ends_on", "begins_on"])]
        constraints = [
            models.CheckConstraint(name="visits_visit_withdrawn_whole", condition=WITHDRAWN_WHOLE),
            models.CheckConstraint(
                name="visits_visit_days_in_order", condition=Q(ends_on__gte=F("begins_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PartQuerySet(ScopedQuerySet[M]):
    """Parts of visits, seen by whoever sees the visit."""

    def visible_to(self, actor: User) -> Self:
        """Those of visits that the actor may see."""
        return self.filter(Exists(Visit.objects.visible_to(actor).filter(pk=OuterRef("visit"))))

    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Part(models.Model):
    """What every part of a visit carries: who entered it, and who took it back."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="%(class)ss")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="visits_%(class)s_withdrawn_whole", condition=WITHDRAWN_WHOLE
            ),
        ]


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


class Attendee(models.Model):
    """That someone attended a meeting: name and post in words, and the entry if it is known."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = AttendeeQuerySet.as_manager()

    retention = "kept with its meeting"
    scrub: ClassVar[dict[str, str]] = {"name": "pseudonym", "post": "empty"}

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_attendee_withdrawn_whole", condition=WITHDRAWN_WHOLE
            ),
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


class QuestionQuerySet(PartQuerySet["Question"]):
    def visible_to(self, actor: User) -> Self:
        """Those of visits that the actor may see, but none about an allegation in which a
        complaint was ever gathered that the actor, or their unit, is kept from.
        """
        named = Exclusion.objects.naming(actor).values("complaint")
        kept = Gathering.objects.filter(allegation=OuterRef("allegation"), complaint__in=named)
        return super().visible_to(actor).filter(~Exists(kept))


class Question(Part):
    """What a visitor asked, of which body, and by when it is to be answered.

    Attributes:
        number: within its visit, as people say it: "question 3".
        allegation, claim, figure: what it is about, at most one.
    """

    number = models.PositiveIntegerField()
    text = models.TextField()
    raised_by = models.CharField(max_length=200)
    to_body = models.CharField(max_length=200)
    raised_on = models.DateField()
    due_by = models.DateField(null=True)
    allegation = models.ForeignKey(Allegation, models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    retention = "kept with its visit"
    scrub: ClassVar[dict[str, str]] = {"text": "empty", "raised_by": "empty"}

    class Meta(Part.Meta):
        ordering = ["number", "pk"]
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(name="visits_question_number", fields=["visit", "number"]),
            models.CheckConstraint(
                name="visits_question_about_one",
                condition=Q(allegation=None, claim=None)
                | Q(allegation=None, figure=None)
                | Q(claim=None, figure=None),
            ),
            models.CheckConstraint(
                name="visits_question_due_after",
                condition=Q(due_by=None) | Q(due_by__gte=F("raised_on")),
            ),
            models.CheckConstraint(name="visits_question_asked", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"question {self.number} of {self.visit_id}"


class AnswerGivenQuerySet(ScopedQuerySet["AnswerGiven"]):
    def visible_to(self, actor: User) -> Self:
        """Those to questions that the actor may see."""
        questions = Question.objects.visible_to(actor).filter(pk=OuterRef("question"))
        return self.filter(Exists(questions))


class AnswerGiven(models.Model):
    """What a body answered. It never changes; a correction is another answer that names it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField()
    body = models.CharField(max_length=200)
    given_on = models.DateField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AnswerGivenQuerySet.as_manager()

    retention = "kept with its question"
    scrub: ClassVar[dict[str, str]] = {"text": "empty", "why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_answergiven_correction_says_why",
                condition=Q(corrects=None) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="visits_answergiven_not_of_itself", condition=~Q(corrects=F("pk"))
            ),
            models.CheckConstraint(name="visits_answergiven_says", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class RecommendationQuerySet(PartQuerySet["Recommendation"]):
    """Recommendations, seen with their visit."""


class Recommendation(Part):
    """What a visitor recommended to a body.

    Attributes:
        commitment: what it became among the commitments, where a document holds the promise.
    """

    number = models.PositiveIntegerField()
    text = models.TextField()
    to_body = models.CharField(max_length=200)
    made_on = models.DateField()
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, related_name="+")

    objects = RecommendationQuerySet.as_manager()

    retention = "kept with its visit"
    scrub: ClassVar[dict[str, str]] = {"text": "empty"}

    class Meta(Part.Meta):
        ordering = ["number", "pk"]
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(
                name="visits_recommendation_number", fields=["visit", "number"]
            ),
            models.CheckConstraint(name="visits_recommendation_says", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number} of {self.visit_id}"


class PositionQuerySet(ScopedQuerySet["Position"]):
    def visible_to(self, actor: User) -> Self:
        """Those on recommendations that the actor may see."""
        rows = Recommendation.objects.visible_to(actor).filter(pk=OuterRef("recommendation"))
        return self.filter(Exists(rows))


class Position(models.Model):
    """What a body said to a recommendation, or did about it; the newest stands, none changes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="positions")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in PositionKind])
    body = models.CharField(max_length=200)
    taken_on = models.DateField()
    due_by = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PositionQuerySet.as_manager()

    retention = "kept with its recommendation"
    scrub: ClassVar[dict[str, str]] = {"note": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_position_due_if_taken_on",
                condition=Q(due_by=None) | Q(kind__in=sorted(kind.value for kind in PROMISES)),
            ),
            models.CheckConstraint(
                name="visits_position_due_after",
                condition=Q(due_by=None) | Q(due_by__gte=F("taken_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.pk}"
