"""What is open once an operation has started: its sites, teams and people, taken from the order."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.knowledge.register.models import Entry
from ponleu.response.operations.models.operation import Operation


class OfBegunQuerySet(ScopedQuerySet[M]):
    """What belongs to a started operation: not for those who were only asked for something."""

    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor."""
        return self.filter(operation__in=Operation.objects.open_to(actor).order_by().values("pk"))


class OperationSite(models.Model):
    """A site that was to be inspected.

    Attributes:
        number: its place in the order, from 1.
        planned_at: when a team was to be there; none if the plan left it out.
        chosen: "risk", or "lot" if it was drawn and was to be visited.
        probability, score: of a drawn one with which it was drawn, above 0 to 1, and what it was
            worth to the plan, see ``rules.worth``; none of others.
        needs: codes of roles that had to be there.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="sites")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField(null=True)
    chosen = models.CharField(max_length=8, default="risk")
    probability = models.FloatField(null=True)
    score = models.FloatField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    needs = models.JSONField(default=list)

    objects = OfBegunQuerySet["OperationSite"].as_manager()

    holds_no_person = "keys of an operation and of a site"

    class Meta:
        ordering = ["operation", "number"]
        constraints = [
            models.UniqueConstraint(name="operations_site_once", fields=["operation", "entry"]),
        ]

    def __str__(self) -> str:
        return f"site {self.number} of {self.operation_id}"


class OperationTeam(models.Model):
    """People who go together. ``sites`` are those that the plan gave to them."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="teams")
    number = models.PositiveSmallIntegerField()
    vehicles = models.JSONField(default=list)
    equipment = models.CharField(max_length=500, blank=True)
    sites = models.ManyToManyField(OperationSite, related_name="teams")

    objects = OfBegunQuerySet["OperationTeam"].as_manager()

    holds_no_person = "a number, vehicles and equipment"

    class Meta:
        ordering = ["operation", "number"]
        constraints = [
            models.UniqueConstraint(name="operations_team_once", fields=["operation", "number"]),
        ]

    def __str__(self) -> str:
        return f"team {self.number} of {self.operation_id}"


class TeamMember(models.Model):
    """Who goes with a team, in which role.

    Attributes:
        user: their account; none if they have none.
        role: code of a role of operations.
        was_present: whether they answered at roll call.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="members")
    team = models.ForeignKey(OperationTeam, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=32)
    is_lead = models.BooleanField(default=False)
    was_present = models.BooleanField(default=False)

    objects = OfBegunQuerySet["TeamMember"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"name": "pseudonym"}

    class Meta:
        ordering = ["team", "-is_lead", "pk"]

    def __str__(self) -> str:
        return f"member of team {self.team_id}"
