"""Names of a register that a question may mean: candidates by two roads, then one by one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.likeness import pack_query
from ponleu.engines.matching.name_fit import fits
from ponleu.engines.matching.name_index import NameIndex
from ponleu.engines.matching.packed import INITIAL, Costs, kept_tokens, token_flags
from ponleu.engines.matching.postings import Postings
from ponleu.engines.matching.row_search import (
    NOTED,
    Parts,
    RowRoom,
    fitting_shares,
    gather_rows,
    names_of_rows,
    roughly_best,
    row_room,
    split_rows,
)
from ponleu.engines.matching.sound_classes import SoundClasses
from ponleu.engines.matching.types import NameForm, Token
from ponleu.engines.matching.whole_names import WIDEST, whole_ratios
from ponleu.engines.matching.word_search import Care, like_words, word_room, words_written

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

ALL_NAMES = np.zeros(0, dtype=np.bool_)
"""Stands for all names where a question may be asked of some."""

MOST_CANDIDATES = 80
"""Names that are compared with the question word by word."""

CARE = Care(most_words=160, least_like=0.45)
"""How far to look for a word."""

MOST_ROW_ENTRIES, LEAST_ROW_ENTRIES = 400_000, 20_000
"""Entries of lists of names that are read for all words of a question, and for any one of them
though the others took all."""

MOST_OF_JOINED, MOST_OF_RAREST = 5_000, 4_000
"""Entries that are read for two neighbours written as one, and of the lists of words that are
very like the word of the question that fewest names have."""

MOST_OF_ONE = 100_000
"""Entries that are read for the near words of one word of the question, and for the far ones."""

NEAREST, NEAR = 0.8, 0.65
"""How like a word is that is very like, and one that is near; less is far."""

BITS = 7
"""Words of a question that are told apart in noting names; further ones share a bit."""

MOST_FOUND = 60_000

MOST_SPLIT_ENTRIES, MOST_SPLIT_KEPT = 50_000, 40
"""Entries that are read for names that write a word as two, and how many of them are compared."""

MOST_KNOWN = 4096
"""Words of questions whose like words are remembered; many names share a family name."""

MOST_LIKE_WORDS = 200
MOST_PARTS = 8
"""Words of a question that are looked for, the rarest first, and joins of neighbours."""


class Part(NamedTuple):
    """One word of the question, or two neighbours written as one."""

    letters: NDArray[np.uint8]
    units: NDArray[np.uint8]
    flags: int
    weight: float
    bits: int

    @property
    def is_joined(self) -> bool:
        """Whether it is more than one word."""
        return self.bits & (self.bits - 1) != 0


class LikeWords(NamedTuple):
    """Words of the register that are like a part, the likest first, and how like.

    Attributes:
        n_names: how many names hold one that is very like or near.
        n_nearest, n_near: how many of the words are very like, and how many those or near.
    """

    part: Part
    words: Ints
    likes: Floats
    n_names: int
    n_nearest: int
    n_near: int

    @property
    def nearest(self) -> Ints:
        """The words that are very like."""
        return self.words[: self.n_nearest]

    @property
    def near(self) -> Ints:
        """The words that are near and not very like."""
        return self.words[self.n_nearest : self.n_near]

    @property
    def far(self) -> Ints:
        """The words that are less than near."""
        return self.words[self.n_near :]


class _Gathering:
    """Names noted one list of words after another."""

    def __init__(self, by_word: Postings, room: RowRoom) -> None:
        self._by_word = by_word
        self._room = room
        self._n_found = 0

    def note(self, words: Ints, most: int, bit: int, *, remembers: bool = True) -> None:
        """Note names with one of the words; see ``gather_rows``."""
        self._n_found = gather_rows(
            words, self._by_word, most, bit, self._room, self._n_found, remembers
        )

    def end(self) -> int:
        """Clean the room and put the names in order, as they lie; how many were noted."""
        self._room.seen.fill(0)
        self._room.found[: self._n_found].sort()
        return self._n_found


class Found(NamedTuple):
    """Names that may be meant, the likeliest first.

    Attributes:
        rows: int32 (n_found,).
        likes: float32 (n_found,), 0..1.
    """

    rows: Ints
    likes: Floats


class Screener:
    """Answers questions from one index. Not for two threads at once: it keeps room to work in."""

    def __init__(self, index: NameIndex, classes: SoundClasses, costs: Costs) -> None:
        self._index = index
        self._classes = classes
        self._costs = costs
        self._known: dict[tuple[bytes, bytes, bool], tuple[Ints, Floats, int, int, int]] = {}
        self._word_room = word_room(len(index.words.rarity))
        self._row_room = row_room(len(index.rows.starts) - 1, len(index.words.rarity), MOST_FOUND)

    def candidates(self, form: NameForm, searched: Flags = ALL_NAMES) -> Ints:
        """Names that share words with the question, by letters or by sounds, the likest first."""
        tokens = list(kept_tokens(form))
        weight = sum(token.rarity_bits for token in tokens)
        words, rows = self._index.words, self._index.rows
        if not weight or not len(rows.words):
            return np.zeros(0, dtype=np.int32)
        looked = [self._like_words(part) for part in parts_of(tokens)]
        looked.sort(key=lambda one: one.n_names)
        split = np.concatenate(
            [
                split_rows(one.part.letters, words, rows.by_word, MOST_SPLIT_ENTRIES)
                for one in looked
                if not one.part.is_joined
            ]
        )
        if len(searched):
            split = split[searched[split]]
        if len(split) > MOST_SPLIT_KEPT:
            likest = np.argsort(-self._ratios(tokens, split), kind="stable")
            split = split[likest[:MOST_SPLIT_KEPT]]
        fitting, shares = self._fitting(looked, weight, searched)
        ranks = np.sqrt(shares) + self._ratios(tokens, fitting)
        best = fitting[np.lexsort((fitting, -ranks))[:MOST_CANDIDATES]]
        return np.concatenate([np.setdiff1d(split, best), best])

    def _ratios(self, tokens: list[Token], rows: Ints) -> Floats:
        words = [token.letters for token in tokens]
        return whole_ratios(
            _with_blanks(words),
            _with_blanks(sorted(words)),
            rows,
            self._index.rows,
            self._index.words,
        )

    def _gathered(self, looked: list[LikeWords]) -> int:
        """Note names with words like two of the question's; how many are noted.

        Of the two one is very like, or both are near. Names with one such word are noted if
        the question is one word, if that word is two of the question's joined, or if it is very
        like the word that fewest names have.
        """
        single = [one for one in looked if not one.part.is_joined]
        gathering = _Gathering(self._index.rows.by_word, self._row_room)
        left = MOST_ROW_ENTRIES
        for nth, one in enumerate(looked):
            if one.part.is_joined:
                gathering.note(one.words, MOST_OF_JOINED, NOTED)
            elif len(single) == 1:
                gathering.note(one.words, left, NOTED)
            else:
                gathering.note(one.nearest, left, 1 << nth % BITS)
                left = max(left - one.n_names, LEAST_ROW_ENTRIES)
        several = enumerate(looked if len(single) > 1 else ())
        parts = [(1 << nth % BITS, one) for nth, one in several if not one.part.is_joined]
        # now only names with a very like word are seen: a far one beside it is enough
        for bit, one in parts:
            gathering.note(one.far, MOST_OF_ONE, bit, remembers=False)
        for bit, one in parts:
            gathering.note(one.near, MOST_OF_ONE, bit)
        gathering.note(single[0].nearest, MOST_OF_RAREST, NOTED)
        return gathering.end()

    def _fitting(
        self, looked: list[LikeWords], weight: float, searched: Flags
    ) -> tuple[Ints, Floats]:
        """The names that fit best, at most 800, and what share of them fits."""
        rows, slots, rarity = self._index.rows, self._row_room.slots, self._index.words.rarity
        words = np.unique(np.concatenate([one.words for one in looked]))
        slots[words] = np.arange(1, len(words) + 1)
        likes = np.zeros((len(words), len(looked)), dtype=np.float32)
        worth = np.zeros(len(words) + 1, dtype=np.float32)
        for nth, one in enumerate(looked):
            at = slots[one.words]
            likes[at - 1, nth] = one.likes
            fits = one.likes * one.likes * (one.part.weight + rarity[one.words])
            worth[at] = np.maximum(worth[at], fits)
        n_found = self._gathered(looked)
        best = roughly_best(n_found, rows, worth, weight, self._row_room, searched)
        parts = Parts(
            np.array([one.part.weight for one in looked], dtype=np.float32),
            np.array([one.part.bits for one in looked], dtype=np.int64),
            likes,
        )
        shares = fitting_shares(best, rows, rarity, parts, slots)
        slots[words] = 0
        return best, shares

    def find(self, form: NameForm, limit: int, searched: Flags = ALL_NAMES) -> Found:
        """The names that are likest to the question, at most ``limit``.

        Args:
            searched: bool (n_names,), which names are looked at; ``ALL_NAMES`` for all.
        """
        return self.ranked(form, self.candidates(form, searched), limit)

    def ranked(self, form: NameForm, rows: Ints, limit: int) -> Found:
        """Those of some names that are likest to the question, at most ``limit``."""
        names = names_of_rows(rows, self._index.rows, self._index.words)
        ratios = self._ratios(list(kept_tokens(form)), rows)
        likes = fits(pack_query(form, self._costs), names, ratios)
        best = np.lexsort((rows, -likes))[:limit]
        return Found(rows[best], likes[best])

    def _like_words(self, part: Part) -> LikeWords:
        key = part.letters.tobytes(), part.units.tobytes(), part.is_joined
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._looked_up(part)
        return LikeWords(part, *known)

    def _looked_up(self, part: Part) -> tuple[Ints, Floats, int, int, int]:
        if part.is_joined:
            return self._written_as_one(part)
        words, likes = like_words(
            part.letters,
            part.units,
            part.flags,
            self._index.words,
            self._classes,
            self._costs,
            self._word_room,
            CARE,
        )
        best = np.argsort(-likes, kind="stable")[:MOST_LIKE_WORDS]
        words, likes = words[best], likes[best]
        n_near = int((likes >= NEAR).sum())
        n_names = self._names_with(words[:n_near])
        return words, likes, n_names, int((likes >= NEAREST).sum()), n_near

    def _written_as_one(self, part: Part) -> tuple[Ints, Floats, int, int, int]:
        """Words that are written just as two of the question's joined: the register left the blank
        out. Looking for like ones too took a fifth of the time and found 2 more answers of 3,600.
        """
        first, after = words_written(part.letters, 0, len(part.letters), self._index.words)
        words = np.arange(first, after, dtype=np.int32)
        n = len(words)
        return words, np.ones(n, dtype=np.float32), self._names_with(words), n, n

    def _names_with(self, words: Ints) -> int:
        starts = self._index.rows.by_word.starts
        return int((starts[words + 1] - starts[words]).sum())


def _with_blanks(words: list[bytes]) -> NDArray[np.uint8]:
    """Words with blanks between them, cut at what fits into the bits of a machine word."""
    return np.frombuffer(bytearray(b" ").join(words)[:WIDEST], dtype=np.uint8)


def parts_of(tokens: list[Token]) -> list[Part]:
    """The rarest words of a question, at most eight, and neighbours joined."""
    places = sorted(range(len(tokens)), key=lambda at: -tokens[at].rarity_bits)[:MOST_PARTS]
    parts = [_part(tokens, at, at + 1) for at in sorted(places)]
    parts += [_part(tokens, at, at + 2) for at in range(min(len(tokens), MOST_PARTS) - 1)]
    return parts


def _part(tokens: list[Token], first: int, after: int) -> Part:
    joined = tokens[first:after]
    flags = 0
    for token in joined:
        flags |= token_flags(token)
    return Part(
        np.frombuffer(bytearray().join(token.letters for token in joined), dtype=np.uint8),
        np.frombuffer(bytearray().join(token.units for token in joined), dtype=np.uint8),
        flags & ~INITIAL if len(joined) > 1 else flags,
        sum(token.rarity_bits for token in joined),
        (1 << after) - (1 << first),
    )
