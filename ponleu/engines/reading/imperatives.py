"""Requests that begin with a bare verb: lists of recommendations, orders after a colon."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.act_clauses import Piece, is_casual
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.word_sets import word_set

_CAN: Final = word_set("can could would will")
_NOT_OBJECTS: Final = word_set(
    "( of is was are were , . : by has had and - next more release conference statement had did "
    "will would should can may not who which that says said after before"
)
_OF_PAGES: Final = word_set("follow share read see contact watch visit view sign join listen")
_NOUN_AFTER: Final = word_set(
    "officers police workers permits sources reports went came fell rose began left took got told "
    "ran sent found made began continues remains comes goes rooms hours groups agencies"
)
_SAY: Final = word_set("say said says saying tell told tells")
_BULLETS: Final = word_set('- – — • * · ( ) . : [ ] > “ " «')
_LEAST_PLEA: Final = 3
"""Words of the shortest thing pleaded for."""
_LETTERED: Final = 3
"""Letters of the longest number in a list: "iii"."""


def may_be_imperative(narration: Narration, line: Line) -> bool:
    """A quick look: whether a line, or a part of it after a colon, begins with a bare verb."""
    if "request_imperatives" not in narration.cues_on(line):
        return False
    hits = narration.hits("request_imperatives", line.first, line.last)
    if not hits:
        return False
    tokens = narration.tokens
    first = worded(narration, line.first, line.last)
    if hits[0].first == first or tokens[first].word in _CAN:
        return True
    if tokens[first].word in {"to", "that"}:
        return first > line.first or (first > 1 and _is_number(narration, first - 2))
    return any(tokens[hit.first - 1].word == ":" for hit in hits if hit.first > line.first)


def imperative(narration: Narration, line: Line, piece: Piece) -> int | None:
    """Token of a bare verb with which a clause of a list, or one after a colon, begins."""
    tokens = narration.tokens
    at = worded(narration, piece.first, piece.last)
    if at >= piece.last:
        return None
    if tokens[at].word in _CAN:
        return _can_somebody(narration, piece, at)
    if tokens[at].word in {"to", "that"} and _is_item(narration, piece, at):
        return at + 1
    hit = narration.hit_at("request_imperatives", at)
    if hit is None or hit.last >= piece.last or tokens[hit.last].word in _NOT_OBJECTS:
        return None
    if tokens[at].word in _OF_PAGES and tokens[hit.last].word in {
        "us",
        "this",
        "our",
        "the",
        "all",
    }:
        return None
    if at > line.first and tokens[at - 1].word in _SAY:
        return at
    return at if _is_listed(narration, line, piece, at) else None


def _is_number(narration: Narration, at: int) -> bool:
    """ "1." or "b)", which the sentences of a list are parted from."""
    word, mark = narration.tokens[at].word, narration.tokens[at + 1].word
    return mark in {".", ")"} and (word.isdigit() or len(word) == 1)


def _is_item(narration: Narration, piece: Piece, at: int) -> bool:
    """An item of a list of demands: "(i) to release him", "- That a desk be set up"."""
    if at < 2 or piece.last - at < _LEAST_PLEA:
        return False
    if at == piece.first and not _is_number(narration, at - 2):
        return False
    before, word = narration.tokens[at - 1].word, narration.tokens[at].word
    if before not in _BULLETS or before in {"“", '"', "(", ":"}:
        return False
    if word == "that":
        return narration.text[narration.tokens[at].start] == "T"
    after = narration.tokens[at + 1].word
    return after == "have" or narration.hit_at("request_imperatives", at + 1) is not None


def _can_somebody(narration: Narration, piece: Piece, at: int) -> int | None:
    """ "Can somebody check the camera"."""
    for step in range(at + 2, min(at + 8, piece.last - 1)):
        if narration.tokens[at + 1].word in {"i", "we", "he", "she", "they", "it", "be", "not"}:
            return None
        if narration.hit_at("request_imperatives", step):
            return step
    return None


def _is_listed(narration: Narration, line: Line, piece: Piece, at: int) -> bool:
    """After a bullet, a number or a colon; or a whole sentence that ends like one."""
    text = narration.text
    if piece.lead < piece.first:
        return True
    before = narration.tokens[at - 1].word if at > line.first else ""
    if before in _BULLETS or before in {";", ")"} or before[:1].isdigit():
        return True
    if at == piece.first and before == "," and is_casual(narration, line):
        return True
    return (
        at == line.first
        and text[narration.tokens[at].start].isupper()
        and text[line.end - 1] in ".;!"
        and line.last - line.first > _LETTERED
        and narration.tokens[at + 1].word not in _NOUN_AFTER
        and not narration.tokens[at + 1].word.endswith("ed")
    )


def worded(narration: Narration, first: int, last: int) -> int:
    """The first word after a bullet or a number in a list."""
    tokens = narration.tokens
    at = first
    while at < last - 1:
        word = tokens[at].word
        is_number = (word.isdigit() or len(word) <= _LETTERED) and tokens[at + 1].word in {".", ")"}
        if not (word in _BULLETS or is_number):
            break
        at += 1
    return at
