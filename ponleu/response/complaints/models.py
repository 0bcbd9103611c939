"""Complaints as they rest: what is told is sealed, only what sorting needs is not."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.response.complaints.rules import STANDING, Channel, Outcome, State

QUEUED = ("unit", "territory", "channel", "language")
"""What the queue is cut by; it stands in its indexes, so that rows passed over are not read."""

NEXT_CLOCK = Case(
    When(
        Q(decided_at__isnull=False) | ~Q(state__in=sorted(state.value for state in STANDING)),
        then=None,
    ),
    When(looked_at__isnull=True, then=F("look_by")),
    default=F("decide_by"),
)
"""When the clock that runs now runs out; none once it is decided or taken back."""

STANDS_IN_FIGURES = Q(is_junk=False)
COUNTED = [  # the figures count along these and read no row; the queue has no use for any
    models.Index(
        name="complaints_complaint_tally",
        fields=["outcome", "channel", "unit", "arrived_at", "territory", "is_junk"],
        condition=STANDS_IN_FIGURES,
    ),
    models.Index(
        name="complaints_complaint_months",
        fields=["territory", "unit", "arrived_at", "is_junk"],
        condition=STANDS_IN_FIGURES,
    ),
    models.Index(
        name="complaints_complaint_noreceipt",
        fields=["unit", "arrived_at", "territory", "is_junk", "reporter_key"],
        condition=STANDS_IN_FIGURES & Q(reporter_key=None),
    ),
    models.Index(
        name="complaints_complaint_looked",
        fields=["unit", "arrived_at", "territory", "is_junk", "looked_at", "look_by"],
        condition=STANDS_IN_FIGURES & Q(looked_at__gt=F("look_by")),
    ),
    models.Index(
        name="complaints_complaint_decided",
        fields=["unit", "arrived_at", "territory", "is_junk", "decided_at", "decide_by"],
        condition=STANDS_IN_FIGURES & Q(decided_at__gt=F("decide_by")),
    ),
    models.Index(
        name="complaints_complaint_open",
        fields=[
            "unit",
            "arrived_at",
            "territory",
            "is_junk",
            "decided_at",
            "looked_at",
            "look_by",
            "decide_by",
            "due_at",
        ],
        condition=STANDS_IN_FIGURES & Q(decided_at=None),
    ),
]


class ComplaintQuerySet(ProtectedQuerySet["Complaint"]):
    read_action = Action.COMPLAINT_READ

    def visible_to(self, actor: User) -> ComplaintQuerySet:
        """What a grant covers, without what names the actor or their unit."""
        named = Exclusion.objects.naming(actor).filter(complaint=OuterRef("pk"))
        return super().visible_to(actor).exclude(Exists(named))


class Complaint(Protected):
    """A report made to us.

    Attributes:
        urgency: 0 in its turn, 1 within days, 2 today, 3 now; why is worked out when it is opened.
        arrived_at: to the minute, so that it cannot be laid beside the log of a network.
        summary, content: envelopes to the rings of the unit and of those above it.
        mark: by which the reporter's receipt finds it; none without a receipt.
        reporter_key: public key to which answers are sealed.
        look_by, decide_by: when it is overdue.
        due_at: that of both which counts now; none when it is worked on no more. The database
            works it out.
    """

    # Without an index of its own: planners prefer it to that of the queue, and sort the country.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=20, unique=True)
    channel = models.CharField(max_length=24, choices=[(c, c) for c in Channel])
    language = models.CharField(max_length=8)
    urgency = models.PositiveSmallIntegerField()
    urgency_version = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=[(s, s) for s in State])
    outcome = models.CharField(
        max_length=32, choices=[(o, o) for o in Outcome], default=Outcome.PENDING
    )
    is_junk = models.BooleanField(default=False)
    summary = models.BinaryField()
    content = models.BinaryField()
    mark = models.BinaryField(max_length=16, null=True, unique=True)
    reporter_key = models.BinaryField(max_length=32, null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    arrived_at = models.DateTimeField()
    look_by = models.DateTimeField()
    decide_by = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    due_at = models.GeneratedField(
        expression=NEXT_CLOCK, output_field=models.DateTimeField(null=True), db_persist=True
    )

    objects = ComplaintQuerySet.as_manager()

    retention = "kept as long as the record; what is told stays sealed"
    scrub: ClassVar[dict[str, str]] = {
        "summary": "empty",
        "content": "empty",
        "mark": "null",
        "reporter_key": "null",
    }

    class Meta:
        indexes = [  # each tab of the queue walks one, and looks up only the rows that it shows
            models.Index(
                name="complaints_complaint_waiting",
                fields=["-urgency", "arrived_at", "id", *QUEUED],
                condition=Q(is_junk=False, due_at__isnull=False),
            ),
            models.Index(
                name="complaints_complaint_late",
                fields=["due_at", "id", "urgency", *QUEUED],
                condition=Q(is_junk=False, due_at__isnull=False),
            ),
            models.Index(
                name="complaints_complaint_done",
                fields=["-arrived_at", "-id", "urgency", *QUEUED],
                condition=Q(is_junk=False, due_at=None),
            ),
            models.Index(
                name="complaints_complaint_aside",
                fields=["-arrived_at", "-id", "urgency", *QUEUED],
                condition=Q(is_junk=True),
            ),
            models.Index(  # whether evidence rests on one that was taken back
                name="complaints_complaint_takenback",
                fields=["id"],
                condition=Q(state=State.WITHDRAWN),
            ),
            *COUNTED,
        ]

    def __str__(self) -> str:
        return self.reference

    def is_late(self, at: datetime) -> bool:
        """Whether its next clock has run out."""
        if self.decided_at:
            return False
        return (self.decide_by if self.looked_at else self.look_by) < at


class Message(models.Model):
    """One message of the dialogue with a reporter.

    Attributes:
        sealed: an envelope to the rings; if it is from us, to the reporter too.
        by: who wrote it for us.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="messages")
    is_from_us = models.BooleanField()
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    scoping_because = "read only with its complaint, which is scoped"
    retention = "kept as long as its complaint"
    scrub: ClassVar[dict[str, str]] = {"sealed": "empty"}

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"message of {self.complaint_id}"


