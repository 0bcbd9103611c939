"""Statements in Khmer: claims, denials, requests, commitments, penalties, with speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ponleu.engines.reading.khmer_attributions import LEAST, OWN_WORDS, attributed, is_loose
from ponleu.engines.reading.khmer_cues import cue_finder
from ponleu.engines.reading.khmer_denials import link_khmer_denials
from ponleu.engines.reading.khmer_facts import MARKS, Reader, make_khmer_fact, trimmed
from ponleu.engines.reading.khmer_judging import Mentions, judge
from ponleu.engines.reading.khmer_sentences import KhmerSentence, khmer_sentences
from ponleu.engines.reading.khmer_speakers import (
    INHERITED,
    KhmerMemory,
    KhmerSpeaker,
    named_in,
    subject_of,
)
from ponleu.engines.reading.khmer_text import khmer_text
from ponleu.engines.reading.khmer_words import khmer_words
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

_QUOTED: Final = re.compile("[«“]([^«»“”]{8,1500})[»”]")
_AFTER_QUOTE: Final = re.compile(
    r"[ ,។]{0,3}(?:នេះជា|នេះបើ|នេះ)?"
    r"(?:សម្តី|ការបញ្ជាក់|ការលើកឡើង|ការថ្លែង|ប្រសាសន៍|តាម|យោងតាម)[^ ។]{0,12}?(?:របស់)?"
)
_ACCORDING: Final = re.compile(r"(?:នេះ)?(?:បើ)?(?:យោង|ផ្អែក|បើ)(?:ទៅ)?(?:តាម|លើ)")
_LONGEST_SOURCE: Final = 120
_PLEASE: Final = re.compile("(?:សូម|កុំ)")
_FIRST_PERSON: Final = re.compile("(?:ខ្ញុំ|យើងខ្ញុំ)(?:ឈ្មោះ| ឈ្មោះ|បាទឈ្មោះ)")
_HEADER_LINES: Final = 6
_AND_THEN: Final = "ហើយ"
_I_WILL: Final = re.compile("(?:ខ្ញុំ|យើង|យើងខ្ញុំ)នឹង")


def find_khmer_statements(
    document: Document, lexicon: Lexicon, mentions: Sequence[Fact]
) -> list[Fact]:
    """Who said, denied, asked and promised what in Khmer, and what is punished how; in order.

    Returns:
        Facts whose ``against`` is an index in this list. Boilerplate gives none.
    """
    sentences = [one for one in khmer_sentences(document) if not one.boilerplate]
    if not sentences:
        return []
    reader = _reader(document, lexicon, mentions)
    memory = _memory(reader, sentences)
    found: list[Fact] = []
    done = 0
    before: KhmerSentence | None = None
    for sentence in sentences:
        start = max(sentence.start, done)
        if start < sentence.end:
            made = list(_of_sentence(reader, sentence._replace(start=start), before, memory))
            done = max([done, *(reader.text.at(fact.end) for fact in made)])
            found += made
        before = sentence
    return link_khmer_denials(_distinct(found))


def _reader(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> Reader:
    text = khmer_text(document.text)
    rows = named_in(text, mentions, FactKind.DATE, FactKind.AMOUNT)
    return Reader(
        document,
        text,
        khmer_words(lexicon),
        cue_finder(lexicon),
        judge(lexicon),
        named_in(text, mentions, FactKind.PERSON, FactKind.ORGANISATION),
        Mentions(rows.starts, rows.facts),
    )


def _memory(reader: Reader, sentences: Sequence[KhmerSentence]) -> KhmerMemory:
    """Who writes: the body in the head of a notice, or the one who says "I am called"."""
    memory = KhmerMemory()
    first = _FIRST_PERSON.search(reader.text.folded)
    people = reader.named.within(first.end(), first.end() + 40) if first else []
    if people:
        start, end, fact = people[0]
        memory.writer = KhmerSpeaker(start, end, str(fact.value), "person")
    for sentence in sentences[:_HEADER_LINES]:
        for start, end, fact in reader.named.within(sentence.start, sentence.end):
            whole = end - start >= sentence.end - sentence.start - 2
            if whole and fact.kind is FactKind.ORGANISATION and not memory.issuer:
                memory.issuer = KhmerSpeaker(start, end, str(fact.value), "organisation")
    return memory


def _of_sentence(
    reader: Reader, sentence: KhmerSentence, before: KhmerSentence | None, memory: KhmerMemory
) -> Iterator[Fact]:
    cues = reader.finder.cues(reader.text.folded, sentence.start, sentence.end)
    made = list(attributed(reader, sentence, cues, memory))
    made = made or list(_quoted(reader, sentence, memory))
    made = made or list(_according(reader, sentence, before, memory))
    yield from made
    covered = [(reader.text.at(fact.start), reader.text.at(fact.end)) for fact in made]
    yield from _unattributed(reader, sentence, covered, memory)


def _quoted(reader: Reader, sentence: KhmerSentence, memory: KhmerMemory) -> Iterator[Fact]:
    """ "...", these are the words of the woman: the speaker stands after the quotation."""
    text = reader.text.folded
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        after = _AFTER_QUOTE.match(text, match.end(), sentence.end)
        if after is None:
            continue
        speaker = subject_of(text, after.end(), sentence.end, reader.named, reader.words, memory)
        end = trimmed(text, after.end(), sentence.end)
        kind = reader.judge.sort_of(text, *match.span(1), "claim", reader.mentions)
        reason = "The speaker is named after the quotation."
        yield make_khmer_fact(
            reader,
            kind,
            span=(match.start(), end),
            content=match.span(1),
            speaker=speaker,
            reason=reason,
        )


def _according(
    reader: Reader, sentence: KhmerSentence, before: KhmerSentence | None, memory: KhmerMemory
) -> Iterator[Fact]:
    """ "According to the police, ..." and "..., according to the police"."""
    text = reader.text.folded
    match = _ACCORDING.search(text, sentence.start, sentence.end)
    if match is None:
        return
    source_end, content = _source_and_content(reader, sentence, before, match)
    if content[1] - content[0] < LEAST:
        return
    speaker = subject_of(text, match.end(), source_end, reader.named, reader.words, memory)
    if speaker.sort == INHERITED:
        return
    yield make_khmer_fact(
        reader,
        reader.judge.sort_of(text, *content, "claim", reader.mentions),
        span=(min(content[0], match.start()), trimmed(text, sentence.start, sentence.end)),
        content=content,
        speaker=speaker,
        reason=f'"{match.group()}" names the source.',
    )


def _source_and_content(
    reader: Reader, sentence: KhmerSentence, before: KhmerSentence | None, match: re.Match[str]
) -> tuple[int, tuple[int, int]]:
    """Where the words for the source end, and what is said: before them, after, or earlier."""
    text = reader.text.folded
    if match.start() - sentence.start > OWN_WORDS:
        end = trimmed(text, sentence.start, match.start())
        return sentence.end, (sentence.start, end)
    blank = text.find(" ", match.end() + 1, min(sentence.end, match.end() + _LONGEST_SOURCE))
    people = reader.named.within(match.end(), sentence.end)
    if people and people[0][0] - match.end() < _LONGEST_SOURCE // 2:
        blank = max(people[0][1], blank)
    if 0 < blank < sentence.end - LEAST:
        return blank, (blank + 1, trimmed(text, blank, sentence.end))
    if before is None:
        return sentence.end, (sentence.start, sentence.start)
    return sentence.end, (before.start, trimmed(text, before.start, before.end))


def _unattributed(
    reader: Reader,
    sentence: KhmerSentence,
    covered: Sequence[tuple[int, int]],
    memory: KhmerMemory,
) -> Iterator[Fact]:
    """What sentences say that quote nobody: penalties, promises, orders with a day."""
    text = reader.text.folded
    for start, end in _uncovered(sentence, covered):
        begin, stop = _bare(text, start, end)
        if is_loose(text, sentence):
            begin, stop = _own_promise(text, begin, stop)
        kind = _kind_of(reader, text, begin, stop) if stop - begin >= 2 * LEAST else None
        if kind is not None:
            yield make_khmer_fact(
                reader,
                kind,
                span=(begin, stop),
                content=(begin, stop),
                speaker=memory.issuer or memory.writer,
                reason="The text says it itself.",
            )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Words without the number of their item before them and "and" after them."""
    while start < end and text[start] in MARKS + "0123456789":
        start += 1
    end = trimmed(text, start, end)
    if text.endswith(_AND_THEN, start, end):
        end = trimmed(text, start, end - len(_AND_THEN))
    return start, end


