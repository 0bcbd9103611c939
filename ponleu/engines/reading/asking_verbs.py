"""Verbs that ask somebody for something, where no attribution was made of them."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.act_clauses import Piece
from ponleu.engines.reading.event_words import OFFICIALS
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set

_REACH: Final = 16
"""Words between "asked" and its "to": "asked the owners of every rented house to"."""
_HARD: Final = frozenset({";", ".", "?", "!", "whether", "if", "why", "how", "what", "when"})
_NOBODY: Final = frozenset({"nobody", "none", "never", "neither"})
_FINITE: Final = frozenset({"that", "but", "are", "is", "was", "were", "has", "will"})
_BE: Final = word_set("is are was were be been being am get got")
_UNASKED: Final = word_set("named identified quoted be photographed")
_NOUN_BEFORE: Final = word_set(
    "a an the this that by no any every each under their his her its our in of on for per your "
    "court executive new last latest such another to will would can could may might not did do "
    "does didn't don't never"
)
_PARTICIPLES: Final = word_set(
    "made done held sent put set shut paid brought taken given kept built found cut let left "
    "told met bought sold seen heard lost run read spent drawn shown written withdrawn begun"
)
_DETERMINERS: Final = word_set(
    "the a an his her their its this our any my your that these those all some each every him "
    "them me us it you work school town prison jail court hospital police"
)
_ASKING_FOR_ONESELF: Final = word_set(
    "ask asked asks asking beg begged begs begging request requested"
)
_SIDES: Final = word_set(
    "sides parties countries governments people citizens owners companies workers members "
    "landlords employers residents families local"
)
_BEGGING: Final = word_set(
    "ask asked asks asking press pressed presses pressing beg begged begs begging petitioned "
    "implored lobbied pressured petition lobby pressure"
)
_WANTED: Final = word_set(
    "inquiry investigation review action justice answers compensation release protection "
    "apology law ban change changes list end explanation money return help information proof "
    "evidence trial punishment refund raid inspection arrest sanctions safeguards access "
    "clarity tally"
)
_NO_COMPLEMENT: Final = frozenset({"by", "about", "over", "on", "at"})
_NEEDING_TO: Final = frozenset({"warn", "tell", "told", "telling", "tells", "appeal"})
_NOT_DEMANDED: Final = word_set("by from in and for as to on at or but if when with of")
_NEAR_SUM: Final = 3
"""Tokens between "asking" and the sum: "another three thousand dollars"."""
_WANT_REACH: Final = 9


def asks_to(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Asked the owners to", "told members not to", "urged: ..."."""
    tokens = narration.tokens
    after = tokens[hit.last].word if hit.last < piece.last else ""
    if not _is_verb_here(narration, piece, hit) or after in _NO_COMPLEMENT:
        return None
    for at in range(hit.last, min(hit.last + _REACH, piece.last - 1)):
        word = tokens[at].word
        if word in _HARD or word in _FINITE:
            return None
        if word == "to" and tokens[at + 1].word.isalpha() and _is_bare_verb(narration, at + 1):
            return _after_to(narration, hit, at)
        start = _without_to(narration, piece, hit, at)
        if start is not None:
            return start
    is_bare = tokens[hit.last - 1].word in _NEEDING_TO or after in _DETERMINERS
    is_order = narration.hit_at("request_imperatives", hit.last) is not None
    return hit.last if is_order and not is_bare and hit.first > piece.first else None


def _after_to(narration: Narration, hit: Hit, at: int) -> int | None:
    """What follows "to": for oneself only after "asked"; "asked not to be named" asks nothing."""
    tokens = narration.tokens
    if tokens[at + 1].word in _UNASKED:
        return None
    is_own = tokens[hit.last - 1].word in _ASKING_FOR_ONESELF
    return at + 1 if at > hit.last or is_own else None


def _without_to(narration: Narration, piece: Piece, hit: Hit, at: int) -> int | None:
    """ "For", "must" or a bare verb in the place of "to"."""
    word = narration.tokens[at].word
    if word == "for" and at + 1 < piece.last and _begs_for(narration, hit, at):
        return at
    if at == hit.last:
        return None
    if word in {"must", "should"}:
        return at + 1
    return at if _is_bare_order(narration, at) else None


def _is_bare_order(narration: Narration, at: int) -> bool:
    """A machine's "asked the Labour Department count all children"."""
    tokens = narration.tokens
    if not narration.hit_at("request_imperatives", at):
        return False
    before = tokens[at - 1]
    return before.word in OFFICIALS | _SIDES or narration.named_ending(before.end) is not None


def _begs_for(narration: Narration, hit: Hit, at: int) -> bool:
    """ "Pressed the ministry for answers"; a machine's "order the police for close"."""
    if narration.hit_at("request_imperatives", at + 1) and narration.tokens[at - 1].word != "ask":
        return True
    return at > hit.last and narration.tokens[hit.first].word in _BEGGING


def _is_bare_verb(narration: Narration, at: int) -> bool:
    """ "To stop" and not "to Phnom Penh" or "to the governor"."""
    token = narration.tokens[at]
    if narration.text[token.start].isupper():
        return False
    return token.word not in _DETERMINERS


def _is_verb_here(narration: Narration, piece: Piece, hit: Hit) -> bool:
    before = narration.tokens[hit.first - 1].word if hit.first > piece.first else ""
    is_going_on = narration.tokens[hit.last - 1].word.endswith("ing") or (
        narration.tokens[hit.first].word.endswith("ing")
    )
    if any(token.word in _NOBODY for token in narration.tokens[piece.first : hit.first]):
        return False
    is_counted = before[:1].isdigit()
    return (before not in _BE or is_going_on) and not is_counted and before not in _NOUN_BEFORE


def asks_for(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    if not _is_verb_here(narration, piece, hit) or hit.last >= piece.last:
        return None
    return hit.last


def demands(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Demanded $3,000": a thing asked for, after a verb that has a subject."""
    if not _is_verb_here(narration, piece, hit) or hit.first == piece.first:
        return None
    if hit.last >= piece.last:
        return None
    after = narration.tokens[hit.last]
    if after.word in _NOT_DEMANDED or not after.word[0].isalnum():
        return None
    return hit.last


def wants(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Wants the list made public", "want 1500 dollar"; not what someone would like to do."""
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > piece.first else ","
    if before in {"not", "n’t", ",", "to", "no", "don't", "who", "never", "may"}:
        return None
    if hit.last >= piece.last or tokens[hit.last].word == "to":
        return None
    near = narration.within(FactKind.AMOUNT, tokens[hit.last].start, tokens[hit.last].end + 40)
    if near and narration.token(near[0].start) - hit.last < _NEAR_SUM:
        return hit.last
    for at in range(hit.last + 1, min(hit.last + _WANT_REACH, piece.last)):
        word = tokens[at].word
        is_told = word == "to" or narration.hit_at("request_imperatives", at) is not None
        if is_told or word in _PARTICIPLES or word in _WANTED or word.endswith("ed"):
            return hit.last
    return None


def is_asked(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Are invited to bring": what follows "to"."""
    tokens = narration.tokens
    if tokens[hit.last - 1].word == "that":
        return hit.last if hit.last < piece.last else None
    at = hit.last
    while at < piece.last and at < hit.last + 4 and tokens[at].word != "to":
        if tokens[at].word == "by":
            return None
        at += 1
    if at + 1 >= piece.last or tokens[at].word != "to" or not _is_bare_verb(narration, at + 1):
        return None
    return at + 1
