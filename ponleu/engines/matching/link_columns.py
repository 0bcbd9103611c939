"""Records as the columns that linkage in tables compares."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.link_arrays import (
    Ints,
    Keyed,
    Ragged,
    bags,
    each_once,
    ragged,
    scrambled,
    through,
)
from ponleu.engines.matching.link_numbers import REACHED, Number, day_number, numbers_of
from ponleu.engines.matching.link_sounds import skeleton, sound_groups
from ponleu.engines.matching.link_words import WordReader
from ponleu.engines.matching.types import Kind, Record, Token

MOST_NAMES: Final = 8
"""Of a record with more aliases the first are compared."""

KINDS: Final = ("", *(kind.value for kind in Kind))
SEXES: Final = ("", "f", "m")
_CODES: Final[dict[Kind | None, int]] = {None: 0}
_CODES.update((kind, number) for number, kind in enumerate(Kind, start=1))


@dataclass(frozen=True, slots=True)
class Words:
    """The different words of all names and places.

    Attributes:
        tokens: as they are compared.
        letters: the id of the letters of each, int32.
        sounds: the id of its sound.
        bags: hash of the sounds in it, whatever their order.
    """

    tokens: tuple[Token, ...]
    letters: Ints
    sounds: Ints
    bags: Keyed


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """What is compared of each record.

    Attributes:
        ids: as given.
        kinds: place in ``KINDS``, uint8.
        sexes: place in ``SEXES``, uint8.
        born: ISO year, month or day as the number of its figures, 0 if not known, int32.
        places: place in ``place_texts``, the first of which is empty, int32.
        place_words: of each place the words; none of a government code.
        numbers: of each record, places in ``number_texts``.
        number_texts: sort and text of each number; of no sort are telephones and addresses.
        names: of each record its names.
        name_words: of each name its words.
        letters: of each name the id of its letters, whatever the order of words.
        sounds: likewise of its sounds.
    """

    ids: list[str]
    kinds: NDArray[np.uint8]
    sexes: NDArray[np.uint8]
    born: Ints
    places: Ints
    place_texts: tuple[str, ...]
    place_words: Ragged
    numbers: Ragged
    number_texts: tuple[Number, ...]
    names: Ragged
    name_words: Ragged
    letters: Ints
    sounds: Ints
    words: Words

    def heard(self) -> Ragged:
        """Of each record the ids of the sounds of its words, each once."""
        of_row = through(self.names, self.name_words)
        return each_once(Ragged(of_row.starts, self.words.sounds[of_row.values]))

    def are_reached(self) -> NDArray[np.bool_]:
        """Which numbers are telephones and addresses."""
        return np.array([sort == REACHED for sort, _ in self.number_texts], dtype=np.bool_)


class ColumnMaker:
    """Takes records one by one and keeps of them only what is compared."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take how names are read."""
        self._groups = sound_groups(lexicon.unit_ids, lexicon.costs)
        self._words = WordReader(lexicon)
        self._ids: list[str] = []
        self._kinds, self._sexes = bytearray(), bytearray()
        self._days, self._born = _Days(), array("i")
        self._place_numbers, self._places = _Places(), array("i")
        self._number_ids: dict[str, dict[str, int]] = {}
        self._number_texts: list[Number] = []
        self._numbers, self._number_counts = array("i"), array("i")
        self._name_counts, self._name_words = array("i"), array("i")
        self._word_counts = array("i")

    def add(self, record: Record) -> None:
        """Take one record."""
        self._ids.append(record.id)
        self._kinds.append(_CODES[record.kind])
        self._sexes.append(SEXES.index(record.sex) if record.sex in SEXES else 0)
        self._born.append(self._days[record.born])
        self._places.append(self._place_numbers[record.place])
        self._add_names(record)
        numbers = numbers_of(record.identifiers) if record.identifiers else ()
        self._number_counts.append(len(numbers))
        for sort, text in numbers:
            ids = self._number_ids.setdefault(sort, {})
            number = ids.setdefault(text, len(self._number_texts))
            if number == len(self._number_texts):
                self._number_texts.append((sort, text))
            self._numbers.append(number)

    def _add_names(self, record: Record) -> None:
        read, kind = self._words.read, record.kind
        if record.aliases:
            written = dict.fromkeys((record.name, *record.aliases))
            named: Iterable[Sequence[int]] = dict.fromkeys(
                tuple(read(one, kind)) for one in written
            )
        else:
            named = (read(record.name, kind),)
        kept = [words for words in named if words][:MOST_NAMES]
        self._name_counts.append(len(kept))
        for words in kept:
            self._word_counts.append(len(words))
            self._name_words.extend(words)

    def columns(self) -> LinkColumns:
        """What was taken."""
        place_texts = tuple(self._place_numbers.texts)
        read = [self._place_words(text) for text in place_texts]
        words = self._different_words()
        names = ragged(self._word_counts, self._name_words)
        letters = scrambled(words.letters)
        return LinkColumns(
            ids=self._ids,
            kinds=np.frombuffer(bytes(self._kinds), dtype=np.uint8),
            sexes=np.frombuffer(bytes(self._sexes), dtype=np.uint8),
            born=np.array(self._born, dtype=np.int32),
            places=np.array(self._places, dtype=np.int32),
            place_texts=place_texts,
            place_words=ragged([len(one) for one in read], [word for one in read for word in one]),
            numbers=ragged(self._number_counts, self._numbers),
            number_texts=tuple(self._number_texts),
            names=ragged(self._name_counts, np.arange(len(self._word_counts))),
            name_words=names,
            letters=bags(names.starts, letters[names.values]),
            sounds=bags(names.starts, words.bags[names.values]),
            words=words,
        )

    def _place_words(self, text: str) -> Sequence[int]:
        return [] if text.isdecimal() else self._words.read(text, Kind.PLACE)

    def _different_words(self) -> Words:
        tokens = self._words.tokens
        letters: dict[bytes, int] = {}
        heard: dict[bytes, int] = {}
        skeletons = [skeleton(token, self._groups) for token in tokens]
        flat = np.frombuffer(b"".join(skeletons), dtype=np.uint8)
        parts = ragged([len(one) for one in skeletons], flat)
        sums = np.concatenate([[np.uint64(0)], np.cumsum(scrambled(parts.values))])
        return Words(
            tuple(tokens),
            np.array([letters.setdefault(t.letters, len(letters)) for t in tokens], dtype=np.int32),
            np.array([heard.setdefault(one, len(heard)) for one in skeletons], dtype=np.int32),
            sums[parts.starts[1:]] - sums[parts.starts[:-1]],
        )


class _Days(dict[str, int]):
    """Dates as written -> their numbers."""

    def __missing__(self, born: str) -> int:
        number = self[born] = day_number(born)
        return number


class _Places(dict[str, int]):
    """Places as written -> their numbers, 0 for none."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, int] = {"": 0}

    def __missing__(self, place: str) -> int:
        number = self.texts.setdefault(place.strip().lower(), len(self.texts))
        self[place] = number
        return number
