"""Which entries are one, and under which of them they are shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import log2
from uuid import UUID


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Member:
    """An entry as far as its place in a group goes."""

    key: UUID
    is_standing: bool
    is_confirmed: bool
    entered_at: datetime


def groups(keys: Iterable[UUID], same: Iterable[tuple[UUID, UUID]]) -> list[set[UUID]]:
    """The keys, put together where pairs connect them; pairs name only keys given."""
    group_of = {key: {key} for key in keys}
    for left, right in same:
        one, other = group_of[left], group_of[right]
        if one is other:
            continue
        if len(one) < len(other):
            one, other = other, one
        one |= other
        for key in other:
            group_of[key] = one
    return list({id(group): group for group in group_of.values()}.values())


def head_of(members: Iterable[Member]) -> UUID:
    """The entry that a group is shown under: standing before withdrawn, confirmed, the oldest.

    Raises:
        ValueError: no members.
    """
    first = min(
        members,
        key=lambda each: (not each.is_standing, not each.is_confirmed, each.entered_at, each.key),
    )
    return first.key


def worth(score: float, mentions: int) -> float:
    """How much an answer on a pair is worth: likely pairs that touch much come first.

    A wrong or missing answer costs in proportion to what hangs on the two entries; that grows
    with their mentions, but the tenth tells less than the first: score × log2(2 + mentions).

    Args:
        score: probability that the two are one, 0..1.
        mentions: of both entries together.
    """
    return score * log2(2 + mentions)


def contradicted(
    group: Iterable[UUID], different: Mapping[UUID, Iterable[UUID]]
) -> tuple[UUID, UUID] | None:
    """Two of a group that a person judged different; None if there are none."""
    members = set(group)
    for key in sorted(members):
        for other in different.get(key, ()):
            if other in members:
                return key, other
    return None
