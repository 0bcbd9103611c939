"""Contradictions with both sides' exact words, and what people said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims.models import Claim
from ponleu.response.incidents.models import (
    Contradiction,
    ContradictionQuerySet,
    Incident,
    Member,
    Settlement,
    Side,
)
from ponleu.response.incidents.rules import Kind

SHOWN = 15
SHOWN_FIRST = 5
MOST_OF_ONE = 60
MOST_CLAIMS = 500


@dataclass(frozen=True, slots=True)
class Compared:
    """One side: its words in their sentence, and who says them.

    Attributes:
        claim: that the words are part of; None if no standing claim holds them.
        speaker: of the claim, else whoever published the document; "" if neither is recorded.
    """

    side: Side
    claim: Claim | None
    speaker: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction with its sides, and what people said of it, the newest first."""

    contradiction: Contradiction
    sides: tuple[Compared, ...]
    settled: Settlement | None
    taken_back: tuple[Settlement, ...]


@dataclass(frozen=True, slots=True)
class Doubts:
    """A page of contradictions."""

    rows: tuple[Doubt, ...]
    page: int
    has_more: bool


def contradictions(
    actor: User, *, kind: str = "", province: str = "", settled: bool = False, page: int = 1
) -> Doubts:
    """Contradictions that the actor may see, open or settled, those found last first."""
    rows = _current(actor)
    rows = rows.settled() if settled else rows.unsettled()
    if kind:
        rows = rows.filter(kind=kind)
    if province:
        inside = Side.objects.filter(source__territory__startswith=province)
        rows = rows.filter(pk__in=inside.values("contradiction"))
    start = (max(page, 1) - 1) * SHOWN
    found = list(rows.order_by("-found_at", "-pk")[start : start + SHOWN + 1])
    return Doubts(doubts(actor, found[:SHOWN]), max(page, 1), len(found) > SHOWN)


def newest(actor: User) -> tuple[Doubt, ...]:
    """The open contradictions that were found last, for first pages."""
    rows = _current(actor).unsettled().order_by("-found_at", "-pk")
    return doubts(actor, list(rows[:SHOWN_FIRST]))


def open_count(actor: User) -> int:
    """How many wait for a person to say why they are none, for first pages."""
    return _current(actor).unsettled().count()


def of_incident(actor: User, incident: Incident) -> tuple[Doubt, ...]:
    """Contradictions between the tellings of an incident, and figures of its documents."""
    members = Member.objects.visible_to(actor).standing().filter(incident=incident)
    inside = Side.objects.filter(source__in=members.values("telling__source"))
    rows = _current(actor).filter(
        Q(incident=incident) | Q(kind=Kind.ARITHMETIC, pk__in=inside.values("contradiction"))
    )
    return doubts(actor, list(rows.order_by("kind", "topic", "pk")[:MOST_OF_ONE]))


def of_source(actor: User, source: UUID) -> tuple[Doubt, ...]:
    """Contradictions of which a document has a side."""
    sides = Side.objects.filter(source=source)
    rows = _current(actor).filter(pk__in=sides.values("contradiction"))
    return doubts(actor, list(rows.order_by("-found_at", "-pk")[:SHOWN]))


def doubts(actor: User, shown: Sequence[Contradiction]) -> tuple[Doubt, ...]:
    """These contradictions as pages show them."""
    given = list(shown)
    sides = Side.objects.select_related("source", "claim").defer("source__text")
    said = Settlement.objects.select_related("by", "withdrawn_by")
    prefetch_related_objects(
        given, Prefetch("sides", sides), Prefetch("settlements", said), "incident", "entered_by"
    )
    claims = _claims_of(actor, [side for each in given for side in each.sides.all()])
    return tuple(_doubt(each, claims) for each in given)


def _current(actor: User) -> ContradictionQuerySet:
    rows = Contradiction.objects.visible_to(actor).current()
    return rows.select_related("incident", "entered_by")


def _doubt(contradiction: Contradiction, claims: Sequence[Claim]) -> Doubt:
    said = list(contradiction.settlements.all())
    return Doubt(
        contradiction,
        tuple(_compared(side, claims) for side in contradiction.sides.all()),
        next((each for each in said if each.withdrawn_at is None), None),
        tuple(each for each in said if each.withdrawn_at is not None),
    )


def _compared(side: Side, claims: Sequence[Claim]) -> Compared:
    claim = side.claim or next((each for each in claims if _holds(each, side)), None)
    speaker = claim.speaker if claim and claim.speaker else side.source.origin
    end = side.shift + len(side.words)
    return Compared(side, claim, speaker, side.around[: side.shift], side.around[end:])


def _holds(claim: Claim, side: Side) -> bool:
    return claim.source_id == side.source_id and claim.start < side.end and side.start < claim.end


def _claims_of(actor: User, sides: Sequence[Side]) -> list[Claim]:
    """Standing claims in the documents of these sides that the actor may see, the first first."""
    wanted = {side.source_id for side in sides}
    rows: QuerySet[Claim] = Claim.objects.visible_to(actor).standing().filter(source__in=wanted)
    return list(rows.order_by("source", "start", "pk")[:MOST_CLAIMS]) if wanted else []
