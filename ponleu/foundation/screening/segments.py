"""Entries of a register with the index of their names, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.alternatives import alternatives
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.name_index import NameIndex, build_index, merged_index, rarest_together
from ponleu.engines.matching.postings import Postings
from ponleu.engines.matching.row_search import Rows
from ponleu.engines.matching.sound_classes import SoundClasses
from ponleu.engines.matching.types import NameForm, Record
from ponleu.engines.matching.word_search import Words
from ponleu.foundation.screening.changes import record_bytes, record_from
from ponleu.foundation.screening.shelves import (
    Shelf,
    Shelves,
    merged_shelves,
    shelved,
    shelves_bytes,
    shelves_from,
)

Array = NDArray[Any]

LEAST_IDENTIFIER = 5
"""Letters and digits that an identifier needs to be looked up; shorter ones are many people's."""


class Keys(NamedTuple):
    """Entries by a hash of some text of theirs.

    Attributes:
        hashes: uint64, ascending.
        entries: int32, of the same length.
    """

    hashes: NDArray[np.uint64]
    entries: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Entries and the index of their names; an alias is a row of its own.

    Attributes:
        index: of all names.
        row_entries: int32 (n_rows,), which entry a name is of.
        texts: uint8, entries as JSON, one after another.
        text_starts: int64 (n_entries + 1).
        ids: entries by id.
        identifiers: entries by number of a passport, card, telephone...
        shelves: where each entry stands.
    """

    index: NameIndex
    row_entries: NDArray[np.int32]
    texts: NDArray[np.uint8]
    text_starts: NDArray[np.int64]
    ids: Keys
    identifiers: Keys
    shelves: Shelves

    def __len__(self) -> int:
        return len(self.text_starts) - 1

    def record(self, entry: int) -> Record:
        """An entry as it was given."""
        return record_from(self.text(entry))

    def text(self, entry: int) -> bytes:
        """An entry as ``record_bytes`` wrote it."""
        return self.texts[self.text_starts[entry] : self.text_starts[entry + 1]].tobytes()


def build_segment(records: Iterable[Record], lexicon: Lexicon, classes: SoundClasses) -> Segment:
    """A segment of these records, in their order."""
    texts = bytearray()
    starts, row_entries = [0], []
    ids: list[int] = []
    numbers: list[tuple[int, int]] = []
    stands: list[Shelf] = []

    def forms() -> Iterator[NameForm]:
        for entry, record in enumerate(records):
            texts.extend(record_bytes(record))
            starts.append(len(texts))
            ids.append(key_of(record.id))
            stands.append(Shelf(record.kind or "", record.scope))
            numbers.extend((key, entry) for key in identifier_keys(record))
            for name in alternatives(record.name, record.aliases):
                row_entries.append(entry)
                yield read_name(name, lexicon, record.kind)

    index, order = rarest_together(build_index(forms(), classes))
    return Segment(
        index,
        np.array(row_entries, dtype=np.int32)[order],
        np.frombuffer(texts, dtype=np.uint8),
        np.array(starts, dtype=np.int64),
        _keys(ids, range(len(ids))),
        _keys([key for key, _ in numbers], [entry for _, entry in numbers]),
        shelved(stands),
    )


def key_of(text: str) -> int:
    """Sixty-four bits that stand for a text; other texts hardly ever have the same."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def identifier_keys(record: Record) -> list[int]:
    """Keys of a record's identifiers, however blanks, dashes and capitals are written."""
    plain = (
        "".join(filter(str.isalnum, one.rpartition(":")[2])).upper() for one in record.identifiers
    )
    return [key_of(one) for one in plain if len(one) >= LEAST_IDENTIFIER]


def _keys(keys: Sequence[int], entries: Sequence[int]) -> Keys:
    return _sorted_keys(np.array(keys, dtype=np.uint64), np.array(entries, dtype=np.int32))


def _sorted_keys(hashes: NDArray[np.uint64], entries: NDArray[np.int32]) -> Keys:
    order = np.argsort(hashes, kind="stable")
    return Keys(hashes[order], entries[order])


