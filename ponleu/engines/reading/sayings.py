"""Attributions made ready for judging: nested ones untangled, long ones cut into units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.types import Fact, FactKind, Part

_JOINTS: Final = frozenset({"but", "while", "though", "although", "and", "whereas"})
_CLOSING: Final = {"“": "”", '"': '"', "«": "»"}
_JOINT_REACH: Final = 8
"""Words between ", but" and the next speaker: "but through an inquiry the police found"."""
_ACTS: Final = ("commitment_marks", "penalty_marks", "request_modals", "denial_marks")
_NEGATIVES: Final = frozenset({"no", "nobody", "none", "never", "nothing"})
_NESTED: Final = 4
"""Attributions before one among which a denial that holds it is sought."""
_NEGATED: Final = 4
"""Tokens after "and that" among which a negative makes another act of what follows."""
_LEAST_OWN_WORDS: Final = 6
"""Words of its own that keep an outer claim when another is nested in it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch of words to be judged as one statement.

    Attributes:
        start: of the words themselves, to ``end``.
        span_start: of the whole statement with speaker and verb, to ``span_end``.
        speaker: None where the text itself says it.
        cue: the reporting word, "" where there is none.
        sort: sort of the attribution; "" where there is none.
    """

    start: int
    end: int
    span_start: int
    span_end: int
    speaker: Speaker | None = None
    cue: str = ""
    sort: str = ""
    pattern: str = ""
    through: Part | None = None
    to: tuple[int, int] | None = None


def sayings_of(narration: Narration, attribution: Attribution) -> list[Saying]:
    """One saying for each sentence of a quotation, or each "and that" of reported speech."""
    cuts = list(_cuts(narration, attribution))
    made: list[Saying] = []
    for number, (start, end) in enumerate(cuts):
        alone = len(cuts) == 1
        speaker_first = attribution.content.start >= attribution.speaker.start
        leads = alone or (number == 0 and speaker_first)
        closes = alone or (number == len(cuts) - 1 and not speaker_first)
        made.append(
            Saying(
                start,
                end,
                attribution.start if leads else start,
                attribution.end if closes else end,
                attribution.speaker,
                attribution.cue,
                attribution.sort,
                attribution.pattern,
                attribution.through,
                attribution.content.to,
            )
        )
    return made


def settled(narration: Narration, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions cut where the next begins, nested ones given their ``through``."""
    attributions = _told_on(narration, sorted(attributions, key=lambda one: (one.start, -one.end)))
    kept: list[Attribution] = []
    inner_through: dict[int, Part] = {}
    for number, outer in enumerate(attributions):
        current: Attribution | None = outer
        for later, inner in enumerate(attributions[number + 1 : number + 8], number + 1):
            if current is None or not _contains(current, inner):
                continue
            joint = _joint(narration, current, inner)
            if joint is not None:
                current = _ended(narration, current, joint)
            elif not inner.inherits:
                inner_through[later] = outer.speaker.part(narration.text)
                current = _without(narration, current, inner)
        if current is not None and current.sort != "frame":
            through = inner_through.get(number)
            kept.append(replace(current, through=through) if through else current)
    return kept


def _told_on(narration: Narration, attributions: list[Attribution]) -> list[Attribution]:
    """Without those that only tell what is denied: "dismissed police claims that"."""
    kept: list[Attribution] = []
    for inner in attributions:
        outers = (one for one in kept[-_NESTED:] if one.sort == "denial")
        is_denied = not inner.inherits and any(
            _contains(outer, inner) and _joint(narration, outer, inner) is None for outer in outers
        )
        if not is_denied or inner.is_quoted:
            kept.append(inner)
    return kept


def make_statement(
    narration: Narration,
    kind: FactKind,
    saying: Saying,
    *,
    rule: str,
    reason: str,
    value: str = "",
    parts: dict[str, Part] | None = None,
) -> Fact:
    """A fact of the saying, with speaker, content and the ways it was passed on."""
    text, speaker = narration.text, saying.speaker
    named = {"content": Part(text[saying.start : saying.end], saying.start, saying.end)}
    factors = []
    if speaker is not None:
        named["speaker"] = speaker.part(text)
        if speaker.by_pronoun and speaker.value:
            factors.append("pronoun")
            reason += f' "{named["speaker"].text}" is taken to be {speaker.value}.'
    if speaker is None or (speaker.sort == "pronoun" and not speaker.value):
        factors.append("unknown_speaker")
    if saying.through:
        named["through"] = saying.through
    if saying.to and "to" not in (parts or {}):
        named["to"] = _to(narration, saying.to)
    return Fact(
        kind=kind,
        text=text[saying.span_start : saying.span_end],
        start=saying.span_start,
        end=saying.span_end,
        value=value,
        rule=rule,
        confidence=weight(rule, *factors),
        parts=named | (parts or {}),
        reason=reason,
    )


