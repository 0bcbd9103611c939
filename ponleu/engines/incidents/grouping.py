"""Incidents among tellings, kept up to date as tellings come and go."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final

from ponleu.engines.errors import EngineError
from ponleu.engines.incidents.blocking import Blocks
from ponleu.engines.incidents.clustering import Weights, join
from ponleu.engines.incidents.evidence import reasons, weight_millibits
from ponleu.engines.incidents.names import Names
from ponleu.engines.incidents.types import Incident, Telling
from ponleu.engines.reasons import Reason

_MILLI: Final = 1000
_MOST_BITS: Final = 30
"""Bits beyond which a score would only look surer."""


class Incidents:
    """Tellings and the incidents that they are taken for.

    The outcome depends on the tellings alone, not on the order in which they came. Tellings
    without a pair that speaks for one incident between them never join, so each change looks
    only at those that hang together with the telling that comes or goes.
    """

    def __init__(self, tellings: Iterable[Telling] = (), names: Names | None = None) -> None:
        """Group these tellings.

        Raises:
            EngineError: two tellings have one key.
        """
        self._names = names or Names()
        self._blocks = Blocks(self._names)
        self._tellings: dict[str, Telling] = {}
        self._for: dict[str, dict[str, int]] = {}
        self._group: dict[str, tuple[str, ...]] = {}
        self._bits: dict[str, float] = {}
        for telling in tellings:
            self._take(telling)
        self._regroup(self._tellings)

    def add(self, telling: Telling) -> Incident:
        """Take one more telling; returns the incident that it is of.

        Raises:
            EngineError: there is a telling with its key.
        """
        self._take(telling)
        self._regroup([telling.key])
        return self.of(telling.key)

    def remove(self, key: str) -> None:
        """Forget a telling, as if it had never come.

        Raises:
            EngineError: there is no such telling.
        """
        telling = self._telling(key)
        near = self._for.pop(key)
        for other in near:
            del self._for[other][key]
        self._blocks.remove(telling)
        del self._tellings[key], self._group[key], self._bits[key]
        self._regroup(near)

    def of(self, key: str) -> Incident:
        """The incident that a telling is of.

        Raises:
            EngineError: there is no such telling.
        """
        self._telling(key)
        return self._incident(self._group[key])

    def all(self) -> list[Incident]:
        """Every incident, ordered by its first key."""
        return [self._incident(group) for group in self.groups()]

    def groups(self) -> list[tuple[str, ...]]:
        """The keys of each incident, ordered."""
        return sorted(set(self._group.values()))

    def tellings_of(self, incident: Incident) -> list[Telling]:
        """The tellings that an incident is made of."""
        return [self._telling(key) for key in incident.tellings]

    def _telling(self, key: str) -> Telling:
        if key not in self._tellings:
            raise EngineError(f"there is no telling {key!r}")
        return self._tellings[key]

    def _take(self, telling: Telling) -> None:
        if telling.key in self._tellings:
            raise EngineError(f"there are two tellings {telling.key!r}")
        near = {
            key: weight
            for key in self._blocks.near(telling)
            if (weight := weight_millibits(telling, self._tellings[key], self._names) or 0) > 0
        }
        self._tellings[telling.key] = telling
        self._for[telling.key] = near
        for key, weight in near.items():
            self._for[key][telling.key] = weight
        self._blocks.add(telling)

    def _regroup(self, keys: Iterable[str]) -> None:
        """Group anew all that hangs together with these tellings."""
        waiting = set(keys)
        while waiting:
            together = self._together(min(waiting))
            waiting -= together
            weights = self._weights(together)
            for group in join(together, weights):
                self._group.update(dict.fromkeys(group, group))
                self._bits.update(dict.fromkeys(group, _average_bits(group, weights)))

    def _together(self, key: str) -> set[str]:
        found, waiting = {key}, [key]
        while waiting:
            new = self._for[waiting.pop()].keys() - found
            found |= new
            waiting += new
        return found

    def _weights(self, keys: Iterable[str]) -> Weights:
        return {
            (a, b): self._for[a].get(b)
            or weight_millibits(self._tellings[a], self._tellings[b], self._names)
            for a, b in combinations(sorted(keys), 2)
        }

    def _incident(self, group: tuple[str, ...]) -> Incident:
        tellings = [self._tellings[key] for key in group]
        return Incident(
            tellings=group,
            documents=tuple(sorted({telling.document for telling in tellings})),
            sites=tuple(sorted({name for telling in tellings for name in telling.sites})),
            score=1 / (1 + 2 ** -self._bits[group[0]]) if len(group) > 1 else 1.0,
            reasons=_strongest(tellings, self._names),
        )


def _average_bits(group: tuple[str, ...], weights: Weights) -> float:
    """Of all pairs of a group, whose keys are in order; 0 of a telling alone."""
    pairs = [weights[pair] or 0 for pair in combinations(group, 2)]
    return min(sum(pairs) / len(pairs) / _MILLI, _MOST_BITS) if pairs else 0.0


def _strongest(tellings: Iterable[Telling], names: Names) -> tuple[Reason, ...]:
    best: dict[str, Reason] = {}
    for a, b in combinations(tellings, 2):
        for reason in reasons(a, b, names):
            known = best.setdefault(reason.feature, reason)
            if abs(reason.bits) > abs(known.bits):
                best[reason.feature] = reason
    return tuple(sorted(best.values(), key=lambda one: (-abs(one.bits), one.feature)))
