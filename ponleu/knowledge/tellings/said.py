"""A document as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from ponleu.engines.reading import Reading


@dataclass(frozen=True, slots=True)
class Said:
    """A document as it was read.

    Attributes:
        key: its name, another for each document.
        source: digest of its words: copies have one.
    """

    key: str
    text: str
    reading: Reading
    source: str = ""
