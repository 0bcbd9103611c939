"""What only a person can deny of themselves: "never met him", "had no part in", "is not ours".

The table `denied_conduct` holds the words that stand close behind a negative, each with the
way it does so: "done" ("never set foot"), "done to" someone or something ("did not know
him"), "being" ("were not involved"), "owned" ("not our business"), "having" ("no link").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.negatives import CLAUSE_ENDS, is_flat, is_negative
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.word_sets import word_set

_REACH: Final = 4
"""Tokens between the negative and the words it denies."""
_LIGHT: Final = word_set(
    "a an the any ever even once time at all in way such been be being have has had is are was "
    "were am did do does one of single really actually himself herself themselves myself "
    "ourselves itself i he she we they it you anyone anybody her his our my their its here "
    "there either some"
)
"""Words that may stand between: "had never even been", "nobody here was"."""
_OBJECTS: Final = word_set(
    "any anyone anybody anything him her them it us a an the this these those such one that "
    "who what of about with to foreigners money minors children people workers girls"
)
"""Words of which one follows a verb that was done to something."""
_ANY: Final = word_set("any anyone anybody anything")
_FULL: Final = word_set("never time nobody none neither nor")
"""Negatives that need no object behind them: "never hired", "at no time recruited"."""
_NOBODY: Final = word_set("nobody nothing none no-one")
_NO_ONE: Final = word_set(
    "one such person people man men woman women girl girls child children foreigner foreigners "
    "worker workers money minor minors staff agent broker"
)
"""Words after "no" behind a verb: "knows no such firm", "took no money"."""
_HAVING: Final = word_set("have has had")
_PASSIVE: Final = word_set("have has had see saw seen receive receives received")
"""Verbs of which "nothing" tells what was lacking: "saw nothing", "received nothing"."""
_POSSESSIVES: Final = word_set("my our his her their its your 's ’s")
_SLIGHT: Final = word_set("no without any slightest least")

_Fits = Callable[[Narration, Hit, int, int], bool]


def conduct_denied(narration: Narration, first: int, last: int) -> tuple[int, int] | None:
    """Tokens from the negative to the conduct that it denies among ``first`` to ``last``."""
    for hit in narration.hits("denied_conduct", first, last):
        if hit.label == "done to" and _is_done_to_nobody(narration, hit, last):
            return hit.first, hit.last + 1
        at = _negative_close_before(narration, hit, first)
        if at is not None and _FITS[hit.label](narration, hit, at, last):
            return at, hit.last
    return None


def _negative_close_before(narration: Narration, hit: Hit, first: int) -> int | None:
    tokens = narration.tokens
    for at in range(hit.first - 1, max(first, hit.first - _REACH) - 1, -1):
        word = tokens[at].word
        if word in CLAUSE_ENDS:
            return None
        if is_negative(word):
            return at if is_flat(narration, at, first) else None
    return None


def _is_done_to_nobody(narration: Narration, hit: Hit, last: int) -> bool:
    """ "Knows nobody", "took nothing", "hired no foreigners"."""
    tokens = narration.tokens
    if hit.last >= last or tokens[hit.first].word in _PASSIVE:
        return False
    after = tokens[hit.last].word
    if after == "no":
        return hit.last + 1 < last and tokens[hit.last + 1].word in _NO_ONE
    return after in _NOBODY


def _is_near(narration: Narration, hit: Hit, at: int, last: int) -> bool:
    """Whether only light words or adverbs stand between the negative and the conduct."""
    return all(
        token.word in _LIGHT or token.word.endswith("ly")
        for token in narration.tokens[at + 1 : hit.first]
    )


def _is_done_to(narration: Narration, hit: Hit, at: int, last: int) -> bool:
    if not _is_near(narration, hit, at, last):
        return False
    after = narration.tokens[hit.last].word if hit.last < last else ""
    if narration.tokens[hit.last - 1].word in _HAVING:
        return after in _ANY
    words = {token.word for token in narration.tokens[at : hit.first]}
    return after in _OBJECTS or bool(words & _FULL)


def _is_owned(narration: Narration, hit: Hit, at: int, last: int) -> bool:
    owner = narration.tokens[hit.first - 1].word
    return owner in _POSSESSIVES and _is_near(narration, hit, at, last)


def _is_had(narration: Narration, hit: Hit, at: int, last: int) -> bool:
    """ "No direct link", "did not have any knowledge", "without the slightest wish to harm"."""
    words = {token.word for token in narration.tokens[at : hit.first]}
    return bool(words & _SLIGHT)


_FITS: Final[dict[str, _Fits]] = {
    "done": _is_near,
    "done to": _is_done_to,
    "being": _is_near,
    "owned": _is_owned,
    "having": _is_had,
}
