"""The way out of the depths of a format when a document cannot be taken apart."""

from __future__ import annotations

from ponleu.engines.errors import Refusal


class Refused(Exception):
    """Carries a refusal up to the edge of the process."""

    def __init__(self, problem: str, place: str, mend: str) -> None:
        super().__init__(problem)
        self.refusal = Refusal(problem, place, mend)
