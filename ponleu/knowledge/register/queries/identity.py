"""Which entries are shown as one, which pairs wait for a person, and two records side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.places import queries as places
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.register.models import Entry, MatchProposal, PairJudgement
from ponleu.knowledge.register.queries import known
from ponleu.knowledge.register.queries.of_entries import Quoted, quoted, spellings, visible_entry

PAIRS = 30
MOST_MEMBERS = 100
QUOTED_SOURCES = 3


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One property of two records.

    Attributes:
        feature: stable word: names, place, sort, or a sort of detail.
        state: "same" if they share a value, "differs" if both have one and share none, else "one".
    """

    feature: str
    left: Sequence[str]
    right: Sequence[str]
    state: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records, with the words of its sources."""

    entry: Entry
    place: str
    ties: Sequence[known.TieLine]
    quoted: Sequence[Quoted]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two records side by side, what the engine says of them, and what people decided."""

    left: Side
    right: Side
    rows: Sequence[ComparedRow]
    proposal: MatchProposal | None
    standing: PairJudgement | None
    history: Sequence[PairJudgement]


def head(actor: User, entry: Entry) -> Entry | None:
    """The entry that this one is shown under, if it is another that the actor may see."""
    if entry.head_id is None:
        return None
    return Entry.objects.visible_to(actor).filter(pk=entry.head_id).first()


def members(actor: User, entry: Entry) -> list[Entry]:
    """Standing entries that are shown under this one, as far as the actor may see them."""
    rows = Entry.objects.visible_to(actor).filter(head=entry, withdrawn_at=None)
    return list(rows.order_by("entered_at", "pk")[:MOST_MEMBERS])


def judgements(actor: User, entry: Entry) -> list[PairJudgement]:
    """Judgements on this entry and others that the actor may see, newest first."""
    rows = PairJudgement.objects.visible_to(actor).filter(Q(left=entry) | Q(right=entry))
    return list(rows.select_related("left", "right", "judged_by", "withdrawn_by")[:MOST_MEMBERS])


def waiting_pairs(actor: User) -> list[MatchProposal]:
    """Of the pairs that the actor may judge those that are worth most, no more than 30."""
    rows = MatchProposal.objects.editable_by(actor).waiting().select_related("left", "right")
    return list(rows[:PAIRS])


def waiting_count(actor: User) -> int:
    """How many pairs wait for a judgement of the actor."""
    return MatchProposal.objects.editable_by(actor).waiting().count()


def next_pair(actor: User, *, apart_from: Iterable[UUID] = ()) -> MatchProposal | None:
    """The pair that the actor may judge next."""
    rows = MatchProposal.objects.editable_by(actor).waiting().exclude(pk__in=list(apart_from))
    return rows.first()


def standing_judgement(actor: User, pk: UUID | None) -> PairJudgement | None:
    """A judgement that stands, with its entries; None if there is none that the actor may see."""
    rows = PairJudgement.objects.visible_to(actor).standing().select_related("left", "right")
    return rows.filter(pk=pk).first() if pk else None


def proposals_about(actor: User, entry: Entry) -> list[MatchProposal]:
    """Unjudged proposals about one entry, the likeliest first; five at most."""
    rows = MatchProposal.objects.visible_to(actor).waiting().filter(Q(left=entry) | Q(right=entry))
    return list(rows.select_related("left", "right").order_by("-score", "pk")[:5])


def pair_page(actor: User, one: UUID, other: UUID) -> PairPage:
    """Two records side by side.

    Raises:
        NotFound: one of them is not there, or the actor may not see it.
    """
    left, right = (visible_entry(actor, key) for key in sorted((one, other)))
    names = places.names({left.place, right.place} - {""})
    pair = {"left": left, "right": right}
    history = list(PairJudgement.objects.filter(**pair).select_related("judged_by", "withdrawn_by"))
    return PairPage(
        left=_side(actor, left, names),
        right=_side(actor, right, names),
        rows=_rows(actor, left, right, names),
        proposal=MatchProposal.objects.filter(**pair).first(),
        standing=next((each for each in history if each.withdrawn_at is None), None),
        history=history,
    )


def _side(actor: User, entry: Entry, names: dict[str, str]) -> Side:
    return Side(
        entry=entry,
        place=names.get(entry.place, ""),
        ties=known.ties(actor, [entry]),
        quoted=quoted(actor, [entry])[:QUOTED_SOURCES],
    )


def _rows(actor: User, left: Entry, right: Entry, names: dict[str, str]) -> list[ComparedRow]:
    values: dict[str, tuple[list[str], list[str]]] = {
        "names": (_spelled(actor, left), _spelled(actor, right)),
        "sort": ([left.sort] if left.sort else [], [right.sort] if right.sort else []),
        "place": (_named(names, left.place), _named(names, right.place)),
    }
    for side, entry in enumerate((left, right)):
        for detail in known.details(actor, [entry]):
            values.setdefault(detail.sort, ([], []))[side].append(detail.text)
        for identifier in known.identifiers(actor, [entry]):
            values.setdefault(f"number {identifier.sort}", ([], []))[side].append(identifier.digest)
    return [
        ComparedRow(feature, *_shown(feature, pair), _state(*pair))
        for feature, pair in values.items()
        if any(pair)
    ]


def _spelled(actor: User, entry: Entry) -> list[str]:
    return [each.text for each in spellings(actor, [entry])]


def _named(names: dict[str, str], code: str) -> list[str]:
    return [names.get(code, code)] if code else []


def _state(left: Sequence[str], right: Sequence[str]) -> str:
    if not left or not right:
        return "one"
    return "same" if {fold(each) for each in left} & {fold(each) for each in right} else "differs"


def _shown(feature: str, pair: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    """Digests of numbers are not shown: only whether they are equal is."""
    if not feature.startswith("number "):
        return pair
    shared = set(pair[0]) & set(pair[1])
    left, right = ([("=" if each in shared else "•") for each in side] for side in pair)
    return left, right
