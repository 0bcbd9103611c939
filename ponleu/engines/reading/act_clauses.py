"""Sentences cut into clauses that may each ask, promise or punish."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from ponleu.engines.reading.commitment_presents import is_to_come
from ponleu.engines.reading.hurried import small_selves
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.word_sets import word_set

PENALTIES: Final = "penalty_marks"
REQUESTS: Final = "request_marks"
PROMISES: Final = frozenset({"commitment_marks", "commitment_presents"})
CUES: Final = (PENALTIES, "commitment_marks", REQUESTS)
_CUE_LISTS: Final = frozenset(CUES) | PROMISES
_STOPS: Final = frozenset({";", "•", "*", "?", "!", ":", ".", "·", "។"})
_AFTER_COMMA: Final = word_set("and but while whereas although though so which who whose or adding")
_JOINTS: Final = word_set("and but while whereas then or whereupon")
_PLEAS: Final = word_set("please pls plz plse")
_SUBJECTS: Final = word_set("i we he she they so it")
_NO_NEW_CLAUSE: Final = word_set(
    "that if when because say said says saying told tell tells what which and or as , who where "
    "how why before after until while than whether ask asks asked promise promised think"
)
_CASUAL: Final = word_set("im dont pls plz becuase becouse cant didnt bcoz coz ur thx")
_ENDS: Final = frozenset({".", "?", "!", ";"})
_CONDITIONS: Final = frozenset({"if", "when", "who"})
_TELLING: Final = word_set("promise promised tell told tells say said ask asked think hear heard")
_LEAST: Final = 3
"""Words of the shortest clause."""
_LEAD: Final = 14
"""Words of the longest "Buyers in the hotel trade:" before what they are asked."""


class Piece(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive); ``lead`` where words before a colon begin."""

    first: int
    last: int
    lead: int


class Cue(NamedTuple):
    """A word that may ask, promise or punish: tokens ``first`` to ``last``, and which list's."""

    first: int
    last: int
    name: str


def cues_of(narration: Narration, line: Line) -> list[Cue]:
    """Words of the line that may ask, promise or punish, in order."""
    if narration.cues_on(line).isdisjoint(_CUE_LISTS):
        return []
    cues = [
        Cue(hit.first, hit.last, name)
        for name in CUES
        for hit in narration.hits(name, line.first, line.last)
    ]
    presents = narration.hits("commitment_presents", line.first, line.last)
    if presents and is_to_come(narration, line.first, line.last):
        cues += [Cue(hit.first, hit.last, "commitment_presents") for hit in presents]
    return sorted(cues) if len(cues) > 1 else cues


def pieces_of(narration: Narration, line: Line, cues: Sequence[Cue]) -> list[Piece]:
    """Clauses of a line, no two cues in one that a joint or a mark divides."""
    pieces: list[Piece] = []
    first, lead = line.first, line.first
    for cut, mark in _cuts(narration, line, cues):
        if cut > first:
            pieces.append(Piece(first, cut, lead))
        is_lead = mark == ":" and cut - first <= _LEAD
        lead = first if is_lead else cut
        first = cut
        if not is_lead:
            lead = first
    if line.last > first:
        pieces.append(Piece(first, line.last, lead))
    return pieces


def _cuts(narration: Narration, line: Line, cues: Sequence[Cue]) -> list[tuple[int, str]]:
    """Numbers of tokens before which a clause begins, with the mark before it."""
    tokens = narration.tokens
    cuts: dict[int, str] = {}
    depth = 0
    for at in range(line.first, line.last - 1):
        word = tokens[at].word
        depth += (word == "(") - (word == ")" and depth > 0)
        if depth:
            continue
        is_new = word == "," and tokens[at + 1].word in _AFTER_COMMA
        if is_new or (word in _STOPS and at > line.first):
            cuts[at + 1] = word
    for before, after in itertools.pairwise(cues):
        joint = _joint(narration, before, after, cuts)
        if joint is not None:
            cuts[joint] = ","
    for cut in run_on_cuts(narration, line):
        cuts.setdefault(cut, "")
    return sorted(cuts.items())


def _joint(narration: Narration, before: Cue, after: Cue, cuts: dict[int, str]) -> int | None:
    """The "and" that parts two cues, where no mark does."""
    if after.first <= before.last + 1 or before.name == after.name == PENALTIES:
        return None
    joint = None
    for at in range(before.last, after.first):
        if at in cuts:
            return None
        if narration.tokens[at].word in _JOINTS:
            joint = at
    return joint


def is_casual(narration: Narration, line: Line) -> bool:
    """Whether a line is written without care: "i", "dont", "pls"."""
    casual = _casual_tokens(narration)
    return bool(casual) and bisect_left(casual, line.first) < bisect_left(casual, line.last)


@once_per
def _casual_tokens(narration: Narration) -> list[int]:
    words = row_of(narration.text).words
    return sorted({*small_selves(narration.text), *positions(words, _CASUAL)})


def run_on_cuts(narration: Narration, line: Line) -> frozenset[int]:
    """Where clauses begin in text without stops: at their subject, at "please", at "so"."""
    if not is_casual(narration, line):
        return frozenset()
    tokens = narration.tokens
    last, cuts, conditional = line.first, set(), False
    for at in range(line.first + 1, line.last):
        word, before = tokens[at].word, tokens[at - 1].word
        if before in _ENDS:
            last, conditional = at, False
        conditional = conditional or before in _CONDITIONS
        if at - last < _LEAST or before in _NO_NEW_CLAUSE or tokens[at - 2].word in _TELLING:
            continue
        if word in _SUBJECTS and conditional:  # "if you come i will": one clause
            conditional = False
        elif word in _SUBJECTS or word in _PLEAS or _is_told(narration, at):
            cuts.add(at)
            last, conditional = at, False
    return frozenset(cuts)


def _is_told(narration: Narration, at: int) -> bool:
    """ ", tell the embassy", "can somebody check"."""
    before, word = narration.tokens[at - 1].word, narration.tokens[at].word
    if word in {"can", "could"}:
        return before not in _SUBJECTS and narration.tokens[at + 1].word not in _SUBJECTS
    return before == "," and narration.hit_at("request_imperatives", at) is not None
