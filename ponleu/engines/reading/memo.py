"""Index a lexicon once, however many documents are read with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ponleu.engines.reading.types import Lexicon

T = TypeVar("T")

HELD = 4
"""Lexicons whose index is kept: a site reads with one, tests with a few."""


def once_per_lexicon(build: Callable[[Lexicon], T]) -> Callable[[Lexicon], T]:
    """The same function, which builds only once for each lexicon object it is given."""
    held: list[tuple[Lexicon, T]] = []

    def built(lexicon: Lexicon) -> T:
        for known, made in held:
            if known is lexicon:
                return made
        made = build(lexicon)
        held.insert(0, (lexicon, made))
        del held[HELD:]
        return made

    return built
