"""Writes about second readings: giving a document, answering blind, settling what differs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.review import agreement, services
from ponleu.knowledge.review.models import SecondJudgement, SecondReading
from ponleu.knowledge.sources.models import Judgement, Proposal, Source
from ponleu.knowledge.sources.rules import Verdict

ANSWERS = frozenset({Verdict.ACCEPTED, Verdict.REJECTED, Verdict.NOT_IN_ARTICLE, Verdict.UNSURE})
"""What a second reader may say: whether the fact is there, not how to word it better."""

KEEPS: Mapping[str, str] = MappingProxyType({"first": "first", "second": "second"})


@transaction.atomic
def offer(actor: User, source_id: UUID, *, at: datetime) -> SecondReading:
    """Give a document to a second reader, whoever takes it.

    Raises:
        NotFound, NotPermitted: the actor may not review the document.
        InvalidInput: it was given before, or nobody judged anything in it yet.
    """
    source = Source.objects.select_related("unit").get_for(actor, source_id)
    access.require(actor, Action.REVIEW, source, seen_by=Action.SOURCE_READ)
    if not source.proposals.filter(zone="article").exclude(verdict="").exists():
        raise InvalidInput(_("Judge something in it first: there is nothing to compare with yet."))
    try:
        with transaction.atomic():
            reading = SecondReading.objects.create(source=source, offered_by=actor, offered_at=at)
    except IntegrityError:
        raise InvalidInput(_("This document was given for a second reading before.")) from None
    journal.record(at=at, actor=actor, action="review.second_offered", target=reading)
    return reading


@transaction.atomic
def withdraw_offer(actor: User, source_id: UUID, *, at: datetime) -> None:
    """Undo the giving of a document that nobody has taken.

    Raises:
        NotFound: no such second reading that the actor gave.
        ChangedMeanwhile: someone took it first.
    """
    reading = _lock(actor, source_id)
    if reading.offered_by_id != actor.pk:
        raise _no_such_record()
    if reading.reader_id:
        raise ChangedMeanwhile(_("A colleague is reading it: ask them to hand it back."))
    journal.record(at=at, actor=actor, action="review.second_withdrawn", target=reading)
    reading.delete()


@transaction.atomic
def take(actor: User, source_id: UUID, *, at: datetime) -> SecondReading:
    """Become the second reader of a document.

    Raises:
        NotFound: no such second reading of a document that the actor may review.
        NotPermitted: the actor judged in it or gave it: nobody is both readers.
        ChangedMeanwhile: a colleague took it first.
    """
    reading = _lock(actor, source_id)
    if reading.reader_id:
        raise ChangedMeanwhile(_("A colleague took it first. Choose another document."))
    has_judged = Judgement.objects.filter(by=actor, proposal__source=source_id).exists()
    if has_judged or reading.offered_by_id == actor.pk:
        raise NotPermitted(
            _("You are a first reader of this document: another person has to read it blind.")
        )
    reading.reader, reading.taken_at = actor, at
    reading.save(update_fields=["reader", "taken_at"])
    journal.record(at=at, actor=actor, action="review.second_taken", target=reading)
    return reading


@transaction.atomic
def hand_back(actor: User, source_id: UUID, *, at: datetime) -> None:
    """Leave a second reading in which the actor answered nothing, for someone else to take.

    Raises:
        NotFound: the actor does not read this document.
        InvalidInput: answers stand; they are to be taken back first, or the reading closed.
    """
    reading = _lock_own(actor, source_id)
    if reading.judgements.exists():
        raise InvalidInput(_("Take your answers back first, or finish: they are not lost."))
    reading.reader, reading.taken_at = None, None
    reading.save(update_fields=["reader", "taken_at"])
    journal.record(at=at, actor=actor, action="review.second_handed_back", target=reading)


@transaction.atomic
def answer(
    actor: User, source_id: UUID, proposal_id: UUID, verdict: Verdict, *, at: datetime
) -> Proposal:
    """Store what the second reader says; answering anew replaces the earlier answer.

    Nothing enters the record by it.

    Raises:
        NotFound: no such question in a document that the actor reads.
        InvalidInput: an answer that a second reader cannot give, or the reading is closed.
    """
    if verdict not in ANSWERS:
        raise InvalidInput(_("Choose accept, reject, not in the article or unsure."))
    reading = _lock_own(actor, source_id)
    proposal = _question(reading, proposal_id)
    SecondJudgement.objects.update_or_create(
        reading=reading, proposal=proposal, defaults={"verdict": verdict, "at": at}
    )
    journal.record(at=at, actor=actor, action="review.second_answered", target=proposal)
    return proposal


@transaction.atomic
def take_back_answer(actor: User, source_id: UUID, proposal_id: UUID, *, at: datetime) -> Proposal:
    """Undo the second reader's answer: the question is open again.

    Raises:
        NotFound: no such answer of the actor's.
        InvalidInput: the reading is closed.
    """
    reading = _lock_own(actor, source_id)
    proposal = _question(reading, proposal_id)
    deleted, _rows = reading.judgements.filter(proposal=proposal).delete()
    if not deleted:
        raise InvalidInput(_("There is nothing to take back here: it still waits."))
    journal.record(at=at, actor=actor, action="review.second_taken_back", target=proposal)
    return proposal


@transaction.atomic
def close(actor: User, source_id: UUID, *, at: datetime) -> SecondReading:
    """Finish a second reading: from now on both answers stand beside each other.

    The first answers are kept as they are at this moment, so that what is changed after
    seeing the second does not count as agreement.

    Raises:
        NotFound: the actor does not read this document.
        InvalidInput: nothing was answered, or it was closed before.
    """
    reading = _lock_own(actor, source_id)
    answers = list(reading.judgements.select_related("proposal"))
    if not answers:
        raise InvalidInput(_("Answer at least one question, or hand the document back."))
    for each in answers:
        each.first_verdict, each.first_edited = each.proposal.verdict, each.proposal.edited
    SecondJudgement.objects.bulk_update(answers, ["first_verdict", "first_edited"])
    reading.closed_at = at
    reading.save(update_fields=["closed_at"])
    journal.record(at=at, actor=actor, action="review.second_closed", target=reading)
    return reading


@transaction.atomic
def resolve(
    actor: User, source_id: UUID, proposal_id: UUID, keep: str, *, revision: int, at: datetime
) -> Proposal:
    """Settle a disagreement: keep the first answer, or judge as the second reader did.

    Args:
        keep: "first" or "second".
        revision: the state of the proposal that the person had before their eyes.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``judge``.
        InvalidInput: it was settled before, or neither answer was chosen.
    """
    if keep not in KEEPS:
        raise InvalidInput(_("Choose the first or the second answer."))
    proposal = services.lock(actor, proposal_id, revision)
    second = _lock_answer(actor, source_id, proposal)
    if second.resolution:
        raise InvalidInput(_("This was settled before. Take that back first."))
    if keep == "second":
        services.settle(actor, proposal, Verdict(second.verdict), edited=None, at=at)
    second.settled_revision = proposal.revision
    second.resolution, second.resolved_by, second.resolved_at = KEEPS[keep], actor, at
    second.save()
    journal.record(at=at, actor=actor, action=f"review.kept_{KEEPS[keep]}", target=proposal)
    return proposal


@transaction.atomic
def unresolve(actor: User, source_id: UUID, proposal_id: UUID, *, at: datetime) -> Proposal:
    """Undo the settling of a disagreement; a first answer that was replaced stands again.

    Raises:
        NotFound, NotPermitted: as for ``judge``.
        InvalidInput: it is not settled.
        ChangedMeanwhile: the question was judged anew since it was settled.
    """
    reading = agreement.find_reading(actor, source_id)
    settled = reading.judgements.filter(proposal=proposal_id).first()
    if settled is None or not settled.resolution or settled.settled_revision is None:
        raise InvalidInput(_("There is nothing to take back here: it is not settled."))
    proposal = services.lock(actor, proposal_id, settled.settled_revision)
    second = _lock_answer(actor, source_id, proposal)
    if second.resolution == "second":
        first = Verdict(second.first_verdict)
        services.settle(actor, proposal, first, edited=second.first_edited, at=at)
    second.settled_revision = None
    second.resolution, second.resolved_by, second.resolved_at = "", None, None
    second.save()
    journal.record(at=at, actor=actor, action="review.unsettled", target=proposal)
    return proposal


def _lock(actor: User, source_id: UUID) -> SecondReading:
    agreement.find_reading(actor, source_id)
    rows = SecondReading.objects.filter(source=source_id).select_related("source__unit")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise _no_such_record()
    return found


def _lock_own(actor: User, source_id: UUID) -> SecondReading:
    reading = _lock(actor, source_id)
    if reading.reader_id != actor.pk:
        raise _no_such_record()
    if reading.closed_at:
        raise InvalidInput(_("This second reading is finished. Its answers stand."))
    return reading


def _question(reading: SecondReading, proposal_id: UUID) -> Proposal:
    found = reading.source.proposals.select_related("source", "against")
    proposal = found.filter(pk=proposal_id, zone="article").first()
    if proposal is None:
        raise _no_such_record()
    return proposal


def _lock_answer(actor: User, source_id: UUID, proposal: Proposal) -> SecondJudgement:
    if proposal.source_id != source_id:
        raise _no_such_record()
    rows = SecondJudgement.objects.filter(
        reading__source=source_id, proposal=proposal, reading__closed_at__isnull=False
    ).exclude(first_verdict="")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise _no_such_record()
    return found


def _no_such_record() -> NotFound:
    return NotFound(_("There is no such record."))
