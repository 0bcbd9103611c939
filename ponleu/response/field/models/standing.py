"""What follows from entries: persons found, conflicts, and what people chose."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, StandingQuerySet, Withdrawable
from ponleu.response.field.models.entries import Entry, OfOpenQuerySet
from ponleu.response.operations.models import Operation, OperationSite


class PersonFound(models.Model):
    """Somebody who was found: who may need help, and nothing else.

    Worked out from entries, see ``rules.folding``. There is nothing here about guilt, and nothing
    that speaks of guilt may point here.

    Attributes:
        id: made on the device that entered them first.
        wristband: "" while nobody knows whose it is.
        language, age_band: codes; "" while entries disagree.
        needs: codes, the gravest first.
        same_as: who it is, if they were entered twice; then they are not counted.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="persons_found")
    site = models.ForeignKey(OperationSite, models.PROTECT, null=True, related_name="persons_found")
    wristband = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=8, blank=True)
    age_band = models.CharField(max_length=8, blank=True)
    needs = models.JSONField(default=list)
    found_at = models.DateTimeField()
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="also")

    objects = OfOpenQuerySet["PersonFound"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"wristband": "pseudonym", "needs": "empty"}

    class Meta:
        ordering = ["found_at", "pk"]
        indexes = [models.Index(name="field_person_of", fields=["operation", "found_at"])]

    def __str__(self) -> str:
        return f"person found {self.pk}"


class Conflict(models.Model):
    """Entries that disagree about one thing.

    Attributes:
        slot: about what, see ``rules.folding.slot_name`` and ``band_slot``.
        between: keys of the entries of which one is to be chosen, while it is open.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="field_conflicts")
    slot = models.CharField(max_length=100)
    between = models.JSONField(default=list)
    noticed_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    objects = OfOpenQuerySet["Conflict"].as_manager()

    holds_no_person = "keys of entries"

    class Meta:
        ordering = ["noticed_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="field_conflict_once", fields=["operation", "slot"]),
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"


class ChoiceQuerySet(StandingQuerySet["Choice"]):
    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor."""
        rows = Operation.objects.open_to(actor).order_by().values("pk")
        return self.filter(conflict__operation__in=rows)


class Choice(Withdrawable):
    """That a person chose one of the entries that disagree, and why.

    Attributes:
        over: keys of the entries that it was chosen over.
        is_same: they tell of the same person, who was entered twice.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="choices")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    over = models.JSONField(default=list)
    is_same = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ChoiceQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"reason": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(name="field_choice_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"choice {self.pk}"
