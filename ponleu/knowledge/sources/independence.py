"""Reads of how many of some documents are sources of their own: copies of one text count once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from ponleu.engines.reading import alike
from ponleu.engines.reading.alike import Kind
from ponleu.foundation.accounts.models import User
from ponleu.knowledge.sources import likeness
from ponleu.knowledge.sources.families import Families, independent_count
from ponleu.knowledge.sources.likeness import MOST_ALIKE, Pair
from ponleu.knowledge.sources.models import Band, Fingerprint, Source
from ponleu.knowledge.sources.rules import CopyVerdict

MOST_SHARED = 10_000
"""Shared bands looked at when the sources of one page are counted."""

MOST_COMPARED = 2_000
"""Pairs compared then: about a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Independence:
    """How many of some documents go back to texts of their own.

    Attributes:
        documents: those that the actor may see.
        independent: families of copies among them; parts of others are not counted.
    """

    documents: int
    independent: int

    @property
    def copies(self) -> int:
        """Documents that add no source."""
        return self.documents - self.independent


def independence(actor: User, sources: Iterable[Source]) -> Independence:
    """Count some sources, and how many of them are independent; copies are found among all
    that the actor may see, so that two copies of a third are one.
    """
    visible = likeness.is_visible(Source.objects.visible_to(actor), "pk")
    named = Source.objects.filter(visible, pk__in={source.pk for source in sources})
    asked = set(named.values_list("pk", flat=True))
    if len(asked) < 2:
        return Independence(len(asked), len(asked))
    families, parts = _families(actor, asked)
    heads = {families.head(pk) for pk in asked}
    related = [(families.head(part), families.head(whole)) for part, whole in parts]
    return Independence(len(asked), independent_count(heads, related))


def _families(actor: User, asked: set[UUID]) -> tuple[Families[UUID], list[Pair]]:
    """Families among some sources and those like them, and pairs of (part, whole)."""
    visible = Source.objects.visible_to(actor)
    said = likeness.standing(likeness.judgements(actor, asked))
    families = Families(p for p, each in said.items() if each.verdict == CopyVerdict.NOT_COPY)
    for (left, right), each in said.items():
        if each.verdict == CopyVerdict.COPY:
            families.join(left, right)
    decided = {p for p, each in said.items() if each.verdict}
    shared = [each for each in _shared_pairs(visible, asked) if each not in decided]
    return families, _join_alike(families, shared)


def _shared_pairs(visible: QuerySet[Source], asked: set[UUID]) -> list[Pair]:
    """Pairs of which one is asked for and that share bands, those that share most first."""
    mine = Fingerprint.objects.filter(source__in=asked)
    rows = (
        Band.objects.filter(value__in=Band.objects.filter(fingerprint__in=mine).values("value"))
        .filter(likeness.is_visible(visible, "fingerprint__source"))
        .order_by("value", "fingerprint")
        .values_list("value", "fingerprint", "fingerprint__source")[:MOST_SHARED]
    )
    having: defaultdict[int, list[int]] = defaultdict(list)
    source_of: dict[int, UUID] = {}
    for value, number, source in rows:
        having[value].append(number)
        source_of[number] = source
    times = _times_shared(having.values(), {n for n, key in source_of.items() if key in asked})
    most = sorted(times, key=lambda each: (-times[each], each))[:MOST_COMPARED]
    return [likeness.pair(source_of[one], source_of[other]) for one, other in most]


def _times_shared(groups: Iterable[list[int]], asked: set[int]) -> Counter[tuple[int, int]]:
    """How often two share a group, of pairs of which one is asked for."""
    times: Counter[tuple[int, int]] = Counter()
    for members in groups:
        inside = asked.intersection(members)
        others = members if len(members) <= MOST_ALIKE else inside  # else it is a stock phrase
        times.update(
            (one, other) if one < other else (other, one)
            for one in inside
            for other in others
            if other not in asked or one < other
        )
    return times


def _join_alike(families: Families[UUID], pairs: Sequence[Pair]) -> list[Pair]:
    """Join what is the same text, strongest first; give back what is only a part: (part, whole)."""
    keys = {key for each in pairs for key in each}
    kept = {row.source_id: row for row in Fingerprint.objects.filter(source__in=keys)}
    known = {key: likeness.opened(row) for key, row in kept.items() if row.method == alike.METHOD}
    parts: list[Pair] = []
    for one, other in pairs:
        if one not in known or other not in known or families.are_joined(one, other):
            continue
        kind = alike.relation(known[one], known[other]).kind
        if kind in (Kind.SAME_WORDS, Kind.NEAR):
            families.join(one, other)
        elif kind is not Kind.NONE:
            parts.append((one, other) if kind is Kind.SHORTER else (other, one))
    return parts
