"""Whom "the captain", "the same source", "the company" means, among those told of before."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.agreement import ONE, meant_by
from ponleu.engines.reading.discourse import Discourse, Entity
from ponleu.engines.reading.genders import noun_gender
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.speaker_roles import PARTY, role_of
from ponleu.engines.reading.word_sets import word_set

_NEW: Final = word_set(
    "a an one two three four five six seven eight nine ten another some any other many several "
    "most few every each no local foreign more"
)
"""Words that open a phrase for one not told of before."""
_DEFINITE: Final = word_set("the this that these those his her their its same both")
_POINTING: Final = frozenset({"the", "this", "that"})
_OWNING: Final = frozenset({"his", "her", "their", "its"})
_OWN_OFFICE: Final = word_set("office management leadership administration headquarters")
"""What speaks for a body: "their office"."""
_PLURALS: Final = word_set(
    "people police staff men women children personnel crew couple family pair others"
)
_SEVERAL: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve several many most both all some "
    "dozens hundreds few various others"
)
_DESCRIBING: Final = word_set(
    "of in at from for near with on who which that about to by outside inside"
)
_SAME: Final = frozenset({"same", "above", "said"})
_ANY_SPEAKER: Final = frozenset({"source", "speaker"})
_ANY_PERSON: Final = word_set(
    "man woman girl boy lady gentleman person teenager youth child official officer spokesman "
    "spokeswoman spokesperson"
)
"""Nouns by which one may be called who was brought in by another."""
_IN_OFFICE: Final = word_set("official officer spokesman spokeswoman spokesperson")
_FIRMS: Final = word_set("company firm operator business agency")
_ANY_BODY: Final = _FIRMS | word_set(
    "group organisation organization association charity ngo network"
)
_TRADING: Final = word_set(
    "co ltd limited company inc corp corporation plc holdings group entertainment resort casino "
    "hotel investment trading property properties development estates international manpower "
    "recruitment agency enterprise enterprises overseas leisure foods marine technology services"
)
"""Words in the names of firms."""
_PUBLIC: Final = word_set(
    "ministry police court embassy department committee commission council gendarmerie "
    "administration government commissariat consulate directorate army"
)
_NEAR: Final = 4
"""Sentences within which "the woman", "the company" is the one told of last."""


def bearer_of(
    narration: Narration, discourse: Discourse, within: tuple[int, int], at: int
) -> Entity | None:
    """The one whom a phrase means, its tokens ``within``, of those told of before ``at``."""
    first, last = within
    opening = narration.tokens[first].word
    head = head_of(narration, first, last)
    if _is_new(narration, first, head):
        return None
    noun = narration.tokens[head - 1].word
    owner = _owner(discourse, opening, at)
    if owner is not None and owner.sort == "body" and noun in _OWN_OFFICE:
        return owner
    called = discourse.called(noun, at)
    if called is not None and called is not owner:
        return called
    words = {token.word for token in narration.tokens[first:head]}
    if noun in _ANY_SPEAKER and words & _SAME:
        return discourse.meant(at, lambda entity: 1.0, _NEAR)
    if opening in _POINTING and head == last:
        return _told_last(narration, discourse, noun, at)
    return None


def head_of(narration: Narration, first: int, last: int) -> int:
    """Where what only describes begins: "villagers | in the commune"."""
    for at in range(first + 1, last):
        if narration.tokens[at].word in _DESCRIBING:
            return at
    return max(last, first + 1)


def is_plural(narration: Narration, first: int, head: int) -> bool:
    """Whether a phrase that ends before ``head`` is for several: "two girls", "residents"."""
    word = narration.tokens[head - 1].word
    if word in _PLURALS or narration.tokens[first].word in _SEVERAL:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_new(narration: Narration, first: int, head: int) -> bool:
    opening = narration.tokens[first].word
    if opening in _NEW or opening[0].isdigit():
        return True
    return opening not in _DEFINITE and is_plural(narration, first, head)


def _owner(discourse: Discourse, opening: str, at: int) -> Entity | None:
    """The one of "his wife": he is known to be a man from then on."""
    owner = meant_by(discourse, opening, at) if opening in _OWNING else None
    if owner is not None and opening in ONE and not owner.gender:
        owner.gender = ONE[opening]
    return owner


def _told_last(narration: Narration, discourse: Discourse, noun: str, at: int) -> Entity | None:
    """Whom "the man", "the officer", "the company" means, whatever it was called before."""
    gender = noun_gender(noun)

    def is_person(entity: Entity) -> float:
        fits = entity.sort == "person" and not entity.is_plural and entity.gender in {gender, ""}
        return float(fits and _is_in_office(narration, entity) == (noun in _IN_OFFICE))

    def is_body(entity: Entity) -> float:
        words = set(entity.name.lower().replace(".", " ").replace(",", " ").split())
        fits = entity.sort == "body" and entity.is_named and not words & _PUBLIC
        return float(fits and bool(words & _TRADING) == (noun in _FIRMS))

    if noun in _ANY_PERSON:
        return discourse.meant(at, is_person, _NEAR)
    return discourse.meant(at, is_body, _NEAR) if noun in _ANY_BODY else None


def _is_in_office(narration: Narration, entity: Entity) -> bool:
    """Whether one is told of as police, official or owner."""
    return role_of(narration, Speaker(*entity.span, entity.sort, entity.name)) == PARTY
