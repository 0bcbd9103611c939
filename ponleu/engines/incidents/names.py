"""How alike names are, as the caller says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ponleu.engines.errors import EngineError
from ponleu.engines.incidents.weights import ALIKE


class Names:
    """What is known of pairs of names; a name is wholly like itself, whatever its case."""

    def __init__(self, alike: Mapping[tuple[str, str], float] | None = None) -> None:
        """Take the scores, 0..1, in either order of a pair; pairs not given are unlike.

        Raises:
            EngineError: a score is outside 0..1.
        """
        self._near: dict[str, dict[str, float]] = {}
        for (a, b), score in (alike or {}).items():
            self.learn(a, b, score)

    def learn(self, a: str, b: str, score: float) -> None:
        """Take one more pair; of two scores for a pair the higher stays."""
        if not 0 <= score <= 1:
            raise EngineError(f"a likeness must be in 0..1; got {score}")
        for here, there in ((folded(a), folded(b)), (folded(b), folded(a))):
            near = self._near.setdefault(here, {})
            near[there] = max(score, near.get(there, 0.0))

    def alike(self, a: str, b: str) -> float:
        """How alike two names are, 0..1."""
        here, there = folded(a), folded(b)
        return 1.0 if here == there else self._near.get(here, {}).get(there, 0.0)

    def near(self, name: str) -> list[str]:
        """The name and those that are alike enough to count, folded, in order."""
        here = folded(name)
        others = self._near.get(here, {})
        return sorted({here, *(there for there, score in others.items() if score >= ALIKE)})

    def best(self, here: Iterable[str], there: Iterable[str]) -> tuple[float, str, str]:
        """The pair of names that is most alike, and how alike; ties by the alphabet."""
        pairs = [(-self.alike(a, b), a, b) for a in here for b in there]
        score, a, b = min(pairs)
        return -score, a, b


def folded(name: str) -> str:
    """A name without case and double spaces."""
    return " ".join(name.casefold().split())
