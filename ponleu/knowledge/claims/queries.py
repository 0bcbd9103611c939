"""Reads of claims and commitments for screens, cut to what the person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.law import queries as law
from ponleu.foundation.law.rules import StatedFine
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.claims.rules import ClaimKind, days_late, stated_riel
from ponleu.knowledge.register import queries as register
from ponleu.knowledge.register.models import Entry, Mention
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.independence import Independence
from ponleu.knowledge.sources.likeness import Alike

PAGE = 50
MOST_DENIALS = 50

S = TypeVar("S", Claim, Commitment)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some claims or commitments; ``last`` is the key from which the next page goes on."""

    rows: Sequence[Claim | Commitment]
    last: UUID | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands that a person may see, for their first page."""

    claims: int
    denials: int
    commitments: int
    late: int


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with what answers it.

    Attributes:
        against: the claim that it denies, None if it denies none or the actor may not see it.
        facts: named pieces of what is said: name and words.
        sees_source: whether the actor may open the source.
        speaker: the register's entry of the speaker, None if unknown or not to be seen.
        copies: documents with the words of the source, which add no source to it.
        stated_fine: of a penalty in riel, the days of base wage on the day of publication.
    """

    claim: Claim
    against: Claim | None
    denials: Sequence[Claim]
    facts: Sequence[tuple[str, str]]
    sees_source: bool
    speaker: Entry | None
    copies: Sequence[Alike]
    stated_fine: StatedFine | None = None


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """A commitment, how late it is in days, what may be opened from it, copies of its source."""

    commitment: Commitment
    days_late: int
    sees_source: bool
    speaker: Entry | None
    copies: Sequence[Alike]


def claims(actor: User, *, kind: ClaimKind | None = None, after: UUID | None = None) -> Listed:
    """Standing claims, of one kind or of all, newest first, a page of 50.

    Args:
        after: key of the last claim of the page before; an unknown one begins from the start.
    """
    found = _standing_claims(actor)
    if kind:
        found = found.filter(kind=kind)
    if last := found.filter(pk=after).first() if after else None:
        found = found.filter(
            Q(recorded_at__lt=last.recorded_at) | Q(recorded_at=last.recorded_at, pk__lt=last.pk)
        )
    return _listed(found.order_by("-recorded_at", "-id"))


def commitments(actor: User, *, after: UUID | None = None) -> Listed:
    """Standing commitments, those due first at the beginning and those without a day last."""
    found = _standing_commitments(actor)
    if last := found.filter(pk=after).first() if after else None:
        later = Q(due_by=last.due_by, pk__gt=last.pk)
        if last.due_by:
            later |= Q(due_by__gt=last.due_by) | Q(due_by=None)
        found = found.filter(later)
    return _listed(found.order_by(F("due_by").asc(nulls_last=True), "id"))


def claim_page(actor: User, pk: UUID) -> ClaimPage:
    """A claim beside what denies it, or a denial beside what it denies.

    Raises:
        NotFound: no such claim that the actor may see.
    """
    claim = _with_source(Claim.objects.all()).get_for(actor, pk)
    visible = _with_source(Claim.objects.visible_to(actor))
    return ClaimPage(
        claim=claim,
        against=visible.filter(pk=claim.against_id).first() if claim.against_id else None,
        denials=list(
            visible.filter(against=claim, withdrawn_at=None).order_by("recorded_at", "id")[
                :MOST_DENIALS
            ]
        ),
        facts=_facts(claim),
        sees_source=actor.may(Action.SOURCE_READ, claim.source),
        speaker=_speaker(actor, claim),
        copies=_copies(actor, claim),
        stated_fine=_stated_fine(claim),
    )


def commitment_page(actor: User, pk: UUID, *, today: date) -> CommitmentPage:
    """A commitment, and by how many days it is late.

    Raises:
        NotFound: no such commitment that the actor may see.
    """
    commitment = _with_source(Commitment.objects.all()).get_for(actor, pk)
    return CommitmentPage(
        commitment=commitment,
        days_late=days_late(commitment.due_by, today),
        sees_source=actor.may(Action.SOURCE_READ, commitment.source),
        speaker=_speaker(actor, commitment),
        copies=_copies(actor, commitment),
    )


def late_commitments(actor: User, today: date, limit: int = PAGE) -> list[Commitment]:
    """Standing commitments whose last day has passed, the oldest first."""
    return list(_late(actor, today).order_by("due_by", "id")[:limit])


def due_commitments(actor: User, today: date, limit: int = PAGE) -> list[Commitment]:
    """Standing commitments whose last day is today or still to come, the next first."""
    due = _standing_commitments(actor).filter(due_by__gte=today)
    return list(due.order_by("due_by", "id")[:limit])


