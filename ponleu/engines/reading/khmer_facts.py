"""Statements in Khmer made facts, with their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ponleu.engines.reading.khmer_cues import CueFinder
from ponleu.engines.reading.khmer_judging import Judge, Mentions, law_in
from ponleu.engines.reading.khmer_sentences import copied, part_of
from ponleu.engines.reading.khmer_speakers import KhmerSpeaker, Named
from ponleu.engines.reading.khmer_text import KhmerText
from ponleu.engines.reading.khmer_words import KhmerWords
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.types import Document, Fact, FactKind, Part

RULES: Final = MappingProxyType(
    {
        FactKind.CLAIM: "claims.reported",
        FactKind.DENIAL: "denials.mark",
        FactKind.REQUEST: "requests.verb",
        FactKind.COMMITMENT: "commitments.plain",
    }
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A document with all that the finders of statements ask of it."""

    document: Document
    text: KhmerText
    words: KhmerWords
    finder: CueFinder
    judge: Judge
    named: Named
    mentions: Mentions


def make_khmer_fact(
    reader: Reader,
    kind: FactKind,
    *,
    span: tuple[int, int],
    content: tuple[int, int],
    speaker: KhmerSpeaker | None,
    reason: str,
    parts: Mapping[str, Part] | None = None,
) -> Fact:
    """A statement from folded offsets, with content, speaker, amount, law, due day."""
    named = dict(parts or {})
    named["content"] = part_of(reader.document, reader.text, content, "")
    if speaker is not None and speaker.end > speaker.start:
        named["speaker"] = speaker_part(reader, speaker)
    rule, value = RULES.get(kind, ""), ""
    if kind is FactKind.PENALTY:
        rule, value = _punished(reader, content, named)
    elif kind is FactKind.DENIAL:
        value = "untrue" if reader.judge.untrue_in(reader.text.folded, *content) else "denied"
    elif kind is not FactKind.CLAIM:
        due = reader.judge.due_in(reader.text.folded, *content, reader.mentions)
        if due:
            named["due"] = copied(due[2])
    start, end = reader.text.span(*span)
    return Fact(
        kind=kind,
        text=reader.document.text[start:end],
        start=start,
        end=end,
        value=value,
        rule=rule,
        confidence=weight(rule, *([] if "speaker" in named else ["unknown_speaker"])),
        parts=named,
        reason=reason,
    )


def speaker_part(reader: Reader, speaker: KhmerSpeaker) -> Part:
    """Who speaks, as a piece of a fact."""
    return part_of(reader.document, reader.text, (speaker.start, speaker.end), speaker.value)


def _punished(reader: Reader, content: tuple[int, int], named: dict[str, Part]) -> tuple[str, str]:
    """Rule and sort of a penalty; its amount and law become parts."""
    text = reader.text.folded
    penalty = reader.judge.penalty_in(text, *content, reader.mentions)
    law = law_in(text, *content)
    if law:
        named["law"] = part_of(reader.document, reader.text, law, "")
    if penalty is None:
        return "penalties.fine", "fine"
    named["amount"] = copied(penalty[1][2])
    return f"penalties.{penalty[0]}", penalty[0]


MARKS: Final = ' ។៖,;.!?«»“”"\n\t'
"""What may stand around words and is no part of them."""


def trimmed(text: str, start: int, end: int) -> int:
    """The end of words without the marks after them."""
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return end
