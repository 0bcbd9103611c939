"""A speaker found, and who spoke before, as a text is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from ponleu.engines.reading.types import Part


@dataclass(frozen=True, slots=True)
class Speaker:
    """A subject found.

    Attributes:
        sort: "person", "organisation", "media", "document", "authority", "group", "pronoun".
        value: canonical name, "" if the words are all there is.
    """

    start: int
    end: int
    sort: str
    value: str = ""
    by_pronoun: bool = False

    def part(self, text: str) -> Part:
        """The speaker as part of a fact."""
        return Part(text[self.start : self.end], self.start, self.end, self.value)


@dataclass(slots=True)
class Memory:
    """Who spoke last, and who issued a statement, as the text is read from top to bottom."""

    issuer: Speaker | None = None
    last: Speaker | None = None
