"""The clause around a verb: where the words about one event begin and end."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.act_clauses import run_on_cuts
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.word_sets import word_set

_HARD: Final = frozenset({";", ":", "“", "”", '"', "«", "»"})
_AFTER_COMMA: Final = word_set(
    "but while although though which who whose where when after before and adding saying to "
    "following including as so however then"
)
_BARE: Final = frozenset({"but", "while", "although", "though"})
_INTRODUCING: Final = frozenset({"that", "said", "says", "added", "where", "when"})
_COMPARED: Final = word_set("rise increase drop fall decline jump figure number total day week")
_SUBORDINATE: Final = frozenset({"after", "when", "while", "because", "as", "before"})
_OPENING: Final = word_set("a the he she they it his her their its police officials one two")
_LONG_ENOUGH: Final = 4
"""Tokens after the verb from which "after a crowd broke down" is left out."""
_MARKS: Final = ' \t\r\n,;:.!?“”"«»'


class Clause(NamedTuple):
    """Offsets of a clause."""

    start: int
    end: int


def clause_around(
    narration: Narration, line: Line, hit: Hit, low: int = 0, high: int | None = None
) -> Clause:
    """The clause that holds the phrase at ``hit``, marks at its ends left out.

    Args:
        low: first token that may belong to it, and ``high`` the one after the last: where
            the verbs before and after have theirs.
    """
    first, last = hit.first, hit.last
    cuts = run_on_cuts(narration, line)
    lowest, highest = max(line.first, low), min(line.last, high or line.last)
    while first > lowest and not (first in cuts or _begins(narration, line, first, hit.first)):
        first -= 1
    while last < highest and not (last in cuts or _ends(narration, line, last, hit.last)):
        last += 1
    while first < hit.first and narration.tokens[first].word in _BARE | {"and", ","}:
        first += 1
    first, last = _relative(narration, first, last, hit)
    start, end = narration.tokens[first].start, narration.tokens[last - 1].end
    while end > start and narration.text[end - 1] in _MARKS:
        end -= 1
    while start < end and narration.text[start] in _MARKS:
        start += 1
    return Clause(start, end)


def _relative(narration: Narration, first: int, last: int, hit: Hit) -> tuple[int, int]:
    """A clause that "which" opens ends at the next comma, and begins with its verb."""
    if narration.tokens[first].word not in {"which", "who"} or first >= hit.first:
        return first, last
    for at in range(hit.last, last):
        if narration.tokens[at].word == ",":
            return first + 1, at
    return first + 1, last


def _begins(narration: Narration, line: Line, at: int, verb: int) -> bool:
    """A clause begins after a hard mark, or at a participle or "but" after a comma."""
    before = narration.tokens[at - 1].word
    if (before in _HARD and not _is_in_a_time(narration, at - 1)) or narration.tokens[
        at
    ].word in _BARE:
        return True
    if before in _INTRODUCING and verb > at:
        return True
    if at == verb and before in {",", "and"}:
        return bool(narration.hits("event_verbs", line.first, at))
    word = narration.tokens[at].word
    if before == "," and word == "of" and narration.tokens[at + 1].word in {"whom", "which"}:
        return True
    return before == "," and word in _AFTER_COMMA


def _ends(narration: Narration, line: Line, at: int, verb_end: int) -> bool:
    word = narration.tokens[at].word
    if word == ":" and at - verb_end <= 1:
        return False
    if (word in _HARD and not _is_in_a_time(narration, at)) or word in _BARE:
        return True
    if at + 1 >= len(narration.tokens):
        return False
    if word == "," and _is_reporting_tail(narration, line, at):
        return True
    after = narration.tokens[at + 1].word
    if word == "and" and (after.endswith("ing") or narration.hit_at("event_verbs", at + 1)):
        return True
    if word in _SUBORDINATE and at - verb_end >= _LONG_ENOUGH and after in _OPENING:
        return True
    third = narration.tokens[min(at + 2, len(narration.tokens) - 1)].word
    if word == "," and after == "a" and third in _COMPARED:
        return True
    is_part = after == "of" and third in {"whom", "which", "them"}
    return word == "," and (is_part or after in _AFTER_COMMA or after.endswith("ing"))


def _is_in_a_time(narration: Narration, at: int) -> bool:
    """Whether a colon stands in "2:15"."""
    tokens = narration.tokens
    if tokens[at].word != ":" or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].word.isdigit() and tokens[at + 1].start == tokens[at].end


def _is_reporting_tail(narration: Narration, line: Line, comma: int) -> bool:
    """Whether ", the chief of police said yesterday" is all that follows."""
    stop = min(line.last, comma + _TAIL)
    for hit in narration.hits("claim_verbs", comma + 1, stop):
        if hit.label in {"say", "clause"} and line.last - hit.last <= _TAIL // 2:
            return True
    return False


_TAIL = 10
"""Tokens of the longest ", someone said yesterday." that is cut off a clause."""
