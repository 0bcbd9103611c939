"""Finding the phrases of a word list in a row of tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ponleu.engines.reading.tokens import Token, tokenise

PhraseIndex = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word -> its phrases, longest first, each with its label."""


class Hit(NamedTuple):
    """A phrase found: tokens ``first`` to ``last`` (exclusive), and the list's label."""

    label: str
    first: int
    last: int


def phrase_index(words: Mapping[str, str]) -> PhraseIndex:
    """A word list made ready for searching; the same list is prepared only once."""
    return _built(tuple(words.items()))


@lru_cache(maxsize=128)
def _built(items: tuple[tuple[str, str], ...]) -> PhraseIndex:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, label in items:
        parts = tuple(token.word for token in tokenise(phrase))
        if parts:
            found.setdefault(parts[0], []).append((parts, label))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()
    }


def hit_at(index: PhraseIndex, tokens: Sequence[Token], at: int) -> Hit | None:
    """The longest phrase that starts at token ``at``."""
    for parts, label in index.get(tokens[at].word, ()):
        last = at + len(parts)
        if last <= len(tokens) and all(
            tokens[at + step].word == part for step, part in enumerate(parts)
        ):
            return Hit(label, at, last)
    return None


def find_hits(
    index: PhraseIndex, tokens: Sequence[Token], first: int = 0, last: int | None = None
) -> list[Hit]:
    """Every phrase between two tokens, left to right, longest first, none overlapping."""
    hits: list[Hit] = []
    at, stop = first, len(tokens) if last is None else last
    while at < stop:
        hit = hit_at(index, tokens, at)
        if hit is not None and hit.last <= stop:
            hits.append(hit)
            at = hit.last
        else:
            at += 1
    return hits
