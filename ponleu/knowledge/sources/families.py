"""Which sources go back to one text, and how many that leaves. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Families(Generic[K]):
    """Sources grouped into families of copies; a source that was never joined is one by itself.

    What a person keeps apart is never in one family, whatever else would join it.
    """

    def __init__(self, apart: Iterable[tuple[K, K]] = ()) -> None:
        self._head: dict[K, K] = {}
        self._members: dict[K, list[K]] = {}
        self._apart = {frozenset(pair) for pair in apart}

    def join(self, one: K, other: K) -> bool:
        """Make two families one, unless two of their members are kept apart."""
        if self.are_joined(one, other):
            return True
        left, right = self.members(one), self.members(other)
        if self._apart and any(frozenset((a, b)) in self._apart for a in left for b in right):
            return False
        for member in (*left, *right):
            self._head[member] = left[0]
        self._members[left[0]] = [*left, *right]
        return True

    def are_joined(self, one: K, other: K) -> bool:
        """Whether two sources are of one family."""
        return self.head(one) == self.head(other)

    def head(self, source: K) -> K:
        """The member that stands for a source's family."""
        return self._head.get(source, source)

    def members(self, source: K) -> list[K]:
        """The family of a source, itself included."""
        return self._members.get(self.head(source), [source])


def independent_count(heads: Iterable[K], parts: Iterable[tuple[K, K]]) -> int:
    """How many families stand for themselves, none being a part of another that is counted.

    Of a digest and the two reports that stand in it, the reports: two. Families with the
    fewest relations are counted first, which finds the most for one whole with its parts and
    for one part with its wholes, the shapes that occur; in others it may find one fewer.
    """
    related: dict[K, set[K]] = {head: set() for head in heads}
    for part, whole in parts:
        if part != whole and part in related and whole in related:
            related[part].add(whole)
            related[whole].add(part)
    left = set(related)
    count = 0
    for head in sorted(related, key=lambda each: (len(related[each]), str(each))):
        if head in left:
            count += 1
            left -= {head, *related[head]}
    return count
