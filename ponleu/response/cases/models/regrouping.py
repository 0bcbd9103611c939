"""Which allegations a case holds, and merges and splits, that move nothing and can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import (
    WITHDRAWN_WHOLE,
    StandingQuerySet,
    Withdrawable,
)
from ponleu.response.cases.models.allegation import Allegation
from ponleu.response.cases.models.case import Case
from ponleu.response.cases.rules import Regrouped


class CaseAllegationQuerySet(StandingQuerySet["CaseAllegation"]):
    """Allegations taken into cases."""


class CaseAllegation(Withdrawable):
    """That a person took an allegation into a case. Taken out, it stays, with who and when.

    Attributes:
        case: into which it was taken; this never changes.
        where: in which it is worked now, as merges and splits that stand have it.

    An allegation may stand in a case twice: taken in again after a split took it away, and
    brought back when that was undone. It is shown once, and taken out as one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="taken_in")
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    where = models.ForeignKey(Case, models.PROTECT, related_name="gathered")
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CaseAllegationQuerySet.as_manager()

    scoping_because = "read only with its case and its allegation, both of which are scoped"
    retention = "kept with its case"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [WITHDRAWN_WHOLE]

    def __str__(self) -> str:
        return f"taken in {self.pk}"


class RegroupingQuerySet(StandingQuerySet["Regrouping"]):
    """Merges and splits."""


class Regrouping(Withdrawable):
    """That a person merged one case into another, or split one. Nothing is moved by it.

    Attributes:
        source: the case that is merged away, or of which a part is split off.
        target: the case that takes it in, or the one made by the split.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=8, choices=[(k, k) for k in Regrouped])
    source = models.ForeignKey(Case, models.PROTECT, related_name="given")
    target = models.ForeignKey(Case, models.PROTECT, related_name="received")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RegroupingQuerySet.as_manager()

    scoping_because = "read only with its cases, which are scoped"
    retention = "kept with its cases"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="cases_regrouping_of_two", condition=~Q(source=F("target"))
            ),
            models.CheckConstraint(name="cases_regrouping_has_why", condition=~Q(why="")),
            models.UniqueConstraint(
                name="cases_regrouping_merged_once",
                fields=["source"],
                condition=Q(withdrawn_at=None, kind=Regrouped.MERGE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SplitOff(models.Model):
    """Which allegation a split takes along, as it was taken into a case."""

    regrouping = models.ForeignKey(Regrouping, models.CASCADE, related_name="split_off")
    taken = models.ForeignKey(CaseAllegation, models.PROTECT, related_name="+")

    scoping_because = "read only with its split, which is read with its cases"
    holds_no_person = "keys of a split and of what it takes along"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="cases_splitoff_once", fields=["regrouping", "taken"]),
        ]

    def __str__(self) -> str:
        return f"{self.taken_id} by {self.regrouping_id}"


class RelatedQuerySet(StandingQuerySet["Related"]):
    """Cases that have to do with each other."""


class Related(Withdrawable):
    """That two cases have to do with each other and are not one; the lesser key comes first."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    one = models.ForeignKey(Case, models.PROTECT, related_name="related_after")
    other = models.ForeignKey(Case, models.PROTECT, related_name="related_before")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RelatedQuerySet.as_manager()

    scoping_because = "read only with its cases, both of which are scoped"
    retention = "kept with its cases"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(name="cases_related_in_order", condition=Q(one__lt=F("other"))),
            models.UniqueConstraint(
                name="cases_related_once",
                fields=["one", "other"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"related {self.pk}"
