"""What is asked, promised and punished, clause by clause, whether or not somebody is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.act_clauses import Piece, cues_of, pieces_of
from ponleu.engines.reading.attribution import Attribution
from ponleu.engines.reading.commitments import commitment_in
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.penalties import penalty_in
from ponleu.engines.reading.requests_plain import may_be_imperative, plain_request_in
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.speakers import Speaker
from ponleu.engines.reading.types import Fact, FactKind

_MARKS: Final = ' \t\r\n,;:.!?-–•*·“”"«»'
_ACTS: Final = frozenset({FactKind.REQUEST, FactKind.COMMITMENT, FactKind.PENALTY, FactKind.DENIAL})
_MOST: Final = 0.55
"""Share of a claim's words above which an act in it is all that it says."""


def with_acts(
    narration: Narration, found: Sequence[Fact], attributions: Sequence[Attribution]
) -> list[Fact]:
    """The statements found, with the acts that no reporting word introduces.

    A claim whose words are for the most part an act becomes that act; an act that has been
    found already is not found twice.
    """
    kept = list(found)
    last: Attribution | None = None
    at = 0
    for line in narration.lines:
        while at < len(attributions) and attributions[at].start < line.start:
            last = attributions[at]
            at += 1
        speaker = _speaker(last, line)
        for act in _acts_of(narration, line, speaker):
            _settle(kept, act)
    return kept


def _speaker(last: Attribution | None, line: Line) -> Speaker | None:
    """The one who spoke just before in the paragraph may be speaking still."""
    if last is None or last.line.paragraph != line.paragraph:
        return None
    return last.speaker


def _acts_of(narration: Narration, line: Line, speaker: Speaker | None) -> Iterator[Fact]:
    cues = cues_of(narration, line)
    if not cues and not may_be_imperative(narration, line):
        return
    for piece in pieces_of(narration, line, cues):
        act = _act_in(narration, line, piece, speaker)
        if act is not None:
            yield act


def _act_in(narration: Narration, line: Line, piece: Piece, speaker: Speaker | None) -> Fact | None:
    saying = _saying(narration, piece.first, piece.last)
    if saying is None:
        return None
    saying = replace(saying, speaker=speaker)
    act = penalty_in(narration, saying)
    if act is None:
        act = plain_request_in(narration, line, piece, saying) or commitment_in(narration, saying)
    return act


def _saying(narration: Narration, first: int, last: int) -> Saying | None:
    start, end = narration.tokens[first].start, narration.tokens[last - 1].end
    text = narration.text
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    while start < end and text[start] in _MARKS:
        start += 1
    return Saying(start, end, start, end) if start < end else None


def _settle(kept: list[Fact], act: Fact) -> None:
    """Put an act among the statements: in the place of a claim, beside it, or nowhere."""
    for number, fact in enumerate(kept):
        if fact.end <= act.start or act.end <= fact.start:
            continue
        shared = min(fact.end, act.end) - max(fact.start, act.start)
        content = fact.parts.get("content")
        said = content.end - content.start if content else fact.end - fact.start
        if fact.kind in _ACTS:
            if 2 * shared >= min(act.end - act.start, fact.end - fact.start):
                if act.kind is FactKind.PENALTY and fact.kind is not FactKind.PENALTY:
                    kept[number] = _instead(fact, act)
                return
        elif shared >= _MOST * said:
            kept[number] = _instead(fact, act)
            return
    kept.append(act)


def _instead(fact: Fact, act: Fact) -> Fact:
    """The act in the words of the statement that it takes the place of."""
    parts = {**act.parts}
    for name in ("speaker", "through", "content"):
        if name in fact.parts:
            parts[name] = fact.parts[name]
    start, end = min(fact.start, act.start), max(fact.end, act.end)
    if start == fact.start and end == fact.end:
        return replace(act, text=fact.text, start=start, end=end, parts=parts)
    return replace(act, parts={**parts, "content": act.parts["content"]})
