"""Who is let in to a case, and who is kept from it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import Unit
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import (
    WITHDRAWN_WHOLE,
    StandingQuerySet,
    Withdrawable,
)
from ponleu.response.cases.models.case import Case
from ponleu.response.cases.rules import Part


class MembershipQuerySet(StandingQuerySet["Membership"]):
    """People let in to cases."""


class Membership(Withdrawable):
    """That a person needs to know a case: by whom they were let in, from when, until when.

    Attributes:
        part: what they do in the case; what they may do follows from their grants alone.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(max_length=16, choices=[(p, p) for p in Part])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MembershipQuerySet.as_manager()

    scoping_because = "read only with its case, which is scoped"
    retention = "kept with its case"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="cases_membership_once",
                fields=["case", "user"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"


class CaseExclusionQuerySet(StandingQuerySet["CaseExclusion"]):
    """Conflicts of interest."""


class CaseExclusion(Withdrawable):
    """A conflict of interest: a person, or all of a unit, never see that a case exists.

    Attributes:
        withdrawn_why: why it was lifted.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = CaseExclusionQuerySet.as_manager()

    scoping_because = "read only with its case, which those kept from it do not see"
    retention = "kept with its case"
    scrub: ClassVar[dict[str, str]] = {"why": "empty", "withdrawn_why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="cases_caseexclusion_one_of_two", condition=Q(user=None) ^ Q(unit=None)
            ),
            models.CheckConstraint(
                name="cases_caseexclusion_by_another",
                condition=Q(user=None) | ~Q(user=F("by")),
            ),
            models.CheckConstraint(
                name="cases_caseexclusion_lifted_by_another",
                condition=Q(user=None) | Q(withdrawn_by=None) | ~Q(user=F("withdrawn_by")),
            ),
            models.CheckConstraint(name="cases_caseexclusion_has_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="cases_caseexclusion_lifted_with_why",
                condition=(Q(withdrawn_at=None) & Q(withdrawn_why=""))
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
            ),
            models.UniqueConstraint(
                name="cases_caseexclusion_user_once",
                fields=["case", "user"],
                condition=Q(withdrawn_at=None, user__isnull=False),
            ),
            models.UniqueConstraint(
                name="cases_caseexclusion_unit_once",
                fields=["case", "unit"],
                condition=Q(withdrawn_at=None, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"exclusion {self.pk}"
