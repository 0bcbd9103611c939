"""Finding the phrases of word lists in a row of tokens, all lists in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.tokens import Token, tokenise
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set

_Rows = tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...]
"""Lists that have phrases with this first word, each with its phrases, longest first."""

PhraseBook = Mapping[str, _Rows]
"""First word -> lists and phrases."""

LISTS = tuple(
    sorted(
        word_set(
            "accord_marks claim_verbs commitment_marks commitment_passives commitment_sorts "
            "commitment_presents commitment_stops conducts denial_marks denial_verbs denied_deeds event_conditions event_light_verbs event_nouns "
            "event_verbs hearsay_marks issue_verbs penalty_marks rankings "
            "request_imperatives request_marks request_modals "
            "request_verbs speaker_nouns topics "
        )
    )
)
"""Word lists that the finders of statements and events use."""


class Hit(NamedTuple):
    """A phrase found: tokens ``first`` to ``last`` (exclusive), and the list's label."""

    label: str
    first: int
    last: int


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
    book: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for name in LISTS:
        for phrase, label in lexicon.words.get(name, {}).items():
            parts = tuple(token.word for token in tokenise(phrase))
            if parts:
                book.setdefault(parts[0], {}).setdefault(name, []).append((parts, label))
    return {
        first: tuple(
            (name, tuple(sorted(rows, key=lambda row: -len(row[0]))))
            for name, rows in lists.items()
        )
        for first, lists in book.items()
    }


@once_per
def phrase_finder(lexicon: Lexicon) -> Callable[[Sequence[Token]], Mapping[str, HitList]]:
    """A function from a document's tokens to every list's hits; same tokens, same work."""
    book = phrase_book(lexicon)
    return once_per(lambda tokens: find_hits(book, tokens))


def find_hits(book: PhraseBook, tokens: Sequence[Token]) -> dict[str, HitList]:
    """Every list's phrases in the document, left to right, longest first."""
    found = {name: HitList([], []) for name in LISTS}
    words = tuple([token.word for token in tokens])
    for at in [at for at, word in enumerate(words) if word in book]:
        for name, rows in book[words[at]]:
            hits, firsts = found[name]
            if hits and hits[-1].last > at:
                continue
            for parts, label in rows:
                last = at + len(parts)
                if words[at:last] == parts:
                    hits.append(Hit(label, at, last))
                    firsts.append(at)
                    break
    return found
