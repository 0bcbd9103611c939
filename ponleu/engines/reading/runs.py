"""Sentences as words, and runs of capitalised words in them, for the finders of names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Document, Fact, FactKind, Sentence, ZoneKind
from ponleu.engines.reading.words import Token, cut

NEVER = "never"
"""Label, in the list ``not_names``, of words that are no part of any name."""

_APOSTROPHES = frozenset({"'", "’"})
_JOINS = frozenset({"-", "&", " & ", "' ", "’ "})


@dataclass(slots=True)
class Words:
    """The words of one sentence.

    Attributes:
        keys: of each word; a finder looks here first whether it has anything to do.
        gaps: what stands before each word, and after the last.
        capitals: numbers of the words that begin with a capital letter.
    """

    text: str
    sentence: Sentence
    tokens: Sequence[Token]
    keys: Sequence[str]
    gaps: Sequence[str]
    capitals: Sequence[int]

    @property
    def boilerplate(self) -> bool:
        return self.sentence.zone is ZoneKind.BOILERPLATE

    def gap(self, at: int) -> str:
        """What stands between word ``at`` and the next one; "\\n" after the last."""
        return self.gaps[at + 1] if at + 1 < len(self.tokens) else "\n"

    def touches(self, at: int) -> bool:
        """Whether only blanks, a hyphen or a possessive divide word ``at`` from the next one."""
        if at < 0 or at + 1 >= len(self.tokens):
            return False
        gap = self.gaps[at + 1]
        if gap == " ":
            return True
        if gap in _APOSTROPHES:
            return self.keys[at + 1] == "s"
        return gap.isspace() or gap in _JOINS

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of words ``first`` to ``last``, the last included."""
        return self.tokens[first].start, self.tokens[last].end


@once_per
def words_of(document: Document) -> Sequence[Words]:
    """The sentences of a document, each with its words; cut once for all finders."""
    tokens, keys, gaps = cut(document.text)
    starts = [token.start for token in tokens]
    rows: list[Words] = []
    for sentence in document.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first < last:
            here = tokens[first:last]
            large = [at for at, token in enumerate(here) if token.is_capitalised]
            between = gaps[first : last + 1]
            rows.append(Words(document.text, sentence, here, keys[first:last], between, large))
    return tuple(rows)


def is_boilerplate(document: Document, at: int) -> bool:
    """Whether an offset lies in the page's furniture."""
    furniture = _furniture(document)
    before = bisect_right(furniture, (at, len(document.text))) - 1
    return before >= 0 and at < furniture[before][1]


@once_per
def _furniture(document: Document) -> Sequence[tuple[int, int]]:
    """Start and end of each zone of boilerplate, in text order; none overlap."""
    zones = (zone for zone in document.zones if zone.kind is ZoneKind.BOILERPLATE)
    return sorted((zone.start, zone.end) for zone in zones)


def is_never(token: Token, not_names: Mapping[str, str]) -> bool:
    return not_names.get(token.key) == NEVER


def flat(text: str) -> str:
    """Words on one line: a name broken by a line's end reads as in the dictionary."""
    return " ".join(text.split())


def longest_only(facts: Iterable[Fact]) -> list[Fact]:
    """Facts without those that overlap a longer one, or an equal one found earlier."""
    kept: list[Fact] = []
    last_end = -1
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        if fact.start >= last_end:
            kept.append(fact)
            last_end = fact.end
        elif fact.end - fact.start > last_end - kept[-1].start:
            kept[-1] = fact
            last_end = fact.end
    return kept


class Covered:
    """Which characters facts of some kinds already hold."""

    def __init__(self, facts: Iterable[Fact], *kinds: FactKind) -> None:
        self.held: set[int] = set()
        for fact in facts:
            if not kinds or fact.kind in kinds:
                self.held.update(range(fact.start, fact.end))

    def __contains__(self, token: Token) -> bool:
        return token.start in self.held
