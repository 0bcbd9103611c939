"""One piece of evidence with what rests on it, and what may be added as one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.claims import queries as claims
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Mention
from ponleu.knowledge.register.queries import identity
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import State
from ponleu.response.findings.models import Finding, Piece
from ponleu.response.findings.queries import weighing
from ponleu.response.findings.queries.findings import (
    MOST_FINDINGS,
    MOST_PIECES,
    Listed,
    listed_with_holding,
)
from ponleu.response.findings.rules import proof
from ponleu.response.findings.rules.kinds import Outcome, PieceKind, Side
from ponleu.response.findings.rules.proof import LEVELS, Need, Tally

MOST_CHOICES = 50


@dataclass(frozen=True, slots=True)
class PiecePage:
    """A piece, and the findings that rest on it, whether they still hold.

    Attributes:
        sees_source: the person may open the document that it is from.
    """

    piece: Piece
    findings: tuple[Listed, ...]
    sees_source: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may add to an allegation's evidence and did not add yet."""

    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What chosen evidence carries for a conclusion.

    Attributes:
        missing: by level above the one allowed, what is missing for it.
    """

    level: int
    tally: Tally
    missing: tuple[tuple[int, tuple[Need, ...]], ...]


def piece_page(actor: User, pk: UUID) -> PiecePage:
    """A piece, with the standing and waiting findings that rest on it.

    Raises:
        NotFound: no such piece for the actor.
    """
    rows = Piece.objects.select_related(
        "allegation__entry", "unit", "claim__source__unit", "source__unit", "complaint", "content"
    )
    rows = rows.select_related("added_by", "withdrawn_by")
    piece = rows.defer("source__text", "claim__source__text").get_for(actor, pk)
    resting = Finding.objects.visible_to(actor).filter(cited__piece=piece)
    document = piece.source or (piece.claim.source if piece.claim else None)
    return PiecePage(
        piece,
        tuple(listed_with_holding(resting.select_related("author")[:MOST_FINDINGS])),
        sees_source=document is not None and actor.may(Action.SOURCE_READ, document),
        may_write=piece.allegation.withdrawn_at is None and actor.may(Action.FINDING_WRITE, piece),
    )


def choosable(actor: User, allegation: Allegation) -> list[Piece]:
    """Standing pieces of an allegation that a person may put into a finding."""
    rows = Piece.objects.visible_to(actor).standing().filter(allegation=allegation)
    rows = rows.select_related("claim", "source", "complaint").defer("source__text")
    return list(rows[:MOST_PIECES])


def choices(actor: User, allegation: Allegation) -> Choices:
    """Claims about the allegation's entry, documents that name it, complaints gathered."""
    mine = Piece.objects.filter(allegation=allegation, withdrawn_at=None)
    _entry, said = claims.of_entry(actor, allegation.entry_id)
    known = set(mine.exclude(claim=None).values_list("claim", flat=True))
    kept = [each for each in said if isinstance(each, Claim) and each.pk not in known]
    entries = [allegation.entry, *identity.members(actor, allegation.entry)]
    naming = Mention.objects.filter(entry__in=entries, withdrawn_at=None).values("source")
    sources = Source.objects.visible_to(actor).filter(pk__in=naming).defer("text")
    gathered = Gathering.objects.visible_to(actor).standing().filter(allegation=allegation)
    complaints = Complaint.objects.visible_to(actor).filter(
        pk__in=gathered.order_by().values("complaint")
    )
    complaints = complaints.exclude(state=State.WITHDRAWN).exclude(
        pk__in=mine.exclude(complaint=None).values("complaint")
    )
    return Choices(
        tuple(kept[:MOST_CHOICES]),
        tuple(sources[:MOST_CHOICES]),
        tuple(
            complaints.only("pk", "reference", "arrived_at").order_by("-arrived_at")[:MOST_CHOICES]
        ),
    )


def by_reference(actor: User, reference: str) -> tuple[PieceKind, UUID]:
    """What a reference names: a claim, a document or a complaint.

    Raises:
        NotFound: nothing that the actor may see has it.
    """
    text = reference.strip().upper()
    visible: tuple[tuple[PieceKind, QuerySet[Any]], ...] = (
        (PieceKind.CLAIM, Claim.objects.visible_to(actor).standing()),
        (PieceKind.DOCUMENT, Source.objects.visible_to(actor)),
        (PieceKind.COMPLAINT, Complaint.objects.visible_to(actor)),
    )
    for kind, rows in visible:
        key = rows.filter(reference=text).values_list("pk", flat=True).first()
        if key is not None:
            return kind, key
    raise NotFound(_("There is no such record."))


def place_of(actor: User, source: UUID, quote: str) -> tuple[int, int] | None:
    """Where words stand in a document, the first time; None if they do not."""
    text = Source.objects.get_for(actor, source).text
    start = text.find(quote)
    return (start, start + len(quote)) if quote and start >= 0 else None


def carried(
    actor: User,
    allegation: Allegation,
    outcome: Outcome,
    speaking_for: Collection[UUID],
    speaking_against: Collection[UUID],
) -> Carried:
    """What evidence carries for a conclusion, before a finding is written."""
    sides = dict.fromkeys(speaking_for, Side.FOR) | dict.fromkeys(speaking_against, Side.AGAINST)
    pieces = [piece for piece in choosable(actor, allegation) if piece.pk in sides]
    weights = weighing.weighed(
        [(piece, sides[piece.pk]) for piece in pieces], weighing.origins(actor, pieces)
    )
    level = proof.allowed(outcome, weights)
    above = [each for each in LEVELS if each > level]
    return Carried(
        level,
        proof.tally(outcome, weights),
        tuple((each, proof.missing(each, outcome, weights)) for each in above),
    )
