"""Pieces of evidence, findings, and which pieces a finding cites."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.complaints.models import Complaint
from ponleu.response.findings.rules.elements import Group, Seen
from ponleu.response.findings.rules.kinds import (
    Decision,
    Istanbul,
    OtherMatter,
    Outcome,
    PieceKind,
    Reliability,
    Side,
)

M = TypeVar("M", bound=models.Model)


def inside(actor: User, *actions: str) -> Q:
    """What lies where a grant of the actor allows any of some actions."""
    found = Q(pk__in=[])
    for action in actions:
        for reach in actor.reaches(action):
            units = Unit.objects.filter(path__startswith=reach.unit_path)
            found |= Q(unit__in=units, territory__startswith=reach.territory)
    return found


def open_to(actor: User, path: str) -> Q:
    """What concerns an allegation about an entry that the actor may see, and in which no
    complaint was ever gathered that they are kept from. They need not see the complaints.

    Args:
        path: to the allegation: "allegation" from what concerns one, "pk" from itself.
    """
    kept = Gathering.objects.kept_from(actor).filter(allegation=OuterRef(path))
    about = "entry" if path == "pk" else f"{path}__entry"
    entries = Entry.objects.visible_to(actor).filter(pk=OuterRef(about))
    return ~Q(Exists(kept)) & Q(Exists(entries))


def allegations_open_to(actor: User, *actions: str) -> QuerySet[Allegation]:
    """Allegations on which the actor may do any of some actions of this room."""
    return Allegation.objects.filter(inside(actor, *actions), open_to(actor, "pk"))


class _OfAllegation(ProtectedQuerySet[M]):
    """What concerns an allegation: gone for whoever one of its complaints names."""

    read_action = Action.FINDING_READ

    def visible_to(self, actor: User) -> Self:
        """What a grant covers, of allegations that are open to the actor."""
        return super().visible_to(actor).filter(open_to(actor, "allegation"))


class PieceQuerySet(_OfAllegation["Piece"]):
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
        """Those not withdrawn, whose claim was not withdrawn either."""
        return self.filter(withdrawn_at=None, claim__withdrawn_at=None)


class Piece(Protected):
    """Something that bears on an allegation, and how good it is.

    Attributes:
        source, start, end: the document, and the words in it if some are meant; of a claim,
            the document of the claim is not repeated here.
        words: what it shows. Not sealed.
        origin: whom it comes from, as people wrote it; ``origin_key`` is that, normalised.
        is_judgment: the judgment of a court.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in PieceKind])
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="+")
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=1000)
    origin = models.CharField(max_length=200)
    origin_key = models.CharField(max_length=220)
    is_direct = models.BooleanField(default=False)
    is_judgment = models.BooleanField(default=False)
    reliability = models.CharField(max_length=1, choices=[(r, r) for r in Reliability])
    credibility = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = PieceQuerySet.as_manager()

    retention = "kept as long as the record: a finding may rest on it"
    scrub: ClassVar[dict[str, str]] = {
        "words": "empty",
        "origin": "empty",
        "origin_key": "empty",
        "withdrawn_why": "empty",
    }

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="findings_piece_withdrawn_whole", condition=WITHDRAWN_WHOLE
            ),
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
                name="findings_piece_credibility", condition=Q(credibility__range=(1, 6))
            ),
        ]

    def __str__(self) -> str:
        return f"piece {self.pk}"

    @property
    def stands(self) -> bool:
        """Neither it nor the claim that it is was withdrawn."""
        is_claim_gone = self.claim is not None and self.claim.withdrawn_at is not None
        return self.withdrawn_at is None and not is_claim_gone


class FindingQuerySet(_OfAllegation["Finding"]):
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


class Cited(models.Model):
    """That a finding rests on a piece, on which side, and which origin it was counted as.

    Attributes:
        origin: number of the independent origin within the finding, when it was written.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="cited")
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="cited")
    side = models.CharField(max_length=8, choices=[(s, s) for s in Side])
    origin = models.PositiveSmallIntegerField()

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
