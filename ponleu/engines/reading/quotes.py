"""Where words stand verbatim in a text, blanks and line ends apart; what holds its characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

Span = tuple[int, int]
_BLANKS = re.compile(r"\s+")


class Quotable:
    """A text in which quotes are found, with blanks and line ends counted as one blank."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces: list[str] = []
        self._offsets: list[int] = []
        at = 0
        for blank in _BLANKS.finditer(text):
            pieces += [text[at : blank.start()], " "]
            self._offsets += [*range(at, blank.start()), blank.start()]
            at = blank.end()
        pieces.append(text[at:])
        self._offsets += [*range(at, len(text) + 1)]
        self._flat = "".join(pieces)

    def find(self, quote: str, context: str = "") -> Iterator[Span]:
        """Every place of the whole words of a quote; one inside its context comes first."""
        wanted = flat(quote)
        if not wanted:
            return
        first = self._in_context(wanted, flat(context))
        if first is not None:
            yield self._span(first, wanted)
        for at in self._places(wanted):
            if at != first:
                yield self._span(at, wanted)

    def nearest(self, quote: str, span: Span) -> Span | None:
        """The place of a quote that lies inside a span, else the one that begins nearest to it."""
        wanted = flat(quote)
        if not wanted:
            return None
        begin = bisect_left(self._offsets, span[0])
        after = next(self._places(wanted, begin), None)
        later = None if after is None else self._span(after, wanted)
        if later and later[1] <= span[1]:
            return later
        before = self._last_before(wanted, begin)
        earlier = None if before is None else self._span(before, wanted)
        if later is None or earlier is None:
            return later or earlier
        return later if later[0] - span[0] < span[0] - earlier[0] else earlier

    def _in_context(self, wanted: str, context: str) -> int | None:
        inside = context.find(wanted)
        around = self._flat.find(context) if inside >= 0 else -1
        if around < 0 or not self._is_whole(around + inside, wanted):
            return None
        return around + inside

    def _places(self, wanted: str, begin: int = 0) -> Iterator[int]:
        at = self._flat.find(wanted, begin)
        while at >= 0:
            is_whole = self._is_whole(at, wanted)
            if is_whole:
                yield at
            at = self._flat.find(wanted, at + (len(wanted) if is_whole else 1))

    def _last_before(self, wanted: str, begin: int) -> int | None:
        at = self._flat.rfind(wanted, 0, begin + len(wanted) - 1)
        while at >= 0 and not self._is_whole(at, wanted):
            at = self._flat.rfind(wanted, 0, at + len(wanted) - 1)
        return at if at >= 0 else None

    def _is_whole(self, at: int, wanted: str) -> bool:
        """Whether no Latin word is cut in two at either edge."""
        return not (self._cuts(at) or self._cuts(at + len(wanted)))

    def _cuts(self, at: int) -> bool:
        around = self._flat[at - 1 : at + 1] if at else ""
        return len(around) == 2 and around.isascii() and around.isalnum()

    def _span(self, at: int, wanted: str) -> Span:
        last = self._offsets[at + len(wanted) - 1]
        return self._offsets[at], last + 1


class Held:
    """Which characters of a text something holds."""

    def __init__(self, text: str) -> None:
        self._marks = bytearray(len(text))

    def add(self, span: Span) -> None:
        self._marks[slice(*span)] = b"\1" * (span[1] - span[0])

    def overlaps(self, span: Span) -> bool:
        return 1 in self._marks[slice(*span)]


def flat(words: str) -> str:
    """Words on one line, without blanks at the edges."""
    return _BLANKS.sub(" ", words).strip()
