"""What came of a site: said, corrected by saying it anew, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models.scope import NumberedQuerySet
from ponleu.response.outcomes.rules.kinds import MOST_PEOPLE, Code


class OutcomeNote(Withdrawable):
    """What came of one site of a started operation, as somebody noted it.

    Attributes:
        number: from 1; the highest that was not taken back holds, the others are its history.
        arrived_at: when the first team was there; none if nobody noted it.
        arrested, to_care, to_justice: numbers of people; none if nobody counted. No names.
        words: what else came of it.
        why: what was wrong with the one before; empty for the first.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    site = models.ForeignKey(OperationSite, models.PROTECT, related_name="outcome_notes")
    number = models.PositiveSmallIntegerField()
    arrived_at = models.DateTimeField(null=True)
    arrested = models.PositiveIntegerField(null=True)
    to_care = models.PositiveIntegerField(null=True)
    to_justice = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = NumberedQuerySet["OutcomeNote"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"words": "empty", "why": "empty"}

    class Meta:
        ordering = ["site", "-number"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(name="outcomes_note_once", fields=["site", "number"]),
            models.CheckConstraint(
                name="outcomes_note_correction_says_why", condition=Q(number=1) | ~Q(why="")
            ),
            *(
                models.CheckConstraint(
                    name=f"outcomes_note_{field}_in_range",
                    condition=Q(**{field: None}) | Q(**{f"{field}__lte": MOST_PEOPLE}),
                )
                for field in ("arrested", "to_care", "to_justice")
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.number} of site {self.site_id}"

    @property
    def known_codes(self) -> list[str]:
        """Its outcomes, in the order of the list."""
        said = {each.code for each in self.codes.all()}
        return [code for code in Code if code in said]


class NotedCode(models.Model):
    """One of the outcomes that a note says."""

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=20, choices=[(code, code) for code in Code])

    scoping_because = "read only with its note, which is scoped"
    holds_no_person = "the key of a note and a code"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="outcomes_code_once", fields=["note", "code"]),
            models.CheckConstraint(
                name="outcomes_code_known", condition=Q(code__in=[str(code) for code in Code])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of note {self.note_id}"