def late_count(actor: User, today: date) -> int:
    """How many standing commitments are late."""
    return _late(actor, today).count()


def claim_count(actor: User) -> int:
    """How many claims of any kind stand."""
    return _standing_claims(actor).count()


def counts(actor: User, today: date) -> Counts:
    """How much stands: claims of any kind, the denials among them, commitments, late ones."""
    return Counts(
        claims=claim_count(actor),
        denials=_standing_claims(actor).filter(kind=ClaimKind.DENIAL).count(),
        commitments=_standing_commitments(actor).count(),
        late=late_count(actor, today),
    )


def of_entry(actor: User, pk: UUID) -> tuple[Entry, list[Claim | Commitment]]:
    """An entry of the register, and what it says or what names it, newest first.

    Each row tells by ``is_speaker`` whether the entry says it. A claim names an entry if a
    standing mention of the entry lies within its span.

    Raises:
        NotFound: no such entry that the actor may see.
    """
    entry = register.visible_entry(actor, pk)
    said: list[Claim | Commitment] = [
        *_with_speaker(_standing_claims(actor).filter(_concerns(Claim, entry)), entry),
        *_with_speaker(_standing_commitments(actor).filter(_concerns(Commitment, entry)), entry),
    ]
    return entry, sorted(said, key=lambda row: (row.recorded_at, row.pk), reverse=True)[:PAGE]


def origins(actor: User, said: Sequence[Claim | Commitment]) -> Independence:
    """From how many documents claims and commitments are, and how many of these are
    independent; those that the actor may not open do not count.
    """
    return sources.independent_sources(actor, {row.source for row in said})


def _concerns(model: type[S], entry: Entry) -> Q:
    """What an entry says or what names it, found from the entry instead of from all rows."""
    mentions = Mention.objects.filter(entry=entry, withdrawn_at=None)
    within = mentions.filter(
        source=OuterRef("source"), start__gte=OuterRef("start"), end__lte=OuterRef("end")
    )
    rows = model._default_manager.order_by().values("pk")
    naming = rows.filter(Exists(within), source__in=mentions.values("source"))
    return Q(pk__in=rows.filter(speaker_entry=entry).union(naming))


def _standing_claims(actor: User) -> QuerySet[Claim]:
    return _with_source(Claim.objects.visible_to(actor)).filter(withdrawn_at=None)


def _standing_commitments(actor: User) -> QuerySet[Commitment]:
    return _with_source(Commitment.objects.visible_to(actor)).filter(withdrawn_at=None)


def _late(actor: User, today: date) -> QuerySet[Commitment]:
    return _standing_commitments(actor).filter(due_by__lt=today)


def _with_source(rows: ScopedQuerySet[S]) -> ScopedQuerySet[S]:
    """With the source and its unit, but not its text."""
    return rows.select_related("source__unit", "unit", "recorded_by").defer("source__text")


def _with_speaker(rows: QuerySet[S], entry: Entry) -> QuerySet[S]:
    says = ExpressionWrapper(Q(speaker_entry=entry), output_field=BooleanField())
    return rows.annotate(is_speaker=says).order_by("-recorded_at", "-id")[:PAGE]


def _listed(found: QuerySet[S]) -> Listed:
    rows = list(found[: PAGE + 1])
    return Listed(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _speaker(actor: User, said: Claim | Commitment) -> Entry | None:
    if not said.speaker_entry_id:
        return None
    return Entry.objects.visible_to(actor).filter(pk=said.speaker_entry_id).first()


def _copies(actor: User, said: Claim | Commitment) -> list[Alike]:
    sees_source = actor.may(Action.SOURCE_READ, said.source)
    return sources.copies_of(actor, said.source) if sees_source else []


def _facts(claim: Claim) -> list[tuple[str, str]]:
    """The pieces of a claim that are not shown elsewhere on its page, and its value."""
    shown = {"speaker", "content", "through"}
    facts = [
        (name, str(part["text"]))
        for name, part in claim.parts.items()
        if name not in shown and isinstance(part, Mapping) and part.get("text")
    ]
    if value := _value(claim.value):
        facts.append(("value", value))
    return facts


def _stated_fine(claim: Claim) -> StatedFine | None:
    """A fine as stated beside days of base wage; none without riel or a day of publication."""
    riel = stated_riel(claim.parts.get("amount")) if claim.kind == ClaimKind.PENALTY else None
    if riel is None or claim.source.published is None:
        return None
    return law.stated_fine(riel, claim.source.published)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(value[name]) for name in ("number", "unit") if value.get(name))
    return value if isinstance(value, str) else ""
