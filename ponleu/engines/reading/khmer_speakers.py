"""Who speaks in Khmer: the person, body or noun before a verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.khmer_text import END, START, KhmerText
from ponleu.engines.reading.khmer_words import KhmerWords
from ponleu.engines.reading.types import Fact, FactKind

CONNECTOR: Final = re.compile(
    f"{START}(?:ហើយ|ប៉ុន្តែ|តែ(?= )|រីឯ|ចំណែក|ខណៈ|ខណៈដែល|រួច"
    f"|ដោយឡែក|ទន្ទឹមនឹងនេះ|លើសពីនេះ|បន្ទាប់មក|ក្នុងនោះ|ដោយ){END}"
)
_AUXILIARY: Final = re.compile(
    "(?:ក៏|បាន|សូម|កំពុង|នឹង|តែងតែ|ទើប|ធ្លាប់|បានចេញមុខ|ចេញមុខ|ខ្សឹប|កាលពី|នៅ| |,|៖)+$"
)
_PRONOUNS: Final = frozenset(
    [
        "លោក",
        "លោកស្រី",
        "អ្នកស្រី",
        "គាត់",
        "នាង",
        "រូបលោក",
        "រូបគាត់",
        "ខ្លួន",
        "កញ្ញា",
        "ឯកឧត្តម",
        "លោកជំទាវ",
        "អ្នកឧកញ៉ា",
        "ឧកញ៉ា",
    ]
)
_FIRST: Final = frozenset({"ខ្ញុំ", "យើង", "យើងខ្ញុំ"})
_NOT_SPEAKING: Final = re.compile(f"{START}(?:ដែល|របស់|ដោយសារ|ទៅ|ដល់){END}")
INHERITED: Final = "inherited"
_VERBAL: Final = re.compile(" ?(?:ក៏)?(?:បាន|កំពុង|តាម|ខ្សឹប)")
_LONG: Final = 120
"""Letters from which the words before a verb hold more than its subject."""
_LONGEST_NOUN: Final = 60


@dataclass(frozen=True, slots=True)
class KhmerSpeaker:
    """Who speaks, by folded offsets; an empty span where the speaker is only remembered."""

    start: int
    end: int
    value: str
    sort: str


@dataclass(slots=True)
class KhmerMemory:
    """Who spoke last, who wrote the text, and who "I" is."""

    person: str = ""
    last: KhmerSpeaker | None = None
    issuer: KhmerSpeaker | None = None
    writer: KhmerSpeaker | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Persons and bodies of a document by folded offset."""

    starts: Sequence[int]
    facts: Sequence[tuple[int, int, Fact]]

    def within(self, start: int, end: int) -> list[tuple[int, int, Fact]]:
        """Those that lie between two offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return [row for row in self.facts[first:last] if row[1] <= end]


def named_in(text: KhmerText, mentions: Sequence[Fact], *kinds: FactKind) -> Named:
    """The mentions of some kinds, in order."""
    rows = sorted(
        ((text.at(fact.start), text.at(fact.end), fact) for fact in mentions if fact.kind in kinds),
        key=lambda row: row[:2],
    )
    return Named([row[0] for row in rows], rows)


def clause_start(text: str, begin: int, verb: int) -> int:
    """Where the clause of a verb begins: after the last connector before it."""
    start = begin
    for match in CONNECTOR.finditer(text, begin, verb):
        start = match.end()
    while start < verb and text[start] in " ,៖\n":
        start += 1
    return start


def subject_of(
    text: str, begin: int, verb: int, named: Named, words: KhmerWords, memory: KhmerMemory
) -> KhmerSpeaker:
    """The one who speaks: the words from ``begin`` to the verb, or who spoke before."""
    tail = _AUXILIARY.search(text, begin, verb)
    end = tail.start() if tail else verb
    people = [row for row in named.within(begin, end) if row[2].kind is FactKind.PERSON]
    if people:
        start, stop, fact = people[-1] if end - begin > _LONG else people[0]
        memory.person = str(fact.value)
        return KhmerSpeaker(start, stop, str(fact.value), "person")
    noun = _noun(text, begin, end, words)
    bodies = [row for row in named.within(begin, end) if row[2].kind is not FactKind.PERSON]
    if bodies and (noun is None or noun[0] >= bodies[-1][0]):
        start, stop, fact = bodies[-1]
        return KhmerSpeaker(start, stop, str(fact.value), "organisation")
    if noun is None:
        return inherited(begin, memory.last or memory.issuer)
    start, stop, phrase, label = noun
    if phrase in _PRONOUNS:
        return KhmerSpeaker(start, stop, memory.person, "pronoun")
    if phrase in _FIRST:
        return KhmerSpeaker(start, stop, memory.writer.value if memory.writer else "", "pronoun")
    if label == "person":
        memory.person = text[start:stop]
    return KhmerSpeaker(start, stop, "", label)


def inherited(at: int, known: KhmerSpeaker | None) -> KhmerSpeaker:
    """The one who spoke before or wrote the text, again; nobody if none is known."""
    return replace(known, sort=INHERITED) if known else KhmerSpeaker(at, at, "", INHERITED)


def _noun(text: str, begin: int, end: int, words: KhmerWords) -> tuple[int, int, str, str] | None:
    """The first word for a speaker of the last part of the clause, with what belongs to it."""
    pattern = words.speakers
    found = [
        match
        for match in pattern.finditer(text, max(begin, end - _LONG), end)
        if match.group(1)
        and not _NOT_SPEAKING.search(text, max(begin, match.start() - 8), match.start())
    ]
    if not found:
        return None
    first = found[0] if end - begin <= _LONG else found[-1]
    phrase = first.group(1)
    label = words.label("speakers", phrase)
    stop = end if end - first.start() <= _LONGEST_NOUN else first.end()
    verbal = _VERBAL.search(text, first.end(), stop)
    if phrase in _PRONOUNS | _FIRST:
        stop = first.end()
    elif verbal:
        stop = verbal.start()
    return first.start(), stop, phrase, label
