"""How the engines say no: a bug of the caller is raised, a refusal is given back."""

from __future__ import annotations

from dataclasses import dataclass


class EngineError(ValueError):
    """The caller broke an engine's contract: a bug, never an outcome."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read: what is wrong, where in it, and what to do."""

    problem: str
    place: str
    mend: str

    def __str__(self) -> str:
        return f"{self.problem} ({self.place}): {self.mend}"