def _to(narration: Narration, span: tuple[int, int]) -> Part:
    start, end = span
    named = narration.named_within(start, end)
    value = str(named[0].value) if named else ""
    return Part(narration.text[start:end], start, end, value)


def _contains(outer: Attribution, inner: Attribution) -> bool:
    content = outer.content
    cue_start = inner.start if inner.inherits else max(inner.start, inner.speaker.start)
    return content.start <= cue_start < content.end and inner.start >= outer.start


def _joint(narration: Narration, outer: Attribution, inner: Attribution) -> int | None:
    """Where ", but" or "and" parts two statements that stand side by side."""
    if outer.is_quoted:
        return None
    tokens = narration.tokens
    begin = narration.token(inner.start)
    first = narration.token(outer.content.start)
    if inner.inherits and tokens[begin - 1].word in _JOINTS:
        return begin - 1
    for at in range(begin - 1, max(first, begin - _JOINT_REACH), -1):
        comma = tokens[at - 1].word == ","
        if tokens[at].word in _JOINTS and (comma or at == begin - 1):
            return at
    return begin if inner.inherits and tokens[begin - 1].word == "," else None


def _ended(narration: Narration, attribution: Attribution, joint: int) -> Attribution | None:
    end = narration.tokens[joint - 1].end
    if narration.text[end - 1] == ",":
        end = narration.tokens[joint - 2].end
    if end <= attribution.content.start:
        return None
    content = attribution.content._replace(end=end)
    return replace(attribution, content=content, end=max(end, attribution.speaker.end))


def _without(narration: Narration, outer: Attribution, inner: Attribution) -> Attribution | None:
    """The outer claim goes if the nested one is all that it says."""
    begin = inner.start
    if outer.content.start <= inner.speaker.start < begin:
        begin = inner.speaker.start
    own = narration.text[outer.content.start : begin].split()
    after = narration.text[inner.end : outer.content.end].split()
    if outer.sort == "frame" or (len(own) < _LEAST_OWN_WORDS and len(after) < _LEAST_OWN_WORDS):
        return None
    if len(after) < _LEAST_OWN_WORDS and outer.is_quoted and len(own) < 3 * _LEAST_OWN_WORDS:
        return None
    return outer


def _cuts(narration: Narration, attribution: Attribution) -> Iterator[tuple[int, int]]:
    start, end, is_quoted, _ = attribution.content
    if attribution.sort == "request":
        yield from _non_empty(narration.text, start, end)
        return
    if is_quoted:
        for line in narration.lines_across(start, end):
            yield from _non_empty(narration.text, max(start, line.start), min(end, line.end))
        return
    first, last = narration.token(start), narration.token(end)
    begin = start
    for at in range(first + 1, last - 2):
        words = narration.tokens[at].word, narration.tokens[at + 1].word
        if words == ("and", "that") and (
            _is_other_act(narration, at + 2, last) or _denies(narration, begin, at)
        ):
            yield from _non_empty(narration.text, begin, narration.tokens[at - 1].end)
            begin = narration.tokens[at + 2].start
    yield from _non_empty(narration.text, begin, end)


def _denies(narration: Narration, begin: int, last: int) -> bool:
    """Whether the words before "and that" open with "no", "never": what follows is other."""
    first = narration.token(begin)
    opening = {token.word for token in narration.tokens[first : min(last, first + _NEGATED)]}
    return bool(opening & _NEGATIVES)


def _is_other_act(narration: Narration, first: int, last: int) -> bool:
    """Whether what follows "and that" promises, asks or punishes: a statement by itself."""
    if narration.tokens[first].word in {"of", "is", "are"}:
        return False
    opening = {token.word for token in narration.tokens[first : first + _NEGATED]}
    return bool(opening & _NEGATIVES) or any(narration.hits(words, first, last) for words in _ACTS)


def _non_empty(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = ' \t\r\n“”"«»„,;.!?'
    while end > start and text[end - 1] in marks:
        end -= 1
    while start < end and text[start] in marks and not _opens_here(text, start, end):
        start += 1
    if start < end:
        yield start, end


def _opens_here(text: str, start: int, end: int) -> bool:
    """Whether a mark opens a quotation that closes within the words: '"the tin man" left'."""
    closing = _CLOSING.get(text[start])
    return closing is not None and closing in text[start + 1 : end]
