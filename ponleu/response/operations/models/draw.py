"""Draws of an order: the mixed plan, who committed to a number, who revealed it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.response.operations.models.operation import Operation
from ponleu.response.operations.models.signing import SignOff
from ponleu.response.operations.rules.draw import Stage
from ponleu.response.operations.rules.kinds import Decision

STANDING = (Decision.ASKED, Decision.SIGNED, Decision.NARROWED)
"""Of these requests the prosecutor takes part in the draws of the order."""


class DrawQuerySet(ScopedQuerySet["Draw"]):
    def visible_to(self, actor: User) -> Self:
        """Those of orders that the actor may read or is asked to sign, and of operations that have
        started and are open to them."""
        seen = Operation.objects.visible_to(actor).order_by().values("pk")
        asked = SignOff.objects.filter(prosecutor=actor, decision__in=STANDING).order_by()
        return self.filter(
            Q(operation__in=Operation.objects.named(actor).order_by().values("pk"))
            | Q(operation__in=Operation.objects.open_to(actor).order_by().values("pk"))
            | Q(operation__in=seen) & Q(operation__in=asked.values("operation"))
        )


class Draw(models.Model):
    """One draw of a share of an order. Nothing here tells of a place, a person or a team.

    Attributes:
        number: from 1 in each operation; the newest is the one that goes on.
        version: of the order of which the mixed plan was made.
        digest: SHA-256 of the mixed plan's document, which holds 32 random bytes, so that the
            digest tells nothing of it.
        envelope: the document, and the mark of what it was planned for, sealed to the readers.
        closed_at: from then on nobody commits, and those who did reveal.
        taken_at, taken_version: when the drawn plan became the route of which version.
        drawn_digest: SHA-256 of the record of the draw that was taken over and had been verified.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    envelope = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    taken_version = models.PositiveIntegerField(null=True)
    drawn_digest = models.BinaryField(max_length=32, default=bytes)

    objects = DrawQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"envelope": "empty"}

    class Meta:
        ordering = ["operation", "-number"]
        constraints = [
            models.UniqueConstraint(name="operations_draw_once", fields=["operation", "number"]),
            models.CheckConstraint(
                name="operations_draw_closed_whole",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__gte=F("at"), closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="operations_draw_taken_whole",
                condition=Q(taken_at=None, taken_by=None, taken_version=None)
                | Q(
                    closed_at__isnull=False,
                    taken_at__gte=F("closed_at"),
                    taken_by__isnull=False,
                    taken_version__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.number} of {self.operation_id}"

    def stage(self, parts: int, revealed: int) -> Stage:
        """How far it has come.

        Args:
            parts, revealed: how many people committed, and revealed.
        """
        if self.taken_at is not None:
            return Stage.TAKEN
        if self.closed_at is None:
            return Stage.COMMITTING
        return Stage.DRAWN if revealed == parts else Stage.REVEALING


class DrawPartQuerySet(ScopedQuerySet["DrawPart"]):
    def visible_to(self, actor: User) -> Self:
        """Those of orders that the actor may read, and the actor's own."""
        named = Operation.objects.named(actor).order_by().values("pk")
        draws = Draw.objects.visible_to(actor).order_by().values("pk")
        return self.filter(Q(draw__operation__in=named) | Q(party=actor, draw__in=draws))


class DrawPart(models.Model):
    """That a person committed to a number; never changed or removed, a trigger sees to it.

    Attributes:
        commitment: as in ``engines.planning.unannounced.drawing``; tells nothing of the number.
        envelope: the 32 bytes of the number, sealed to that person alone.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="parts")
    party = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    commitment = models.BinaryField(max_length=32, unique=True)
    envelope = models.BinaryField()
    at = models.DateTimeField()

    objects = DrawPartQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"envelope": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="operations_draw_part_once", fields=["draw", "party"]),
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"

    @property
    def revealed(self) -> DrawReveal | None:
        """The number, once it is revealed."""
        return getattr(self, "reveal", None)


class DrawRevealQuerySet(ScopedQuerySet["DrawReveal"]):
    def visible_to(self, actor: User) -> Self:
        """As the parts that they reveal."""
        return self.filter(part__in=DrawPart.objects.visible_to(actor).order_by().values("pk"))


class DrawReveal(models.Model):
    """The number that somebody had committed to; never changed or removed, a trigger sees to it.

    Attributes:
        seed: 32 random bytes. With those of the others they make a number; which plan it falls
            on is told by the mixed plan alone, and that lies sealed.
    """

    part = models.OneToOneField(DrawPart, models.PROTECT, primary_key=True, related_name="reveal")
    seed = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    objects = DrawRevealQuerySet.as_manager()

    holds_no_person = "the key of a part, random bytes and an instant"

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"reveal of {self.part_id}"
