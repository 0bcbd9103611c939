"""Index a lexicon once and cut a document into words once, however often both are used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")

HELD = 4
"""Objects whose result is kept: a site reads with one lexicon, tests with a few."""


def once_per(build: Callable[[S], T]) -> Callable[[S], T]:
    """The same function, which builds only once for each object it is given.

    Objects are told apart by identity: lexicons are large and cannot be hashed.
    """
    held: tuple[tuple[S, T], ...] = ()

    def built(source: S) -> T:
        nonlocal held
        for known, made in held:
            if known is source:
                return made
        made = build(source)
        held = ((source, made), *held[: HELD - 1])
        return made

    return built
