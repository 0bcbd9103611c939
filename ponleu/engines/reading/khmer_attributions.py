"""Sayings in Khmer: each word of speech with its speaker and the words said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ponleu.engines.reading.khmer_cues import PLEASE, Cue
from ponleu.engines.reading.khmer_facts import Reader, make_khmer_fact, speaker_part, trimmed
from ponleu.engines.reading.khmer_sentences import KhmerSentence
from ponleu.engines.reading.khmer_speakers import (
    CONNECTOR,
    INHERITED,
    KhmerMemory,
    KhmerSpeaker,
    clause_start,
    inherited,
    subject_of,
)
from ponleu.engines.reading.types import Fact, FactKind

LEAST: Final = 4
"""Letters of the shortest words said."""
OWN_WORDS: Final = 30
"""Letters of its own that keep a claim when another is nested in it."""
_LONG_SUBJECT: Final = 40
"""Letters before a verb in a text without stops that hold more than its subject."""
_LONGEST_QUOTE: Final = 1500
_AND: Final = "និង"
_STOP: Final = "។"


class _Placed(NamedTuple):
    """A cue with where its clause begins and who speaks."""

    cue: Cue
    begin: int
    speaker: KhmerSpeaker


def is_loose(text: str, sentence: KhmerSentence) -> bool:
    """Whether no stop ends the sentence: a message, written as one speaks."""
    return not text.startswith(_STOP, sentence.end - 1)


def attributed(
    reader: Reader, sentence: KhmerSentence, cues: Sequence[Cue], memory: KhmerMemory
) -> Iterator[Fact]:
    """The statements of a sentence that are introduced by a word of speech."""
    text = reader.text.folded
    loose = is_loose(text, sentence)
    placed = _placed(reader, sentence, _outside_quotations(text, cues), memory)
    for number, one in enumerate(placed):
        after = placed[number + 1] if number + 1 < len(placed) else None
        end = _content_end(text, one.cue, sentence, after)
        is_mere_frame = (
            after is not None
            and not loose
            and after.begin < end
            and after.begin - one.cue.content < OWN_WORDS
        )
        if is_mere_frame or end - one.cue.content < LEAST:
            continue
        outer = placed[number - 1] if number and not loose else None
        through = outer.speaker if outer and _is_inside(text, outer, one) else None
        yield _statement(reader, one, end, through)


def _placed(
    reader: Reader, sentence: KhmerSentence, cues: Iterator[Cue], memory: KhmerMemory
) -> list[_Placed]:
    text = reader.text.folded
    loose = is_loose(text, sentence)
    floor = sentence.start
    placed: list[_Placed] = []
    for cue in cues:
        begin = clause_start(text, floor, cue.start)
        if cue.sort == PLEASE:
            begin = cue.start
            speaker = inherited(begin, memory.writer or memory.issuer or memory.last)
        else:
            if loose:
                _note_person(reader, sentence.start, begin, memory)
            speaker = _speaker(reader, (sentence.start, begin, cue.start), memory, not placed)
        if loose and speaker.sort != INHERITED and cue.start - begin > _LONG_SUBJECT:
            begin = speaker.start
        placed.append(_Placed(cue, begin, speaker))
        floor = cue.content
    return placed


def _speaker(
    reader: Reader, at: tuple[int, int, int], memory: KhmerMemory, is_first: bool
) -> KhmerSpeaker:
    """Who speaks: named before the verb, or, after "and", at the sentence's beginning."""
    start, begin, verb = at
    text, named, words = reader.text.folded, reader.named, reader.words
    speaker = subject_of(text, begin, verb, named, words, memory)
    if speaker.sort == INHERITED and is_first and begin > start:
        speaker = subject_of(text, start, begin, named, words, memory)
    if speaker.end > speaker.start:
        memory.last = speaker
    return speaker


def _note_person(reader: Reader, start: int, end: int, memory: KhmerMemory) -> None:
    """In a message "he" is whoever was named last."""
    people = [row for row in reader.named.within(start, end) if row[2].kind is FactKind.PERSON]
    if people:
        memory.person = str(people[-1][2].value)


def _outside_quotations(text: str, cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues without those inside the quotation that one before them introduces."""
    closes = -1
    for cue in cues:
        if cue.start >= closes:
            closes = max(closes, _closing(text, cue.content))
            yield cue


def _closing(text: str, content: int) -> int:
    """Where the quotation ends that begins before ``content``; -1 if none does."""
    if text[content - 1 : content] not in {"«", "“"}:
        return -1
    marks = (text.find(mark, content, content + _LONGEST_QUOTE) for mark in "»”")
    return min((at for at in marks if at > 0), default=-1)


def _content_end(text: str, cue: Cue, sentence: KhmerSentence, after: _Placed | None) -> int:
    """The end of the quotation, of the clause before the next speaker, or of the sentence."""
    closes = _closing(text, cue.content)
    if closes > 0:
        return closes
    end = sentence.end
    if after is not None:
        end = _joint(text, cue, after)
        end = end if end - cue.content >= LEAST else sentence.end
    return trimmed(text, cue.content, end)


def _joint(text: str, cue: Cue, after: _Placed) -> int:
    """Where the words said end because another saying begins."""
    if text.endswith(_AND, cue.content, after.begin):
        return after.begin - len(_AND)
    if after.cue.sort == PLEASE:
        return after.begin
    connectors = list(CONNECTOR.finditer(text, cue.content, after.cue.start))
    if connectors:
        return connectors[-1].start()
    return after.cue.start if after.speaker.sort == INHERITED else after.begin


def _is_inside(text: str, outer: _Placed, inner: _Placed) -> bool:
    """Whether a saying opens another's words: "he said that they told"."""
    gap = inner.begin - outer.cue.content
    if inner.cue.sort == PLEASE or not 0 <= gap < OWN_WORDS:
        return False
    return CONNECTOR.search(text, outer.cue.content, inner.cue.start) is None


def _statement(reader: Reader, one: _Placed, end: int, through: KhmerSpeaker | None = None) -> Fact:
    text, cue = reader.text.folded, one.cue
    kind = reader.judge.sort_of(text, cue.content, end, cue.sort, reader.mentions)
    parts = {}
    if through is not None and through.end > through.start:
        parts["through"] = speaker_part(reader, through)
    begin = cue.content if kind is FactKind.PENALTY else one.begin
    return make_khmer_fact(
        reader,
        kind,
        span=(begin, max(end, cue.end)),
        content=(cue.content, end),
        speaker=one.speaker,
        reason=f'"{text[cue.start : cue.end]}" introduces the words.',
        parts=parts,
    )
