"""Operations, and who may know of one."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.response.operations.kept_out import entries_kept_from
from ponleu.response.operations.rules.kinds import SEALED_STATES, Decision, State


def _asked(actor: User) -> Q:
    """A sign-off is asked of the actor, or was given or refused by them.

    One that was taken back before they signed tells them of the operation no longer.
    """
    standing = [each for each in Decision if each is not Decision.TAKEN_BACK]
    stands = Q(decision__in=standing) | Q(expires_at__isnull=False)
    return _with("SignOff", stands, prosecutor=actor)


def _with(model: str, *asked: Q, **also: Any) -> Q:
    """Operations of which a row of theirs is so; asked without a join, on each page of many."""
    rows = apps.get_model("operations", model)._default_manager
    return Q(pk__in=rows.filter(*asked, **also).order_by().values("operation"))


def _kept_from(actor: User) -> Q:
    """Operations at a site of which a complaint names the actor, or is kept from their unit."""
    entries = entries_kept_from(actor)
    if entries.query.is_empty():
        return Q(pk__in=[])
    return _with("OperationSite", entry__in=entries.values("pk"))


class OperationQuerySet(ProtectedQuerySet["Operation"]):
    read_action = Action.OPERATION_READ

    def visible_to(self, actor: User) -> Self:
        """Those in which the actor is named or goes along, and those that have started where a
        grant covers them.

        One that is about a site of which a complaint names the actor, or is kept from their unit,
        does not exist for them once its sites are known; before, nobody lets them in.
        """
        knows = (
            (inside(actor, self.read_action) & ~Q(state__in=SEALED_STATES))
            | _with("Reader", user=actor, ended_at=None)
            | _with("Ask", to=actor, withdrawn_at=None)
            | _asked(actor)
            | _with("TeamMember", user=actor)
        )
        return self.filter(knows, ~_kept_from(actor))

    def open_to(self, actor: User) -> Self:
        """Those begun of which the actor may know sites, teams and people.

        Whoever was only asked for something is not among them, before and after the start.
        """
        in_it = (
            inside(actor, self.read_action)
            | _with("Reader", user=actor, ended_at=None)
            | _with("SignOff", prosecutor=actor, expires_at__isnull=False)
            | _with("TeamMember", user=actor)
        )
        # each of them is among those in visible_to, so asking that again would change nothing
        return self.exclude(state__in=SEALED_STATES).filter(in_it, ~_kept_from(actor))

    def named(self, actor: User) -> Self:
        """Those whose whole order the actor may open, whatever their state."""
        return self.visible_to(actor).filter(_with("Reader", user=actor, ended_at=None))


class Operation(Protected):
    """An ordered inspection of one or more sites. Until it starts, what it is lies sealed.

    What stands here may be known to everybody who is asked for something: nothing of it tells of
    a place, a time, a person or a number. The territory is that of the unit, never of a site.

    Attributes:
        code_name: chosen from a list by chance; says nothing.
        planning_began_at: when it was made, for the time from plan to start.
        allowed: from the start on what the sign-off allows, of "search", "cameras" and "phones";
            none before it, as it lies sealed.
    """

    reference = models.CharField(max_length=20, unique=True)
    code_name = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=[(s, s) for s in State], default=State.PLANNED)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planning_began_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    allowed = models.JSONField(null=True)

    objects = OperationQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["-planning_began_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="operations_operation_started_whole",
                condition=(
                    Q(started_at=None, started_by=None)
                    & Q(state__in=[State.PLANNED, State.POSTPONED, State.ABORTED])
                )
                | (
                    Q(started_at__isnull=False, started_by__isnull=False)
                    & Q(state__in=[State.STARTED, State.ENDED])
                ),
            ),
            models.CheckConstraint(
                name="operations_operation_ended_whole",
                condition=Q(ended_at=None) | Q(state=State.ENDED),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_sealed(self) -> bool:
        """Whether only named people know what it is."""
        return self.state in SEALED_STATES
