"""Denials without a denying word: "nobody here is a prisoner", "she was never beaten"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.speaker_roles import PARTY, VICTIM, role_of
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
_SHORTENED: Final = word_set("dont didnt doesnt isnt wasnt arent werent havent hasnt hadnt aint")
_SOFTENING: Final = word_set(
    "only longer doubt more less yet just necessarily always everyone all every enough even "
    "later sooner matter problem worry one's least in within under up"
)
_SUBORDINATE: Final = frozenset(
    {"if", "unless", "who", "which", "when", "whoever", "whether", "and"}
)
_ABLE: Final = frozenset({"do", "can", "could", "to"})
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
    return _opening_negative(narration, saying, first, last)


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
        if word in _CLAUSE_ENDS or word in _SUBORDINATE:
            return None
        if word in _NEGATIVES - {"without"} or word in _SHORTENED or word.endswith(("n't", "n’t")):
            is_open = role == PARTY or word in _SWEEPING
            return (at, at + 1) if is_open and _denies(narration, at, first, last, role) else None
    return None


def _denies(narration: Narration, at: int, first: int, last: int, role: str) -> bool:
    """Whether a negative denies what was done or is, and does not tell what is still lacking."""
    tokens = narration.tokens
    before = tokens[at - 1].word if at > first else ""
    after = tokens[at + 1].word if at + 1 < last else ""
    if before in _BINDING or after in _SOFTENING or after.isdigit():
        return False
    reach = _DENIED_REACH if role == PARTY else 2 * _DENIED_REACH
    for step in range(at + 1, min(last, at + reach)):
        word = tokens[step].word
        if role == PARTY and word in {",", ";", ":", ".", "but", "because"}:
            break
        if word in _OTHERS or word in _LACKED or word in _BINDING - _ABLE:
            return False
    return last - at > _LEAST_DENIED


def is_by_a_victim(narration: Narration, saying: Saying) -> bool:
    """Whether the speaker is named as one who suffered: their "not" tells, it does not deny."""
    if saying.speaker is None:
        return False
    words = narration.text[saying.speaker.start : saying.speaker.end].lower().split()
    return bool(_VICTIMS & set(words)) or role_of(narration, saying.speaker) == VICTIM


def _negative_before(narration: Narration, hit: Hit, first: int) -> int | None:
    tokens = narration.tokens
    for at in range(hit.first - 1, max(first, hit.first - _REACH) - 1, -1):
        word = tokens[at].word
        if word in _CLAUSE_ENDS or word in _OTHERS:
            return None
        if word in _NEGATIVES or word.endswith(("n't", "n’t")):
            before = tokens[at - 1].word if at > first else ""
            after = tokens[at + 1].word
            is_open = before in _BINDING | {"if", "whether"} or after in {
                "only",
                "longer",
                "doubt",
                "more",
                "less",
            }
            is_order = at == first and word in {"don't", "don’t"}
            return None if is_open or is_order else at
    return None
