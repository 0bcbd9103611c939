"""Whom "he", "she", "it" and "they" mean, and what tells a man from a woman."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.types import Fact
from ponleu.engines.reading.word_sets import word_set

_FEMALE: Final = frozenset({"ms", "mrs", "miss", "madam", "madame", "chumteav", "she"})
_MALE: Final = frozenset({"mr", "lok", "he"})
_WOMEN: Final = word_set(
    "chairwoman spokeswoman mother sister wife aunt daughter grandmother niece woman girl widow "
    "headmistress businesswoman policewoman landlady madam waitress actress mistress"
)
_MEN: Final = word_set(
    "chairman spokesman brother father husband uncle son grandfather nephew man boy businessman "
    "policeman landlord monk abbot foreman"
)
_THEY_REACH: Final = 160
"""Letters between a body and the "they" that means it."""
_TITLES: Final = 4


def note_gender(narration: Narration, fact: Fact, memory: Memory) -> None:
    """Remember whether a person is "he" or "she", where a title or noun before tells."""
    value = str(fact.value)
    before = narration.text[max(0, fact.start - 14) : fact.end].lower()
    for word in before.replace(".", " ").split():
        if word in _FEMALE or word in _MALE:
            memory.genders[value] = "she" if word in _FEMALE else "he"
    noun = _noun_before(narration, fact)
    if noun in _WOMEN or noun in _MEN:
        memory.genders[value] = "she" if noun in _WOMEN else "he"


def _noun_before(narration: Narration, fact: Fact) -> str:
    """The last small word before a name: "chairwoman" of "its chairwoman, Oknha Sok Dara"."""
    at = narration.token(fact.start) - 1
    for step in range(at, max(-1, at - _TITLES), -1):
        token = narration.tokens[step]
        if token.word.isalpha() and narration.text[token.start].islower():
            return token.word
    return ""


def noun_gender(words: str) -> str:
    """ "she" for "his sister", "he" for "the spokesman", "" where the noun does not tell."""
    last = words.lower().split()[-1:]
    if set(last) & _WOMEN:
        return "she"
    return "he" if set(last) & _MEN else ""


def pronoun(word: str, start: int, end: int, memory: Memory, bearer: str = "") -> Speaker:
    """ "He" is the last person who spoke, unless known to be a woman; "it" the last body."""
    known: Speaker | None = None
    if word in {"he", "she"}:
        known = memory.last_of(word, but=bearer)
        if known and known.value:
            memory.genders[known.value] = word
    elif word == "it":
        known = memory.body
        if known is not None and not known.value:
            return Speaker(start, end, known.sort, memory.body_words, by_pronoun=True)
    elif word == "they":
        known = _body_just_named(start, memory)
        if known is not None and not known.value:
            return Speaker(start, end, known.sort, memory.body_words, by_pronoun=True)
    if known is None:
        return Speaker(start, end, "pronoun", "", by_pronoun=True)
    return Speaker(start, end, known.sort, known.value, by_pronoun=True)


def _body_just_named(start: int, memory: Memory) -> Speaker | None:
    """The body that "they" means where it spoke or was written to right before."""
    body = memory.body
    if body is None or memory.last is not body or not 0 < start - body.end < _THEY_REACH:
        return None
    return body if body.sort in {"organisation", "authority"} else None
