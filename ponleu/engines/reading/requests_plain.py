"""Requests that no attribution holds: pleas, recommendations, orders, "are invited to"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ponleu.engines.reading.act_clauses import Piece
from ponleu.engines.reading.asking_verbs import asks_for, asks_to, demands, is_asked, wants
from ponleu.engines.reading.imperatives import imperative, worded
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.obligations import obliges
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.pleas import begs, cries_out, forbids, pleads
from ponleu.engines.reading.requests import asked_by_verb
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import subject_before
from ponleu.engines.reading.types import Fact, FactKind, Part

_UNNAMED: Final = frozenset({"name", "named", "anonymous", "anonymity", "identified"})
_NAME_REACH: Final = 5
_ASKING_SOMEBODY: Final = frozenset({"requests.to", "requests.for"})


def plain_request_in(narration: Narration, line: Line, piece: Piece, saying: Saying) -> Fact | None:
    """The request that a clause makes, if it makes one."""
    for hit in narration.hits("request_marks", piece.first, piece.last):
        if _is_for_anonymity(narration, piece, hit):
            continue
        start = _asks(narration, piece, hit)
        if start is not None:
            return _request(narration, line, piece, saying, hit, start)
    start = imperative(narration, line, piece)
    if start is None:
        return None
    return _made(narration, saying, piece.lead, start, start, piece, "requests.imperative")


def _is_for_anonymity(narration: Narration, piece: Piece, hit: Hit) -> bool:
    """ "Who asked that his name be withheld": it tells how he spoke, and asks for nothing."""
    if hit.label not in {"to", "for"}:
        return False
    stop = min(piece.last, hit.last + _NAME_REACH)
    words = {token.word for token in narration.tokens[hit.last : stop]}
    return bool(words & _UNNAMED) and not words & {"my", "our", "their"}


def _asks(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """Token with which what is asked for begins; None if the word asks for nothing here."""
    rule = {
        "to": asks_to,
        "for": asks_for,
        "object": demands,
        "want": wants,
        "polite": pleads,
        "plea": begs,
        "outcry": cries_out,
        "negative": forbids,
        "passive": is_asked,
        "modal": obliges,
    }[hit.label]
    return rule(narration, piece, hit)


def _request(
    narration: Narration, line: Line, piece: Piece, saying: Saying, hit: Hit, start: int
) -> Fact:
    subject: Speaker | None = None
    if hit.label in {"to", "for", "object", "want"}:
        subject = subject_before(narration, line, hit.first, Memory())
    if subject is not None:
        saying = _with_speaker(saying, subject)
    begin = piece.lead if hit.label in {"polite", "negative"} else piece.first
    return _made(narration, saying, begin, hit.first, start, piece, f"requests.{hit.label}")


def _made(
    narration: Narration,
    saying: Saying,
    begin: int,
    cue: int,
    start: int,
    piece: Piece,
    rule: str,
) -> Fact:
    tokens = narration.tokens
    begin = worded(narration, begin, piece.last)
    words = narration.text[tokens[cue].start : tokens[max(cue, start - 1)].end]
    words = " ".join(words.split()[:4])
    made = Saying(
        tokens[start].start,
        max(saying.end, tokens[start].end),
        min(tokens[begin].start, tokens[start].start),
        max(saying.end, tokens[start].end),
        saying.speaker,
    )
    return make_statement(
        narration,
        FactKind.REQUEST,
        made,
        rule=rule,
        parts=_asked(narration, made, cue, rule),
        reason=f'"{words}" asks for what follows.',
    )


def _asked(narration: Narration, made: Saying, cue: int, rule: str) -> dict[str, Part]:
    """Who is asked, after a verb that asks somebody."""
    if rule not in _ASKING_SOMEBODY:
        return {}
    after = narration.tokens[min(cue + 1, len(narration.tokens) - 1)]
    return asked_by_verb(narration, replace(made, start=min(after.start, made.end - 1)))


def _with_speaker(saying: Saying, speaker: Speaker) -> Saying:
    return Saying(saying.start, saying.end, saying.span_start, saying.span_end, speaker)
