"""Statements that others may contradict, each with its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ponleu.engines.incidents import ContradictionKind, Days, Span, Statement
from ponleu.engines.incidents.contradictions import DENIED, NATIONALITY, SAID
from ponleu.engines.reading import Fact, FactKind
from ponleu.knowledge.tellings.counts import FOUND, Counted, all_nationalities, nationalities_in
from ponleu.knowledge.tellings.days import Dated, dated_in
from ponleu.knowledge.tellings.sentences import Piece
from ponleu.knowledge.tellings.topics import Stand, is_answered, stands_in, states_in
from ponleu.knowledge.tellings.words import Words

_STATES: Final = {
    ("closure", True): "closed",
    ("closure", False): "open",
    ("arrest", True): "arrested",
    ("arrest", False): "at large",
}
_ROLES: Final = (
    ("owner", re.compile(
        r"\b(?:owners?|owned by|owns|owned|belongs? to|belonged to|proprietor|landlord|landlady"
        r"|master of|bought (?:the|it|out)|is his alone|is hers alone|company is his|shares"
        r"|parted with|title|holder of|in the name of|whole plot)\b|ម្ចាស់|ជារបស់", re.I)),
    ("manager", re.compile(
        r"\b(?:managers?|manages|managed by|run by|runs|running|operated by|operator|boss"
        r"|in charge|skipper|captain)\b|អ្នកគ្រប់គ្រង|នាយក", re.I)),
)  # fmt: skip
_SUSPECT: Final = re.compile(
    r"\b(?:supervisor|manager|boss|owner|suspect|ringleader|caretaker|team leader|floor leader"
    r"|operator|running the|skipper|captain|broker|recruiter)\b|មេក្រុម|ជនសង្ស័យ|ម្ចាស់|មេខ្លោង",
    re.I,
)
_NOT_OWNER: Final = re.compile(r"\b(?:not|neither|never|nor|denie[sd])\b|មិនមែន")
_ALL: Final = re.compile(
    r"\b(?:all|most|both|they|those|two|three|four|five|six|seven|nine|ten)"
    r" (?:of (?:them|those|the \w+) )?"
    r"(?:are|were|came|come|is|appear|say)\b",
    re.I,
)
_TOOK_PLACE: Final = re.compile(
    r"\b(?:took place|happened|was carried out|came on|entered on|visited on|was it on|the visit of"
    r"|the raid of|the (?:search|operation|inspection|visit|raid) (?:was|took)|was held on"
    r"|officers (?:came|called|went)|police (?:came|went|entered)|soldiers (?:came|went))\b"
    r"|កើតឡើង|ចុះទៅដល់|ចុះត្រួតពិនិត្យ|ចុះពិនិត្យ|មកដល់",
    re.I,
)
_NIGHT: Final = re.compile(r"\bnight\b|យប់", re.I)
_CLOSE: Final = 45
"""Characters between a role or a nationality and the person who has it."""
_NEAR_OWNER: Final = 70
_OWN: Final = {"Khmer": "Cambodian"}
_PEOPLE_FOUND: Final = "people found"


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one telling when its statements are sought.

    Attributes:
        day: the words that give its day.
        published: when the text came out.
    """

    key: str
    text: str
    facts: Sequence[Fact]
    sentences: Sequence[Piece]
    counts: Sequence[Counted]
    day: Dated | None
    published: date | None = None


def statements_of(told: Told, words: Words) -> Iterator[Statement]:
    """What one telling states: counts, nationalities, day, place, what it says or denies."""
    yield from _of_counts(told)
    if told.day:
        span = _sentence(told, told.day.start)
        days = _with_morning(told.text, told.day)
        yield Statement(ContradictionKind.DATE, "day", span, days=days)
    yield from _other_days(told)
    yield from _nationalities(told, words)
    yield from _place(told)
    yield from _of_topics(told, words)
    yield from _of_people(told, words)


def _other_days(told: Told) -> Iterator[Statement]:
    """Days on which others say that it happened: "he writes that it took place on the 9th"."""
    for start, end in told.sentences:
        if not _TOOK_PLACE.search(told.text, start, end):
            continue
        facts = [fact for fact in told.facts if start <= fact.start < end]
        days = {one.days for one in dated_in(told.text, facts, told.published)}
        exact = [one for one in days if one.width == 0 and one.last != told.published]
        if len(exact) == 1 and not (told.day and start <= told.day.start < end):
            yield Statement(ContradictionKind.DATE, "day", _span(told, start, end), days=exact[0])


def _with_morning(text: str, dated: Dated) -> Days:
    """The day; of a night, the morning after it too."""
    days = dated.days
    is_night = bool(_NIGHT.search(text[max(0, dated.start - _CLOSE) : dated.end + len(" night")]))
    return Days(days.first, days.last + timedelta(days=1)) if is_night else days


def _of_counts(told: Told) -> Iterator[Statement]:
    """Of each sort of people the whole: the largest number; the others are parts of it."""
    whole: dict[str, Counted] = {}
    for one in told.counts:
        if one.is_part:
            continue
        known = whole.setdefault(one.count.what, one)
        if one.count.low > known.count.low:
            whole[one.count.what] = one
    for what, one in whole.items():
        plain = replace(one.count, nationality="")
        yield Statement(ContradictionKind.COUNT, what, _span(told, one.start, one.end), count=plain)
    if FOUND in whole:
        span = _sentence(told, whole[FOUND].start)
        yield Statement(ContradictionKind.DENIAL, _PEOPLE_FOUND, span, SAID)


