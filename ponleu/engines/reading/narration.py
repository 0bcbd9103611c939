"""What the finders of statements and events look at: article sentences as tokens, mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ponleu.engines.reading.date_anchors import Surroundings, surroundings
from ponleu.engines.reading.hurried import is_hurried
from ponleu.engines.reading.loose_text import loose_pieces
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.phrases import Hit, HitList, phrase_finder
from ponleu.engines.reading.tokens import Token, row_of
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Sentence
from ponleu.engines.reading.word_sets import word_set

_NAMED: Final = frozenset({FactKind.PERSON, FactKind.ORGANISATION})
_BODY_NOUNS: Final = word_set(
    "ministry committee department council commission taskforce court embassy administration"
)
_TITLES: Final = 3
"""Words of an office right before a name that also name who holds it."""
_ASIDE: Final = 6
_THE: Final = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_BEFORE_NAMES: Final = frozenset({",", "named", "called", "nicknamed", "surnamed"})
_POSSESSIVES: Final = frozenset({"’s", "'s"})
_NOTHING: Final[tuple[Sequence[int], Sequence[Fact]]] = ((), ())
_LONGEST: Final = 400
"""Tokens of the longest sentence; text without stops is read in pieces of this size."""


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
        named_by_start: persons and organisations of the article by offset; and by end.
        holders: words of offices and bodies ("minister", "the ministry") -> offset and name of
            each who is said to hold the one or be the other.
        mentions: everything found before, in text order; ``by_kind`` has their starts too.
        cued: names of the word lists with a phrase in a line, by the line's first token.
    """

    text: str
    published: date | None
    tokens: Sequence[Token]
    token_starts: Sequence[int]
    lines: tuple[Line, ...]
    line_starts: Sequence[int]
    line_ends: Sequence[int]
    around: Surroundings
    named_by_start: Mapping[int, Fact]
    named_by_end: Mapping[int, Fact]
    holders: Mapping[str, Sequence[tuple[int, str]]]
    mentions: tuple[Fact, ...]
    by_kind: Mapping[FactKind, tuple[Sequence[int], Sequence[Fact]]]
    found: Mapping[str, HitList]
    cued: Mapping[int, AbstractSet[str]]

    def cues_on(self, line: Line) -> AbstractSet[str]:
        """Names of the lists of which a phrase may begin in a line: a finder's quick look."""
        return self.cued[line.first]

    def hits(self, words: str, first: int, last: int) -> list[Hit]:
        """Phrases of the word list ``words`` among tokens ``first`` to ``last``."""
        firsts = self.found[words].firsts
        at = bisect_left(firsts, first)
        if at == len(firsts) or firsts[at] >= last:
            return []
        return self.found[words].between(first, last)

    def hit_at(self, words: str, first: int) -> Hit | None:
        """The phrase of the word list that starts at token ``first``."""
        return self.found[words].at(first)

    def label_of(self, words: str, start: int, end: int) -> str:
        """Label of the first phrase of the list between two offsets, "" if there is none."""
        found = self.hits(words, self.token(start), self.token(end))
        return found[0].label if found else ""

    def token(self, offset: int) -> int:
        """Index of the first token at ``offset`` or after."""
        return bisect_left(self.token_starts, offset)

    def within(self, kind: FactKind, start: int, end: int) -> list[Fact]:
        """Mentions of one kind that lie between two offsets."""
        starts, facts = self.by_kind.get(kind, _NOTHING)
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return [fact for fact in facts[first : bisect_left(starts, end)] if fact.end <= end]

    def named_within(self, start: int, end: int) -> list[Fact]:
        """Persons and bodies between two offsets, persons first."""
        return [
            *self.within(FactKind.PERSON, start, end),
            *self.within(FactKind.ORGANISATION, start, end),
        ]

    def named_ending(self, end: int) -> Fact | None:
        """The person or body whose mention ends at ``end``; of two, the longer."""
        return self.named_by_end.get(end)

    def named_starting(self, start: int) -> Fact | None:
        """The person or body whose mention starts at ``start``; of two, the longer."""
        return self.named_by_start.get(start)

    def line_before(self, offset: int) -> Line | None:
        """The article sentence before the one that begins at ``offset``."""
        at = bisect_left(self.line_starts, offset) - 1
        return self.lines[at] if at >= 0 else None

    def lines_across(self, start: int, end: int) -> tuple[Line, ...]:
        """The article sentences that hold something between two offsets."""
        first = bisect_right(self.line_ends, start)
        return self.lines[first : bisect_left(self.line_starts, end, lo=first)]


