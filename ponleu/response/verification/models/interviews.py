"""Witnesses under a code, interviews with what guards them, consent for each purpose."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models.scope import Kept, PlanQuerySet
from ponleu.response.verification.rules import Giver, Purpose


class Witness(Kept):
    """Someone who may be asked, under a code; who they are is sealed to the unit.

    Attributes:
        identity: an envelope with name and how to reach them.
        is_child: decides whose consent is needed, so it is not sealed.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    identity = models.BinaryField()
    is_child = models.BooleanField()

    objects = PlanQuerySet["Witness"].as_manager()

    scrub: ClassVar[dict[str, str]] = {"identity": "empty"}

    def __str__(self) -> str:
        return self.reference


class TrainingQuerySet(ProtectedQuerySet["Training"]):
    read_action = Action.VERIFICATION_READ

    def standing(self) -> TrainingQuerySet:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Training(Withdrawable, Protected):
    """That a colleague was trained to interview; entered by somebody else.

    It lies in the unit of who was trained.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    course = models.CharField(max_length=200)
    held_date = models.DateField()
    valid_until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = TrainingQuerySet.as_manager()

    retention = "kept as long as interviews rest on it"
    scrub: ClassVar[dict[str, str]] = {"course": "empty"}

    class Meta:
        ordering = ["-held_date", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="verification_training_not_of_oneself", condition=~Q(by=F("person"))
            ),
            models.CheckConstraint(
                name="verification_training_in_order",
                condition=Q(valid_until__gte=F("held_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"training {self.pk}"


class Leave(Kept):
    """That somebody without training may hold one interview, by who answers for it."""

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)

    objects = PlanQuerySet["Leave"].as_manager()

    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_leave_not_of_oneself", condition=~Q(by=F("person"))
            ),
        ]

    def __str__(self) -> str:
        return f"leave {self.pk}"


class InterviewQuerySet(PlanQuerySet["Interview"]):
    to_allegation = "witness__allegation"


class Interview(Kept):
    """One talk with a witness, planned and then held.

    Attributes:
        necessity: why one more was needed; from the second on.
        training, leave: which of both let the interviewer hold it.
        interpreter: an envelope with the interpreter's name; empty without one.
        interpreter_language: into and from which; empty without one.
        interpreter_is_apart: somebody made sure that they are no party and no relative.
        notes: an envelope with what was said; empty until it is held.
    """

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="interviews")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_date = models.DateField()
    necessity = models.CharField(max_length=500, blank=True)
    training = models.ForeignKey(Training, models.PROTECT, null=True, related_name="+")
    leave = models.ForeignKey(Leave, models.PROTECT, null=True, related_name="interviews")
    interpreter_language = models.CharField(max_length=80, blank=True)
    interpreter = models.BinaryField(default=b"")
    interpreter_is_apart = models.BooleanField(default=False)
    held_date = models.DateField(null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    notes = models.BinaryField(default=b"")
    help_was_offered = models.BooleanField(null=True)

    objects = InterviewQuerySet.as_manager()

    scrub: ClassVar[dict[str, str]] = {
        "necessity": "empty",
        "interpreter": "empty",
        "notes": "empty",
    }

    class Meta(Kept.Meta):
        ordering = ["planned_date", "at", "pk"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_interview_trained_or_let",
                condition=Q(training__isnull=False, leave=None)
                | Q(training=None, leave__isnull=False),
            ),
            models.UniqueConstraint(
                name="verification_interview_one_for_a_leave",
                fields=["leave"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="verification_interview_interpreter_whole",
                condition=Q(interpreter_language="", interpreter=b"", interpreter_is_apart=False)
                | (
                    ~Q(interpreter_language="") & ~Q(interpreter=b"") & Q(interpreter_is_apart=True)
                ),
            ),
            models.CheckConstraint(
                name="verification_interview_held_whole",
                condition=Q(held_date=None, held_by=None, notes=b"", help_was_offered=None)
                | (
                    Q(held_date__isnull=False, held_by__isnull=False)
                    & Q(help_was_offered__isnull=False)
                    & ~Q(notes=b"")
                    & Q(withdrawn_at=None)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"interview {self.pk}"


class Consent(models.Model):
    """What was said about one purpose, yes or no; the newest stands, a yes can be withdrawn."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=16, choices=[(p, p) for p in Purpose])
    giver = models.CharField(max_length=16, choices=[(g, g) for g in Giver])
    is_given = models.BooleanField()
    was_informed = models.BooleanField()
    said_date = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_date = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    scoping_because = "read only with its interview, which is scoped"
    holds_no_person = "keys, codes and days"

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="verification_consent_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_date=None)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_date__isnull=False,
                    is_given=True,
                ),
            ),
            models.CheckConstraint(
                name="verification_consent_informed",
                condition=Q(is_given=False) | Q(was_informed=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.interview_id}"


class UseQuerySet(PlanQuerySet["Use"]):
    to_allegation = "interview__witness__allegation"


class Use(Kept):
    """That what was said in an interview went to somebody, for a purpose they said yes to.

    Attributes:
        to: body that got it; no names of people.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="uses")
    purpose = models.CharField(max_length=16, choices=[(p, p) for p in Purpose])
    to = models.CharField(max_length=200)
    used_date = models.DateField()

    objects = UseQuerySet.as_manager()

    scrub: ClassVar[dict[str, str]] = {"to": "empty"}

    def __str__(self) -> str:
        return f"use of {self.interview_id}"
