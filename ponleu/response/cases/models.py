"""Allegations, the complaints gathered in them, and which complaints were kept apart."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.rules import Precision, Verdict
from ponleu.response.complaints.models import Complaint

WITHDRAWN_WHOLE = Q(withdrawn_at=None, withdrawn_by=None) | Q(
    withdrawn_at__isnull=False, withdrawn_by__isnull=False
)


class AllegationQuerySet(ProtectedQuerySet["Allegation"]):
    read_action = Action.ALLEGATION_READ

    def visible_to(self, actor: User) -> Self:
        """What a grant covers, of what is said about an entry that the actor may see, in at
        least one complaint that they may see: what rests on others alone does not exist.
        """
        complaints = Gathering.objects.visible_to(actor).filter(allegation=OuterRef("pk"))
        entries = Entry.objects.visible_to(actor).filter(pk=OuterRef("entry"))
        return super().visible_to(actor).filter(Exists(complaints), Exists(entries))

    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Allegation(Protected):
    """An offence said to happen at a site or by a party.

    Attributes:
        offence: code of the country's table of offences.
        begins_on, ends_on: since and until when it is said to happen; none if not known.
        begins_precision, ends_precision: how exactly; the day is then the first of it.
    """

    reference = models.CharField(max_length=20, unique=True)
    offence = models.CharField(max_length=32)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    begins_on = models.DateField(null=True)
    begins_precision = models.CharField(
        max_length=8, blank=True, choices=[(p, p) for p in Precision]
    )
    ends_on = models.DateField(null=True)
    ends_precision = models.CharField(max_length=8, blank=True, choices=[(p, p) for p in Precision])
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = AllegationQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"withdrawn_why": "empty"}

    class Meta:
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_allegation_withdrawn_whole", condition=WITHDRAWN_WHOLE
            ),
            models.CheckConstraint(
                name="cases_allegation_period_in_order",
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(
                name="cases_allegation_days_have_precision",
                condition=(
                    (Q(begins_on=None) & Q(begins_precision=""))
                    | (Q(begins_on__isnull=False) & ~Q(begins_precision=""))
                )
                & (
                    (Q(ends_on=None) & Q(ends_precision=""))
                    | (Q(ends_on__isnull=False) & ~Q(ends_precision=""))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class GatheringQuerySet(ScopedQuerySet["Gathering"]):
    def visible_to(self, actor: User) -> Self:
        """Only those of complaints that the actor may see."""
        complaints = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        return self.filter(Exists(complaints))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Gathering(models.Model):
    """That a person took a complaint into an allegation. Taken back, it stays, with who and when.

    The complaint keeps its own state, clocks and answer.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="gatherings")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = GatheringQuerySet.as_manager()

    retention = "kept with its allegation"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="cases_gathering_once",
                fields=["allegation", "complaint"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="cases_gathering_withdrawn_whole", condition=WITHDRAWN_WHOLE
            ),
        ]

    def __str__(self) -> str:
        return f"gathering {self.pk}"


class KeptApartQuerySet(ScopedQuerySet["KeptApart"]):
    def visible_to(self, actor: User) -> Self:
        """Only those about an entry, and about complaints, all of which the actor may see."""
        seen = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        hidden = Side.objects.filter(~Exists(seen), kept_apart=OuterRef("pk"))
        entries = Entry.objects.visible_to(actor).filter(pk=OuterRef("entry"))
        return self.filter(~Exists(hidden), Exists(entries))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class KeptApart(models.Model):
    """That a person said complaints do not tell of one matter, or could not say.

    Attributes:
        allegation: the one that the complaints of side 0 do not belong to; none if a group
            was judged that nobody had opened.
        ended: the gathering that this judgement took back, so that undoing it restores it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    allegation = models.ForeignKey(Allegation, models.PROTECT, null=True, related_name="kept_apart")
    ended = models.ForeignKey(Gathering, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=16, choices=[(v, v) for v in Verdict])
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = KeptApartQuerySet.as_manager()

    retention = "kept with its complaints"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_keptapart_withdrawn_whole", condition=WITHDRAWN_WHOLE
            ),
        ]

    def __str__(self) -> str:
        return f"kept apart {self.pk}"


class Side(models.Model):
    """On which side of a judgement a complaint is: those of different sides stay apart."""

    kept_apart = models.ForeignKey(KeptApart, models.CASCADE, related_name="sides")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    scoping_because = "read only with its judgement, which is scoped"
    holds_no_person = "keys of a judgement and of a complaint"

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(name="cases_side_once", fields=["kept_apart", "complaint"]),
        ]

    def __str__(self) -> str:
        return f"side {self.number} of {self.kept_apart_id}"
