"""Which tellings a telling may be of one incident with, without looking at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ponleu.engines.incidents.names import Names, folded
from ponleu.engines.incidents.types import Telling
from ponleu.engines.incidents.weights import WINDOW_DAYS

_Bucket = tuple[str, str, int]

_MOST_BUCKETS: Final = 30
"""Windows of two weeks that a telling is found under; one with longer days under its province
alone."""
_ANY_WINDOW: Final = -1


class Blocks:
    """Tellings by what could bring them together: place and window of time, site, person, source.

    Whatever ``evidence.may_be_one`` says of two tellings, if it is yes they share a bucket.
    """

    def __init__(self, names: Names) -> None:
        """Names alike are looked up in ``names``."""
        self._names = names
        self._buckets: dict[_Bucket, set[str]] = {}

    def add(self, telling: Telling) -> None:
        """Find it from now on."""
        for bucket in _buckets(telling):
            self._buckets.setdefault(bucket, set()).add(telling.key)

    def remove(self, telling: Telling) -> None:
        """Find it no longer."""
        for bucket in _buckets(telling):
            keys = self._buckets[bucket]
            keys.discard(telling.key)
            if not keys:
                del self._buckets[bucket]

    def near(self, telling: Telling) -> set[str]:
        """Keys of those that may be of one incident with it, and perhaps some more; not its own."""
        found: set[str] = set()
        for bucket in self._looked_up(telling):
            found |= self._buckets.get(bucket, set())
        found.discard(telling.key)
        return found

    def _looked_up(self, telling: Telling) -> Iterator[_Bucket]:
        for name in telling.sites:
            yield from (("site", near, 0) for near in self._names.near(name))
        for name in telling.people:
            yield from (("person", near, 0) for near in self._names.near(name))
        if telling.source:
            yield "source", telling.source, 0
        windows = _windows(telling)
        for province in _provinces(telling):
            if _ANY_WINDOW in windows:
                known = (b for b in self._buckets if b[:2] == ("place", province))
                yield from list(known)
                continue
            around = {window + step for window in windows for step in (-1, 0, 1)}
            yield from (("place", province, window) for window in sorted(around | {_ANY_WINDOW}))


def _buckets(telling: Telling) -> Iterator[_Bucket]:
    yield from (("site", folded(name), 0) for name in telling.sites)
    yield from (("person", folded(name), 0) for name in telling.people)
    if telling.source:
        yield "source", telling.source, 0
    for province in _provinces(telling):
        yield from (("place", province, window) for window in _windows(telling))


def _provinces(telling: Telling) -> list[str]:
    return sorted({code[:2] for code in telling.places})


def _windows(telling: Telling) -> range | list[int]:
    """Numbers of the stretches of ``WINDOW_DAYS`` that its days touch; none if not known."""
    if telling.days is None:
        return []
    first = telling.days.first.toordinal() // WINDOW_DAYS
    last = telling.days.last.toordinal() // WINDOW_DAYS
    if last - first >= _MOST_BUCKETS:
        return [_ANY_WINDOW]
    return range(first, last + 1)
