"""Who has been told of so far, what each was called, and how much each stands out.

Salience after S. Lappin and H. Leass, "An algorithm for pronominal anaphora resolution", 1994:
each mention adds weight by the part that it plays in its sentence, and the weight fades with every
sentence that follows. The order of looking, near before far and subjects before the rest, is that
of J. Hobbs, "Resolving pronoun references", 1978.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

SPOKE: Final = 100.0
SUBJECT: Final = 70.0
OBJECT: Final = 35.0
OBLIQUE: Final = 25.0
OWNER: Final = 15.0
QUOTED: Final = 8.0
WITHIN_WORDS: Final = 0.6
"""What is left of a weight where somebody else is told to say it."""
FADING: Final = 0.25
"""What a sentence leaves of the weight of the one before."""
MOST: Final = 60
"""Mentions that are looked back on at the most."""


@dataclass(slots=True)
class Entity:
    """One person or body, or several who are told of together.

    Attributes:
        name: full name, else the words of the text that brought it in, at ``span``.
        sort: "person", "body", "thing" (a report), or "" where the words do not tell.
        gender: "he", "she", or "" where nothing has told.
        nouns: what it was called: "captain", "company".
    """

    name: str
    sort: str
    is_plural: bool = False
    gender: str = ""
    is_named: bool = False
    has_spoken: bool = False
    span: tuple[int, int] = (0, 0)
    nouns: set[str] = field(default_factory=set)


Fit = Callable[[Entity], float]
"""How well an entity agrees in number, gender and sort; 0 where it cannot be meant."""


class Discourse:
    """Persons and bodies in the order in which a text tells of them.

    Args:
        line_starts: offsets at which its sentences begin; those quoted after others count as one.

    Attributes:
        asked: name of the one who asked last, "" if somebody has spoken since.
        tried: offsets of the speakers whose bearers have been sought.
    """

    def __init__(self, line_starts: Sequence[int]) -> None:
        self.asked = ""
        self.tried: set[int] = set()
        self._lines = line_starts
        self._entities: dict[str, Entity] = {}
        self._seen: list[tuple[int, float, Entity]] = []
        self._starts: list[int] = []
        self._called: dict[str, tuple[list[int], list[Entity]]] = {}
        self._parts: dict[str, list[Entity]] = {}
        self._told_at = -1

    def entity(self, words: str, sort: str) -> Entity:
        """The one of these words, new or known."""
        return self._entities.setdefault(words.casefold(), Entity(words, sort))

    def named(self, name: str, sort: str) -> Entity:
        """The one of this name, new or known."""
        entity = self.entity(name, sort)
        if not entity.is_named:
            self._name(entity)
        return entity

    def is_known(self, name: str) -> bool:
        """Whether somebody of this name has been told of."""
        return name.casefold() in self._entities

    def christen(self, entity: Entity, name: str) -> None:
        """One who was told of without a name has this one."""
        entity.name = name
        self._entities[name.casefold()] = entity
        self._name(entity)

    def _name(self, entity: Entity) -> None:
        entity.is_named = True
        words = entity.name.casefold().split()
        for word in words if len(words) > 1 and entity.sort == "person" else ():
            self._parts.setdefault(word, []).append(entity)

    def bearer_of_part(self, word: str) -> Entity | None:
        """The one person with a name in which the word is; None where several have it."""
        bearers = self._parts.get(word.casefold(), ())
        return bearers[0] if len(bearers) == 1 else None

    def call(self, entity: Entity, noun: str, at: int) -> None:
        """An entity is called by a noun at an offset."""
        entity.nouns.add(noun)
        places, called = self._called.setdefault(noun, ([], []))
        places.append(at)
        called.append(entity)

    def called(self, noun: str, at: int) -> Entity | None:
        """The one last called by the noun before an offset."""
        places, called = self._called.get(noun, ((), ()))
        place = bisect_left(places, at)
        return called[place - 1] if place else None

    def see(self, entity: Entity, at: int, weight: float) -> None:
        """An entity is told of at an offset, not before what was seen last."""
        self._seen.append((self._line(at), weight, entity))
        self._starts.append(at)
        entity.has_spoken |= weight >= SPOKE
        self._told_at = at if weight > OWNER else self._told_at

    def opened_by(self, since: int) -> Entity | None:
        """The first one told of at or after an offset, if that is a subject."""
        place = bisect_left(self._starts, since)
        if place == len(self._seen) or self._seen[place][1] < WITHIN_WORDS * SUBJECT:
            return None
        return self._seen[place][2]

    def is_only(self, entity: Entity, since: int) -> bool:
        """Whether no other person has been told of since an offset."""
        return all(
            one is entity or one.is_plural or one.sort != "person"
            for _, _, one in self._seen[bisect_left(self._starts, since) :]
        )

    def has_told(self, since: int) -> bool:
        """Whether somebody was told of at or after an offset."""
        return self._told_at >= since

    def meant(self, at: int, fits: Fit, reach: int) -> Entity | None:
        """The one that stands out most among those before ``at``, ``reach`` sentences back.

        None if there is none, or if nothing divides two of one sentence.
        """
        scores: dict[int, float] = {}
        last: dict[int, tuple[int, Entity]] = {}
        here, end = self._line(at), bisect_left(self._starts, at) - 1
        for place in range(end, max(-1, end - MOST), -1):
            line, weight, entity = self._seen[place]
            if here - line > reach:
                break
            key = id(entity)
            last.setdefault(key, (line, entity))
            scores[key] = scores.get(key, 0.0) + weight * FADING ** (here - line)
        fit = {key: fits(entity) for key, (_, entity) in last.items()}
        ranked = [(score * fit[key], -n, key) for n, (key, score) in enumerate(scores.items())]
        return _best([one for one in ranked if one[0] > 0], last, fit)

    def _line(self, at: int) -> int:
        return bisect_right(self._lines, at)


def _best(
    ranked: list[tuple[float, int, int]],
    last: dict[int, tuple[int, Entity]],
    fit: dict[int, float],
) -> Entity | None:
    """The first by score; of two in one sentence, the one known to be a woman, or a man."""
    if not ranked:
        return None
    score, _, best = max(ranked)
    near = [one for one in ranked if last[one[2]][0] == last[best][0] and one[2] != best]
    for _, _, key in near:
        if fit[key] > fit[best] and last[key][1].is_named:
            return last[key][1]
    if any(other >= score and fit[key] == fit[best] for other, _, key in near):
        return None
    return last[best][1]
