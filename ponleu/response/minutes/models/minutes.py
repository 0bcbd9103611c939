"""Minutes, their versions, and what those present did about them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, StandingQuerySet, Withdrawable
from ponleu.knowledge.evidence.models import Content
from ponleu.response.minutes.rules.kinds import NEED_WORDS, Manner
from ponleu.response.operations.models import Operation, OperationSite, TeamMember


class MinutesQuerySet(StandingQuerySet["Minutes"]):
    def visible_to(self, actor: User) -> Self:
        """Those of operations that are open to the actor."""
        return self.filter(operation__in=Operation.objects.open_to(actor).order_by().values("pk"))


class OfMinutesQuerySet(StandingQuerySet[M]):
    """What belongs to minutes."""

    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor."""
        seen = Minutes.objects.visible_to(actor).order_by().values("pk")
        return self.filter(**{self._way: seen})

    @property
    def _way(self) -> str:
        return "minutes__in" if self.model is Version else "version__minutes__in"


class Minutes(Withdrawable):
    """Minutes of one operation, or of one of its sites.

    Attributes:
        site: none if they are of the whole operation.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    site = models.ForeignKey(OperationSite, models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    objects = MinutesQuerySet.as_manager()

    holds_no_person = "a reference, keys of an operation and of a site"

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="minutes_minutes_once_a_site",
                fields=["operation", "site"],
                condition=Q(withdrawn_at=None, site__isnull=False),
            ),
            models.UniqueConstraint(
                name="minutes_minutes_once_whole",
                fields=["operation"],
                condition=Q(withdrawn_at=None, site=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Version(models.Model):
    """One version; never changed but for being closed, once.

    Attributes:
        content: canonical JSON, see ``rules.content``; ``sha256`` is of exactly these bytes.
        closed_at: from then on it may be signed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    objects = OfMinutesQuerySet["Version"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"content": "empty"}

    class Meta:
        ordering = ["minutes", "-number"]
        constraints = [
            models.UniqueConstraint(name="minutes_version_once", fields=["minutes", "number"]),
            models.CheckConstraint(
                name="minutes_version_closed_whole",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.minutes_id}"


class Signature(Withdrawable):
    """What one person did about a closed version: signed, with a reservation, refused, on paper.

    Attributes:
        member: their place in a team; none for somebody else present, who signs on paper.
        user: who signed with their account; none on paper.
        words: the reservation, or why they refused.
        proof: Ed25519 of the installation over ``rules.proving.signed_text``, hex.
        key: the public key that checks it, hex.
        scan: the sheet that was signed on paper.
        entered_by: the person who signs, or who entered the sheet.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    member = models.ForeignKey(TeamMember, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    manner = models.CharField(max_length=8, choices=[(m, m) for m in Manner])
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    proof = models.CharField(max_length=128)
    key = models.CharField(max_length=64)
    scan = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfMinutesQuerySet["Signature"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"name": "pseudonym", "words": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="minutes_signature_once",
                fields=["version", "member"],
                condition=Q(withdrawn_at=None, member__isnull=False),
            ),
            models.CheckConstraint(
                name="minutes_signature_paper_or_account",
                condition=Q(manner=Manner.PAPER, user=None, scan__isnull=False)
                | (
                    ~Q(manner=Manner.PAPER) & Q(user__isnull=False, member__isnull=False, scan=None)
                ),
            ),
            models.CheckConstraint(
                name="minutes_signature_says_why",
                condition=~Q(manner__in=sorted(NEED_WORDS)) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"
