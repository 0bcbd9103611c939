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
        refused: where words stand of which a person said that they name no site.
    """

    key: str
    text: str
    reading: Reading
    source: str = ""
    refused: tuple[tuple[int, int], ...] = ()
