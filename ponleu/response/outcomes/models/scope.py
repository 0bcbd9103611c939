"""Who sees what concerns a site of an operation: those to whom the operation is open."""

from __future__ import annotations

from typing import Self

from django.db.models import Exists, OuterRef

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.scoping import M
from ponleu.foundation.core.withdrawing import StandingQuerySet
from ponleu.response.operations.models import OperationSite


class OfSiteQuerySet(StandingQuerySet[M]):
    """Rows with a ``site``, of operations that have started."""

    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor."""
        seen = OperationSite.objects.visible_to(actor).order_by()
        return self.filter(site__in=seen.values("pk"))


class NumberedQuerySet(OfSiteQuerySet[M]):
    """Rows of a site that replace each other: the one with the highest number stands."""

    def holding(self) -> Self:
        """Of each site the newest that was not taken back."""
        later = self.model._default_manager.filter(
            site=OuterRef("site"), withdrawn_at=None, number__gt=OuterRef("number")
        )
        return self.standing().filter(~Exists(later))
