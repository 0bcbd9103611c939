"""Reads about second readings: whom they wait for, what is asked, how far the two agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.review import queries, rules
from ponleu.knowledge.review.models import SecondJudgement, SecondReading
from ponleu.knowledge.review.rules import Agreement
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.models import Judgement, Proposal, Source

PAGE = 30
MOST_COMPARED = 20_000
"""Pairs of answers of which agreement is computed, the newest."""


@dataclass(frozen=True, slots=True)
class Blind:
    """A question as the second reader sees it: without the first answer."""

    proposal: Proposal
    details: Sequence[str]
    answer: SecondJudgement | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Agreement of one kind of fact, or of all together (kind "")."""

    kind: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two answers that differ, and what was settled."""

    second: SecondJudgement
    details: Sequence[str]

    @property
    def proposal(self) -> Proposal:
        """The question both answered."""
        return self.second.proposal


def reviewable(actor: User) -> QuerySet[SecondReading]:
    """Second readings of documents that the actor may review."""
    return SecondReading.objects.filter(source__in=sources.reviewable(actor)).select_related(
        "source__unit", "reader", "offered_by"
    )


def find_reading(actor: User, source: UUID) -> SecondReading:
    """The second reading of a document.

    Raises:
        NotFound: none, or not of a document that the actor may review.
    """
    found = reviewable(actor).filter(source=source).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def offered(actor: User) -> list[SecondReading]:
    """Those that wait for someone, and that the actor may take: they judged nothing in it."""
    judged = Judgement.objects.filter(by=actor, proposal__source=OuterRef("source"))
    free = reviewable(actor).filter(reader=None).exclude(offered_by=actor)
    return list(free.exclude(Exists(judged)).order_by("offered_at", "id")[:PAGE])


def being_read(actor: User) -> list[SecondReading]:
    """Those that the actor reads and has not closed."""
    mine = reviewable(actor).filter(reader=actor, closed_at=None)
    return list(mine.order_by("taken_at", "id")[:PAGE])


def pending(actor: User) -> list[SecondReading]:
    """Those that the actor offered and that are not closed."""
    mine = reviewable(actor).filter(offered_by=actor, closed_at=None)
    return list(mine.order_by("offered_at", "id")[:PAGE])


def closed(actor: User) -> QuerySet[SecondReading]:
    """Those that are done, the newest first."""
    return reviewable(actor).filter(closed_at__isnull=False).order_by("-closed_at", "-id")


def state_of(source: Source) -> SecondReading | None:
    """The second reading of a document, if there is one."""
    return SecondReading.objects.filter(source=source).select_related("reader").first()


def asked_blind(reading: SecondReading) -> list[Blind]:
    """The article's questions with the second reader's own answers, and nothing of the first."""
    asked = [p for p in sources.proposals(reading.source) if p.zone == "article"]
    answers = {each.proposal_id: each for each in reading.judgements.all()}
    lines = queries.details_of(asked)
    return [Blind(p, lines[p.pk], answers.get(p.pk)) for p in asked]


def blind(reading: SecondReading, proposal: Proposal) -> Blind:
    """One question, as the second reader sees it now."""
    answer = reading.judgements.filter(proposal=proposal).first()
    return Blind(proposal, queries.details_of([proposal])[proposal.pk], answer)


def progress(reading: SecondReading) -> sources.Progress:
    """How many of the article's questions the second reader answered."""
    asked = reading.source.proposals.filter(zone="article").count()
    return sources.Progress(decided=reading.judgements.count(), total=asked)


def compared(readings: QuerySet[SecondReading]) -> list[Compared]:
    """Agreement on the questions that both had answered when the second reader was done.

    All together first, then by kind.

    An answer that let the fact in counts as one, edited or not: the second reader edits
    nothing.
    """
    pairs = (
        SecondJudgement.objects.filter(reading__in=readings)
        .exclude(first_verdict="")
        .order_by("-pk")
        .values_list("proposal__kind", "first_verdict", "verdict")
    )[:MOST_COMPARED]
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, first, second in pairs:
        pair = (rules.answer_of(first), rules.answer_of(second))
        by_kind.setdefault("", []).append(pair)
        by_kind.setdefault(kind, []).append(pair)
    return [Compared(kind, rules.agreement(by_kind[kind])) for kind in sorted(by_kind)]


def disagreements(reading: SecondReading) -> list[Disagreement]:
    """Questions that the two answered differently, in text order, settled ones last."""
    answers = (
        reading.judgements.exclude(first_verdict="")
        .select_related("proposal__decided_by", "resolved_by")
        .order_by("proposal__start", "proposal__end", "pk")
    )
    differing = [
        each
        for each in answers
        if rules.answer_of(each.first_verdict) != rules.answer_of(each.verdict)
    ]
    lines = queries.details_of([each.proposal for each in differing])
    shown = [Disagreement(each, lines[each.proposal_id]) for each in differing]
    return sorted(shown, key=lambda each: bool(each.second.resolution))


def may_settle(actor: User, reading: SecondReading) -> bool:
    """Whether the actor may settle disagreements: anyone who may review, but the second reader."""
    return reading.reader_id != actor.pk and actor.may(Action.REVIEW, reading.source)
