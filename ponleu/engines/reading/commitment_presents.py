"""Promises in the present tense, with a day to come: "I go tomorrow", "the line opens in May"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set

_OWN: Final = frozenset({"i", "we"})
_OTHERS: Final = frozenset({"he", "she", "they"})
_SOON: Final = word_set("tomorrow tonight next soon shortly upcoming coming")
_LATER: Final = frozenset({"in", "within", "same"})
_SPANS: Final = word_set("day days week weeks month months hour hours year years")
_REPEATED: Final = word_set(
    "every each last always usually often ago yesterday already since when if never daily"
)
_NOT_SUBJECTS: Final = word_set(
    "to will would can could may might shall should must not n’t don't did do does is are was were "
    "be been a an the his her their its my our your this that no of for with by in on at from and "
    'or , : ; ( “ " who which please pls let make makes made help helps'
)
_SPAN_REACH: Final = 4


def present_promises(narration: Narration, saying: Saying) -> list[Hit]:
    """Verbs in the present tense that tell of what somebody is to do on a day to come."""
    first, last = narration.token(saying.start), narration.token(saying.end)
    hits = narration.hits("commitment_presents", first, last)
    if not hits or not is_to_come(narration, first, last):
        return []
    return [hit for hit in hits if _has_subject(narration, saying, hit, first)]


def _has_subject(narration: Narration, saying: Saying, hit: Hit, first: int) -> bool:
    """A pronoun right before the verb, or for "opens" and "leaves" any noun."""
    if hit.first <= first:
        return False
    tokens = narration.tokens
    before, verb = tokens[hit.first - 1].word, tokens[hit.first].word
    if before in _OWN:
        return True
    if before in _OTHERS:
        return saying.speaker is not None
    is_third = verb.endswith("s") and len(verb) > len("goes") - 1
    return is_third and before not in _NOT_SUBJECTS and not before.endswith("s")


def is_to_come(narration: Narration, first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last`` name a day to come, and none that is past."""
    words = [token.word for token in narration.tokens[first:last]]
    if set(words) & _REPEATED:
        return False
    if set(words) & _SOON:
        return True
    for at, word in enumerate(words):
        if word in _LATER and set(words[at + 1 : at + _SPAN_REACH]) & _SPANS:
            return True
    published = narration.published.isoformat() if narration.published else ""
    return any(
        str(fact.value).rpartition("/")[2] > published if published else bool(fact.value)
        for fact in narration.within(
            FactKind.DATE, narration.tokens[first].start, narration.tokens[last - 1].end
        )
    )
