"""A speaker found, and who spoke before, as a text is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """Who spoke last, as the text is read from top to bottom."""

    person: Speaker | None = None
    body: Speaker | None = None
    issuer: Speaker | None = None
    body_words: str = ""
    last: Speaker | None = None
    last_paragraph: int = -1
    genders: dict[str, str] = field(default_factory=dict)

    def note(self, speaker: Speaker, paragraph: int, words: str = "") -> None:
        """Remember ``speaker``, in the text's ``words``, as the one who spoke last."""
        self.last, self.last_paragraph = speaker, paragraph
        if not speaker.by_pronoun:
            self.mention(speaker, words)

    def mention(self, speaker: Speaker, words: str) -> None:
        """Remember one whom "he", "it" or "they" may mean next."""
        if speaker.sort == "person" and speaker.value:
            self.person = speaker
        elif speaker.sort not in {"pronoun", "person"}:
            self.body, self.body_words = speaker, words
