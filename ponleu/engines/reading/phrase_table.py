"""A word list made ready for finding its phrases in a row of tokens, longest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.tokens import Row, tokenise

PhraseTable = Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]]
"""First word -> second word, "" for none -> the phrases that begin so, each with its label."""


class Found(NamedTuple):
    """A phrase found: its offsets and its label."""

    start: int
    end: int
    label: str
    words: tuple[str, ...]


def phrase_table(phrases: Mapping[str, str]) -> PhraseTable:
    """The phrases by their first word."""
    table: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for phrase, label in phrases.items():
        words = tuple(token.word for token in tokenise(phrase))
        second = words[1] if len(words) > 1 else ""
        table.setdefault(words[0], {}).setdefault(second, []).append((words, label))
    return {
        first: {
            second: tuple(sorted(rows, key=lambda row: -len(row[0])))
            for second, rows in seconds.items()
        }
        for first, seconds in table.items()
    }


def phrases_in(row: Row, table: PhraseTable) -> Iterator[Found]:
    """The phrases of the table in a text, in order, none overlapping."""
    done = 0
    following = (*row.words[1:], "")
    for at in positions(row.words, table):
        seconds = table[row.words[at]]
        alone = seconds.get("", ())
        longer = seconds.get(following[at], ()) if following[at] else ()
        if not (alone or longer) or row.starts[at] < done:
            continue
        for words, label in (*longer, *alone):
            if row.words[at : at + len(words)] == words:
                done = row.tokens[at + len(words) - 1].end
                yield Found(row.starts[at], done, label, words)
                break
