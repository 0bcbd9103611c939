"""A speaker found, and who spoke before, as a text is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
    people: list[Speaker] = field(default_factory=list)
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

    def mention(self, speaker: Speaker, words: str = "") -> None:
        """Remember one whom "he", "it" or "they" may mean next."""
        if speaker.sort == "person" and (speaker.value or words):
            self._meet(speaker if speaker.value else replace(speaker, value=words))
        elif speaker.sort not in {"pronoun", "person"}:
            self.body, self.body_words = speaker, words

    def _meet(self, person: Speaker) -> None:
        """Put a person last among those met; who was met before is not met twice."""
        self.person = person
        self.people = [known for known in self.people if known.value != person.value]
        self.people = [*self.people[1 - _KEPT :], person]

    def last_of(self, pronoun: str, but: str = "") -> Speaker | None:
        """The person met last whom "he" or "she" may mean, another than ``but``."""
        may_be = [
            person
            for person in reversed(self.people)
            if person.value != but and self.genders.get(person.value, pronoun) == pronoun
        ]
        for person in may_be:  # of two in one sentence, the one known to be a woman, or a man
            is_near = abs(person.start - may_be[0].start) < _NEAR
            if is_near and self.genders.get(person.value) == pronoun:
                return person
        return may_be[0] if may_be else None


_NEAR = 50
"""Letters between two persons of one sentence."""
_KEPT = 6
"""Persons met last whom a pronoun may mean."""