def _nationalities(told: Told, words: Words) -> Iterator[Statement]:
    """Of which nationalities those found are: beside their number, or "all of them are"."""
    found = [one for one in told.counts if one.count.what == FOUND and not one.is_part]
    whole = max(found, key=lambda one: one.count.low, default=None)
    pieces = [_sentence(told, whole.start)] if whole else []
    pieces += [_span(told, *piece) for piece in told.sentences
               if _ALL.search(told.text, *piece)]  # fmt: skip
    for span in dict.fromkeys(pieces):
        named = all_nationalities(told.text, [(span.start, span.end)], words)
        if named and not _SUSPECT.search(span.text):
            value = ", ".join(sorted(named))
            yield Statement(ContradictionKind.IDENTITY, NATIONALITY, span, value)


def _place(told: Told) -> Iterator[Statement]:
    """The commune, else the district, if the telling names one only."""
    for figures in (6, 4):
        named = [
            fact
            for fact in told.facts
            if fact.kind is FactKind.PLACE
            and str(fact.value).isdecimal()
            and len(str(fact.value)) == figures
        ]
        if len({fact.value for fact in named}) == 1:
            span = _span(told, named[0].start, named[0].end)
            yield Statement(ContradictionKind.PLACE, "place", span, str(named[0].value))
            return


def _of_topics(told: Told, words: Words) -> Iterator[Statement]:
    """What it says and denies; sentences that follow one another and say the same are one."""
    stands = _joined(stands_in(told.text, told.sentences, words.topics, words))
    for one in stands:
        value = SAID if one.is_yes else DENIED
        yield Statement(ContradictionKind.DENIAL, one.topic, _span(told, *one.piece), value)
    for one in _runs(states_in(told.text, told.sentences, words)):
        value = _STATES[one.topic, one.is_yes]
        yield Statement(ContradictionKind.STATUS, one.topic, _span(told, *one.piece), value)


def _joined(stands: Iterator[Stand]) -> list[Stand]:
    """The first of each topic and side, with those that follow it at once."""
    found: dict[tuple[str, bool], Stand] = {}
    for one in stands:
        known = found.setdefault((one.topic, one.is_yes), one)
        if known is not one and one.piece[0] - known.piece[1] <= 1:
            found[one.topic, one.is_yes] = replace(known, piece=(known.piece[0], one.piece[1]))
    return list(found.values())


def _runs(stands: Iterator[Stand]) -> list[Stand]:
    """All of them, those that follow one another at once and say the same as one."""
    found: list[Stand] = []
    for one in stands:
        last = next((k for k in reversed(found) if k.topic == one.topic), None)
        if last and last.is_yes == one.is_yes and one.piece[0] - last.piece[1] <= 1:
            found[found.index(last)] = replace(last, piece=(last.piece[0], one.piece[1]))
        else:
            found.append(one)
    return found


def _of_people(told: Told, words: Words) -> Iterator[Statement]:
    """Who owns or runs the site, and of which nationality a person is."""
    for start, end in told.sentences:
        if is_answered(told.text, (start, end)):
            continue
        yield from _suspects(told, (start, end), words)
        yield from _owners(told, (start, end), words)
        people = [f for f in told.facts if f.kind is FactKind.PERSON and start <= f.start < end]
        for fact in people[:3]:
            span = _span(told, start, end)
            for role, pattern in _ROLES:
                if _is_close(told.text, (start, end), fact, pattern) and not _NOT_OWNER.search(
                    told.text, start, end
                ):
                    yield Statement(ContradictionKind.IDENTITY, role, span, str(fact.value))


def _suspects(told: Told, piece: Piece, words: Words) -> Iterator[Statement]:
    """Of which nationality a suspect is, where one only is named with it."""
    match = _SUSPECT.search(told.text, *piece)
    named = nationalities_in(told.text, [piece], words)
    if match and len(named) == 1:
        topic = "nationality of suspects"
        yield Statement(ContradictionKind.IDENTITY, topic, _span(told, *piece), named.pop())


def _owners(told: Told, piece: Piece, words: Words) -> Iterator[Statement]:
    """Of which nationality the owner is, the country's own too, where one only is named."""
    match = _ROLES[0][1].search(told.text, *piece)
    if match is None or _NOT_OWNER.search(told.text, *piece):
        return
    near = (max(piece[0], match.start() - _NEAR_OWNER), min(piece[1], match.end() + _NEAR_OWNER))
    named = all_nationalities(told.text, [near], words)
    if len(named) == 1:
        value = _OWN.get(min(named), min(named))
        yield Statement(
            ContradictionKind.IDENTITY, "nationality of owner", _span(told, *piece), value
        )


def _is_close(text: str, piece: Piece, fact: Fact, pattern: re.Pattern[str]) -> bool:
    start, end = max(piece[0], fact.start - _CLOSE), min(piece[1], fact.end + _CLOSE)
    return bool(pattern.search(text, start, end))


def _sentence(told: Told, at: int) -> Span:
    """The sentence that holds an offset."""
    start, end = next(one for one in told.sentences if one[0] <= at < one[1])
    return _span(told, start, end)


def _span(told: Told, start: int, end: int) -> Span:
    return Span(told.key, start, end, told.text[start:end])
