"""All names of a register as an index: its different words, and which names hold them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.packed import kept_tokens, token_flags
from ponleu.engines.matching.postings import inverted
from ponleu.engines.matching.row_search import Rows
from ponleu.engines.matching.sound_classes import SoundClasses
from ponleu.engines.matching.types import NameForm, Token
from ponleu.engines.matching.word_marks import letter_marks, sound_marks
from ponleu.engines.matching.word_search import Words

Ints = NDArray[np.int32]
NO_MARKS = np.zeros(0, dtype=np.uint64)


class Word(NamedTuple):
    """What an index keeps of a word; see ``Token`` and ``PackedNames``."""

    letters: bytes
    units: bytes
    rarity: float
    flags: int


class NameIndex(NamedTuple):
    """An index of names; plain arrays all through, so that it can lie in a file."""

    words: Words
    rows: Rows


def build_index(forms: Iterable[NameForm], classes: SoundClasses) -> NameIndex:
    """The index of these names; a name's row is its place among them."""
    known: dict[tuple[bytes, bytes], int] = {}
    tokens: list[Token] = []
    row_words: list[int] = []
    starts = [0]
    for form in forms:
        for token in kept_tokens(form):
            key = token.letters, token.units
            word = known.setdefault(key, len(tokens))
            if word == len(tokens):
                tokens.append(token)
            row_words.append(word)
        starts.append(len(row_words))
    order = sorted(range(len(tokens)), key=lambda at: (tokens[at].letters, tokens[at].units))
    place = np.empty(len(tokens), dtype=np.int32)
    place[order] = np.arange(len(tokens), dtype=np.int32)
    words = _words([_kept(tokens[at]) for at in order], classes)
    placed = place[np.array(row_words, dtype=np.int32)] if row_words else place
    return _of_rows(words, placed, np.array(starts, dtype=np.int32))


def merged_index(
    one: NameIndex, keep: NDArray[np.bool_], other: NameIndex, classes: SoundClasses
) -> NameIndex:
    """The kept rows of one index, then all rows of another; words no longer used are left out."""
    kept_words = one.rows.words[np.repeat(keep, np.diff(one.rows.starts))]
    used = np.unique(kept_words)
    here = _kept_words(one.words, used)
    there = _kept_words(other.words, range(len(other.words.rarity)))
    every = {(word.letters, word.units): word for word in (*here, *there)}
    place = {key: at for at, key in enumerate(sorted(every))}
    words = _words([every[key] for key in place], classes)
    old = np.zeros(len(one.words.rarity), dtype=np.int32)
    old[used] = [place[word.letters, word.units] for word in here]
    new = np.array([place[word.letters, word.units] for word in there], dtype=np.int32)
    sizes = np.concatenate([np.diff(one.rows.starts)[keep], np.diff(other.rows.starts)])
    starts = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=starts[1:])
    return _of_rows(words, np.concatenate([old[kept_words], new[other.rows.words]]), starts)


def _of_rows(words: Words, row_words: Ints, starts: Ints) -> NameIndex:
    by_word = inverted(row_words, starts, len(words.rarity))
    sums = np.concatenate([[0.0], np.cumsum(words.rarity[row_words], dtype=np.float64)])
    weights = (sums[starts[1:]] - sums[starts[:-1]]).astype(np.float32)
    return NameIndex(words, Rows(row_words, starts, weights, by_word))


def rarest_together(index: NameIndex) -> tuple[NameIndex, Ints]:
    """The same names in another order: those that share their rarest word lie together.

    What a question looks at is then close by in memory. Also gives the old row of each new one.
    """
    rows = index.rows
    held = np.diff(rows.by_word.starts)
    sizes = np.diff(rows.starts)
    rarest = np.full(len(sizes), -1, dtype=np.int64)
    # the fewest holders and the word in one number, of which each name takes the least
    ranked = held[rows.words].astype(np.int64) * len(held) + rows.words
    filled = np.flatnonzero(sizes)
    if len(filled):
        rarest[filled] = np.minimum.reduceat(ranked, rows.starts[filled]) % len(held)
    order = np.argsort(rarest, kind="stable").astype(np.int32)
    starts = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes[order], out=starts[1:])
    picked = np.arange(len(rows.words)) + np.repeat(rows.starts[order] - starts[:-1], sizes[order])
    return _of_rows(index.words, rows.words[picked], starts), order


def _kept(token: Token) -> Word:
    return Word(token.letters, token.units, token.rarity_bits, token_flags(token))


def _kept_words(words: Words, which: Iterable[int]) -> list[Word]:
    letters, units = words.letters.tobytes(), words.units.tobytes()
    starts, unit_starts = words.letter_starts.tolist(), words.unit_starts.tolist()
    return [
        Word(
            letters[starts[at] : starts[at + 1]],
            units[unit_starts[at] : unit_starts[at + 1]],
            float(words.rarity[at]),
            int(words.flags[at]),
        )
        for at in which
    ]


def _words(tokens: list[Word], classes: SoundClasses) -> Words:
    letters = np.frombuffer(bytearray().join(token.letters for token in tokens), dtype=np.uint8)
    units = np.frombuffer(bytearray().join(token.units for token in tokens), dtype=np.uint8)
    letter_starts = np.zeros(len(tokens) + 1, dtype=np.int32)
    unit_starts = np.zeros(len(tokens) + 1, dtype=np.int32)
    np.cumsum([len(token.letters) for token in tokens], out=letter_starts[1:])
    np.cumsum([len(token.units) for token in tokens], out=unit_starts[1:])
    sounds = classes[units]
    return Words(
        letters,
        letter_starts,
        units,
        unit_starts,
        np.array([token.rarity for token in tokens], dtype=np.float32),
        np.array([token.flags for token in tokens], dtype=np.uint8),
        sounds,
        # a layer without words is made at every opening: it must not wait for compiled code
        letter_marks(letters, letter_starts) if tokens else NO_MARKS,
        sound_marks(sounds, unit_starts) if tokens else NO_MARKS,
    )
