"""Incidents as people judged them, and what they kept apart."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.cases.models import Allegation
from ponleu.response.incidents.models.seen import is_seen
from ponleu.response.incidents.models.tellings import Telling
from ponleu.response.incidents.rules import Verdict


class IncidentQuerySet(ScopedQuerySet["Incident"]):
    def visible_to(self, actor: User) -> Self:
        """Those of which the actor may see a document: what rests on others does not exist."""
        return self.filter(Exists(Member.objects.visible_to(actor).filter(incident=OuterRef("pk"))))

    def standing_for(self, actor: User) -> Self:
        """Those that hold a document now that the actor may see."""
        rows = Member.objects.visible_to(actor).standing().filter(incident=OuterRef("pk"))
        return self.filter(Exists(rows))


class Incident(models.Model):
    """Something that several documents tell of, as a person said.

    It has no name of its own: its site and day are those that the documents give which the
    reader may see.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = IncidentQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(name="incidents_incident_list", fields=["-opened_at", "-id"])]

    def __str__(self) -> str:
        return self.reference


class MemberQuerySet(ScopedQuerySet["Member"]):
    def visible_to(self, actor: User) -> Self:
        """Those of documents that the actor may see."""
        return self.filter(is_seen(actor, "telling__source"))

    def standing(self) -> Self:
        """Those not taken out."""
        return self.filter(withdrawn_at=None)


class Member(Withdrawable):
    """That a person said a telling is of an incident. Taken out, it stays, with who and when.

    Attributes:
        score, reasons: what the engine said of it to whoever judged.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="members")
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="memberships")
    why = models.CharField(max_length=500, blank=True)
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MemberQuerySet.as_manager()

    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"why": "empty", "reasons": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="incidents_member_of_one", fields=["telling"], condition=Q(withdrawn_at=None)
            ),
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class KeptApartQuerySet(ScopedQuerySet["KeptApart"]):
    def visible_to(self, actor: User) -> Self:
        """Only those of whose documents the actor may see each."""
        unseen = KeptSide.objects.filter(
            ~is_seen(actor, "telling__source"), kept_apart=OuterRef("pk")
        )
        return self.filter(~Exists(unseen))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class KeptApart(Withdrawable):
    """That a person said tellings are not of one incident, or could not say.

    Attributes:
        incident: the one that side 0 is not of; none if a proposal was judged.
        ended: the membership that this judgement took back, so that undoing it restores it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="kept_apart")
    ended = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=16, choices=[(v, v) for v in Verdict])
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = KeptApartQuerySet.as_manager()

    retention = "kept with its sources"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"kept apart {self.pk}"


class KeptSide(models.Model):
    """On which side of a judgement a telling is: those of different sides stay apart."""

    kept_apart = models.ForeignKey(KeptApart, models.CASCADE, related_name="sides")
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="kept_sides")
    number = models.PositiveIntegerField()

    scoping_because = "read only with its judgement, which is scoped"
    holds_no_person = "keys of a judgement and of a telling"

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="incidents_keptside_once", fields=["kept_apart", "telling"]
            ),
        ]

    def __str__(self) -> str:
        return f"side {self.number} of {self.kept_apart_id}"


class LinkQuerySet(ScopedQuerySet["Link"]):
    def visible_to(self, actor: User) -> Self:
        """Those of allegations that the actor may see."""
        seen = Allegation.objects.visible_to(actor).filter(pk=OuterRef("allegation"))
        return self.filter(Exists(seen))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Link(Withdrawable):
    """That a person said an allegation is about an incident. Taken back, it stays."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="links")
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LinkQuerySet.as_manager()

    holds_no_person = "keys of an incident and an allegation"

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="incidents_link_once",
                fields=["incident", "allegation"],
                condition=Q(withdrawn_at=None),
            ),
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