class SealedFile(models.Model):
    """A file as it was sealed; its key and name are in the envelope of whatever it belongs to.

    Attributes:
        complaint: none until what it belongs to was sent; then it is kept for a day.
        sha256: of the sealed bytes, under which the store keeps them.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="files")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()

    scoping_because = "read only with its complaint, which is scoped"
    holds_no_person = "sealed bytes and their hash"

    def __str__(self) -> str:
        return f"file of {self.complaint_id}"


class Step(models.Model):
    """One thing done to a complaint: who, when, to what state, why; never changed.

    Attributes:
        note: an envelope to the rings with the reason in words; empty if none is needed.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=16, choices=[(s, s) for s in State])
    outcome = models.CharField(max_length=32, blank=True)
    note = models.BinaryField(default=b"")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its complaint, which is scoped"
    retention = "kept as long as its complaint"
    scrub: ClassVar[dict[str, str]] = {"note": "empty"}

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.state} of {self.complaint_id}"


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    """Exclusions, as they are asked for."""

    def standing(self) -> ExclusionQuerySet:
        """Those that were not lifted."""
        return self.filter(ended_at=None)

    def naming(self, actor: User) -> ExclusionQuerySet:
        """Those that stand and keep something from this person, or from their unit."""
        return self.standing().filter(Q(user=actor) | Q(unit=actor.unit_id))


class Exclusion(models.Model):
    """Whom a complaint names: they, or all of their unit, never see that it exists.

    Attributes:
        ended_at: when someone found that it does not name them after all; why is among the steps
            of the complaint.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ExclusionQuerySet.as_manager()

    scoping_because = "asked by the program alone, for every question about complaints"
    retention = "kept as long as its complaint"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="complaints_exclusion_one_of_two",
                condition=Q(user=None) ^ Q(unit=None),
            ),
        ]

    def __str__(self) -> str:
        return f"exclusion from {self.complaint_id}"


class About(models.Model):
    """That an officer judged a complaint to be about an entry of the register.

    It tells which site or party, never who reported or what was told.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="abouts")
    entry = models.ForeignKey("register.Entry", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    scoping_because = "read only with its complaint, which is scoped"
    holds_no_person = "keys of a complaint and of an entry"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="complaints_about_once",
                fields=["complaint", "entry"],
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} about {self.entry_id}"


class Origin(models.Model):
    """What a complaint came out of when it was brought in a file, so that it comes in once.

    Attributes:
        mark: HMAC-SHA-256 of the message or row under the installation's key; it tells nothing
            to whoever has not both the key and the very same message or row.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="origins")
    mark = models.BinaryField(max_length=32, unique=True)

    scoping_because = "asked by the program alone, when a file is brought"
    holds_no_person = "a keyed hash and the key of a complaint"

    def __str__(self) -> str:
        return f"origin of {self.complaint_id}"
