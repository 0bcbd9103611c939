"""What tells that a person is "he", or "she": titles, and nouns such as "his sister"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.types import Fact
from ponleu.engines.reading.word_sets import word_set

_FEMALE: Final = frozenset({"ms", "mrs", "miss", "madam", "madame", "chumteav", "she"})
_MALE: Final = frozenset({"mr", "lok", "he"})
_WOMEN: Final = word_set(
    "chairwoman spokeswoman mother sister wife aunt auntie aunty daughter grandmother grandma "
    "niece woman girl widow headmistress businesswoman policewoman landlady madam mama mum mom "
    "mamasan waitress actress mistress lady stepmother stepsister half-sister "
    "sister-in-law mother-in-law girlfriend fiancée housewife hostess nun queen midwife masseuse "
    "matron bride daughter-in-law"
)
_MEN: Final = word_set(
    "chairman spokesman brother father husband uncle son grandfather grandpa dad nephew man boy "
    "businessman policeman landlord monk abbot foreman stepfather stepbrother half-brother "
    "brother-in-law father-in-law son-in-law boyfriend fiancé gentleman guy headman fisherman "
    "boatman ferryman widower waiter handyman watchman king imam groom headmaster"
)
_TITLES: Final = 4
_TITLE_LETTERS: Final = 15
"""Letters of a title before a name: "Her Excellency "."""


def gender_beside(narration: Narration, fact: Fact) -> str:
    """ "he" or "she" where a title or a noun before a person's name tells, else ""."""
    before = narration.text[max(0, fact.start - _TITLE_LETTERS) : fact.end].lower()
    if "excellency" in before:
        return "she" if "her excellency" in before else "he"
    for word in before.replace(".", " ").split():
        if word in _FEMALE or word in _MALE:
            return "she" if word in _FEMALE else "he"
    return noun_gender(_noun_before(narration, fact))


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
