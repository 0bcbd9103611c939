"""What is asked, promised and punished, clause by clause, whether or not somebody is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.act_clauses import (
    PENALTIES,
    PROMISES,
    REQUESTS,
    Piece,
    cues_of,
    is_casual,
    pieces_of,
    run_on_cuts,
)
from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.commitments import commitment_in
from ponleu.engines.reading.imperatives import may_be_imperative
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.penalties import penalty_in, share_law
from ponleu.engines.reading.requests_plain import plain_request_in
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_MARKS: Final = ' \t\r\n,;:.!?-–•*·“”"«»'
_ACTS: Final = frozenset({FactKind.REQUEST, FactKind.COMMITMENT, FactKind.PENALTY, FactKind.DENIAL})
_OF_CLAIMS: Final = frozenset({"speaker", "content", "through", "to"})
_JOINTS: Final = frozenset({"and", "but", "while", ",", "so", "then", "or"})
_ORDINALS: Final = word_set("first firstly second secondly third thirdly fourth lastly finally")
_LEAST: Final = 3
"""Words of the shortest thing said."""
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
    by_line = _by_line(narration, kept)
    last: Attribution | None = None
    at = 0
    for line in narration.lines:
        while at < len(attributions) and attributions[at].start < line.start:
            last = attributions[at]
            at += 1
        acts = _acts_of(narration, line, _speaker(narration, last, line))
        near = by_line.get(line.first, [])
        cuts = run_on_cuts(narration, line) if near else frozenset()
        for number in near if cuts else ():
            kept[number] = _cut_short(narration, kept[number], cuts)
        for act in acts:
            _settle(kept, near, act)
    return _law_shared(narration, kept)


def _law_shared(narration: Narration, facts: list[Fact]) -> list[Fact]:
    """Penalties of one paragraph and speaker have the law that the last of them names."""
    runs: dict[tuple[int, str], list[int]] = {}
    for number, fact in enumerate(facts):
        if fact.kind is FactKind.PENALTY and "speaker" in fact.parts:
            line = narration.lines_across(fact.start, fact.end)[0]
            key = (line.paragraph, fact.parts["speaker"].text)
            runs.setdefault(key, []).append(number)
    for numbers in runs.values():
        numbers.sort(key=lambda number: facts[number].start)
        shared = share_law([facts[number] for number in numbers]) if len(numbers) > 1 else []
        for number, fact in zip(numbers, shared, strict=False):
            facts[number] = fact
    return facts


def _by_line(narration: Narration, facts: Sequence[Fact]) -> dict[int, list[int]]:
    """Numbers of the statements that share words with a line, by the line's first token."""
    found: dict[int, list[int]] = {}
    for number, fact in enumerate(facts):
        for line in narration.lines_across(fact.start, fact.end):
            found.setdefault(line.first, []).append(number)
    return found


def _speaker(narration: Narration, last: Attribution | None, line: Line) -> Speaker | None:
    """The one who spoke just before, in the paragraph or the quotation, may be speaking still."""
    if last is None:
        return None
    is_listed = narration.tokens[line.first].word in _ORDINALS
    goes_on = last.line.paragraph == line.paragraph or narration.around.is_quoted(line.start)
    goes_on = goes_on or is_listed
    return last.speaker if goes_on else None


def _acts_of(narration: Narration, line: Line, speaker: Speaker | None) -> list[Fact]:
    cues = cues_of(narration, line)
    is_imperative = may_be_imperative(narration, line)
    if not cues and not is_imperative:
        return []
    acts: list[Fact] = []
    for piece in pieces_of(narration, line, cues):
        names = {cue.name for cue in cues if piece.first <= cue.first < piece.last}
        if is_imperative or is_casual(narration, line):
            names.add(REQUESTS)
        act = _act_in(narration, line, piece, speaker, names) if names else None
        if act is not None and acts and _goes_on(narration, acts[-1], act):
            acts[-1] = _extended(narration, acts[-1], act.end)
        elif act is not None:
            acts.append(act)
    return acts


