"""Each reader read over a set in a process of its own, so that memory and time are its own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context

from benchmarks.reading.machine import peak_megabytes
from benchmarks.reading.proposals import Proposed
from benchmarks.reading.readers import Entrant, entrant

ROUNDS = 3
Text = tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class Run:
    """What one reader made of every document, and what that took.

    Attributes:
        cpu_seconds: of the best of three rounds over the set; loading is not in it.
        peak_megabytes: of the whole process, the loaded tables and models with it.
        missing: packages that are not installed; then there is nothing else.
    """

    name: str
    proposed: tuple[Proposed, ...] = ()
    cpu_seconds: float = 0.0
    characters: int = 0
    peak_megabytes: float = 0.0
    missing: str = ""


def run(one: Entrant, texts: Sequence[Text]) -> Run:
    """Let one reader read every text."""
    if missing := one.missing():
        return Run(one.name, missing=missing)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, one.name, list(texts)).result()


def _run(name: str, texts: list[Text]) -> Run:
    read = entrant(name).make()
    for text, published in texts[:1]:
        read(text, published)  # indexes the words of the country
    best = float("inf")
    proposed: tuple[Proposed, ...] = ()
    for _ in range(ROUNDS):
        begun = time.process_time()
        proposed = tuple(read(text, published) for text, published in texts)
        best = min(best, time.process_time() - begun)
    return Run(
        name=name,
        proposed=proposed,
        cpu_seconds=best,
        characters=sum(len(text) for text, _ in texts),
        peak_megabytes=peak_megabytes(),
    )
