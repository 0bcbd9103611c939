"""Writes of claims and commitments. One function is one thing that a review can do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims import findable
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.claims.rules import ClaimKind, last_day
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source

CLAIM_PREFIX = "K"
COMMITMENT_PREFIX = "M"

LONGEST_NAME = 300
LONGEST_DUE = 40
LONGEST_DUE_WORDS = 200

S = TypeVar("S", Claim, Commitment)


@transaction.atomic
def record_claim(
    actor: User,
    *,
    kind: ClaimKind,
    source: Source,
    span: tuple[int, int],
    content: str,
    proposal: UUID,
    at: datetime,
    speaker: str = "",
    speaker_entry: Entry | None = None,
    through: str = "",
    value: object = "",
    parts: Mapping[str, Any] | None = None,
    against: Claim | None = None,
) -> Claim:
    """Record what a source says, as a person accepted it.

    A proposal becomes one claim: recorded again, after it was withdrawn or edited, it keeps
    its key and reference.

    Args:
        against: the claim that a denial answers.

    Raises:
        NotFound: the actor may not see the source, the speaker's entry or the claim answered.
        NotPermitted: the actor may read the source and not review it.
        InvalidInput: nothing is said, a span outside the text, or a claim against itself.
    """
    _require_review(actor, source, span, content)
    if speaker_entry:
        Entry.objects.get_for(actor, speaker_entry.pk)
    if against:
        _check_against(actor, against, proposal)
    claim = _row(Claim, CLAIM_PREFIX, source, proposal, at)
    claim.kind = kind
    claim.value = value
    claim.parts = dict(parts or {})
    claim.through = through[:LONGEST_NAME]
    claim.against = against
    _set_said(claim, span, content, speaker, speaker_entry)
    return _keep(claim, actor, "claim.recorded", at)


@transaction.atomic
def record_commitment(
    actor: User,
    *,
    source: Source,
    span: tuple[int, int],
    content: str,
    proposal: UUID,
    at: datetime,
    speaker: str = "",
    speaker_entry: Entry | None = None,
    due: str = "",
    due_words: str = "",
) -> Commitment:
    """Record what someone promises in a source, as a person accepted it.

    Args:
        due: ISO date or interval by which it is promised; ``rules.last_day`` says from when
            on it is late.
        due_words: how the source says so.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``record_claim``.
    """
    _require_review(actor, source, span, content)
    if speaker_entry:
        Entry.objects.get_for(actor, speaker_entry.pk)
    if len(due) > LONGEST_DUE:
        raise InvalidInput(_("Write the day as 2026-11-22, the month as 2026-11."))
    commitment = _row(Commitment, COMMITMENT_PREFIX, source, proposal, at)
    commitment.due = due
    commitment.due_by = last_day(due)
    commitment.due_words = due_words[:LONGEST_DUE_WORDS]
    _set_said(commitment, span, content, speaker, speaker_entry)
    return _keep(commitment, actor, "commitment.recorded", at)


@transaction.atomic
def withdraw_by_proposal(actor: User, proposal: UUID, *, at: datetime) -> None:
    """Take back the claim or commitment that an accepted proposal became.

    The row and its reference stay. Nothing happens if there is none, or was withdrawn before.

    Raises:
        NotFound, NotPermitted: the actor may not review the source.
    """
    for claim in Claim.objects.standing().filter(proposal=proposal):
        _withdraw(claim, actor, "claim.withdrawn", at)
    for commitment in Commitment.objects.standing().filter(proposal=proposal):
        _withdraw(commitment, actor, "commitment.withdrawn", at)


@transaction.atomic
def open_claim(actor: User, pk: UUID, *, at: datetime) -> Claim:
    """A claim for reading, and a row in the journal that it was read.

    Raises:
        NotFound: no such claim that the actor may see.
    """
    return _open(Claim, actor, pk, "claim.read", at)


@transaction.atomic
def open_commitment(actor: User, pk: UUID, *, at: datetime) -> Commitment:
    """A commitment for reading, and a row in the journal that it was read.

    Raises:
        NotFound: no such commitment that the actor may see.
    """
    return _open(Commitment, actor, pk, "commitment.read", at)


def _open(model: type[S], actor: User, pk: UUID, action: str, at: datetime) -> S:
    said: S = model._default_manager.get_for(actor, pk)
    journal.record(at=at, actor=actor, action=action, target=said)
    return said


def _require_review(actor: User, source: Source, span: tuple[int, int], content: str) -> None:
    access.require(actor, Action.REVIEW, source, seen_by=Action.SOURCE_READ)
    if not 0 <= span[0] < span[1] <= len(source.text):
        raise InvalidInput(_("The words lie outside the text of the source."))
    if not content.strip():
        raise InvalidInput(_("Write what is said: it is empty."))


def _check_against(actor: User, against: Claim, proposal: UUID) -> None:
    if Claim.objects.get_for(actor, against.pk).proposal == proposal:
        raise InvalidInput(_("A denial cannot answer itself: choose the claim that it denies."))


def _row(model: type[S], prefix: str, source: Source, proposal: UUID, at: datetime) -> S:
    """The row of a proposal, locked, or a new one that is not stored yet."""
    rows = model._default_manager.select_for_update(of=("self",)).select_related("unit")
    if known := rows.filter(proposal=proposal).first():
        known.source = source
        return known
    return model(
        unit=source.unit,
        territory=source.territory,
        reference=next_reference(prefix, at.year),
        source=source,
        proposal=proposal,
    )


def _set_said(
    said: Claim | Commitment,
    span: tuple[int, int],
    content: str,
    speaker: str,
    speaker_entry: Entry | None,
) -> None:
    said.start, said.end = span
    said.content = content.strip()
    said.speaker = speaker[:LONGEST_NAME]
    said.speaker_entry = speaker_entry


def _keep(said: S, actor: User, action: str, at: datetime) -> S:
    said.recorded_by, said.recorded_at, said.withdrawn_at = actor, at, None
    said.save()
    findable.refresh(said, at=at)
    journal.record(at=at, actor=actor, action=action, target=said)
    return said


def _withdraw(said: Claim | Commitment, actor: User, action: str, at: datetime) -> None:
    access.require(actor, Action.REVIEW, said.source, seen_by=Action.SOURCE_READ)
    said.withdrawn_at = at
    said.save(update_fields=["withdrawn_at"])
    findable.refresh(said, at=at)
    journal.record(at=at, actor=actor, action=action, target=said)
