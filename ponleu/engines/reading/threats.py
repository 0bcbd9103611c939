"""Threats: what somebody says will be done to those who do not obey."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.speaker_roles import PARTY, VICTIM, role_of
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_CONDITIONS: Final = word_set("if unless whoever otherwise until anyone")
_TO_COME: Final = word_set("will would shall 'll ’ll gonna wil")
_THREATENERS: Final = word_set("we i they he she company boss manager guards police men")
_HARMS: Final = word_set(
    "sell sold resell resold move moved send sent kill killed beat beaten hit burn burned cut lock "
    "locked shoot shot throw thrown drown hurt harm break broken fine fined report arrest arrested "
    "jail jailed take taken bring brought transfer transferred die lose finish suffer punish "
    "punished dump dumped bury buried shock shocked starve hand handed come deport deported pay "
    "regret disappear deal dealt"
)
_WARNING: Final = ("warn", "threat", "vow", "swor", "promis")
_REACH: Final = 4
"""Tokens between "we" and what is threatened: "we move you across the river"."""


def threat_in(narration: Narration, saying: Saying) -> Fact | None:
    """A commitment to do harm on a condition: "if you scream we move you across the river"."""
    if saying.speaker is None:
        return None
    first, last = narration.token(saying.start), narration.token(saying.end)
    words = [token.word for token in narration.tokens[first:last]]
    if not _CONDITIONS & set(words) or not _HARMS & set(words):
        return None
    role = role_of(narration, saying.speaker)
    if role == VICTIM or not (_is_by_the_speaker(words) or _is_open_to(role, words, saying)):
        return None
    return make_statement(
        narration,
        FactKind.COMMITMENT,
        saying,
        rule="commitments.threat",
        value="",
        reason="It tells what will be done to those who do not obey.",
    )


def _is_by_the_speaker(words: list[str]) -> bool:
    """ "We", "he" and a harm right after, and not in the condition itself."""
    for at, word in enumerate(words):
        if word in _THREATENERS and (at == 0 or words[at - 1] not in _CONDITIONS):
            near = words[at + 1 : at + 1 + _REACH]
            harms = [step for step, after in enumerate(near) if after in _HARMS]
            if harms and (_TO_COME & set(near[: harms[0]]) or (harms[0] == 0 and word == "we")):
                return True
    return False


def _is_open_to(role: str, words: list[str], saying: Saying) -> bool:
    """What will happen to others, said by one of those in power, or as a warning."""
    if not _TO_COME & set(words):
        return False
    return role == PARTY or saying.cue.lower().startswith(_WARNING)
