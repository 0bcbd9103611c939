"""Ties as a graph: who stands in what relation to whom, around one entry or over all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry, Tie
from ponleu.knowledge.register.queries.known import seen

MOST_NODES = 2000
MOST_HOPS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """An entry in the graph; those judged the same are one node.

    Attributes:
        hops: ties between it and the centre; 0 is the centre, or any node if there is none.
    """

    entry: Entry
    hops: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes."""

    tie: Tie
    holder: UUID
    held: UUID


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and ties, and whether there was more than can be drawn."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    is_cut: bool

    @property
    def months(self) -> tuple[str, str] | None:
        """First and last month that any tie names, as "2024-03"; None if none does."""
        said = [day[:7] for edge in self.edges for day in (edge.tie.since, edge.tie.until) if day]
        months = [month if len(month) == 7 else f"{month}-01" for month in said]
        return (min(months), max(months)) if months else None


def graph(actor: User, centre: Entry | None, *, hops: int = 2, most: int = MOST_NODES) -> Graph:
    """Standing ties that the actor may see, nearest to the centre first.

    Without a centre: the newest ties. Ties to entries that the actor may not see, or whose
    source is hidden, are left out, and so is what hangs on them.

    Args:
        hops: how many ties away from the centre, 1 to 4.
    """
    if centre is None:
        return _drawn(actor, _newest(actor, most), {}, most)
    reached = {centre.head_id or centre.pk: 0}
    edge = _group(reached)
    for hop in range(1, min(max(hops, 1), MOST_HOPS) + 1):
        found = _heads(_touching(actor, edge, most))
        fresh = [key for key in found if key not in reached][: most - len(reached)]
        reached |= dict.fromkeys(fresh, hop)
        edge = _group(fresh)
        if not fresh:
            break
    members = _group(reached)
    ties = _ties(actor).filter(holder__in=members, held__in=members)
    return _drawn(actor, list(ties[: 4 * most]), reached, most, centre)


def _ties(actor: User):  # type: ignore[no-untyped-def]  # a queryset with its own annotations
    visible = Entry.objects.visible_to(actor).filter(withdrawn_at=None)
    return (
        Tie.objects.filter(seen(actor), withdrawn_at=None, holder__in=visible, held__in=visible)
        .select_related("source")
        .defer("source__text")
        .annotate(holder_head=F("holder__head"), held_head=F("held__head"))
        .order_by("-entered_at", "pk")
    )


def _newest(actor: User, most: int) -> list[Tie]:
    return list(_ties(actor)[:most])


def _touching(actor: User, keys: Collection[UUID], most: int) -> list[Tie]:
    return list(_ties(actor).filter(Q(holder__in=keys) | Q(held__in=keys))[: 4 * most])


def _heads(ties: Iterable[Tie]) -> list[UUID]:
    found = (key for tie in ties for key in _ends(tie))
    return list(dict.fromkeys(found))


def _ends(tie: Tie) -> tuple[UUID, UUID]:
    """The nodes that a tie connects: the heads of its entries."""
    heads = vars(tie)
    return heads["holder_head"] or tie.holder_id, heads["held_head"] or tie.held_id


def _group(keys: Iterable[UUID]) -> set[UUID]:
    """The entries shown under these keys, and the keys."""
    wanted = set(keys)
    return wanted | set(Entry.objects.filter(head__in=wanted).values_list("pk", flat=True))


def _drawn(
    actor: User,
    ties: Sequence[Tie],
    reached: dict[UUID, int],
    most: int,
    centre: Entry | None = None,
) -> Graph:
    ends = {tie.pk: _ends(tie) for tie in ties}
    keys = list(dict.fromkeys([*reached, *(key for pair in ends.values() for key in pair)]))
    visible = Entry.objects.visible_to(actor).filter(withdrawn_at=None)
    found = visible.in_bulk(keys[:most])
    if centre is not None and not found:
        found = {centre.pk: centre}
    nodes = [Node(found[key], reached.get(key, 0)) for key in keys if key in found]
    edges = [
        Edge(tie, *ends[tie.pk])
        for tie in ties
        if ends[tie.pk][0] != ends[tie.pk][1] and set(ends[tie.pk]) <= found.keys()
    ]
    return Graph(nodes, edges, is_cut=len(keys) > most or len(ties) >= 4 * most)
