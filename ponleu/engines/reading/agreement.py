"""Pronouns: whom of those told of before each may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ponleu.engines.reading.discourse import Discourse, Entity, Fit
from ponleu.engines.reading.word_sets import word_set

ONE: Final = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_MANY: Final = frozenset({"they", "them", "their", "both", "all"})
PRONOUNS: Final = frozenset({*ONE, *_MANY, "it", "its"})
_ALONE: Final = frozenset({"he", "she", "it", "they"})
EXCELLENCY: Final = frozenset({"excellency", "highness", "majesty", "honour"})
_SHORT: Final = 2
_GOING_ON: Final = word_set(
    "added adds add adding continued continues continue concluded concludes reiterated reiterates "
    "repeated repeats stressed emphasised emphasized"
)
"""Words of one who has spoken before."""
_KNOWN: Final = 1.5
"""How much rather one is meant who is known to be a woman, or a man."""
_UNHEARD: Final = 0.4
"""How far one who has not spoken yet can be meant by "she added"."""
_BODY_AS_MANY: Final = 0.7
"""How far "they" can be one body: "the ministry"."""
_FEW: Final = 3
"""Sentences back in which "they" are sought."""
_SOME: Final = 8
"""Sentences back in which "he", "she" and "it" are sought."""


def as_pronoun(said: Sequence[str]) -> str:
    """ "he" of "he has", "she" of "Her Excellency"; else the last word."""
    if said[-1] in EXCELLENCY:
        return "she" if said[0] == "her" else "he"
    is_short = len(said) == _SHORT and said[0] in _ALONE
    return said[0] if is_short else said[-1]


def meant_by(
    discourse: Discourse, word: str, at: int, others: frozenset[str] = frozenset(), cue: str = ""
) -> Entity | None:
    """The one whom a pronoun at an offset means.

    Args:
        others: folded names of those who cannot be meant.
        cue: the reporting word: who "added" has spoken before.
    """
    agrees = _agreeing(word)
    is_again = cue.lower() in _GOING_ON

    def fits(entity: Entity) -> float:
        if others and entity.name.casefold() in others:
            return 0.0
        return agrees(entity) * (_UNHEARD if is_again and not entity.has_spoken else 1.0)

    return discourse.meant(at, fits, _FEW if word in _MANY else _SOME)


def _agreeing(word: str) -> Fit:
    if word == "both":
        return _both
    if word in _MANY:
        return _they
    return {"he": _he, "she": _she}.get(ONE.get(word, ""), _it)


def _he(entity: Entity) -> float:
    return _one(entity, "he")


def _she(entity: Entity) -> float:
    return _one(entity, "she")


def _one(entity: Entity, gender: str) -> float:
    if entity.is_plural or entity.sort not in {"person", ""}:
        return 0.0
    if entity.gender == gender:
        return _KNOWN
    return 0.0 if entity.gender else 1.0


def _it(entity: Entity) -> float:
    return float(entity.sort != "person" and not entity.is_plural and not entity.gender)


def _both(entity: Entity) -> float:
    return float(entity.is_plural and entity.sort != "body")


def _they(entity: Entity) -> float:
    if entity.is_plural:
        return 1.0
    return _BODY_AS_MANY if entity.sort == "body" else 0.0
