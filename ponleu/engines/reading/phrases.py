"""Finding the phrases of word lists in a row of tokens, all lists in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.tokens import tokenise
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set


class Entry(NamedTuple):
    """The phrases of all lists that have the same first word.

    Attributes:
        alone: list and label of each that is this one word.
        longer: second word -> list, words and label of each that goes on, longest first.
    """

    alone: tuple[tuple[str, str], ...]
    longer: Mapping[str, tuple[tuple[str, tuple[str, ...], str], ...]]


PhraseBook = Mapping[str, Entry]
"""First word -> phrases."""

LISTS = tuple(
    sorted(
        word_set(
            "accord_marks claim_verbs commitment_marks commitment_passives "
            "commitment_presents commitment_sorts commitment_stops conducts denial_marks "
            "denial_verbs denied_conduct denied_deeds event_conditions event_light_verbs "
            "event_nominals event_nouns event_verbs hearsay_marks issue_verbs penalty_marks "
            "rankings request_imperatives request_marks request_modals request_verbs "
            "speaker_nouns speaker_roles topics untrue_words "
        )
    )
)
"""Word lists that the finders of statements and events use."""


class Hit(NamedTuple):
    """A phrase found: tokens ``first`` to ``last`` (exclusive), and the list's label."""

    label: str
    first: int
    last: int


_hit = partial(tuple.__new__, Hit)
"""A hit of three values, without a call of Hit's own maker for each."""


class HitList(NamedTuple):
    """The hits of one word list in a document, in order, none overlapping."""

    hits: list[Hit]
    firsts: list[int]

    def between(self, first: int, last: int) -> list[Hit]:
        """Hits that lie wholly among tokens ``first`` to ``last``."""
        if not self.hits:
            return []
        found = self.hits[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]
        while found and found[-1].last > last:
            found.pop()
        return found

    def at(self, first: int) -> Hit | None:
        """The hit that starts at token ``first``."""
        place = bisect_left(self.firsts, first)
        return self.hits[place] if self.firsts[place : place + 1] == [first] else None


@once_per
def phrase_book(lexicon: Lexicon) -> PhraseBook:
    """All phrases of the lists, by their first word."""
    alone: dict[str, list[tuple[str, str]]] = {}
    longer: dict[str, dict[str, list[tuple[str, tuple[str, ...], str]]]] = {}
    for name in LISTS:
        for phrase, label in lexicon.words.get(name, {}).items():
            parts = tuple(token.word for token in tokenise(phrase))
            if len(parts) == 1:
                alone.setdefault(parts[0], []).append((name, label))
            elif parts:
                seconds = longer.setdefault(parts[0], {})
                seconds.setdefault(parts[1], []).append((name, parts, label))
    return {
        first: Entry(
            tuple(alone.get(first, ())),
            {
                second: tuple(sorted(rows, key=lambda row: -len(row[1])))
                for second, rows in longer.get(first, {}).items()
            },
        )
        for first in alone.keys() | longer.keys()
    }


@once_per
def phrase_finder(lexicon: Lexicon) -> Callable[[tuple[str, ...]], Mapping[str, HitList]]:
    """A function from a document's words to every list's hits; same words, same work."""
    book = phrase_book(lexicon)
    return once_per(lambda words: find_hits(book, words))


def find_hits(book: PhraseBook, words: tuple[str, ...]) -> dict[str, HitList]:
    """Every list's phrases in the document, left to right, longest first."""
    found = {name: HitList([], []) for name in LISTS}
    following = (*words[1:], "")
    for at in positions(words, book):
        alone, longer = book[words[at]]
        taken: set[str] = set()
        if following[at] in longer:
            for name, parts, label in longer[following[at]]:
                last = at + len(parts)
                if name not in taken and words[at:last] == parts:
                    taken.add(name)
                    _add(found[name], label, at, last)
        for name, label in alone:
            if name not in taken:
                _add(found[name], label, at, at + 1)
    return found


def _add(row: HitList, label: str, first: int, last: int) -> None:
    """Put a hit at the end of a list, unless it overlaps the one before."""
    hits, firsts = row
    if not hits or hits[-1].last <= first:
        hits.append(_hit((label, first, last)))
        firsts.append(first)
