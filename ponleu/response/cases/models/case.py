"""Cases: allegations worked together, and who sees that there is one."""

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
from ponleu.response.cases.models.allegation import Gathering


class CaseQuerySet(ProtectedQuerySet["Case"]):
    read_action = Action.CASE_READ

    def visible_to(self, actor: User) -> Self:
        """What a grant covers and the actor is let in to, by name or with all of the unit.

        Whoever is kept from it, or from one complaint that it rests on, sees none of it,
        however they were let in.
        """
        together = Case.objects.filter(head=OuterRef("head"))
        let_in = together.filter(memberships__user=actor, memberships__withdrawn_at=None)
        shut = together.filter(is_open_to_unit=False)
        kept_from = together.filter(
            Q(exclusions__user=actor) | Q(exclusions__unit=actor.unit_id),
            exclusions__withdrawn_at=None,
        )
        return (
            super()
            .visible_to(actor)
            .filter(Exists(let_in) | (Q(unit=actor.unit_id) & ~Exists(shut)))
            .exclude(Exists(kept_from))
            .exclude(Exists(together.filter(_rests_on_what_names(actor))))
        )

    def heads(self) -> Self:
        """Those that are not merged into another."""
        return self.filter(head=F("pk"))

    def still_open(self) -> Self:
        """Those that nobody closed."""
        return self.exclude(Exists(Closing.objects.standing().filter(case=OuterRef("pk"))))

    def closed(self) -> Self:
        """Those that somebody closed."""
        return self.filter(Exists(Closing.objects.standing().filter(case=OuterRef("pk"))))


def _rests_on_what_names(actor: User) -> Q:
    """Whether the case holds an allegation in which a complaint was ever gathered that the actor
    is kept from.
    """
    kept = Gathering.objects.kept_from(actor).order_by().values("allegation")
    return Q(gathered__withdrawn_at=None, gathered__allegation__in=kept)


class Case(Protected):
    """Allegations worked together.

    Attributes:
        title: not sealed: no names of reporters or of people found.
        lead: the body that leads the work.
        head: the case under which it is worked now: itself, unless it was merged. Services
            work it out anew from the regroupings that stand; nothing else moves.
        is_open_to_unit: all of its unit who may read cases see it, not its members alone.
        changes: how often title, lead or openness were changed; a form names the count it saw.
    """

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    head = models.ForeignKey("self", models.PROTECT, related_name="+")
    is_open_to_unit = models.BooleanField(default=False)
    changes = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"title": "pseudonym"}

    class Meta:
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.CheckConstraint(name="cases_case_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_merged(self) -> bool:
        """Whether it is worked under another."""
        return self.head_id != self.pk


class ClosingQuerySet(StandingQuerySet["Closing"]):
    """Closings of cases."""


class Closing(Withdrawable):
    """That a case was closed, and why; taken back, the case is open again."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="closings")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ClosingQuerySet.as_manager()

    scoping_because = "read only with its case, which is scoped"
    retention = "kept with its case"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(name="cases_closing_has_why", condition=~Q(why="")),
            models.UniqueConstraint(
                name="cases_closing_once", fields=["case"], condition=Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"closing {self.pk}"
