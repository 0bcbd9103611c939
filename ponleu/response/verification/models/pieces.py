"""Which piece of evidence was made of an interview, a reply or an answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Piece
from ponleu.response.verification.models.interviews import Interview
from ponleu.response.verification.models.questions import Answer
from ponleu.response.verification.models.requests import Reply
from ponleu.response.verification.models.scope import Kept, PlanQuerySet


class MadePiece(Kept):
    """That a piece of evidence came out of a plan, and of what in it."""

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    piece = models.OneToOneField(Piece, models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, related_name="made")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="made")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="made")

    objects = PlanQuerySet["MadePiece"].as_manager()

    scrub: ClassVar[dict[str, str]] = {}

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_madepiece_just_one",
                condition=Q(interview__isnull=False, reply=None, answer=None)
                | Q(interview=None, reply__isnull=False, answer=None)
                | Q(interview=None, reply=None, answer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"made of {self.allegation_id}"
