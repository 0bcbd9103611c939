"""By when a site is to be looked at again, and that somebody did."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, StandingQuerySet, Withdrawable
from ponleu.response.operations.kept_out import entries_kept_from
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.outcomes.models.measures import Measure
from ponleu.response.outcomes.models.scope import NumberedQuerySet

OUTCOME, MEASURE, PERSON = "outcome", "measure", "person"


class LookDueQuerySet(NumberedQuerySet["LookDue"]):
    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor; none that a measure asks for against
        what is kept from them.
        """
        kept = entries_kept_from(actor).values("pk")
        hidden = Measure.objects.order_by().filter(entry__in=kept).values("site")
        return super().visible_to(actor).exclude(of=MEASURE, site__in=hidden)

    def waiting(self) -> Self:
        """Those that hold, and after which nobody has looked yet."""
        done = LookedAgain.objects.filter(due=OuterRef("pk"), withdrawn_at=None)
        return self.holding().filter(~Exists(done))


class LookDue(Withdrawable):
    """The day by which a site that was inspected is to be looked at again.

    It follows from what came of an operation that is past, never from one that is planned.

    Attributes:
        number: from 1; the highest of a site that was not taken back holds.
        of, code: what asked for it: an outcome or a measure by its code, or a person.
        why: the reason of a person; empty for what the table asks for.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    site = models.ForeignKey(OperationSite, models.PROTECT, related_name="looks_due")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField(db_index=True)
    of = models.CharField(
        max_length=8, choices=[(each, each) for each in (OUTCOME, MEASURE, PERSON)]
    )
    code = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LookDueQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["site", "-number"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(name="outcomes_due_once", fields=["site", "number"]),
            models.CheckConstraint(
                name="outcomes_due_says_why",
                condition=(Q(of=PERSON, code="") & ~Q(why=""))
                | (Q(of__in=[OUTCOME, MEASURE]) & ~Q(code="")),
            ),
        ]

    def __str__(self) -> str:
        return f"look {self.number} at site {self.site_id}"


class LookedAgainQuerySet(StandingQuerySet["LookedAgain"]):
    def visible_to(self, actor: User) -> Self:
        """Only after operations that are open to the actor."""
        seen = OperationSite.objects.visible_to(actor).order_by()
        return self.filter(due__site__in=seen.values("pk"))


class LookedAgain(Withdrawable):
    """That somebody looked at a site again.

    Attributes:
        operation: the later operation in which it was done; none if somebody visited.
            It is shown only to those to whom that operation is open.
        on: the day of it.
        words: what they saw.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    due = models.ForeignKey(LookDue, models.PROTECT, related_name="done")
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    words = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LookedAgainQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"words": "empty"}

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="outcomes_looked_once", fields=["due"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="outcomes_looked_how",
                condition=Q(operation__isnull=False) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"looked again, {self.due_id}"
