"""Which complaints were judged not to be one matter."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import (
    WITHDRAWN_WHOLE,
    StandingQuerySet,
    Withdrawable,
)
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models.allegation import Allegation, Gathering
from ponleu.response.cases.rules import Verdict
from ponleu.response.complaints.models import Complaint


class KeptApartQuerySet(StandingQuerySet["KeptApart"]):
    def visible_to(self, actor: User) -> Self:
        """Only those about an entry, and about complaints, all of which the actor may see."""
        seen = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        hidden = Side.objects.filter(~Exists(seen), kept_apart=OuterRef("pk"))
        entries = Entry.objects.visible_to(actor).filter(pk=OuterRef("entry"))
        return self.filter(~Exists(hidden), Exists(entries))


class KeptApart(Withdrawable):
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

    objects = KeptApartQuerySet.as_manager()

    retention = "kept with its complaints"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
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
