"""The index of a register's names in a file that many read and one at a time changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ponleu.engines.matching.alternatives import alternatives
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.types import Record
from ponleu.foundation.screening.changes import (
    Changes,
    append_changes,
    read_changes,
    record_bytes,
    record_from,
)
from ponleu.foundation.screening.index_files import (
    changes_file,
    facts_of,
    next_generation,
    tables_mark,
    write_segment,
    writers_lock,
)
from ponleu.foundation.screening.layers import Layer, Layers, empty_layer, sounds_of
from ponleu.foundation.screening.sections import (
    BadIndexFile,
    SectionFile,
    damaged_sections,
    open_sections,
)
from ponleu.foundation.screening.segments import build_segment, identifier_keys, segment_from
from ponleu.foundation.screening.shelves import Within

LEAST_TO_MERGE = 10_000
SHARE_TO_MERGE = 20
"""Changes join the main file once they are 10,000 entries and a twentieth of it."""

MOST_NAMES = 4
"""Names and aliases of a question that are looked for."""


class Hit(NamedTuple):
    """An entry that may be meant, and how like its likeliest name is, 0..1."""

    record: Record
    like: float


@dataclass(frozen=True, slots=True)
class _State:
    """What one reader sees until it looks again."""

    opened: SectionFile
    layers: Layers
    log_bytes: int
    called: str


class StaleIndex(BadIndexFile):
    """The index was made with other tables of sounds and titles: it must be built anew."""


class RegisterIndex:
    """An open index.

    Every answer comes from one state of the register. ``refresh`` moves on to the newest, which
    other processes may have written. Threads may search at the same time.
    """

    def __init__(self, file: Path, lexicon: Lexicon) -> None:
        """Open an index that was built before.

        Raises:
            StaleIndex: it was built with other tables.
            BadIndexFile: it cannot be read.
            OSError: it cannot be opened.
        """
        self._file = file
        self._sounds = sounds_of(lexicon)
        self._state = self._opened()

    @classmethod
    def build(
        cls, file: Path, records: Iterable[Record], lexicon: Lexicon, *, called: str = ""
    ) -> RegisterIndex:
        """Build the index of a register, in place of the one that the file may hold."""
        sounds = sounds_of(lexicon)
        segment = build_segment(records, lexicon, sounds.classes)
        with writers_lock(file):
            write_segment(file, facts_of(lexicon, next_generation(file), called), segment)
        return cls(file, lexicon)

    def __len__(self) -> int:
        return sum(len(layer) for layer in self._state.layers)

    @property
    def called(self) -> str:
        """What the register is called in this state: whatever its builder noted."""
        return self._state.called

    @property
    def size_bytes(self) -> int:
        """Of the main file and the changes beside it."""
        return self._state.opened.size_bytes + self._state.log_bytes

    def damaged(self) -> list[str]:
        """Names of the parts of the main file whose checksum is wrong. Reads all of it."""
        return damaged_sections(self._state.opened)

    def refresh(self) -> bool:
        """Move on to the newest state; returns whether it is another."""
        state = self._state
        if self._file.stat().st_ino != state.opened.inode:
            self._state = self._opened()
            return True
        self._state = self._followed(state)
        return self._state is not state

    def apply(self, changes: Changes) -> None:
        """Put records in, replace those of the same id, withdraw others.

        The changes are on disk when this returns; from then on every reader that refreshes sees
        all of them. Waits for other writers.
        """
        with writers_lock(self._file):
            self.refresh()
            state = self._state
            log = changes_file(self._file, int(state.opened.facts["generation"]))
            end = append_changes(log, state.log_bytes, changes)
            self._state = _State(
                state.opened,
                state.layers.changed(changes, self._sounds),
                end,
                changes.state or state.called,
            )
            fresh = len(self._state.layers.settled) + len(self._state.layers.recent)
            if fresh > max(LEAST_TO_MERGE, len(self._state.layers.main) // SHARE_TO_MERGE):
                self._merge()

    def difference(self, records: Iterable[Record], *, called: str = "") -> Changes:
        """What has to change for this state to hold just these records."""
        layers = self._state.layers
        known: dict[str, bytes] = {}
        for layer in layers:
            for entry in np.flatnonzero(layer.kept()):
                text = layer.segment.text(int(entry))
                known[record_from(text).id] = text
        put = []
        for record in records:
            if known.pop(record.id, b"") != record_bytes(record):
                put.append(record)
        return Changes(tuple(put), tuple(known), called)

    def merge(self) -> None:
        """Write one new main file with all changes in it. Readers go on with the old one."""
        with writers_lock(self._file):
            self.refresh()
            self._merge()

    def find(self, query: Record, limit: int, within: Within | None = None) -> list[Hit]:
        """Entries with names like the question's, and all with an identifier of it.

        Args:
            within: which shelves are searched; all if it is not given.
        """
        layers = self._state.layers
        best: dict[tuple[int, int], float] = {}
        for name in alternatives(query.name, query.aliases)[:MOST_NAMES]:
            form = read_name(name, self._sounds.lexicon, query.kind)
            for nth, layer in enumerate(layers):
                # twice as many, as names of one entry may stand beside each other
                for entry, like in layer.find(form, 2 * limit, within) if len(layer) else ():
                    best[nth, entry] = max(like, best.get((nth, entry), 0.0))
        ranked = sorted(best, key=lambda at: (-best[at], at))[:limit]
        held = [
            (nth, entry)
            for key in identifier_keys(query)
            for nth, layer in enumerate(layers)
            for entry in layer.with_identifier(key, within)[:limit]
            if (nth, entry) not in ranked
        ]
        return [
            Hit(layers[nth].segment.record(entry), best.get((nth, entry), 0.0))
            for nth, entry in dict.fromkeys((*ranked, *held))
        ]

    def _merge(self) -> None:
        state = self._state
        segment = state.layers.flat(self._sounds)
        generation = int(state.opened.facts["generation"]) + 1
        write_segment(self._file, facts_of(self._sounds.lexicon, generation, state.called), segment)
        self._state = self._opened()

    def _opened(self) -> _State:
        """The newest main file with its changes, both of one generation."""
        while True:
            opened = open_sections(self._file)
            if opened.facts["tables"] != tables_mark(self._sounds.lexicon):
                raise StaleIndex("it was built with other tables")
            main = Layer(segment_from(opened.sections), self._sounds)
            nothing = empty_layer(self._sounds)
            layers = Layers(main, nothing, nothing)
            state = self._followed(_State(opened, layers, 0, str(opened.facts["called"])))
            if self._file.stat().st_ino == opened.inode:
                return state
            # merged meanwhile: the changes beside it may be gone already

    def _followed(self, state: _State) -> _State:
        log = changes_file(self._file, int(state.opened.facts["generation"]))
        read = list(read_changes(log, state.log_bytes))
        if not read:
            return state
        joined = joined_changes([changes for changes, _ in read])
        return replace(
            state,
            layers=state.layers.changed(joined, self._sounds),
            log_bytes=read[-1][1],
            called=joined.state or state.called,
        )


def joined_changes(several: Iterable[Changes]) -> Changes:
    """Changes one after another as one."""
    put: dict[str, Record] = {}
    withdrawn: dict[str, None] = {}
    called = ""
    for changes in several:
        for record in changes.put:
            put[record.id] = record
            withdrawn.pop(record.id, None)
        for gone in changes.withdrawn:
            put.pop(gone, None)
            withdrawn[gone] = None
        called = changes.state or called
    return Changes(tuple(put.values()), tuple(withdrawn), called)
