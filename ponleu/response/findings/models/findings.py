"""Findings, which pieces they cite, and which of these bear each element."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, Unit, User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models.pieces import Piece
from ponleu.response.findings.models.scope import OfAllegation
from ponleu.response.findings.rules.elements import Group, Seen
from ponleu.response.findings.rules.kinds import (
    Decision,
    Istanbul,
    OtherMatter,
    Outcome,
    Side,
)


class FindingQuerySet(OfAllegation["Finding"]):
    def visible_to(self, actor: User) -> Self:
        """Those approved; the others only for those who write or review findings there."""
        unread = inside(actor, Action.FINDING_WRITE, Action.FINDING_REVIEW)
        return super().visible_to(actor).filter(Q(decision=Decision.APPROVED) | unread)

    def waiting(self) -> Self:
        """Those that nobody reviewed and the author did not take back."""
        return self.filter(decision="", taken_back_at=None)

    def standing(self) -> Self:
        """Those approved that no approved one replaced."""
        later = Finding.objects.filter(previous=OuterRef("pk"), decision=Decision.APPROVED)
        return self.filter(~Exists(later), decision=Decision.APPROVED)


class Finding(Protected):
    """A dated, graded conclusion on one allegation; its words are never changed.

    Attributes:
        previous: the approved finding that it replaces; none for an allegation's first.
        level: how well the conclusion is proved, 0 to 5.
        concerns_child: whether someone concerned was under 18; none if not known.
        istanbul, clinician, clinician_piece: of torture, by whom, and in which document.
        words: the conclusion. Names no person found.
        is_late: the first came later than ``rules.kinds.LATE_AFTER``.
    """

    # Without an index of its own: planners prefer it to that of the list, and sort the country.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=20, unique=True)
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="findings")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    outcome = models.CharField(max_length=24, choices=[(o, o) for o in Outcome])
    other_matter = models.CharField(
        max_length=24, blank=True, choices=[(m, m) for m in OtherMatter]
    )
    level = models.PositiveSmallIntegerField()
    concerns_child = models.BooleanField(null=True)
    istanbul = models.CharField(max_length=24, blank=True, choices=[(i, i) for i in Istanbul])
    clinician = models.CharField(max_length=200, blank=True)
    clinician_piece = models.ForeignKey(Piece, models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    is_late = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=16, blank=True, choices=[(d, d) for d in Decision])
    why = models.CharField(max_length=1000, blank=True)

    objects = FindingQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"words": "empty", "clinician": "empty", "why": "empty"}

    class Meta:
        ordering = ["-written_at", "pk"]
        indexes = [  # each list walks one, and looks up only the rows that it shows
            models.Index(
                name="findings_finding_approved",
                fields=[
                    "-reviewed_at",
                    "id",
                    "unit",
                    "territory",
                    "is_late",
                    "allegation",
                    "decision",
                ],
                condition=Q(decision=Decision.APPROVED),
            ),
            models.Index(
                name="findings_finding_waiting",
                fields=["written_at", "id", "unit", "territory", "author"],
                condition=Q(decision="", taken_back_at=None),
            ),
            models.Index(name="findings_finding_mine", fields=["author", "decision"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="findings_finding_reviewed_whole",
                condition=Q(decision="", reviewer=None, reviewed_at=None)
                | (
                    Q(reviewer__isnull=False, reviewed_at__isnull=False, taken_back_at=None)
                    & ~Q(decision="")
                ),
            ),
            models.CheckConstraint(
                name="findings_finding_reviewed_by_another", condition=~Q(reviewer=F("author"))
            ),
            models.CheckConstraint(
                name="findings_finding_refused_why",
                condition=~Q(decision=Decision.REFUSED) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="findings_finding_other_matter_named",
                condition=Q(outcome=Outcome.OTHER_MATTER) ^ Q(other_matter=""),
            ),
            models.CheckConstraint(
                name="findings_finding_level",
                condition=Q(level__range=(0, 1))
                | (Q(level__range=(2, 5)) & ~Q(outcome=Outcome.COULD_NOT_VERIFY)),
            ),
            models.CheckConstraint(
                name="findings_finding_torture_by_clinician",
                condition=Q(istanbul="", clinician="", clinician_piece=None)
                | (~Q(istanbul="") & ~Q(clinician="") & Q(clinician_piece__isnull=False)),
            ),
            models.UniqueConstraint(
                name="findings_finding_replaced_once",
                fields=["previous"],
                condition=Q(decision=Decision.APPROVED),
            ),
            models.UniqueConstraint(
                name="findings_finding_one_first",
                fields=["allegation"],
                condition=Q(decision=Decision.APPROVED, previous=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class CitedQuerySet(models.QuerySet["Cited"]):
    def with_pieces(self) -> Self:
        """With the pieces and what tells whether these stand; nothing sealed is fetched."""
        sealed = ("piece__complaint__summary", "piece__complaint__content")
        return self.select_related("piece__claim", "piece__complaint").defer(*sealed)

    def as_weighed(self) -> Self:
        """With of the pieces what tells their weight and whether they stand, and nothing else."""
        weighed = ("is_direct", "is_judgment", "reliability", "credibility", "withdrawn_at")
        stands = ("piece__claim__withdrawn_at", "piece__complaint__state")
        rows = self.select_related("piece__claim", "piece__complaint")
        own = ("finding", "piece", "side", "origin")
        return rows.only(*own, *(f"piece__{name}" for name in weighed), *stands)


class Cited(models.Model):
    """That a finding rests on a piece, on which side, and which origin it was counted as.

    Attributes:
        origin: number of the independent origin within the finding, when it was written.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="cited")
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="cited")
    side = models.CharField(max_length=8, choices=[(s, s) for s in Side])
    origin = models.PositiveSmallIntegerField()

    objects = CitedQuerySet.as_manager()

    scoping_because = "read only with its finding and its piece, which are scoped"
    holds_no_person = "keys of a finding and of a piece"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="findings_cited_once", fields=["finding", "piece"]),
        ]

    def __str__(self) -> str:
        return f"{self.piece_id} {self.side}"


class FindingElement(models.Model):
    """What a finding says of one element; one without a row is not known."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="elements")
    group = models.CharField(max_length=16, choices=[(g, g) for g in Group])
    code = models.CharField(max_length=48)
    result = models.CharField(max_length=16, choices=[(s, s) for s in (Seen.SEEN, Seen.NOT_SEEN)])

    scoping_because = "read only with its finding, which is scoped"
    holds_no_person = "codes of a conclusion"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="findings_findingelement_once", fields=["finding", "group", "code"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.code} {self.result}"


class Borne(models.Model):
    """That a piece which a finding cites bears one of its elements; kept with the finding."""

    element = models.ForeignKey(FindingElement, models.CASCADE, related_name="borne")
    cited = models.ForeignKey(Cited, models.CASCADE, related_name="bears")

    scoping_because = "read only with its finding and its piece, which are scoped"
    holds_no_person = "keys of an element and of a piece that is cited"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="findings_borne_once", fields=["element", "cited"]),
        ]

    def __str__(self) -> str:
        return f"{self.cited_id} bears {self.element_id}"
