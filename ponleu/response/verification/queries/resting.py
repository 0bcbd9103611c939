"""What rests on a source or an interview: listed when it is withdrawn, in all plans one sees."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.response.findings.models import Cited, Finding, Piece
from ponleu.response.verification.models import (
    Answer,
    GradedSource,
    Interview,
    MadePiece,
    Reply,
    Use,
)
from ponleu.response.verification.rules import Purpose

MOST = 100


@dataclass(frozen=True, slots=True)
class Resting:
    """Answers, pieces of evidence, findings and uses that rest on something; cut at ``MOST``.

    Attributes:
        elsewhere: other plans that rely on the same source, graded there by themselves.
    """

    answers: tuple[Answer, ...]
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
    elsewhere: tuple[GradedSource, ...]
    uses: tuple[Use, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything rests on it."""
        return any((self.answers, self.pieces, self.findings, self.elsewhere, self.uses))


def on_source(actor: User, graded: GradedSource) -> Resting:
    """What rests on a source of a plan, in every plan that the actor may see."""
    same = GradedSource.objects.visible_to(actor).filter(_same(graded))
    grounds = Q(grounds__graded__in=same.order_by().values("pk"))
    pieces = _pieces_of(graded)
    made = Q(pk__in=[])
    if graded.witness_id:
        interviews = Interview.objects.filter(witness=graded.witness_id)
        grounds |= Q(grounds__interview__in=interviews.order_by().values("pk"))
        made = Q(interview__witness=graded.witness_id)
    if graded.source_id:
        replies = Reply.objects.filter(source=graded.source_id)
        grounds |= Q(grounds__reply__in=replies.order_by().values("pk"))
        made = Q(reply__source=graded.source_id)
    others = same.exclude(pk=graded.pk).select_related("allegation__entry")
    return _resting(actor, grounds, made, pieces, tuple(others.order_by("at", "pk")[:MOST]))


def on_interview(actor: User, interview: Interview, withdrawn: frozenset[Purpose]) -> Resting:
    """What rests on an interview for purposes that nobody says yes to any more.

    Answers and evidence need the consent to be evidence, each other use its own. A piece that
    was withdrawn with the consent is listed too, as findings may have cited it before.
    """
    uses = (
        Use.objects.visible_to(actor)
        .standing()
        .filter(interview=interview, purpose__in=sorted(withdrawn))
    )
    if Purpose.EVIDENCE not in withdrawn:
        return Resting((), (), (), (), tuple(uses[:MOST]))
    grounds, made = Q(grounds__interview=interview), Q(interview=interview)
    found = _resting(actor, grounds, made, Q(pk__in=[]), (), with_withdrawn=True)
    return Resting(found.answers, found.pieces, found.findings, (), tuple(uses[:MOST]))


def _same(graded: GradedSource) -> Q:
    """The same source wherever it is relied on, and claims that a document makes."""
    if graded.source_id:
        return Q(source=graded.source_id) | Q(claim__source=graded.source_id)
    if graded.claim_id:
        return Q(claim=graded.claim_id)
    if graded.entry_id:
        return Q(entry=graded.entry_id) | Q(claim__speaker_entry=graded.entry_id)
    return Q(witness=graded.witness_id)


def _pieces_of(graded: GradedSource) -> Q:
    if graded.source_id:
        return Q(source=graded.source_id) | Q(claim__source=graded.source_id)
    if graded.claim_id:
        return Q(claim=graded.claim_id)
    if graded.entry_id:
        return Q(claim__speaker_entry=graded.entry_id)
    return Q(pk__in=[])


def _resting(
    actor: User,
    grounds: Q,
    made: Q,
    direct: Q,
    elsewhere: tuple[GradedSource, ...],
    *,
    with_withdrawn: bool = False,
) -> Resting:
    rows = Answer.objects.visible_to(actor).standing().filter(grounds).distinct()
    answers = list(rows.select_related("question__allegation__entry").order_by("at", "pk")[:MOST])
    keys = [answer.pk for answer in answers]
    came_of = MadePiece.objects.filter(made | Q(answer__in=keys)).order_by().values("piece")
    standing = Q() if with_withdrawn else Q(withdrawn_at=None)
    pieces = list(_pieces(actor, (direct | Q(pk__in=came_of)) & standing))
    found = [piece.pk for piece in pieces]
    return Resting(tuple(answers), tuple(pieces), _findings(actor, found), elsewhere, ())


def _pieces(actor: User, wanted: Q) -> QuerySet[Piece]:
    rows = Piece.objects.visible_to(actor).filter(wanted)
    return rows.select_related("allegation__entry").order_by("added_at", "pk")[:MOST]


def _findings(actor: User, pieces: list[UUID]) -> tuple[Finding, ...]:
    cited = Cited.objects.filter(piece__in=pieces).order_by().values("finding")
    rows = Finding.objects.visible_to(actor).standing().filter(pk__in=cited)
    return tuple(rows.select_related("allegation__entry")[:MOST])
