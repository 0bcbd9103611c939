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
        rows = held
        if rows and rows[0][0] is source:  # the same one again, as nearly always
            return rows[0][1]
        for known, made in rows:
            if known is source:
                return made
        made = build(source)
        held = ((source, made), *held[: HELD - 1])
        return made

    return built
