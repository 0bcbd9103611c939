"""Denials without a denying word: "nobody here is a prisoner", "she was never beaten"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.word_sets import word_set

_NEGATIVES: Final = word_set("no nobody not never none neither nor nothing cannot without")
_REACH: Final = 7
"""Tokens between "nobody" and what is said not to be done."""
_CLAUSE_ENDS: Final = frozenset({",", ";", ":", ".", "!", "?", "but", "because", "although"})
_OTHERS: Final = word_set(
    "know knew think thought realise realised realize see saw hear heard tell told want wants "
    "wanted expect expected allow allowed remember sure afraid enough yet that who whom which "
    "investigate investigated prosecute prosecuted report reported identify identified "
    "provide provided respond responded act acted improve improved address addressed stop "
    "stopped prevent prevented protect protected screen screened help helped rescue rescued "
    "until unless if why how where clear paid pay eat sleep sign agree consent"
)
"""Words after a negative that keep it from reaching the deed: "did not know she was sold"."""
_BINDING: Final = word_set("must should shall will would may might let to do please can could")
"""Words before a negative that forbid or foresee: "must not be detained"."""
_VICTIMS: Final = word_set(
    "victim victims survivor survivors worker workers mother father families family relative "
    "relatives brother sister wife husband parents escapee escapees complainant maid maids"
)


def disavowed_deed(narration: Narration, saying: Saying) -> tuple[int, int] | None:
    """Tokens from the negative to the deed that someone says was not done; None if none."""
    first, last = narration.token(saying.start), narration.token(saying.end)
    for hit in narration.hits("denied_deeds", first, last):
        at = _negative_before(narration, hit, first)
        if at is not None:
            return at, hit.last
        after = narration.tokens[hit.last].word if hit.last < last else ""
        if after in {"nobody", "none"}:  # "I lock nobody in"
            return hit.first, hit.last + 1
    return None


def is_by_a_victim(narration: Narration, saying: Saying) -> bool:
    """Whether the speaker is named as one who suffered: their "not" tells, it does not deny."""
    if saying.speaker is None:
        return False
    words = narration.text[saying.speaker.start : saying.speaker.end].lower().split()
    return bool(_VICTIMS & set(words))


def _negative_before(narration: Narration, hit: Hit, first: int) -> int | None:
    tokens = narration.tokens
    for at in range(hit.first - 1, max(first, hit.first - _REACH) - 1, -1):
        word = tokens[at].word
        if word in _CLAUSE_ENDS or word in _OTHERS:
            return None
        if word in _NEGATIVES or word.endswith(("n't", "n’t")):
            before = tokens[at - 1].word if at > first else ""
            after = tokens[at + 1].word
            is_open = before in _BINDING or after in {"only", "longer", "doubt", "more", "less"}
            is_order = at == first and word in {"don't", "don’t"}
            return None if is_open or is_order else at
    return None
