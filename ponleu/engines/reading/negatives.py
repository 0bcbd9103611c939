"""Words that negate, and whether one of them denies what was done or only forbids it."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.word_sets import word_set

NEGATIVES: Final = word_set("no nobody not never none neither nor nothing cannot without no-one")
SHORTENED: Final = word_set("dont didnt doesnt isnt wasnt arent werent havent hasnt hadnt aint")
"""Negatives as messages spell them."""
CLAUSE_ENDS: Final = frozenset({",", ";", ":", ".", "!", "?", "but", "because", "although"})
BINDING: Final = word_set("must should shall will would may might let to do please can could")
"""Words before a negative that forbid or foresee: "must not be detained"."""
_ASSERTING: Final = word_set("i we you they who people workers staff guards police and")
"""Words before "do not" that make it an assertion and no order."""
_CONDITIONS: Final = frozenset({"if", "whether"})
_WEAKENING: Final = frozenset({"only", "longer", "doubt", "more", "less"})


def is_negative(word: str) -> bool:
    """Whether a word negates: "never", "didn't", "wasnt".

    >>> is_negative("hadn’t"), is_negative("knot")
    (True, False)
    """
    return word in NEGATIVES or word in SHORTENED or word.endswith(("n't", "n’t"))


def is_flat(narration: Narration, at: int, first: int) -> bool:
    """Whether the negative at a token says that something was not: no order, no condition."""
    tokens = narration.tokens
    before = tokens[at - 1].word if at > first else ""
    if before == "do" and at - 1 > first:
        before = "" if tokens[at - 2].word in _ASSERTING else before
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if before in BINDING | _CONDITIONS or after in _WEAKENING:
        return False
    return not (at == first and tokens[at].word in {"don't", "don’t"})
