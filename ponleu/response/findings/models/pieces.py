"""Pieces of evidence."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, User
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import State
from ponleu.response.findings.models.scope import OfAllegation
from ponleu.response.findings.rules.kinds import PieceKind, Reliability


def gone(path: str = "") -> Q:
    """Pieces that do not stand: withdrawn, or their claim was, or a reporter took the complaint
    back.

    Args:
        path: to the piece, such as "piece__"; empty from the piece itself.
    """
    return (
        Q((f"{path}withdrawn_at__isnull", False))
        | Q((f"{path}claim__withdrawn_at__isnull", False))
        | Q((f"{path}complaint__state", State.WITHDRAWN))
    )


class PieceQuerySet(OfAllegation["Piece"]):
    def visible_to(self, actor: User) -> Self:
        """Only those of which the actor may see the claim, the document and the complaint."""
        claims = Claim.objects.visible_to(actor).filter(pk=OuterRef("claim"))
        sources = Source.objects.visible_to(actor).filter(pk=OuterRef("source"))
        complaints = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        return (
            super()
            .visible_to(actor)
            .filter(
                Q(claim=None) | Exists(claims),
                Q(source=None) | Exists(sources),
                Q(complaint=None) | Exists(complaints),
            )
        )

    def standing(self) -> Self:
        """Those that nobody withdrew; see ``gone``."""
        return self.exclude(gone())


class Piece(Withdrawable, Protected):
    """Something that bears on an allegation, and how good it is.

    Attributes:
        source, start, end: the document, and the words in it if some are meant; of a claim,
            the document of the claim is not repeated here.
        words: what it shows. Not sealed.
        origin: whom it comes from, as people wrote it; ``origin_key`` is that, normalised.
        is_judgment: the judgment of a court.
        content: of an exhibit, its file as it came. What it was called is not kept: names of
            files hold names of people.
        taken_by, taken_date, kept_where: of an exhibit, who took the thing or the picture, on
            which day, and where the original lies.
        is_barred: once withdrawn it is not brought back: somebody's consent is gone.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in PieceKind])
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="+")
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    taken_by = models.CharField(max_length=200, blank=True)
    taken_date = models.DateField(null=True)
    kept_where = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=1000)
    origin = models.CharField(max_length=200)
    origin_key = models.CharField(max_length=220)
    is_direct = models.BooleanField(default=False)
    is_judgment = models.BooleanField(default=False)
    reliability = models.CharField(max_length=1, choices=[(r, r) for r in Reliability])
    credibility = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_why = models.CharField(max_length=500, blank=True)
    is_barred = models.BooleanField(default=False)

    objects = PieceQuerySet.as_manager()

    retention = "kept as long as the record: a finding may rest on it"
    scrub: ClassVar[dict[str, str]] = {
        "words": "empty",
        "taken_by": "empty",
        "kept_where": "empty",
        "origin": "empty",
        "origin_key": "empty",
        "withdrawn_why": "empty",
    }

    class Meta:
        ordering = ["added_at", "pk"]
        indexes = [
            models.Index(
                name="findings_piece_withdrawn",
                fields=["id"],
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="findings_piece_span",
                condition=Q(start=None, end=None)
                | Q(
                    source__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                ),
            ),
            models.CheckConstraint(
                name="findings_piece_has_what_it_is",
                condition=(
                    (Q(kind=PieceKind.CLAIM) ^ Q(claim=None))
                    & (Q(kind=PieceKind.COMPLAINT) ^ Q(complaint=None))
                    & (~Q(kind=PieceKind.DOCUMENT) | Q(source__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="findings_piece_judgment_is_document",
                condition=Q(is_judgment=False) | Q(kind=PieceKind.DOCUMENT),
            ),
            models.UniqueConstraint(
                name="findings_piece_claim_once",
                fields=["allegation", "claim"],
                condition=Q(withdrawn_at=None, claim__isnull=False),
            ),
            models.UniqueConstraint(
                name="findings_piece_complaint_once",
                fields=["allegation", "complaint"],
                condition=Q(withdrawn_at=None, complaint__isnull=False),
            ),
            models.CheckConstraint(
                name="findings_piece_exhibit",
                condition=Q(kind=PieceKind.EXHIBIT)
                | Q(content=None, taken_by="", taken_date=None, kept_where=""),
            ),
            models.UniqueConstraint(
                name="findings_piece_file_once",
                fields=["allegation", "content"],
                condition=Q(withdrawn_at=None, content__isnull=False),
            ),
            models.CheckConstraint(
                name="findings_piece_credibility", condition=Q(credibility__range=(1, 6))
            ),
        ]

    def __str__(self) -> str:
        return f"piece {self.pk}"

    @property
    def stands(self) -> bool:
        """Neither it nor the claim that it is was withdrawn, nor the complaint taken back."""
        is_claim_gone = self.claim is not None and self.claim.withdrawn_at is not None
        return self.withdrawn_at is None and not is_claim_gone and not self.is_taken_back

    @property
    def is_taken_back(self) -> bool:
        """Whether it is a complaint that its reporter took back."""
        return self.complaint is not None and self.complaint.state == State.WITHDRAWN