def entries_of(keys: Keys, key: int) -> list[int]:
    """Entries with a key, ascending."""
    edge = np.uint64(key)
    first = int(np.searchsorted(keys.hashes, edge, side="left"))
    after = int(np.searchsorted(keys.hashes, edge, side="right"))
    return sorted(int(entry) for entry in keys.entries[first:after])


def merged_segments(
    one: Segment, keep: NDArray[np.bool_], other: Segment, classes: SoundClasses
) -> Segment:
    """The kept entries of one segment, then all of another, without reading a name again."""
    new_entries = (np.cumsum(keep) - 1).astype(np.int32)
    kept_rows = keep[one.row_entries]
    kept = int(keep.sum())
    sizes = np.diff(one.text_starts)[keep]
    kept_bytes = np.repeat(keep, np.diff(one.text_starts))
    starts = np.concatenate([[0], np.cumsum(np.concatenate([sizes, np.diff(other.text_starts)]))])
    row_entries = np.concatenate(
        [new_entries[one.row_entries[kept_rows]], other.row_entries + kept]
    )
    index, order = rarest_together(merged_index(one.index, kept_rows, other.index, classes))
    return Segment(
        index,
        row_entries.astype(np.int32)[order],
        np.concatenate([one.texts[kept_bytes], other.texts]),
        starts.astype(np.int64),
        _merged_keys(one.ids, keep, new_entries, other.ids, kept),
        _merged_keys(one.identifiers, keep, new_entries, other.identifiers, kept),
        merged_shelves(one.shelves, keep, other.shelves),
    )


def _merged_keys(
    one: Keys, keep: NDArray[np.bool_], places: NDArray[np.int32], other: Keys, kept: int
) -> Keys:
    stays = keep[one.entries] if len(one.entries) else np.zeros(0, dtype=bool)
    return _sorted_keys(
        np.concatenate([one.hashes[stays], other.hashes]),
        np.concatenate([places[one.entries[stays]], other.entries + kept]).astype(np.int32),
    )


def sections_of(segment: Segment) -> dict[str, Array]:
    """The arrays of a segment by name, for a file."""
    words, rows = segment.index
    return {
        "words.letters": words.letters,
        "words.letter_starts": words.letter_starts,
        "words.units": words.units,
        "words.unit_starts": words.unit_starts,
        "words.rarity": words.rarity,
        "words.flags": words.flags,
        "words.sounds": words.sounds,
        "words.letter_marks": words.letter_marks,
        "words.sound_marks": words.sound_marks,
        "rows.words": rows.words,
        "rows.starts": rows.starts,
        "rows.weights": rows.weights,
        "rows.by_word.starts": rows.by_word.starts,
        "rows.by_word.rows": rows.by_word.holders,
        "row_entries": segment.row_entries,
        "texts": segment.texts,
        "text_starts": segment.text_starts,
        "ids.hashes": segment.ids.hashes,
        "ids.entries": segment.ids.entries,
        "identifiers.hashes": segment.identifiers.hashes,
        "identifiers.entries": segment.identifiers.entries,
        "shelves.known": shelves_bytes(segment.shelves.known),
        "shelves.of_entry": segment.shelves.of_entry,
    }


def segment_from(sections: Mapping[str, Array]) -> Segment:
    """The segment whose arrays these are."""
    words = Words(
        sections["words.letters"],
        sections["words.letter_starts"],
        sections["words.units"],
        sections["words.unit_starts"],
        sections["words.rarity"],
        sections["words.flags"],
        sections["words.sounds"],
        sections["words.letter_marks"],
        sections["words.sound_marks"],
    )
    rows = Rows(
        sections["rows.words"],
        sections["rows.starts"],
        sections["rows.weights"],
        Postings(sections["rows.by_word.starts"], sections["rows.by_word.rows"]),
    )
    return Segment(
        NameIndex(words, rows),
        sections["row_entries"],
        sections["texts"],
        sections["text_starts"],
        Keys(sections["ids.hashes"], sections["ids.entries"]),
        Keys(sections["identifiers.hashes"], sections["identifiers.entries"]),
        Shelves(shelves_from(sections["shelves.known"]), sections["shelves.of_entry"]),
    )