def _goes_on(narration: Narration, before: Fact, act: Fact) -> bool:
    """ "... is suspended for six months and must deposit $50,000": one penalty."""
    between = narration.text[before.end : act.start].strip(" ,\n")
    return before.kind is act.kind is FactKind.PENALTY and between in {"", "and"}


def _extended(narration: Narration, fact: Fact, end: int) -> Fact:
    """The fact and its content to another end."""
    content = fact.parts["content"]
    words = narration.text[content.start : end]
    parts = {**fact.parts, "content": replace(content, text=words, end=end)}
    kept = {name: part for name, part in parts.items() if part.end <= end or name == "speaker"}
    return replace(fact, text=narration.text[fact.start : end], end=end, parts=kept)


def _cut_short(narration: Narration, fact: Fact, cuts: frozenset[int]) -> Fact:
    """What somebody says in a text without stops ends where the next clause begins."""
    content = fact.parts.get("content")
    if content is None or fact.end != content.end:
        return fact
    first, last = narration.token(content.start), narration.token(content.end)
    inside = [cut for cut in cuts if first + _LEAST <= cut < last]
    if not inside:
        return fact
    cut = _extended(narration, fact, narration.tokens[min(inside) - 1].end)
    if cut.kind is FactKind.DENIAL or cut.kind is FactKind.CLAIM:
        return cut
    parts = {name: part for name, part in cut.parts.items() if name in _OF_CLAIMS}
    return replace(cut, kind=FactKind.CLAIM, value="", rule="claims.reported", parts=parts)


def _act_in(
    narration: Narration, line: Line, piece: Piece, speaker: Speaker | None, names: set[str]
) -> Fact | None:
    """The act of a clause; only finders whose words are in it are asked."""
    first = piece.first
    while first < piece.last - 1 and narration.tokens[first].word in _JOINTS:
        first += 1
    saying = _saying(narration, first, piece.last, speaker)
    if saying is None:
        return None
    act = penalty_in(narration, saying) if PENALTIES in names else None
    if act is None and REQUESTS in names:
        act = plain_request_in(narration, line, piece, saying)
    if act is None and names & PROMISES:
        act = commitment_in(narration, saying)
    return act


def _saying(narration: Narration, first: int, last: int, speaker: Speaker | None) -> Saying | None:
    start, end = narration.tokens[first].start, narration.tokens[last - 1].end
    text = narration.text
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    while start < end and text[start] in _MARKS:
        start += 1
    return Saying(start, end, start, end, speaker) if start < end else None


def _settle(kept: list[Fact], near: list[int], act: Fact) -> None:
    """Put an act among the statements: in the place of a claim, beside it, or nowhere."""
    for number in near:
        fact = kept[number]
        if fact.end <= act.start or act.end <= fact.start:
            continue
        shared = min(fact.end, act.end) - max(fact.start, act.start)
        content = fact.parts.get("content")
        said = content.end - content.start if content else fact.end - fact.start
        if fact.kind in _ACTS:
            if 2 * shared >= min(act.end - act.start, fact.end - fact.start):
                if _tells_more(act, fact):
                    kept[number] = _through(fact, act)
                elif act.kind is FactKind.PENALTY and fact.kind is not FactKind.PENALTY:
                    kept[number] = _instead(fact, act)
                return
        elif shared >= _MOST * said:
            kept[number] = _instead(fact, act)
            return
    near.append(len(kept))
    kept.append(act)


def _tells_more(act: Fact, fact: Fact) -> bool:
    """ "If inspectors find that ..., owners will be fined": nobody said that they will be."""
    same = act.kind is fact.kind is FactKind.PENALTY
    holds = act.start <= fact.start and fact.end <= act.end
    return same and holds and "conduct" in act.parts and "conduct" not in fact.parts


def _through(fact: Fact, act: Fact) -> Fact:
    """The act, spoken by the one through whom the smaller statement was given."""
    parts = {**fact.parts, **act.parts}
    if "through" in fact.parts:
        parts["speaker"] = parts.pop("through")
    return replace(act, parts=parts)


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
