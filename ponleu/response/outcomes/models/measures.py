"""Measures against sites and organisations, and every step of each."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.register.models import Entry
from ponleu.response.operations.kept_out import entries_kept_from
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.rules.kinds import AGAINST, FINES, MeasureKind
from ponleu.response.outcomes.rules.measures import DECIDED, State, Step

_FINE = Q(kind__in=sorted(str(kind) for kind in FINES))
_DECIDED = Q(state__in=sorted(str(state) for state in DECIDED))


class MeasureQuerySet(ScopedQuerySet["Measure"]):
    def visible_to(self, actor: User) -> Self:
        """Only after operations that are open to the actor; none against what is kept from them."""
        seen = OperationSite.objects.visible_to(actor).order_by()
        kept = entries_kept_from(actor)
        return self.filter(site__in=seen.values("pk")).exclude(entry__in=kept.values("pk"))


class Measure(models.Model):
    """Something ordered against a site or an organisation. There is no way to name a person.

    Attributes:
        entry: the site or organisation. A trigger refuses any other kind; see ``triggers``.
        against: its kind, once more, so that the database can hold it to "site" or "organisation".
        provision: code of the legal provision, valid on ``offence_on``.
        days, workers, riel: of a fine: days of base wage, for how many workers, and the amount
            as it was stated; what days come to is worked out beside it, never stored.
        from_on, until_on: first and last day in force; none if it has no end.
        lifted_on: from this day on it holds no longer.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    site = models.ForeignKey(OperationSite, models.PROTECT, related_name="measures")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    against = models.CharField(max_length=16, choices=[(k, k) for k in sorted(AGAINST)])
    kind = models.CharField(max_length=20, choices=[(k, k) for k in MeasureKind])
    provision = models.CharField(max_length=40)
    offence_on = models.DateField()
    days = models.PositiveIntegerField(null=True)
    workers = models.PositiveIntegerField(default=1)
    riel = models.PositiveBigIntegerField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    grounds = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, choices=[(s, s) for s in State], default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    lifted_on = models.DateField(null=True)

    objects = MeasureQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"grounds": "empty"}

    class Meta:
        ordering = ["-proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="outcomes_measure_never_a_person", condition=Q(against__in=sorted(AGAINST))
            ),
            models.CheckConstraint(
                name="outcomes_measure_decided_by_another",
                condition=~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="outcomes_measure_decided_whole",
                condition=(_DECIDED & Q(decided_by__isnull=False, decided_at__isnull=False))
                | (~_DECIDED & Q(decided_by=None, decided_at=None)),
            ),
            models.CheckConstraint(
                name="outcomes_measure_lifted_whole",
                condition=Q(state=State.LIFTED, lifted_on__isnull=False)
                | (~Q(state=State.LIFTED) & Q(lifted_on=None)),
            ),
            models.CheckConstraint(
                name="outcomes_measure_fine_has_amount",
                condition=(_FINE & Q(riel__gt=0)) | (~_FINE & Q(riel=None, days=None)),
            ),
            models.CheckConstraint(
                name="outcomes_measure_time_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="outcomes_measure_for_somebody", condition=Q(workers__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class MeasureStep(models.Model):
    """One thing that somebody did to a measure, with the reason. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12, choices=[(s, s) for s in Step])
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its measure, which is scoped"
    retention = "kept as long as its measure"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(name="outcomes_step_once", fields=["measure", "number"]),
            models.CheckConstraint(
                name="outcomes_step_says_why", condition=Q(step=Step.PROPOSE) | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.number} of measure {self.measure_id}"
