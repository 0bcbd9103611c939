"""One finding with its grounds, and the findings of one allegation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Cited, Finding, Piece, allegations_open_to
from ponleu.response.findings.queries import weighing
from ponleu.response.findings.queries.elements import ElementRow, rows_of
from ponleu.response.findings.rules import elements, proof
from ponleu.response.findings.rules.elements import Group, Palermo
from ponleu.response.findings.rules.kinds import Block, Decision, Outcome, Side
from ponleu.response.findings.rules.proof import Need, Tally

MOST_FINDINGS = 50
MOST_PIECES = 200


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder.

    Attributes:
        missing: what the evidence lacks for it; nothing for those that it carries.
    """

    level: int
    is_reached: bool
    is_now: bool
    missing: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether what a finding rests on still carries it.

    Attributes:
        withdrawn: how many pieces that it rests on were withdrawn since.
        level: the highest level that what is left allows.
    """

    withdrawn: int
    level: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with whether it still holds."""

    finding: Finding
    holding: Holding


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A finding for one person.

    Attributes:
        speaking_for, speaking_against: the cited pieces that this person may see.
        tally: of all that is cited, also what this person may not see.
        elements: by group all elements of its list, in order.
        earlier: other findings on the allegation, newest first.
        is_lower: it went down from the finding that it replaces.
        reviews: it waits, and this person reviews findings there.
        blocks: why they cannot approve it; nothing for those who do not review.
    """

    finding: Finding
    ladder: tuple[Rung, ...]
    tally: Tally
    speaking_for: tuple[Cited, ...]
    speaking_against: tuple[Cited, ...]
    elements: tuple[tuple[Group, tuple[ElementRow, ...]], ...]
    palermo: Palermo
    holding: Holding
    earlier: tuple[Finding, ...]
    replaced_by: Finding | None
    is_lower: bool
    is_waiting: bool
    reviews: bool
    blocks: tuple[Block, ...]
    may_take_back: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class OfAllegation:
    """What was found on an allegation, and the evidence that this person may see."""

    allegation: Allegation
    standing: Listed | None
    ladder: tuple[Rung, ...]
    waiting: int
    findings: tuple[Listed, ...]
    pieces: tuple[Piece, ...]
    may_write: bool


def finding_page(actor: User, pk: UUID) -> FindingPage:
    """A finding with its grounds.

    Raises:
        NotFound: no such finding for the actor.
    """
    rows = Finding.objects.select_related(
        "allegation__entry", "unit", "author", "reviewer", "previous", "clinician_piece"
    )
    finding = rows.get_for(actor, pk)
    cited = list(finding.cited.with_pieces().order_by("pk"))
    visible = _visible_pieces(actor, cited)
    shown = [each for each in cited if each.piece_id in visible]
    found = rows_of(finding, cited, visible)
    results = {row.element: row.result for _group, rows in found for row in rows}
    is_waiting = not finding.decision and finding.taken_back_at is None
    reviews = is_waiting and actor.may(Action.FINDING_REVIEW, finding)
    others = Finding.objects.visible_to(actor).filter(allegation=finding.allegation_id)
    others = others.select_related("author", "reviewer").exclude(pk=finding.pk)
    earlier = tuple(others[:MOST_FINDINGS])
    return FindingPage(
        finding,
        ladder=ladder(finding, cited),
        tally=proof.tally(Outcome(finding.outcome), weighing.weighed_as_cited(cited)),
        speaking_for=tuple(each for each in shown if each.side == Side.FOR),
        speaking_against=tuple(each for each in shown if each.side == Side.AGAINST),
        elements=found,
        palermo=elements.palermo(results, concerns_child=finding.concerns_child),
        holding=holding(finding, cited),
        earlier=earlier,
        replaced_by=next((each for each in earlier if _replaces(each, finding)), None),
        is_lower=finding.previous is not None and finding.level < finding.previous.level,
        is_waiting=is_waiting,
        reviews=reviews,
        blocks=_blocks(actor, finding, cited, len(shown)) if reviews else (),
        may_take_back=is_waiting and finding.author_id == actor.pk,
        may_write=_may_write(actor, finding.allegation),
    )


def standing(actor: User, allegation_pk: UUID) -> Finding | None:
    """The finding that stands on an allegation: approved, and replaced by none."""
    rows = Finding.objects.visible_to(actor).standing().filter(allegation=allegation_pk)
    return rows.select_related("author", "reviewer", "allegation__entry").first()


def of_allegation(actor: User, allegation_pk: UUID) -> OfAllegation:
    """What was found on an allegation.

    Raises:
        NotFound: no such allegation, or the actor may not read its findings.
    """
    allegation = open_to_reader(actor, allegation_pk)
    rows = Finding.objects.visible_to(actor).filter(allegation=allegation)
    found = listed_with_holding(rows.select_related("author", "reviewer")[:MOST_FINDINGS])
    pieces = Piece.objects.visible_to(actor).filter(allegation=allegation)
    pieces = pieces.select_related("claim", "source", "complaint", "added_by")
    replaced = {
        each.finding.previous_id for each in found if each.finding.decision == Decision.APPROVED
    }
    approved = [each for each in found if each.finding.decision == Decision.APPROVED]
    now = next((each for each in approved if each.finding.pk not in replaced), None)
    return OfAllegation(
        allegation,
        now,
        ladder(now.finding, list(now.finding.cited.all())) if now else (),
        sum(not each.finding.decision and not each.finding.taken_back_at for each in found),
        tuple(found),
        tuple(pieces.defer("source__text")[:MOST_PIECES]),
        may_write=_may_write(actor, allegation),
    )


def open_to_reader(actor: User, allegation_pk: UUID) -> Allegation:
    """An allegation whose findings the actor may read.

    Raises:
        NotFound: no such allegation for the actor.
    """
    rows = allegations_open_to(actor, Action.FINDING_READ).select_related("entry", "unit")
    allegation = rows.filter(pk=allegation_pk).first()
    if allegation is None:
        raise NotFound(_("There is no such record."))
    return allegation


def listed_with_holding(rows: QuerySet[Finding]) -> list[Listed]:
    """Findings, and whether what they rest on still carries them."""
    found = rows.prefetch_related(Prefetch("cited", Cited.objects.as_weighed()))
    return [Listed(each, holding(each, list(each.cited.all()))) for each in found]


def holding(finding: Finding, cited: Sequence[Cited]) -> Holding:
    """Whether what a finding rests on still carries it."""
    left = proof.allowed(Outcome(finding.outcome), weighing.weighed_as_cited(cited))
    withdrawn = sum(not each.piece.stands for each in cited)
    return Holding(withdrawn, left, is_held=finding.level <= left or not withdrawn)


def ladder(finding: Finding, cited: Sequence[Cited]) -> tuple[Rung, ...]:
    """The six levels, with what the cited evidence lacks for each."""
    pieces = weighing.weighed_as_cited(cited)
    return tuple(
        Rung(
            level,
            level <= finding.level,
            level == finding.level,
            proof.missing(level, Outcome(finding.outcome), pieces),
        )
        for level in proof.LEVELS
    )


def _may_write(actor: User, allegation: Allegation) -> bool:
    return allegation.withdrawn_at is None and actor.may(Action.FINDING_WRITE, allegation)


def _blocks(actor: User, finding: Finding, cited: Sequence[Cited], shown: int) -> tuple[Block, ...]:
    now = Finding.objects.filter(allegation=finding.allegation_id).standing()
    is_overtaken = now.values_list("pk", flat=True).first() != finding.previous_id
    asked = {
        Block.ALLEGATION_WITHDRAWN: finding.allegation.withdrawn_at is not None,
        Block.OWN: finding.author_id == actor.pk,
        Block.UNSEEN: shown < len(cited),
        Block.WITHDRAWN: any(not each.piece.stands for each in cited),
        Block.OVERTAKEN: is_overtaken,
    }
    return tuple(block for block, is_so in asked.items() if is_so)


def _visible_pieces(actor: User, cited: Sequence[Cited]) -> set[UUID]:
    rows = Piece.objects.visible_to(actor).filter(Q(pk__in=[each.piece_id for each in cited]))
    return set(rows.values_list("pk", flat=True))


def _replaces(later: Finding, finding: Finding) -> bool:
    return later.previous_id == finding.pk and later.decision == Decision.APPROVED
