"""Where cases and allegations stand once all merges and splits that stand are followed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ponleu.response.cases.rules import Regrouped


@dataclass(frozen=True, slots=True)
class Act:
    """One merge or split that stands.

    Attributes:
        source: the case merged away, or of which a part is split off.
        target: the case that takes it in, or the one that the split made.
        taken: what the split takes along; nothing for a merge.
    """

    kind: Regrouped
    source: UUID
    target: UUID
    taken: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The case under which each case, and the case in which each allegation, is worked."""

    heads: dict[UUID, UUID]
    where: dict[UUID, UUID]


def standing(cases: Collection[UUID], taken: Mapping[UUID, UUID], acts: Iterable[Act]) -> Standing:
    """Follow acts in the order in which people did them.

    An act that was undone is left out, whenever it was done: what remains is as if it had
    never been. So undoing needs no order, and nothing is lost by doing.

    Args:
        taken: by key of the taking-in, the case into which the allegation was taken.
    """
    heads = {case: case for case in cases}
    where = dict(taken)
    for act in acts:
        if act.kind is Regrouped.SPLIT:
            where.update((key, act.target) for key in act.taken if key in where)
            continue
        for places in (heads, where):
            for key in [key for key, place in places.items() if place == act.source]:
                places[key] = act.target
    return Standing(heads, where)
