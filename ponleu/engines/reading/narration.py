"""What the finders of statements and events look at: article sentences as tokens, mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ponleu.engines.reading.date_anchors import Surroundings, surroundings
from ponleu.engines.reading.phrases import Hit, find_hits, phrase_index
from ponleu.engines.reading.tokens import Token, token_at, tokenise
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Sentence

_NAMED: Final = frozenset({FactKind.PERSON, FactKind.ORGANISATION})


class Line(NamedTuple):
    """One article sentence: offsets, tokens ``first`` to ``last`` (exclusive), paragraph."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Narration:
    """A document ready for reading who did and said what.

    Attributes:
        named: persons and organisations in text order, boilerplate left out.
        mentions: everything found before, in text order.
    """

    text: str
    published: date | None
    tokens: list[Token]
    lines: tuple[Line, ...]
    around: Surroundings
    named: tuple[Fact, ...]
    mentions: tuple[Fact, ...]
    mention_starts: tuple[int, ...]
    words: Mapping[str, Mapping[str, str]]

    def hits(self, words: str, first: int, last: int) -> list[Hit]:
        """Phrases of the word list ``words`` among tokens ``first`` to ``last``."""
        return find_hits(phrase_index(self.words.get(words, {})), self.tokens, first, last)

    def label_of(self, words: str, start: int, end: int) -> str:
        """Label of the first phrase of the list between two offsets, "" if there is none."""
        found = self.hits(words, self.token(start), self.token(end))
        return found[0].label if found else ""

    def token(self, offset: int) -> int:
        """Index of the first token at ``offset`` or after."""
        return token_at(self.tokens, offset)

    def within(self, kind: FactKind, start: int, end: int) -> list[Fact]:
        """Mentions of one kind that lie between two offsets."""
        first = bisect_left(self.mention_starts, start)
        last = bisect_left(self.mention_starts, end)
        return [
            fact for fact in self.mentions[first:last] if fact.kind is kind and fact.end <= end
        ]

    def named_ending(self, end: int) -> Fact | None:
        """The person or body whose mention ends at ``end``; of two, the longer."""
        ending = [fact for fact in self.named if fact.end == end]
        return min(ending, key=lambda fact: (fact.start, fact.kind != FactKind.PERSON), default=None)

    def named_starting(self, start: int) -> Fact | None:
        """The person or body whose mention starts at ``start``; of two, the longer."""
        starting = [fact for fact in self.named if fact.start == start]
        return max(starting, key=lambda fact: fact.end, default=None)

    def line_at(self, offset: int) -> Line | None:
        """The article sentence that holds ``offset``."""
        at = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[at] if at >= 0 and offset < self.lines[at].end else None


def narrate(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> Narration:
    """Lay out ``document`` for the statement and event finders."""
    around = surroundings(document)
    tokens = tokenise(document.text)
    ordered = tuple(sorted(mentions, key=lambda fact: (fact.start, -fact.end)))
    return Narration(
        text=document.text,
        published=document.published,
        tokens=tokens,
        lines=_lines(document, around, tokens),
        around=around,
        named=tuple(
            fact
            for fact in ordered
            if fact.kind in _NAMED and not around.is_boilerplate(fact.start)
        ),
        mentions=ordered,
        mention_starts=tuple(fact.start for fact in ordered),
        words=lexicon.words,
    )


def _lines(document: Document, around: Surroundings, tokens: list[Token]) -> tuple[Line, ...]:
    lines: list[Line] = []
    paragraph = 0
    before: Sentence | None = None
    for sentence in document.sentences:
        if before is not None and "\n" in document.text[before.end : sentence.start]:
            paragraph += 1
        before = sentence
        if around.is_boilerplate(sentence.start):
            continue
        first, last = token_at(tokens, sentence.start), token_at(tokens, sentence.end)
        if first < last:
            lines.append(Line(sentence.start, sentence.end, first, last, paragraph))
    return tuple(lines)
