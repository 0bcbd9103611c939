"""What may not stand in a public answer: found by rule, listed, never changed by us. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ponleu.knowledge.figures.rules import Stated
from ponleu.response.public_answers.rules.numbers import (
    PERSONS,
    Number,
    in_ascii,
    numbers_in,
    without_dates,
    words_in,
)
from ponleu.response.public_answers.rules.published import is_of_time, quoted

SMALLEST_COUNT = 5
"""Fewer people than this could be known again, with what else is known of a place."""

COURT_JUDGMENT = 5


class Check(StrEnum):
    """What is looked at before an answer goes out."""

    RECOGNISABLE = "recognisable"
    GUILT = "guilt"
    FIGURES = "figures"
    KHMER_READ = "khmer_read"
    FINDING = "finding"
    LANGUAGES = "languages"


class Sort(StrEnum):
    """What sort of thing was found in the words, or is missing."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PAPER = "paper"
    AGE = "age"
    SMALL_COUNT = "small_count"
    COMPLAINT = "complaint"
    ACCUSING = "accusing"
    NUMBER = "number"
    DISPUTED = "disputed"
    ONE_LANGUAGE = "one_language"
    NO_KHMER = "no_khmer"
    NO_ENGLISH = "no_english"
    NOT_READ = "not_read"
    REPLACED = "replaced"
    NOT_APPROVED = "not_approved"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"
    ALLEGATION_WITHDRAWN = "allegation_withdrawn"


