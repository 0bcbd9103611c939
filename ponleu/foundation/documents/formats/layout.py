"""A text that grows block by block and remembers the role of each."""

from __future__ import annotations

import re

from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Hint, HintKind, Limits

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which e-mail leaves where it could not make out an encoding."""
LINE, PARAGRAPH = 1, 2
"""Line ends between two blocks."""


class Layout:
    """Collects blocks of text; offsets are counted as they come."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.length = 0
        self.hints: list[Hint] = []
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, words: str, *, gap: int = PARAGRAPH, kind: HintKind | None = None) -> int:
        """Add a block after ``gap`` line ends and return where it starts."""
        if self.length and gap:
            self._append("\n" * gap)
        start = self.length
        self._append(words)
        if kind:
            self.mark(kind, start)
        return start

    def _append(self, words: str) -> None:
        self._pieces.append(storable(words))
        self.length += len(words)
        if self.length > self.limits.characters:
            most = f"{self.limits.characters:,} characters"
            raise Refused(f"it holds more than {most}", "after these", "split it into parts")

    def mark(self, kind: HintKind, start: int, end: int | None = None) -> None:
        """Give a role to what was added from ``start`` on, or up to ``end``."""
        stop = self.length if end is None else end
        if start < stop:
            self.hints.append(Hint(kind, start, stop))

    def ordered_hints(self) -> tuple[Hint, ...]:
        """The roles by place."""
        return tuple(sorted(self.hints, key=lambda hint: (hint.start, hint.end, hint.kind)))


def one_line(words: str) -> str:
    """Words with single blanks between them."""
    return " ".join(storable(words).split())


def storable(words: str) -> str:
    """Words as long as before, without characters that no database and no page can hold."""
    if words.isprintable():
        return words
    return _HALVES.sub("\ufffd", _CONTROLS.sub(" ", words))
