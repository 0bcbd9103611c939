"""Breakdowns as people write them: "22 HT, 82 SE", one way of dividing a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ponleu.knowledge.figures.rules import Part

_PART: Final = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,12})\s+(?P<label>[^\d,;]{1,80})")
_BETWEEN: Final = re.compile(r",\s+|;\s*|,(?=\D)")
MOST_PARTS: Final = 20


def parts_in(line: str) -> tuple[Part, ...]:
    """The parts that a line is made of; none if any of it is something else."""
    found = [_PART.fullmatch(piece.strip()) for piece in _BETWEEN.split(line.strip())]
    if not 1 <= len(found) <= MOST_PARTS or not all(found):
        return ()
    return tuple(
        Part(each["label"].strip(), int(each["number"].replace(",", ""))) for each in found if each
    )


def breakdown_in(note: str) -> tuple[Part, ...]:
    """The parts of a definition that is nothing but two parts or more; else none."""
    found = parts_in(note)
    return found if len(found) > 1 else ()


def written(parts: Sequence[Part]) -> str:
    """Parts as they are written: "22 HT, 82 SE"."""
    return ", ".join(f"{part.number} {part.label}" for part in parts)