CHECK_OF: Mapping[Sort, Check] = {
    **dict.fromkeys(
        (
            Sort.NAME,
            Sort.PHONE,
            Sort.EMAIL,
            Sort.PAPER,
            Sort.AGE,
            Sort.SMALL_COUNT,
            Sort.COMPLAINT,
        ),
        Check.RECOGNISABLE,
    ),
    Sort.ACCUSING: Check.GUILT,
    Sort.NUMBER: Check.FIGURES,
    Sort.DISPUTED: Check.FIGURES,
    Sort.ONE_LANGUAGE: Check.LANGUAGES,
    Sort.NO_KHMER: Check.LANGUAGES,
    Sort.NO_ENGLISH: Check.LANGUAGES,
    Sort.NOT_READ: Check.KHMER_READ,
    Sort.REPLACED: Check.FINDING,
    Sort.NOT_APPROVED: Check.FINDING,
    Sort.EVIDENCE_WITHDRAWN: Check.FINDING,
    Sort.ALLEGATION_WITHDRAWN: Check.FINDING,
}
EXCUSABLE = frozenset(
    {
        Sort.NAME,
        Sort.PHONE,
        Sort.EMAIL,
        Sort.PAPER,
        Sort.AGE,
        Sort.SMALL_COUNT,
        Sort.NUMBER,
        Sort.DISPUTED,
        Sort.ONE_LANGUAGE,
    }
)
"""What a person may let stand, with a reason that is kept. A complaint's reference never."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something in the words that keeps an answer back, as it is written there.

    Attributes:
        records: references of the records with which it does not fit.
    """

    sort: Sort
    text: str = ""
    records: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """By which a reason for it is kept: the same words are excused once."""
        return self.sort.value, folded(self.text)

    @property
    def may_be_excused(self) -> bool:
        """Whether a person may let it stand."""
        return self.sort in EXCUSABLE


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: what keeps the answer back, and what a person let stand."""

    check: Check
    hits: tuple[Hit, ...]
    excused: tuple[Hit, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether nothing keeps the answer back any more."""
        return not self.hits


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the words are held against.

    Attributes:
        names: of persons linked with what the answer is about, in every spelling.
        level: proof level of the finding.
        numbers: values that stand in the records it rests on, with where.
        figures: published ones of the same values.
        days: on which something of it happened.
        faults: why the finding carries no answer now.
        is_khmer_read: a second person read these very Khmer words.
    """

    names: tuple[str, ...] = ()
    level: int = 0
    numbers: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Stated, ...] = ()
    days: tuple[date, ...] = ()
    faults: tuple[Sort, ...] = ()
    is_khmer_read: bool = False


_REFERENCE = re.compile(r"\b[A-Z]-\d{4}-\d{6,}-[A-Z]\b")
_COMPLAINT = re.compile(
    r"(?<![^\W\d_])C[\s\-\u2013]*\d{4}[\s\-\u2013]*\d{6,}(?:[\s\-\u2013]*[A-Z]\b)?", re.I
)
_PHONE = re.compile(r"(?<![\d.,])(?:\+|00)?\d(?:[ .\-()]{0,2}\d){7,14}(?![\d,])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PAPER = re.compile(r"\b[A-Z]{1,2}\d{6,9}\b", re.IGNORECASE)
_AGE = re.compile(
    r"(?<!under )(?<!below )(?<!over )\b\d{1,2}[- ]years?[- ]old\b"
    r"|\b(?:aged|age of|age) \d{1,2}\b|អាយុ\s*\d{1,2}",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:people|persons?|workers?|wom[ae]n|m[ae]n|child(?:ren)?|girls?|boys?|nationals?|victims?"
    r"|employees?|guards?|migrants?|reporters?|witness(?:es)?|foreigners?|staff)"
)
_SMALL = re.compile(
    rf"\b(?:[1-4]|one|two|three|four)\b(?: [^\W\d_]+){{0,2}} {_PEOPLE}\b"
    rf"|(?<![\d.,])[1-4]\s*{PERSONS}|(?<!ណា)(?<!បុគ្គល)(?<!អ្នកពិនិត្យ)ម្នាក់",
    re.IGNORECASE,
)
_ACCUSING = re.compile(
    r"\b(?:guilty|guilt|criminals?|culprits?|offenders?|perpetrators?|traffickers?|convicted"
    r"|scam boss(?:es)?)\b"
    r"|(?<!\u17d2)មានទោស|ពិរុទ្ធ|ឧក្រិដ្ឋជន|ជនល្មើស|ជនជួញដូរ|អ្នកជួញដូរ|មេខ្លោង",
    re.IGNORECASE,
)
_PATTERNS: Mapping[Sort, re.Pattern[str]] = {
    Sort.EMAIL: _EMAIL,
    Sort.PAPER: _PAPER,
    Sort.AGE: _AGE,
    Sort.PHONE: _PHONE,
}
"""The number of a paper is no telephone number: each is told as the first that fits."""
_SHORTEST_NAME = 3


def checked(
    khmer: str, english: str, grounds: Grounds, *, excused: Collection[tuple[str, str]] = ()
) -> tuple[Checked, ...]:
    """Every check on the words of both languages; each tells what keeps the answer back.

    Args:
        excused: keys of hits that a person let stand with a reason.
    """
    found: dict[Check, dict[tuple[str, str], Hit]] = {check: {} for check in Check}
    for hit in _hits(khmer, english, grounds):
        found[CHECK_OF[hit.sort]].setdefault(hit.key, hit)
    return tuple(_checked(check, hits.values(), excused) for check, hits in found.items())


def is_ready(found: Iterable[Checked]) -> bool:
    """Whether nothing keeps the answer back."""
    return all(each.is_passed for each in found)


def recognisable(text: str, names: Iterable[str]) -> Iterator[Hit]:
    """What a person found, or a reporter, could be known again by."""
    plain = in_ascii(text)
    yield from (Hit(Sort.NAME, name) for name in names if _names(text, name))
    complaints = list(_COMPLAINT.finditer(plain))
    yield from (Hit(Sort.COMPLAINT, _slice(text, found)) for found in complaints)
    taken = [found.span() for found in complaints]
    taken += [found.span() for each in (_REFERENCE, _DAY) for found in each.finditer(plain)]
    for sort, pattern in _PATTERNS.items():
        for found in pattern.finditer(plain):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                yield Hit(sort, _slice(text, found))
            taken.append(found.span())
    yield from small_counts(text)


def complaints_named(text: str) -> bool:
    """Whether the words hold the reference of a complaint."""
    return _COMPLAINT.search(in_ascii(text)) is not None


def small_counts(text: str) -> Iterator[Hit]:
    """Counts of fewer than five people, in digits or in words."""
    plain = in_ascii(text)
    yield from (Hit(Sort.SMALL_COUNT, _slice(text, found)) for found in _SMALL.finditer(plain))
    for number in words_in(text):
        is_khmer = not number.text.isascii()
        if is_khmer and int(number.value) < SMALLEST_COUNT:
            yield Hit(Sort.SMALL_COUNT, f"{number.text}{PERSONS}")


def accusing(text: str, level: int) -> Iterator[Hit]:
    """Words that call someone guilty before a court has judged."""
    if level < COURT_JUDGMENT:
        yield from (Hit(Sort.ACCUSING, found[0]) for found in _ACCUSING.finditer(text))


def unrecorded(text: str, grounds: Grounds) -> Iterator[Hit]:
    """Numbers that stand in none of the records they rest on, nor in a figure that was published
    of what their sentence is about; published ones beside which another cannot be right.
    """
    found = without_dates(_figures(text), text, grounds.days)
    quotes = quoted(text, found, grounds.figures)
    published = {quote.number.start for quote in quotes}
    for number in found:
        is_known = number.value in grounds.numbers or number.start in published
        if not is_known and not is_of_time(number, quotes):
            yield Hit(Sort.NUMBER, number.text)
    for quote in quotes:
        if quote.figure.rivals:
            records = (quote.figure.reference, *quote.figure.rivals)
            yield Hit(Sort.DISPUTED, quote.number.text, records)


def one_sided(khmer: str, english: str) -> Iterator[Hit]:
    """Numbers that are said in one language alone; those in words count if they are met."""
    said = (
        {number.value for number in numbers_in(khmer)},
        {number.value for number in numbers_in(english)},
    )
    for text, other in ((khmer, said[1]), (english, said[0])):
        for number in _figures(text):
            is_word = number.text.isascii() and number.text[0].isalpha()
            if not is_word and number.value not in other:
                yield Hit(Sort.ONE_LANGUAGE, number.text)


def folded(text: str) -> str:
    """Words as they are compared: small letters, one space, Latin digits."""
    return " ".join(in_ascii(text).casefold().split())


def _hits(khmer: str, english: str, grounds: Grounds) -> Iterator[Hit]:
    for text in (khmer, english):
        yield from recognisable(text, grounds.names)
        yield from accusing(text, grounds.level)
        yield from unrecorded(text, grounds)
    if not khmer.strip():
        yield Hit(Sort.NO_KHMER)
    if not english.strip():
        yield Hit(Sort.NO_ENGLISH)
    if khmer.strip() and english.strip():
        yield from one_sided(khmer, english)
    if not grounds.is_khmer_read:
        yield Hit(Sort.NOT_READ)
    yield from (Hit(fault) for fault in grounds.faults)


def _checked(check: Check, hits: Iterable[Hit], excused: Collection[tuple[str, str]]) -> Checked:
    standing: list[Hit] = []
    passed: list[Hit] = []
    for hit in hits:
        is_excused = hit.may_be_excused and hit.key in excused
        (passed if is_excused else standing).append(hit)
    return Checked(check, tuple(standing), tuple(passed))


def _slice(text: str, found: re.Match[str]) -> str:
    """What was found in the text with Latin digits, as it is written."""
    return text[found.start() : found.end()]


def _figures(text: str) -> list[Number]:
    """Numbers that tell something: not those of a reference, nor of a count listed elsewhere."""
    plain = in_ascii(text)
    hidden = [found.span() for found in _REFERENCE.finditer(plain)]
    hidden += [found.span() for found in _COMPLAINT.finditer(plain)]
    return [
        number
        for number in numbers_in(text)
        if not any(start <= number.start < end for start, end in hidden)
    ]


def _names(text: str, name: str) -> bool:
    wanted = folded(name)
    if len(wanted) < _SHORTEST_NAME:
        return False
    if not wanted.isascii():
        return wanted in folded(text)
    orders = {wanted, " ".join(reversed(wanted.split()))}
    return any(re.search(rf"\b{re.escape(each)}\b", folded(text)) for each in orders)
