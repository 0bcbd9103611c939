"""What a reviewer can do to one proposal: judge it, take the judgement back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.review import effects
from ponleu.knowledge.review.models import SecondReading
from ponleu.knowledge.sources.models import Judgement, Proposal
from ponleu.knowledge.sources.rules import Verdict


@transaction.atomic
def judge(
    actor: User,
    proposal_id: UUID,
    verdict: Verdict,
    *,
    revision: int,
    at: datetime,
    edited: Mapping[str, Any] | None = None,
) -> Proposal:
    """Record what a person says of a proposal, and what follows from it in the record.

    An earlier judgement's effects are withdrawn first. Locks the proposal, so the second
    of two reviewers is told of the first one's judgement instead of overwriting it.

    Args:
        revision: the state of the proposal that the person had before their eyes.
        edited: label, value, speaker, due, office, place or same_as in the person's words;
            only with EDITED.

    Raises:
        NotFound: no such proposal that the actor may see.
        NotPermitted: the actor may read the source and not review it.
        ChangedMeanwhile: someone judged it since the person looked.
        InvalidInput: an edit that changes nothing, or a change without EDITED.
    """
    if (verdict is Verdict.EDITED) != bool(edited):
        raise InvalidInput(_("Change something before you save, or accept it as it is."))
    proposal = lock(actor, proposal_id, revision)
    settle(actor, proposal, verdict, edited=edited, at=at)
    return proposal


@transaction.atomic
def take_back(actor: User, proposal_id: UUID, *, revision: int, at: datetime) -> Proposal:
    """Undo the judgement on a proposal: it waits again, and what it entered is withdrawn.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``judge``.
        InvalidInput: there is no judgement to take back.
    """
    proposal = lock(actor, proposal_id, revision)
    if not proposal.verdict:
        raise InvalidInput(_("There is nothing to take back here: it still waits."))
    free(actor, proposal, at=at)
    return proposal


def lock(actor: User, proposal_id: UUID, revision: int) -> Proposal:
    """A proposal that the actor may judge, locked until the transaction ends.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``judge``.
    """
    proposal = Proposal.objects.select_related("source__unit").get_for(
        actor, proposal_id, lock=True
    )
    access.require(actor, Action.REVIEW, proposal.source, seen_by=Action.SOURCE_READ)
    if SecondReading.objects.filter(source=proposal.source_id, reader=actor).exists():
        raise NotPermitted(
            _("You read this document a second time, blind: the first answers are for others.")
        )
    if proposal.revision != revision:
        raise ChangedMeanwhile(
            _("A colleague judged this first. Your judgement was not stored: look again.")
        )
    return proposal


def settle(
    actor: User,
    proposal: Proposal,
    verdict: Verdict,
    *,
    edited: Mapping[str, Any] | None,
    at: datetime,
) -> None:
    """Store a judgement on a proposal, and what follows from it in the record.

    The caller holds the lock on the proposal and has checked that the actor may judge it.
    """
    if proposal.verdict:
        effects.withdraw(actor, proposal, at=at)
    _set(proposal, verdict, edited=edited, actor=actor, at=at)
    if verdict.enters_record:
        effects.enter(actor, proposal, at=at)
    journal.record(at=at, actor=actor, action=f"review.{verdict}", target=proposal)


def free(actor: User, proposal: Proposal, *, at: datetime) -> None:
    """Take the judgement on a proposal back; lock and leave are the caller's, as in ``settle``."""
    effects.withdraw(actor, proposal, at=at)
    _set(proposal, None, edited=None, actor=actor, at=at)
    journal.record(at=at, actor=actor, action="review.taken_back", target=proposal)


def _set(
    proposal: Proposal,
    verdict: Verdict | None,
    *,
    edited: Mapping[str, Any] | None,
    actor: User,
    at: datetime,
) -> None:
    proposal.verdict = verdict or ""
    proposal.edited = dict(edited) if edited else None
    proposal.decided_by = actor if verdict else None
    proposal.decided_at = at if verdict else None
    proposal.revision += 1
    proposal.save(update_fields=["verdict", "edited", "decided_by", "decided_at", "revision"])
    Judgement.objects.create(
        proposal=proposal, verdict=proposal.verdict, edited=proposal.edited, by=actor, at=at
    )
