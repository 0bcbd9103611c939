"""Allegations, and the complaints gathered in them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import (
    WITHDRAWN_WHOLE,
    StandingQuerySet,
    Withdrawable,
)
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.rules import Precision
from ponleu.response.complaints.models import Complaint, Exclusion


class AllegationQuerySet(ProtectedQuerySet["Allegation"]):
    read_action = Action.ALLEGATION_READ

    def visible_to(self, actor: User) -> Self:
        """What a grant covers, of what is said about an entry that the actor may see, in at
        least one complaint that they may see: what rests on others alone does not exist.

        Nor does one in which a complaint was ever gathered that they are kept from: whoever is
        named learns neither what is found, planned and answered, nor that there is anything.
        """
        kept = Gathering.objects.kept_from(actor).filter(allegation=OuterRef("pk"))
        complaints = Gathering.objects.visible_to(actor).filter(allegation=OuterRef("pk"))
        entries = Entry.objects.visible_to(actor).filter(pk=OuterRef("entry"))
        return super().visible_to(actor).filter(~Exists(kept), Exists(complaints), Exists(entries))

    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Allegation(Withdrawable, Protected):
    """An offence said to happen at a site or by a party.

    Attributes:
        offence: code of the country's table of offences.
        begins_on, ends_on: since and until when it is said to happen; none if not known.
        begins_precision, ends_precision: how exactly; the day is then the first of it.
    """

    # Without an index of its own: planners prefer it to that of the list, and sort the country.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
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
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = AllegationQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"withdrawn_why": "empty"}

    class Meta:
        ordering = ["-opened_at", "pk"]
        indexes = [  # the list walks one, and looks up only the rows that it shows
            models.Index(
                name="cases_allegation_standing",
                fields=["-opened_at", "id", "unit", "territory", "entry"],
                condition=Q(withdrawn_at=None),
            ),
            models.Index(
                name="cases_allegation_withdrawn",
                fields=["-opened_at", "id", "unit", "territory", "entry"],
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]
        constraints = [
            WITHDRAWN_WHOLE,
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


class GatheringQuerySet(StandingQuerySet["Gathering"]):
    def visible_to(self, actor: User) -> Self:
        """Only those of complaints that the actor may see."""
        complaints = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        return self.filter(Exists(complaints))

    def kept_from(self, actor: User) -> Self:
        """Those, taken back or not, of complaints that name the actor or are kept from their unit.

        What rests on an allegation that has one does not exist for them.
        """
        return self.filter(complaint__in=Exclusion.objects.naming(actor).values("complaint"))


class Gathering(Withdrawable):
    """That a person took a complaint into an allegation. Taken back, it stays, with who and when.

    The complaint keeps its own state, clocks and answer.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="gatherings")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

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
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"gathering {self.pk}"
