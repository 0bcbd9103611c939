"""Denials without a denying word: "nobody here is a prisoner", "she was never beaten"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.denied_conduct import conduct_denied
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.negatives import BINDING, CLAUSE_ENDS, is_flat, is_negative
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.speaker_roles import PARTY, VICTIM, role_of
from ponleu.engines.reading.word_sets import word_set

_REACH: Final = 7
"""Tokens between "nobody" and what is said not to be done."""
_OTHERS: Final = word_set(
    "know knew think thought realise realised realize see saw hear heard tell told want wants "
    "wanted expect expected allow allowed remember sure afraid enough yet that who whom which "
    "investigate investigated prosecute prosecuted report reported identify identified "
    "provide provided respond responded act acted improve improved address addressed stop "
    "stopped prevent prevented protect protected screen screened help helped rescue rescued "
    "until unless if why how where clear paid pay eat sleep sign agree consent"
)
"""Words after a negative that keep it from reaching the deed: "did not know she was sold"."""
_LACKED: Final = word_set(
    "tried convicted charged sentenced jailed punished answered answer replied reply available "
    "comment come came comes arrive arrived affected compensated summoned named disclose "
    "disclosed elaborate specify say said give gave given ready finished complete completed "
    "decided final easy possible simple surprised surprising alone over forget forgotten "
    "hesitate tolerate tolerates spare spared understand understood matter matters mean means "
    "apply applies include covered concern budget money funds resources staff water electricity "
    "food road hospital beds data statistics figures deadline date plan plans room way "
    "reason need needs shelter interpreter interpreters visa permit licence license law "
    "found recovered located traced reached available working open anyone's news word decision "
    "excuse exception exceptions mercy doubt impunity one's place safe alive back arrests "
    "left leave leaves gone went slept sleep eaten ate fed laughed smiled cried moved dared "
    "stays stay stayed wants "
    "intervene interfere discriminate easy compare answer late fall"
)
"""What is lacking, or still to be done: to say so denies nothing."""
_OPENING_REACH: Final = 8
"""Tokens of the first clause in which the negative of one who is accused stands."""
_DENIED_REACH: Final = 8
_LEAST_DENIED: Final = 2
_SWEEPING: Final = word_set("no nobody none neither nothing never")
_SOFTENING: Final = word_set(
    "only longer doubt more less yet just necessarily always everyone all every enough even "
    "later sooner matter problem worry one's least in within under up"
)
_SUBORDINATE: Final = frozenset(
    {"if", "unless", "who", "which", "when", "whoever", "whether", "and"}
)
_ABLE: Final = frozenset({"do", "can", "could", "to"})
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
    if saying.speaker is None:
        return None
    return conduct_denied(narration, first, last) or _opening_negative(
        narration, saying, first, last
    )


def _opening_negative(
    narration: Narration, saying: Saying, first: int, last: int
) -> tuple[int, int] | None:
    """The "no", "never" or "not" of a first clause; how much it must say depends on who speaks.

    One who is accused or in office denies with any of them; of others only "nobody ...",
    "no ..." at the head counts.
    """
    if saying.speaker is None:
        return None
    role = role_of(narration, saying.speaker)
    if role not in {PARTY, ""}:
        return None
    reach = _OPENING_REACH if role == PARTY else 1
    for at in range(first, min(last, first + reach)):
        word = narration.tokens[at].word
        if word in CLAUSE_ENDS or word in _SUBORDINATE:
            return None
        if is_negative(word) and word != "without":
            is_open = role == PARTY or word in _SWEEPING
            return (at, at + 1) if is_open and _denies(narration, at, first, last, role) else None
    return None


def _denies(narration: Narration, at: int, first: int, last: int, role: str) -> bool:
    """Whether a negative denies what was done or is, and does not tell what is still lacking."""
    tokens = narration.tokens
    before = tokens[at - 1].word if at > first else ""
    after = tokens[at + 1].word if at + 1 < last else ""
    if before in BINDING or after in _SOFTENING or after.isdigit():
        return False
    reach = _DENIED_REACH if role == PARTY else 2 * _DENIED_REACH
    for step in range(at + 1, min(last, at + reach)):
        word = tokens[step].word
        if role == PARTY and word in {",", ";", ":", ".", "but", "because"}:
            break
        if word in _OTHERS or word in _LACKED or word in BINDING - _ABLE:
            return False
    return last - at > _LEAST_DENIED


def is_by_a_victim(narration: Narration, saying: Saying) -> bool:
    """Whether the speaker is named as one who suffered: their "not" tells, it does not deny."""
    if saying.speaker is None:
        return False
    first, *others = narration.text[saying.speaker.start : saying.speaker.end].split()
    return bool(_VICTIMS & {first.lower(), *others}) or role_of(narration, saying.speaker) == VICTIM


def _negative_before(narration: Narration, hit: Hit, first: int) -> int | None:
    tokens = narration.tokens
    for at in range(hit.first - 1, max(first, hit.first - _REACH) - 1, -1):
        word = tokens[at].word
        if word in CLAUSE_ENDS or word in _OTHERS:
            return None
        if is_negative(word):
            return at if is_flat(narration, at, first) else None
    return None
