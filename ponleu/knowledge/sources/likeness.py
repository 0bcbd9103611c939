"""Reads of which sources are alike: by their words, and by what people said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ponleu.engines.reading import alike
from ponleu.engines.reading.alike import Kind, Relation
from ponleu.foundation.accounts.models import User
from ponleu.knowledge.sources.models import Band, CopyJudgement, Fingerprint, Source
from ponleu.knowledge.sources.rules import CopyVerdict

MOST_ALIKE = 200
"""Sources compared with one; those that share most with it."""

Pair = tuple[UUID, UUID]
UNRELATED = Relation(Kind.NONE, 0.0, 0.0, 0, 0)


@dataclass(frozen=True, slots=True)
class Alike:
    """A source beside another whose words it shares, or of which a person said so.

    Attributes:
        source: the other one, without its text.
        relation: how the other one's words stand to the first one's.
        later: how long after the first one the other was published; None if a day is unknown.
        judgement: what stands that a person said of the two.
        number: how often someone said something of the two; what a judgement must name.
    """

    source: Source
    relation: Relation
    later: timedelta | None
    judgement: CopyJudgement | None
    number: int

    @property
    def is_copy(self) -> bool:
        """What a person said, or else what the words say."""
        if self.judgement:
            return self.judgement.verdict == CopyVerdict.COPY
        return self.relation.kind is not Kind.NONE

    @property
    def days(self) -> int:
        """Days between the two publications, whichever was first."""
        return abs(self.later.days) if self.later else 0

    @property
    def percent(self) -> int:
        """Share of the two texts that stands in both, in hundredths, rounded down."""
        return int(self.relation.likeness * 100)


def alike_to(actor: User, source: Source) -> list[Alike]:
    """Sources that the actor may see and that are like one, or were judged beside it.

    In the order of publication, those without a day last. Nothing is said of any other
    source: what the actor may not see neither counts nor shows.
    """
    said = _said_of(actor, source)
    mine = Fingerprint.objects.filter(source=source).first()
    found = {other.source.pk: other for other in _sharing(actor, mine)} if mine else {}
    relations = {pk: relation_of(other, mine) for pk, other in found.items() if mine}
    others = {pk: other.source for pk, other in found.items()} | _without_text(
        actor, said.keys() - found.keys()
    )
    rows = [
        _alike(source, other, relations.get(pk, UNRELATED), said.get(pk))
        for pk, other in others.items()
    ]
    shown = [row for row in rows if row.judgement or row.relation.kind is not Kind.NONE]
    return sorted(shown, key=_by_publication)


def relation_of(one: Fingerprint, other: Fingerprint) -> Relation:
    """How one source's words stand to another's, by their kept fingerprints."""
    if one.method != other.method:
        return UNRELATED
    return alike.relation(opened(one), opened(other))


def pair(one: UUID, other: UUID) -> Pair:
    """Two keys in the order in which pairs are kept."""
    return (one, other) if one < other else (other, one)


def standing(said: Iterable[CopyJudgement]) -> dict[Pair, CopyJudgement]:
    """The newest judgement of each pair, also one that took back."""
    ordered = sorted(said, key=lambda judgement: judgement.number)
    return {(each.left_id, each.right_id): each for each in ordered}


def opened(kept: Fingerprint) -> alike.Fingerprint:
    """A kept fingerprint as the engine compares it."""
    return alike.from_bytes(kept.words, bytes(kept.hashes))


def is_visible(visible: QuerySet[Source], path: str) -> Exists:
    """Asked of each row that was found; ``IN`` would begin with every visible source."""
    return Exists(visible.filter(pk=OuterRef(path)))


def judgements(actor: User, asked: set[UUID]) -> QuerySet[CopyJudgement]:
    """What was said of pairs with one of some sources, if the actor may see both."""
    visible = Source.objects.visible_to(actor)
    return CopyJudgement.objects.filter(
        Q(left__in=asked) | Q(right__in=asked),
        is_visible(visible, "left"),
        is_visible(visible, "right"),
    )


def _sharing(actor: User, mine: Fingerprint) -> list[Fingerprint]:
    """Fingerprints of visible sources that share a band, those that share most."""
    nearest = (
        Band.objects.filter(value__in=list(mine.bands.values_list("value", flat=True)))
        .filter(is_visible(Source.objects.visible_to(actor), "fingerprint__source"))
        .exclude(fingerprint=mine)
        .values("fingerprint")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "fingerprint")[:MOST_ALIKE]
    )
    keys = [row["fingerprint"] for row in nearest]
    rows = Fingerprint.objects.filter(pk__in=keys).select_related("source__unit")
    return list(rows.defer("source__text")) if keys else []


def _said_of(actor: User, source: Source) -> dict[UUID, CopyJudgement]:
    """The newest judgement of each pair with a source, by the other one's key."""
    found = judgements(actor, {source.pk}).select_related("by")
    return {
        left if right == source.pk else right: judgement
        for (left, right), judgement in standing(found).items()
    }


def _without_text(actor: User, keys: Iterable[UUID]) -> dict[UUID, Source]:
    wanted = list(keys)
    if not wanted:
        return {}
    visible = is_visible(Source.objects.visible_to(actor), "pk")
    return Source.objects.filter(visible).select_related("unit").defer("text").in_bulk(wanted)


def _alike(
    source: Source, other: Source, relation: Relation, newest: CopyJudgement | None
) -> Alike:
    later = None
    if source.published and other.published:
        later = other.published - source.published
    return Alike(
        source=other,
        relation=relation,
        later=later,
        judgement=newest if newest and newest.verdict else None,
        number=newest.number if newest else 0,
    )


def _by_publication(row: Alike) -> tuple[bool, str, str]:
    day = row.source.published
    return day is None, day.isoformat() if day else "", row.source.reference
