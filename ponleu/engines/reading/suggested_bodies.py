"""Organisations that a model suggests, where their words are written as a body's name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ponleu.engines.reading.organisation_names import CONNECTORS, LONGEST
from ponleu.engines.reading.person_names import NameWords, Run, name_words
from ponleu.engines.reading.runs import Covered, Words, is_never, words_of
from ponleu.engines.reading.suggested_names import (
    ARTICLES,
    has_article,
    is_in_menu,
    stands_at,
    suggested_fact,
)
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Suggestion
from ponleu.engines.reading.words import Token


def suggested_bodies(
    document: Document, lexicon: Lexicon, offered: Sequence[Suggestion], held: Covered
) -> Iterator[Fact]:
    """Bodies suggested, each inside one sentence and over nothing that is held."""
    sentences = words_of(document)
    starts = [words.sentence.start for words in sentences]
    known = name_words(lexicon)
    for one in offered:
        at = bisect_right(starts, one.start) - 1
        if one.kind is not FactKind.ORGANISATION or at < 0:
            continue
        run = _inside(sentences[at], one)
        run = _without_opening(sentences[at], run) if run else None
        if run and _may_be_body(sentences[at], run, lexicon, known, held):
            yield suggested_fact(sentences[at], run, FactKind.ORGANISATION)


def _inside(words: Words, one: Suggestion) -> Run | None:
    """The whole words of a sentence that a suggestion covers."""
    first = bisect_left(words.tokens, one.start, key=_start)
    last = bisect_left(words.tokens, one.end, lo=first, key=_start) - 1
    if last < first or words.tokens[last].end > one.end:
        return None
    return Run(first, last)


def _start(token: Token) -> int:
    return token.start


def _without_opening(words: Words, run: Run) -> Run | None:
    """A name without the article before it and the possessive after it."""
    first, last = run.first, run.last
    while first <= last and words.tokens[first].key in ARTICLES:
        first += 1
    while last >= first and words.tokens[last].text == "s":
        last -= 1
    return Run(first, last) if first <= last else None


def _may_be_body(words: Words, run: Run, lexicon: Lexicon, known: NameWords, held: Covered) -> bool:
    tokens = words.tokens[run.first : run.last + 1]
    if run.length > LONGEST or any(token in held for token in tokens):
        return False
    if not _is_written_as_name(words, run, lexicon):
        return False
    if is_in_menu(words, run):
        return False
    if not has_article(words, run) and (_is_plain(tokens) or stands_at(words, run)):
        return False
    key = " ".join(token.key for token in tokens)
    return key not in known.places and not all(token.key in known.broken_by for token in tokens)


def _is_written_as_name(words: Words, run: Run, lexicon: Lexicon) -> bool:
    """Whether large words stand in one row, small ones between them only as in "... of ..."."""
    tokens = words.tokens[run.first : run.last + 1]
    not_names = lexicon.words.get("not_names", {})
    for token in (tokens[0], tokens[-1]):
        if not token.is_capitalised or len(token.text) < 2 or is_never(token, not_names):
            return False
    if not all(
        words.touches(at) and _is_narrow(words.gap(at)) for at in range(run.first, run.last)
    ):
        return False
    return all(token.is_capitalised or token.key in CONNECTORS for token in tokens)


def _is_narrow(gap: str) -> bool:
    """One blank or one line's end: menus set their words wider apart."""
    return len(gap) <= 1 or not gap.isspace() or gap == "\r\n"


def _is_plain(tokens: Sequence[Token]) -> bool:
    """One word that is no abbreviation: many a thing is written so."""
    return len(tokens) == 1 and sum(map(str.isupper, tokens[0].text)) < 2
