"""What part a speaker plays: one who is accused or in office, one who suffered, neither."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

PARTY: Final = "party"
VICTIM: Final = "victim"
_BEFORE: Final = 6
"""Tokens before a name among which its office stands: "The resort's lawyer, Keo Sopheak"."""
_AFTER: Final = 12
"""Tokens of the longest aside after a name: ", a tea trader from Sylhet,"."""
_OPENING: Final = frozenset({",", "(", "–", "—", "who"})
_CLOSING: Final = frozenset({",", ")", ".", ";", ":", "“", "”", '"', "said", "says", "told"})
_DIVIDING: Final = frozenset({".", ";", ":", "“", "”", '"', "and", "but"})
_NAMING: Final = frozenset({"called", "named", "as", "known"})
_TELLING: Final = word_set(
    "said says told tells met saw gave asked took sold heard found wrote that with from to"
)
_POSSESSIVES: Final = frozenset({"’s", "'s"})


def role_of(narration: Narration, speaker: Speaker) -> str:
    """ "party" for police, owners and the accused, "victim" for those who suffered, else ""."""
    known = _roles_of_names(narration).get(speaker.value, "") if speaker.value else ""
    if known:
        return known
    first, last = narration.token(speaker.start), narration.token(speaker.end)
    return _in_phrase(narration, first, last) if not speaker.by_pronoun else ""


def _in_phrase(narration: Narration, first: int, last: int) -> str:
    """The first role that a phrase names, after a possessive if there is one."""
    hits = narration.hits("speaker_roles", first, last)
    for hit in hits:
        if narration.tokens[hit.first - 1].word in _POSSESSIVES:
            return hit.label
    return hits[0].label if hits else ""


@once_per
def _roles_of_names(narration: Narration) -> dict[str, str]:
    """The role that stands beside each name, the first time that one does."""
    roles: dict[str, str] = {}
    for fact in narration.mentions:
        if fact.kind in {FactKind.PERSON, FactKind.ORGANISATION} and isinstance(fact.value, str):
            role = roles.get(fact.value) or _beside(narration, fact)
            if role:
                roles[fact.value] = role
    return roles


def _beside(narration: Narration, fact: Fact) -> str:
    first, last = narration.token(fact.start), narration.token(fact.end)
    if fact.kind is FactKind.ORGANISATION:
        return _of_body(narration, first, last)
    return _after(narration, last) or _before(narration, first)


def _of_body(narration: Narration, first: int, last: int) -> str:
    """The role of a named body: a "Family Clinic" is a clinic and no family."""
    roles = [hit.label for hit in narration.hits("speaker_roles", first, last)]
    return PARTY if PARTY in roles else roles[0] if roles else ""


def _after(narration: Narration, at: int) -> str:
    tokens = narration.tokens
    if at >= len(tokens) or tokens[at].word not in _OPENING:
        return ""
    stop = at + 1
    while stop < min(len(tokens), at + _AFTER) and tokens[stop].word not in _CLOSING:
        stop += 1
    return _in_phrase(narration, at + 1, stop)


def _before(narration: Narration, at: int) -> str:
    tokens = narration.tokens
    is_named = at > 0 and tokens[at - 1].word in _NAMING
    for hit in reversed(narration.hits("speaker_roles", max(0, at - _BEFORE), at)):
        between = {token.word for token in tokens[hit.last : at]}
        if not between & _DIVIDING and (is_named or not between & _TELLING):
            return hit.label
    return ""
