"""The sentences of a document that are written in Khmer, in one spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ponleu.engines.reading.khmer_text import KHMER, KhmerText, has_khmer, khmer_text
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Document, Fact, FactKind, FactValue, Part, ZoneKind

LONGEST: Final = 1500
"""Letters of the longest sentence; what goes on without a stop is read in pieces."""


class KhmerSentence(NamedTuple):
    """A sentence with Khmer letters; offsets are those of the folded text.

    Attributes:
        number: place among the sentences of the document.
        paragraph: number of the line that it stands on.
    """

    start: int
    end: int
    number: int
    paragraph: int
    boilerplate: bool


@once_per
def khmer_sentences(document: Document) -> Sequence[KhmerSentence]:
    """The Khmer sentences in text order; none for a text without a Khmer letter."""
    if not has_khmer(document.text):
        return ()
    text = khmer_text(document.text)
    made: list[KhmerSentence] = []
    paragraph, done = 0, 0
    for number, sentence in enumerate(document.sentences):
        if "\n" in document.text[done : sentence.start]:
            paragraph += 1
        done = sentence.end
        start, end = text.at(sentence.start), text.at(sentence.end)
        if KHMER.search(text.folded, start, end):
            furniture = sentence.zone is ZoneKind.BOILERPLATE
            made += (
                KhmerSentence(begin, stop, number, paragraph, furniture)
                for begin, stop in _pieces(text.folded, start, end)
            )
    return tuple(made)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or pieces of one that nothing ends, so that no finder looks too far."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = blank + 1 if blank > 0 else start + LONGEST
        yield start, stop
        start = stop
    yield start, end


class Mention(NamedTuple):
    """Something named in Khmer, by folded offsets, before it becomes a fact."""

    kind: FactKind
    start: int
    end: int
    value: FactValue
    rule: str
    reason: str


def part_of(document: Document, text: KhmerText, span: tuple[int, int], value: FactValue) -> Part:
    """A piece of a fact from folded offsets."""
    start, end = text.span(*span)
    return Part(document.text[start:end], start, end, value)


def copied(fact: Fact) -> Part:
    """A whole fact as a piece of another."""
    return Part(fact.text, fact.start, fact.end, fact.value)