def _own_promise(text: str, start: int, end: int) -> tuple[int, int]:
    """In a text without stops, the words from "I will" to the second blank after them."""
    match = _I_WILL.search(text, start, end)
    if match is None:
        return start, end
    first = text.find(" ", match.end(), end)
    second = text.find(" ", first + 1, end) if first > 0 else -1
    return match.start(), second if second > 0 else end


def _kind_of(reader: Reader, text: str, start: int, end: int) -> FactKind | None:
    judging, mentions = reader.judge, reader.mentions
    if judging.penalty_in(text, start, end, mentions):
        return FactKind.PENALTY
    if judging.untrue_in(text, start, end):
        return FactKind.DENIAL
    if _PLEASE.match(text, start):
        return FactKind.REQUEST
    if judging.promises(text, start, end) or judging.is_set(text, start, end, mentions):
        return FactKind.COMMITMENT
    return None


def _uncovered(
    sentence: KhmerSentence, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    at = sentence.start
    for start, end in sorted(covered):
        if start > at:
            yield at, min(start, sentence.end)
        at = max(at, end)
    if at < sentence.end:
        yield at, sentence.end


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    kept: dict[tuple[int, int, FactKind], Fact] = {}
    for fact in facts:
        kept.setdefault((fact.start, fact.end, fact.kind), fact)
    return sorted(kept.values(), key=lambda fact: (fact.start, fact.end, fact.kind))
