"""Segments laid over each other: what was built, what came since, and what of it is hidden."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.likeness import costs_of
from ponleu.engines.matching.packed import Costs
from ponleu.engines.matching.screening import ALL_NAMES, Screener
from ponleu.engines.matching.sound_classes import SoundClasses, sound_classes
from ponleu.engines.matching.types import NameForm
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.segments import (
    Segment,
    build_segment,
    entries_of,
    key_of,
    merged_segments,
)
from ponleu.foundation.screening.shelves import Within, searched

MOST_SEARCHES = 8
"""Choices of shelves of which a layer remembers the names; a byte for each name."""

MOST_RECENT = 500
"""Entries that are indexed anew at every change; past these they join the settled ones."""


class Sounds(NamedTuple):
    """What reading and comparing names needs to know."""

    lexicon: Lexicon
    classes: SoundClasses
    costs: Costs


def sounds_of(lexicon: Lexicon) -> Sounds:
    """What a lexicon tells of sounds, ready for the index."""
    classes = sound_classes(lexicon.unit_ids, lexicon.costs)
    return Sounds(lexicon, classes, costs_of(lexicon.costs, lexicon.gaps))


class Layer:
    """A segment with what of it is hidden. Not changed once made; safe for many threads."""

    def __init__(
        self, segment: Segment, sounds: Sounds, hidden: NDArray[np.bool_] | None = None
    ) -> None:
        self.segment = segment
        self.hidden = hidden
        self._sounds = sounds
        self._rooms = threading.local()
        self._searched: dict[Within | None, NDArray[np.bool_]] = {}

    def __len__(self) -> int:
        return len(self.segment) - (0 if self.hidden is None else int(self.hidden.sum()))

    def find(
        self, form: NameForm, limit: int, within: Within | None = None
    ) -> list[tuple[int, float]]:
        """Entries that are likest to a name, with how like, the likeliest first."""
        found = self._screener().find(form, limit, self._searched_rows(within))
        entries = self.segment.row_entries[found.rows]
        return [(int(e), float(like)) for e, like in zip(entries, found.likes, strict=True)]

    def with_identifier(self, key: int, within: Within | None = None) -> list[int]:
        """Entries that have an identifier and are not hidden."""
        shelves = self.segment.shelves
        return [
            entry
            for entry in entries_of(self.segment.identifiers, key)
            if (self.hidden is None or not self.hidden[entry])
            and (within is None or within(*shelves.known[shelves.of_entry[entry]]))
        ]

    def _searched_rows(self, within: Within | None) -> NDArray[np.bool_]:
        """Which names are searched; none of them stands for all."""
        if self.hidden is None and within is None:
            return ALL_NAMES
        rows = self._searched.get(within)
        if rows is None:
            entries = self.kept()
            if within is not None:
                entries &= searched(self.segment.shelves, within)
            rows = entries[self.segment.row_entries]
            # in place of another dict, so that threads never see one half made
            kept = list(self._searched.items())[-MOST_SEARCHES + 1 :]
            self._searched = dict([*kept, (within, rows)])
        return rows

    def kept(self) -> NDArray[np.bool_]:
        """Which entries are not hidden."""
        if self.hidden is None:
            return np.ones(len(self.segment), dtype=np.bool_)
        return ~self.hidden

    def without(self, ids: Iterable[str]) -> Layer:
        """The same with all entries of these ids hidden too; itself if there are none."""
        gone = [
            entry
            for one in ids
            for entry in entries_of(self.segment.ids, key_of(one))
            if self.segment.record(entry).id == one
        ]
        if not gone:
            return self
        hidden = ~self.kept()
        hidden[gone] = True
        return Layer(self.segment, self._sounds, hidden)

    def _screener(self) -> Screener:
        screener = getattr(self._rooms, "screener", None)
        if not isinstance(screener, Screener):
            screener = Screener(self.segment.index, self._sounds.classes, self._sounds.costs)
            self._rooms.screener = screener
        return screener


class Layers(NamedTuple):
    """One state of the register: what was built, what settled on it since, what is recent."""

    main: Layer
    settled: Layer
    recent: Layer

    def changed(self, changes: Changes, sounds: Sounds) -> Layers:
        """The state after some changes; this one stays as it is."""
        last = {record.id: record for record in changes.put}
        ids = (*last, *changes.withdrawn)
        main, settled, recent = (layer.without(ids) for layer in self)
        new = [record for record in last.values() if record.id not in set(changes.withdrawn)]
        kept = [recent.segment.record(int(e)) for e in np.flatnonzero(recent.kept())]
        joined = build_segment([*kept, *new], sounds.lexicon, sounds.classes)
        if len(joined) > MOST_RECENT:
            both = merged_segments(settled.segment, settled.kept(), joined, sounds.classes)
            return Layers(main, Layer(both, sounds), empty_layer(sounds))
        return Layers(main, settled, Layer(joined, sounds))

    def flat(self, sounds: Sounds) -> Segment:
        """All that is not hidden as one segment."""
        recent = merged_segments(
            self.settled.segment,
            self.settled.kept(),
            _only(self.recent, sounds),
            sounds.classes,
        )
        return merged_segments(self.main.segment, self.main.kept(), recent, sounds.classes)


def empty_layer(sounds: Sounds) -> Layer:
    """A layer of nothing."""
    return Layer(build_segment([], sounds.lexicon, sounds.classes), sounds)


def _only(layer: Layer, sounds: Sounds) -> Segment:
    nothing = build_segment([], sounds.lexicon, sounds.classes)
    return merged_segments(layer.segment, layer.kept(), nothing, sounds.classes)
