"""Numbers of people in what was read: how many were what, of which nationality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from ponleu.engines.incidents import Count
from ponleu.engines.reading import Amount, Fact, FactKind
from ponleu.knowledge.tellings.sentences import Piece
from ponleu.knowledge.tellings.words import Words

FOUND: Final = "found"
_PEOPLE: Final = frozenset(
    {"person", "victim", "survivor", "worker", "employee", "migrant", "national", "citizen",
     "foreigner", "woman", "man", "girl", "boy", "child", "minor", "teenager", "suspect",
     "resident", "detainee", "staff", "family", "guest", "crew", "name", "head", "male", "female",
     "brother", "sister", "son", "daughter", "soul", "shape", "figure", "relative", "passenger",
     "seafarer", "sailor", "fisherman", "youth", "tenant", "inmate", "dancer", "hostess", "maid",
     "trainee", "recruit", "lodger", "other"}
)  # fmt: skip
_GROUPS: Final = {
    "child": "children", "minor": "children",
    "suspect": "suspects",
    "family": "families", "household": "families",
}  # fmt: skip
_WHAT: Final = (
    ("dead", re.compile(r"\b(?:died|dead|killed|bodies|drowned)\b|ស្លាប់")),
    ("deported", re.compile(
        r"\b(?:deport\w*|sent home|flew home|put on (?:aero)?planes?|flown home)\b|និរទេស")),
    ("inside", re.compile(
        r"\b(?:still inside|remain\w* inside|at their desks|still there|left inside"
        r"|left behind)\b")),
    ("suspects", re.compile(
        r"\b(?:arrest\w*|in custody|charged|detained|suspects?|sent to (?:the )?court"
        r"|ringleaders)\b|ជនសង្ស័យ")),
    ("sheltered", re.compile(
        r"\b(?:with us|sheltered|shelter|safe house|our care|in our house|centre)\b|មជ្ឈមណ្ឌល|ជម្រក")),
    ("escaped", re.compile(r"\b(?:escaped|fled|ran away|got away|climbed|jumped|swam)\b")),
)  # fmt: skip
_RUNNING: Final = re.compile(
    r"\b(?:since (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|the|last|\d)|so far|now stands|this year|last year|from january|employs"
    r"|lawmakers|delegation|quarter|in all of|each year|every year|this month|per cent"
    r"|percent|in total this|previous|hotline|calls|nationwide|across the (?:country|province))\b"
    r"|ក្នុងឆ្នាំ|ឆមាស|ត្រីមាស|សរុបក្នុង"
)
"""Words of totals over time, which are not the number of one incident."""
_RESCUED: Final = re.compile(
    r"\b(?:brought out|rescued|freed|found|taken out|led out|recovered|removed)\b"
)
_MORE: Final = re.compile(r"\s+(?:more |other |of the |young |foreign |of them )?([a-z]+)")
_PART: Final = re.compile(r"\b(?:of (?:them|these|those|whom|the)|among them|including)\b")
_CLAUSE: Final = re.compile(r"[;:]|, (?:and|but|while|who|when|after)\b|\b(?:but|while)\b")
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")
_KHMER_BACK: Final = 34
_OFFICIALS: Final = "officials"
_NEXT_TO: Final = 12
_LIST: Final = re.compile(r"(?:,|and|, and|,? as well as|និង)\s*")
_OWN: Final = frozenset({"Cambodian", "Khmer"})
_WORD: Final = re.compile(r"[A-Za-z]+")
_BORDER: Final = re.compile(r"\s+(?:border|side|embassy|consul|police|authorit|province|frontier)")
_SUSPECTS: Final = re.compile(
    r"\b(?:suspects?|managers?|boss|owner|owned|operators?|arrest\w*|charged|guards?|passport"
    r"|ringleader)\b|ជនសង្ស័យ|ម្ចាស់|អ្នកគ្រប់គ្រង"
)
_LOOK_BACK: Final = 40
_PEOPLE_AFTER: Final = re.compile(
    r"\s+(?:of (?:us|them|ours|those|theirs|whom)\b|in all\b|in total\b|altogether\b"
    r"|and not one more|(?:were|was|had|have|are) (?:taken|led|brought|found|inside|there|freed"
    r"|rescued|released|held|on board|aboard|driven|carried|put|counted|loaded|met|gone|moved"
    r"|sent|missing|lifted|kept)"
    r"|(?:went|came|ran|run|got|fled|escaped|jumped|climbed|left|walked|swam|rode|stood|sat|slept)\b"
    r"|who\b|asked\b|souls\b)",
    re.I,
)
_PEOPLE_BEFORE: Final = re.compile(
    r"(?:\b(?:persons?|people|workers|foreigners|heads|crew|victims|women|men|rescued|found"
    r"|brought out|taken out|freed|led out|aboard|on board)(?: [a-z]+){0,3}"
    r"(?::| -| is| was| were| of| at)\s"
    r"|\b(?:counted|counts|counting|tally of|count of|in all|totalling|a total of|spoke of"
    r"|speaks? of|told (?:us |me )?of|figure of|number of|the number|number is|number was"
    r"|there were(?: never| only)?)\s)"
    r"(?:only |just |exactly |some )?\Z",
    re.I,
)
_SPEAKS: Final = re.compile(r"\s*,?\s*(?:said|say|told|also said|added|who (?:spoke|asked))\b")
_NOT_LESS: Final = re.compile(r"\b(?:not|no) (?:fewer|less) than\b", re.I)
_ABOUT: Final = 0.2
"""“About” lets a number be a fifth more or less."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people, and where it stands.

    Attributes:
        is_part: the words make it a part of another number.
    """

    count: Count
    start: int
    end: int
    is_part: bool = False


def counts_in(
    text: str, facts: Sequence[Fact], sentences: Sequence[Piece], words: Words
) -> list[Counted]:
    """How many people were what, in text order; totals over longer times are left out."""
    found = list(_counts(text, facts, sentences, words))
    found += list(_sums(text, found))
    has_found = any(one.count.what == FOUND for one in found)
    return found if has_found else [_escaped_found(one) for one in found]


def _escaped_found(one: Counted) -> Counted:
    """Where nobody else was found, those who got away are those whom it is about."""
    is_escape = one.count.what == "escaped"
    return replace(one, count=replace(one.count, what=FOUND)) if is_escape else one


def _counts(
    text: str, facts: Sequence[Fact], sentences: Sequence[Piece], words: Words
) -> Iterator[Counted]:
    for fact in facts:
        value = fact.value
        if fact.kind is not FactKind.AMOUNT or not isinstance(value, Amount) or value.number < 1:
            continue
        place = next((one for one in sentences if one[0] <= fact.start < one[1]), None)
        unit = _unit(text, fact, value, words)
        if place is None or unit is None:
            continue
        sentence = text[place[0] : place[1]].casefold()
        if _RUNNING.search(sentence) or _is_speaking(text, fact):
            continue
        low, high = _bounds(text, fact, value.number)
        what = _what(_clause(text, place, fact), sentence, unit)
        count = Count(what, low, high, _nationality(text, fact, words))
        after = text[fact.end : fact.end + 12].casefold()
        is_part = "of" in fact.parts or bool(_PART.match(after.lstrip()))
        yield Counted(count, fact.start, fact.end, is_part)


def _is_of_people(text: str, fact: Fact) -> bool:
    """Whether a bare number counts people: "sixty-six went", "twelve of ours", "in all 49"."""
    before = text[max(0, fact.start - _LOOK_BACK) : fact.start]
    return bool(_PEOPLE_AFTER.match(text, fact.end) or _PEOPLE_BEFORE.search(before))


def _is_speaking(text: str, fact: Fact) -> bool:
    """Whether these people are those who tell it."""
    before = text[max(0, fact.start - len("according to ")) : fact.start]
    return bool(_SPEAKS.match(text, fact.end)) or before.casefold() == "according to "


def _unit(text: str, fact: Fact, value: Amount, words: Words) -> str | None:
    """What is counted, if it is people; in Khmer the noun stands before the number."""
    if _KHMER.search(fact.text):
        before = max(0, fact.start - _KHMER_BACK)
        hits = words.counted_khmer.within(text, before, fact.start)
        label = hits[-1].label if hits else FOUND
        if label == _OFFICIALS and fact.start - hits[-1].end > _NEXT_TO:
            label = FOUND
        is_people = value.unit in _PEOPLE and label != _OFFICIALS
        return {"children": "child", "suspects": "suspect"}.get(label, label) if is_people else None
    if value.unit in _PEOPLE:
        return value.unit
    if (noun := fact.text.casefold().rpartition(" ")[2]) in words.counted_more:
        return words.counted_more[noun]
    if value.unit:
        return None
    if _is_of_people(text, fact):
        return "person"
    follows = _MORE.match(text, fact.end)
    nouns = words.counted | words.counted_more
    unit = nouns.get(follows[1], "") if follows else ""
    return unit if unit in _PEOPLE else None


def _clause(text: str, place: Piece, fact: Fact) -> str:
    """The clause of a sentence that holds the number."""
    start, end = place
    for cut in _CLAUSE.finditer(text, *place):
        if cut.end() <= fact.start:
            start = cut.end()
        elif cut.start() >= fact.end:
            end = cut.start()
            break
    return text[start:end].casefold()


def _what(clause: str, sentence: str, unit: str) -> str:
    """What these people were; "found" if nothing else is said."""
    if unit in _GROUPS:
        return _GROUPS[unit]
    if unit in {"dead", "staff"}:
        return unit
    what = next((what for what, pattern in _WHAT if pattern.search(clause)), FOUND)
    return FOUND if what == "sheltered" and _RESCUED.search(clause) else what


def _bounds(text: str, fact: Fact, number: float) -> tuple[float, float]:
    if {"low", "high"} <= fact.parts.keys():
        low, high = (fact.parts[name].value for name in ("low", "high"))
        if isinstance(low, Amount) and isinstance(high, Amount) and low.number <= high.number:
            return low.number, high.number
    if _NOT_LESS.search(text[max(0, fact.start - 16) : fact.start + 12]):
        return number, inf
    bound = str(fact.parts["bound"].value) if "bound" in fact.parts else ""
    if bound in {"at least", "more than"}:
        return number, inf
    if bound in {"at most", "less than"}:
        return 0, number
    return (number * (1 - _ABOUT), number * (1 + _ABOUT)) if bound else (number, number)


def _nationality(text: str, fact: Fact, words: Words) -> str:
    before = max(0, fact.start - _KHMER_BACK) if _KHMER.search(fact.text) else fact.start
    return next(iter(_named(text, before, fact.end, words)), "")


def _sums(text: str, found: Sequence[Counted]) -> Iterator[Counted]:
    """Numbers of several nationalities one after the other are one number of people."""
    run: list[Counted] = []
    for one in [*found, None]:
        follows = bool(
            one and run and one.count.nationality and one.count.what == run[-1].count.what
            and _LIST.fullmatch(text[run[-1].end : one.start].strip() + " ")
        )  # fmt: skip
        if follows and one:
            run.append(one)
            continue
        if len({each.count.nationality for each in run}) > 1:
            low, high = (sum(getattr(e.count, side) for e in run) for side in ("low", "high"))
            yield Counted(Count(run[0].count.what, low, high), run[0].start, run[-1].end)
        run = [one] if one and one.count.nationality else []


def nationalities_in(text: str, pieces: Sequence[Piece], words: Words) -> set[str]:
    """The nationalities that the words name, but the country's own."""
    return all_nationalities(text, pieces, words) - _OWN


def all_nationalities(text: str, pieces: Sequence[Piece], words: Words) -> set[str]:
    """The nationalities that the words name, the country's own too."""
    return {name for start, end in pieces for name in _named(text, start, end, words)}


def victims_nationalities(text: str, pieces: Sequence[Piece], words: Words) -> set[str]:
    """Those of sentences that are not about suspects."""
    about = [(a, b) for a, b in pieces if not _SUSPECTS.search(text[a:b].casefold())]
    return nationalities_in(text, about, words)


def _named(text: str, start: int, end: int, words: Words) -> list[str]:
    """Nationalities in words, in text order: the plural counts as the singular."""
    spoken = [match for match in _WORD.finditer(text, start, end)
              if not _BORDER.match(text, match.end())]  # fmt: skip
    latin = [words.peoples[m[0].casefold()] for m in spoken if m[0].casefold() in words.peoples]
    return latin + sorted(words.countries.labels(text, start, end))