def narrate(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> Narration:
    """Lay out ``document`` for the statement and event finders."""
    ground = _grounds(lexicon)(document)
    around = ground.around
    ordered = tuple(sorted(mentions, key=lambda fact: (fact.start, -fact.end)))
    named = [
        fact for fact in ordered if fact.kind in _NAMED and not around.is_boilerplate(fact.start)
    ]
    return Narration(
        text=document.text,
        published=document.published,
        tokens=ground.tokens,
        token_starts=ground.starts,
        lines=ground.lines,
        line_starts=[line.start for line in ground.lines],
        line_ends=[line.end for line in ground.lines],
        around=around,
        named_by_start={fact.start: fact for fact in reversed(named)},
        named_by_end={fact.end: fact for fact in reversed(named)},
        holders=_holders(named, ground),
        mentions=ordered,
        by_kind=_by_kind(ordered),
        found=ground.found,
        cued=ground.cued,
    )


def _by_kind(mentions: Sequence[Fact]) -> dict[FactKind, tuple[Sequence[int], Sequence[Fact]]]:
    """The mentions of each kind with their starts, in the same order."""
    kinds: dict[FactKind, tuple[list[int], list[Fact]]] = {}
    for fact in mentions:
        starts, facts = kinds.setdefault(fact.kind, ([], []))
        starts.append(fact.start)
        facts.append(fact)
    return dict(kinds)


class _Ground(NamedTuple):
    """What a narration has of the document alone, whatever was found in it."""

    around: Surroundings
    tokens: Sequence[Token]
    starts: Sequence[int]
    lines: tuple[Line, ...]
    found: Mapping[str, HitList]
    cued: Mapping[int, AbstractSet[str]]


@once_per
def _grounds(lexicon: Lexicon) -> Callable[[Document], _Ground]:
    """A function that lays out a document once, however often it is narrated."""
    return once_per(lambda document: _ground(document, lexicon))


def _ground(document: Document, lexicon: Lexicon) -> _Ground:
    around = surroundings(document)
    tokens, words, starts = row_of(document.text)
    found = phrase_finder(lexicon)(words)
    lines = _lines(document)
    if is_hurried(document.text):
        lines = _loosened(document.text, tokens, lines, found["claim_verbs"], around)
    return _Ground(around, tokens, starts, lines, found, _cued(lines, found))


def _cued(lines: Sequence[Line], found: Mapping[str, HitList]) -> dict[int, set[str]]:
    """The names of the lists that have a phrase in a line, by the line's first token."""
    begins = [line.first for line in lines]
    cued: dict[int, set[str]] = {begin: set() for begin in begins}
    for name, hits in found.items():
        for first in hits.firsts:
            place = bisect_right(begins, first) - 1
            if place >= 0 and first < lines[place].last:
                cued[begins[place]].add(name)
    return cued


def _lines(document: Document) -> tuple[Line, ...]:
    around, (tokens, _, starts) = surroundings(document), row_of(document.text)
    lines: list[Line] = []
    paragraph = 0
    before: Sentence | None = None
    for sentence in document.sentences:
        if before is not None and "\n" in document.text[before.end : sentence.start]:
            paragraph += 1
        before = sentence
        if around.is_boilerplate(sentence.start):
            continue
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        for begin in range(first, last, _LONGEST):
            stop = min(begin + _LONGEST, last)
            start, end = tokens[begin].start, tokens[stop - 1].end
            lines.append(Line(start, end, begin, stop, paragraph))
    return tuple(lines)


def _loosened(
    text: str,
    tokens: Sequence[Token],
    lines: Sequence[Line],
    says: HitList,
    around: Surroundings,
) -> tuple[Line, ...]:
    """The lines of a text without stops, cut into clauses."""
    return tuple(
        Line(tokens[first].start, tokens[last - 1].end, first, last, line.paragraph)
        for line in lines
        for first, last in loose_pieces(
            text, tokens, (line.first, line.last), says, around.is_quoted
        )
    )


def _holders(named: Sequence[Fact], ground: _Ground) -> dict[str, list[tuple[int, str]]]:
    holders: dict[str, list[tuple[int, str]]] = {}
    for fact in named:
        if fact.kind is FactKind.ORGANISATION:
            for word in _BODY_NOUNS & set(fact.text.lower().split()):
                holders.setdefault(f"the {word}", []).append((fact.start, str(fact.value)))
        office = fact.parts.get("office")
        if office is not None:
            for word in {*office.text.lower().split(), *str(office.value).lower().split()}:
                holders.setdefault(word, []).append((fact.start, str(fact.value)))
        elif fact.kind is FactKind.PERSON:
            for word in _nouns_beside(fact, ground):
                holders.setdefault(word, []).append((fact.start, str(fact.value)))
    return holders


def _nouns_beside(fact: Fact, ground: _Ground) -> set[str]:
    """What a person is called beside the name: "The cashier, Ly Van", "General Ly Van"."""
    tokens, nouns = ground.tokens, ground.found["speaker_nouns"]
    at = bisect_left(ground.starts, fact.start) - 1
    found: set[str] = set()
    if at > 0 and tokens[at].word in _BEFORE_NAMES:
        at -= 1
    for step in range(at, max(-1, at - _TITLES), -1):
        hit = nouns.at(step)
        if hit is None or hit.label != "person" or hit.last > at + 1:
            break
        found.add(tokens[step].word)
    after = bisect_left(ground.starts, fact.end)
    if after + 2 < len(tokens) and tokens[after].word == "," and tokens[after + 1].word in _THE:
        for step in range(after + 2, min(len(tokens), after + _ASIDE)):
            hit = nouns.at(step)
            owns = hit is not None and tokens[min(hit.last, len(tokens) - 1)].word in _POSSESSIVES
            if hit is not None and not owns:
                found |= {tokens[step].word} if hit.label == "person" else set()
                break
            if not tokens[step].word.isalpha() and tokens[step].word not in _POSSESSIVES:
                break
    return found
