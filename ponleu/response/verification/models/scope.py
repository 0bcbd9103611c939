"""Whose verification a person may see, and what every row of a plan carries."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from ponleu.foundation.accounts.models import User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.cases.models import AllegationQuerySet, known_to


def open_to(actor: User) -> AllegationQuerySet:
    """Allegations whose verification a person may see.

    Those that they may see, or learn of by a case, where they hold the grant as well. A plan rests
    on all of the complaints, and who is named in one sees no such allegation: they must not learn
    who is asked.
    """
    return known_to(actor).filter(inside(actor, Action.VERIFICATION_READ))


class PlanQuerySet(ScopedQuerySet[M]):
    """Rows of plans: seen by whoever may see the plan."""

    to_allegation: ClassVar[str] = "allegation"

    def visible_to(self, actor: User) -> Self:
        """Only those of plans that the actor may see."""
        return self.filter(Exists(open_to(actor).filter(pk=OuterRef(self.to_allegation))))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Kept(Withdrawable):
    """What every row of a plan carries: who made it and when, and if it was taken back, by whom.

    Its words are never changed; it is taken back and another one is made.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    retention = "kept as long as its allegation"

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
        ]
