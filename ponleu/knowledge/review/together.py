"""Judging several proposals with one press, and taking all of it back with one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.core.models import Counter
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.review import facts, queue, services
from ponleu.knowledge.review.models import Batch, Member
from ponleu.knowledge.review.rules import Sort
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import Verdict

TOGETHER = frozenset({Verdict.ACCEPTED, Verdict.REJECTED, Verdict.UNSURE})
"""Answers that hold for a fact in any document; an edit belongs to one document's words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done in one go.

    Attributes:
        judged: the proposals, in the order of their keys.
        left_out: how many of those named stayed as they were, because a colleague had
            judged them first.
    """

    batch: Batch
    judged: Sequence[Proposal]
    left_out: int


@transaction.atomic
def judge_together(
    actor: User,
    asked_id: UUID,
    verdict: Verdict,
    *,
    chosen: Mapping[UUID, int],
    at: datetime,
) -> Outcome:
    """Give one answer to a fact in several documents; each keeps a judgement of its own.

    What the actor may not review, and what does not say the same fact, stays out and is not
    mentioned. Locks the proposals in the order of their keys.

    Args:
        asked_id: the question with which the others are compared; it is judged, too.
        chosen: key and revision of each question that the person had before their eyes.

    Raises:
        NotFound: no such question that the actor may review.
        ChangedMeanwhile: the question asked about was judged since the person looked.
        InvalidInput: an answer that one document cannot lend to another, or too many at once.
    """
    if verdict not in TOGETHER:
        raise InvalidInput(_("Only accept, reject and unsure can be said of several documents."))
    if len(chosen) > facts.MOST_TOGETHER:
        raise InvalidInput(_("Judge at most %(most)d at a time.") % {"most": facts.MOST_TOGETHER})
    named = _locked_and_reviewable(actor, {asked_id, *chosen})
    asked = next((p for p in named if p.pk == asked_id), None)
    if asked is None:
        raise NotFound(_("There is no such record."))
    fresh = [p for p in named if not p.verdict and p.revision == chosen.get(p.pk)]
    if asked not in fresh:
        raise _already_judged()
    elsewhere = [p for p in fresh if p.source_id != asked.source_id]
    others = facts.same_elsewhere(actor, asked, elsewhere)
    left_out = sum(bool(p.verdict) for p in named)
    return _judge_all(
        actor, [asked, *others], verdict, sort=Sort.SAME_FACT, left_out=left_out, at=at
    )


@transaction.atomic
def accept_exact(
    actor: User, source_id: UUID, *, chosen: Mapping[UUID, int], at: datetime
) -> Outcome:
    """Accept exact places and days of one document in one go.

    Raises:
        NotFound, NotPermitted: as for ``judge``.
        InvalidInput: nothing was chosen, or something among it that is not an exact place or
            day of the article of this document; then nothing is accepted at all.
        ChangedMeanwhile: a colleague judged all of it first.
    """
    if not chosen:
        raise InvalidInput(_("Choose at least one place or date."))
    source = Source.objects.select_related("unit").get_for(actor, source_id)
    access.require(actor, Action.REVIEW, source, seen_by=Action.SOURCE_READ)
    asked = _locked_and_reviewable(actor, chosen)
    if len(asked) != len(chosen) or any(
        p.source_id != source_id or not facts.is_exact(p) for p in asked
    ):
        raise InvalidInput(
            _("Only exact places and dates can be accepted in one go. Judge the others singly.")
        )
    standing = [p for p in asked if not p.verdict and chosen[p.pk] == p.revision]
    return _judge_all(
        actor,
        standing,
        Verdict.ACCEPTED,
        sort=Sort.EXACT,
        left_out=len(asked) - len(standing),
        at=at,
    )


@transaction.atomic
def take_back_batch(actor: User, batch_id: UUID, *, at: datetime) -> Outcome:
    """Undo all that one press judged; what was judged anew since then stays as it is.

    Raises:
        NotFound: no such batch of the actor's own.
        InvalidInput: it was taken back before.
    """
    batch = Batch.objects.get_for(actor, batch_id, lock=True)
    if batch.taken_back_at:
        raise InvalidInput(_("This was taken back before."))
    revisions = dict(batch.members.values_list("proposal", "revision"))
    rows = _locked_and_reviewable(actor, revisions)
    standing = [p for p in rows if p.revision == revisions[p.pk]]
    _lock_what_follows(standing, at)
    for proposal in standing:
        services.free(actor, proposal, at=at)
    batch.taken_back_at = at
    batch.save(update_fields=["taken_back_at"])
    journal.record(at=at, actor=actor, action="review.batch_taken_back", target=batch)
    return Outcome(batch, standing, len(revisions) - len(standing))


def _judge_all(
    actor: User,
    asked: Collection[Proposal],
    verdict: Verdict,
    *,
    sort: Sort,
    left_out: int,
    at: datetime,
) -> Outcome:
    if not asked:
        raise _already_judged()
    ordered = sorted(asked, key=lambda proposal: proposal.pk)
    _lock_what_follows(ordered, at)
    batch = Batch.objects.create(sort=sort, verdict=verdict, by=actor, at=at)
    for proposal in ordered:
        services.settle(actor, proposal, verdict, edited=None, at=at)
    Member.objects.bulk_create(
        Member(batch=batch, proposal=proposal, revision=proposal.revision) for proposal in ordered
    )
    journal.record(at=at, actor=actor, action=f"review.{sort}", target=batch)
    return Outcome(batch, ordered, left_out)


def _already_judged() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        _("A colleague judged this first. Nothing of yours was stored: look again.")
    )


def _locked_and_reviewable(actor: User, keys: Collection[UUID]) -> list[Proposal]:
    """Those of the proposals that the actor may judge, locked in the order of their keys."""
    rows = Proposal.objects.visible_to(actor).filter(pk__in=list(keys))
    rows = rows.select_related("source__unit").order_by("pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = list(rows)
    blind = queue.read_blind(actor, {p.source_id for p in found})
    return [
        p for p in found if p.source_id not in blind and access.may(actor, Action.REVIEW, p.source)
    ]


def _lock_what_follows(asked: Collection[Proposal], at: datetime) -> None:
    """Take every lock before the journal's: units, then counters, as a single judgement does.

    Without this, two presses at once could each wait for what the other holds.
    """
    if not connection.features.has_select_for_update:
        return
    units = Unit.objects.filter(pk__in={p.source.unit_id for p in asked})
    list(units.select_for_update().order_by("pk"))
    list(Counter.objects.filter(year=at.year).select_for_update().order_by("pk"))
