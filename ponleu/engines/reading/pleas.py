"""Pleas in letters and messages: "please", "I ask you", "help us", "do not call"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.act_clauses import Piece
from ponleu.engines.reading.asking_verbs import asks_to
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.word_sets import word_set

_BE: Final = word_set("is are was were be been being am get got")
_OF_PLACE: Final = frozenset({"at", "about", "him", "her", "if", "what", "how", "why", "around"})
_ENDING: Final = word_set("hurry fast quickly read note see god thank reply answer")
_FREE: Final = word_set("please pls plz but and so then also say said says or")
_LEAST_PLEA: Final = 3
"""Words of the shortest thing pleaded for."""


def pleads(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Please send the police"; not "please read", "please hurry", "are kindly asked"."""
    tokens = narration.tokens
    if hit.first > piece.first and tokens[hit.first - 1].word in _BE:
        return None
    after = tokens[hit.last].word if hit.last < piece.last else ""
    if piece.last - hit.last < _LEAST_PLEA or after in _ENDING or not after[:1].isalnum():
        return None
    return hit.last


def begs(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "I ask you find her", "I ask to go home"; not "I ask at the pagoda", "I beg you"."""
    tokens = narration.tokens
    at = hit.last
    if at >= piece.last:
        return None
    if tokens[at].word in {"to", "that", "you", "not", "the", "please", "your", "police"}:
        return at
    if tokens[hit.last - 1].word in {"the", "police", "someone"}:
        return at if piece.last - at >= _LEAST_PLEA - 1 else None
    if narration.hit_at("request_imperatives", at):
        return at
    return None if tokens[at].word in _OF_PLACE else asks_to(narration, piece, hit)


def cries_out(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Help us", with no subject that helps or could help."""
    before = narration.tokens[hit.first - 1].word if hit.first > piece.first else ""
    is_free = before in _FREE or not before[:1].isalnum()
    return hit.first if is_free and piece.last - hit.first >= _LEAST_PLEA else None


def forbids(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Do not call", "let her go": with no subject before it."""
    before = narration.tokens[hit.first - 1].word if hit.first > piece.first else ""
    is_free = before in _FREE or not before[:1].isalnum()
    if not is_free or piece.last - hit.last < _LEAST_PLEA - 1:
        return None
    if narration.tokens[hit.first].word == "never":
        return hit.first if narration.hit_at("request_imperatives", hit.last) else None
    after = narration.tokens[hit.last].word
    return None if after in {"know", "think", "understand", "have", "want"} else hit.first
