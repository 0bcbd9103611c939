"""Writing a finding, reviewing it, taking it back. Nothing written is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Cited, Finding, Piece
from ponleu.response.findings.queries import weighing
from ponleu.response.findings.rules import kinds, proof
from ponleu.response.findings.rules.kinds import (
    Decision,
    Outcome,
    Side,
)
from ponleu.response.findings.services import grounds
from ponleu.response.findings.services.grounds import Said, WithdrawnEvidence
from ponleu.response.findings.services.opening import checked, open_allegation
from ponleu.response.findings.words import refusal_words

LETTER = "F"
LONGEST_WHY = 1000


class LevelNotReached(InvalidInput):
    """The evidence does not allow the level that was chosen."""

    code = "level_not_reached"


class UnseenEvidence(NotPermitted):
    """The finding rests on evidence that the reviewer may not see."""

    code = "unseen_evidence"


class OwnFinding(NotPermitted):
    """The reviewer wrote the finding."""

    code = "own_finding"


@transaction.atomic
def propose(actor: User, allegation_pk: UUID, said: Said, *, at: datetime) -> Finding:
    """Write a finding; it waits for a reviewer who is somebody else, whatever its level.

    Raises:
        NotFound: the allegation or a piece is not there for the actor.
        NotPermitted: they may not write findings there.
        InvalidInput: something is missing or does not fit; ``LevelNotReached`` if the
            evidence does not allow the level, with what is missing.
        ChangedMeanwhile: the allegation or a piece was withdrawn.
    """
    allegation = open_allegation(actor, allegation_pk, Action.FINDING_WRITE)
    words = grounds.checked_words(said)
    cited = grounds.cited(actor, allegation, said)
    grounds.check_elements(said)
    origin_of = weighing.origins(actor, [piece for piece, _side in cited])
    lacking = proof.missing(said.level, said.outcome, weighing.weighed(cited, origin_of))
    if lacking:
        raise LevelNotReached(refusal_words(said.level, lacking))
    clinician = grounds.checked_clinician(said, [piece for piece, _side in cited])
    previous = Finding.objects.filter(allegation=allegation).standing().first()
    finding = Finding.objects.create(
        unit=allegation.unit,
        territory=allegation.territory,
        reference=next_reference(LETTER, at.year),
        allegation=allegation,
        previous=previous,
        outcome=said.outcome,
        other_matter=said.other_matter or "",
        level=said.level,
        concerns_child=said.concerns_child,
        istanbul=said.istanbul or "",
        clinician=clinician,
        clinician_piece_id=said.clinician_piece,
        words=words,
        is_late=kinds.is_late(allegation.opened_at, at, is_first=previous is None),
        author=actor,
        written_at=at,
    )
    grounds.keep_grounds(finding, cited, origin_of, said)
    journal.record(at=at, actor=actor, action="finding.proposed", target=finding)
    return finding


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Finding:
    """A finding for someone who reads it; that is journaled.

    Raises:
        NotFound: no such finding for the actor.
    """
    rows = Finding.objects.select_related(
        "allegation__entry", "unit", "author", "reviewer", "previous"
    )
    finding = rows.get_for(actor, key)
    journal.record(at=at, actor=actor, action="finding.read", target=finding)
    return finding


@transaction.atomic
def approve(actor: User, key: UUID, *, at: datetime) -> Finding:
    """Approve a finding: it stands from now on, in the place of the one before.

    Raises:
        NotFound, NotPermitted: the actor may not review it; ``OwnFinding`` if they wrote it,
            ``UnseenEvidence`` if it rests on something that they may not see.
        ChangedMeanwhile: it is reviewed, taken back or overtaken by another; or, as
            ``WithdrawnEvidence``, something that it rests on was withdrawn.
        LevelNotReached: what the reviewer sees as one origin does not carry the level.
    """
    finding = _under_review(actor, key)
    cited = list(finding.cited.with_pieces())
    keys = {each.piece_id for each in cited}
    if Piece.objects.visible_to(actor).filter(pk__in=keys).count() < len(keys):
        raise UnseenEvidence(
            _("It rests on evidence that you may not see. Somebody who may has to review it.")
        )
    if not all(each.piece.stands for each in cited):
        raise WithdrawnEvidence(
            _("Something that it rests on was withdrawn. Refuse it, so that it is written anew.")
        )
    _check_level(actor, finding, cited)
    if finding.previous_id != _standing_key(finding.allegation):
        raise ChangedMeanwhile(
            _("Another finding was approved since this was written. Refuse it or have it anew.")
        )
    return _decide(actor, finding, Decision.APPROVED, "", at)


@transaction.atomic
def refuse(actor: User, key: UUID, *, why: str, at: datetime) -> Finding:
    """Refuse a finding with a reason for its author, who may write a new one.

    Raises:
        NotFound, NotPermitted: the actor may not review it; ``OwnFinding`` if they wrote it.
        InvalidInput: no reason, or too long a one.
        ChangedMeanwhile: it is reviewed or taken back.
    """
    finding = _under_review(actor, key)
    text = checked(why, LONGEST_WHY)
    if not text:
        raise InvalidInput(_("Say why, so that the author can write a better one."))
    return _decide(actor, finding, Decision.REFUSED, text, at)


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> Finding:
    """Take back a finding of one's own that nobody reviewed yet.

    Raises:
        NotFound: no such finding for the actor.
        NotPermitted: somebody else wrote it.
        ChangedMeanwhile: it is reviewed or taken back.
    """
    finding = _waiting(actor, key, Action.FINDING_WRITE)
    if finding.author_id != actor.pk:
        raise NotPermitted(_("Only its author can take it back."))
    finding.taken_back_at = at
    finding.save(update_fields=["taken_back_at"])
    journal.record(at=at, actor=actor, action="finding.taken_back", target=finding)
    return finding


def _under_review(actor: User, key: UUID) -> Finding:
    finding = _waiting(actor, key, Action.FINDING_REVIEW)
    if finding.author_id == actor.pk:
        raise OwnFinding(_("You wrote this finding. Somebody else has to review it."))
    return finding


def _waiting(actor: User, key: UUID, action: str) -> Finding:
    """A finding that nobody reviewed, locked after its allegation."""
    found = Finding.objects.get_for(actor, key)
    access.require(actor, action, found, seen_by=Action.FINDING_READ)
    open_allegation(actor, found.allegation_id, action)
    rows = Finding.objects.select_related("allegation", "unit")
    finding = rows.get_for(actor, key, lock=True)
    if finding.taken_back_at is not None:
        raise ChangedMeanwhile(_("Its author took it back."))
    if finding.decision:
        raise ChangedMeanwhile(
            _("Somebody else reviewed it first. Nothing of yours was stored; look at the page.")
        )
    return finding


def _check_level(actor: User, finding: Finding, cited: Sequence[Cited]) -> None:
    pairs = [(each.piece, Side(each.side)) for each in cited]
    origin_of = weighing.origins(actor, [piece for piece, _side in pairs])
    outcome = Outcome(finding.outcome)
    lacking = proof.missing(finding.level, outcome, weighing.weighed(pairs, origin_of))
    if lacking:
        raise LevelNotReached(refusal_words(finding.level, lacking))


def _standing_key(allegation: Allegation) -> UUID | None:
    standing = Finding.objects.filter(allegation=allegation).standing()
    return standing.values_list("pk", flat=True).first()


def _decide(actor: User, finding: Finding, decision: Decision, why: str, at: datetime) -> Finding:
    finding.decision, finding.why = decision, why
    finding.reviewer, finding.reviewed_at = actor, at
    finding.save(update_fields=["decision", "why", "reviewer", "reviewed_at"])
    journal.record(at=at, actor=actor, action=f"finding.{decision}", target=finding)
    return finding
