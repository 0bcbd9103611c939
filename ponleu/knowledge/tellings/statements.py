"""Statements that others may contradict, each with its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.incidents import ContradictionKind, Days, Span, Statement
from ponleu.engines.incidents.contradictions import DENIED, SAID
from ponleu.engines.reading import Fact, FactKind
from ponleu.knowledge.tellings.counts import Counted

_TOPICS: Final = (
    ("confinement", re.compile(
        r"\b(?:locked|confine\w*|imprison\w*|held captive|could not leave|against (?:their|his|her)"
        r" will|(?:kept|held) (?:there|inside|in a)|of (?:their|his|her) own will|go out on)\b")),
    ("violence", re.compile(
        r"\b(?:violence|beaten|burn(?:s|ed|t)|hit with|tortur\w*|electric baton)\b")),
    ("children at work", re.compile(
        r"\b(?:child|children|boys and girls)\b[^.]{0,40}\b(?:work\w*|carry\w*|stack\w*)")),
    ("people left inside", re.compile(r"\b(?:still inside|left in there|remain\w* inside)\b")),
)  # fmt: skip
_NO: Final = re.compile(
    r"\b(?:no|not|nobody|no one|none|never|nor|neither|without|denie[sd]|deny)\b"
    r"|\bof (?:their|his|her) own will\b|\bgo out on\b",
    re.I,
)
_STATES: Final = (
    ("closure", "open", re.compile(
        r"\b(?:still open|reopened|floors were lit|at their desks|were not: no seal"
        r"|no seal has been|may go on|went on working|never closed)\b")),
    ("closure", "closed", re.compile(
        r"\b(?:site is closed|(?:was|were|been|is) (?:sealed|closed|shut)(?: down)?)\b")),
    ("suspect", "at large", re.compile(r"\b(?:at large|on the run|being looked for|has fled)\b")),
    ("suspect", "arrested", re.compile(r"\b(?:owner|boss|manager) (?:has been|was) arrested\b")),
)  # fmt: skip
_OWNER: Final = re.compile(r"\b(?:owner|owned by|owns)\b")
_DIFFER: Final = re.compile(r"\b(?:not|neither|never)\b")
_SENTENCE: Final = re.compile(r"[^.!?\n។]+(?:\.(?=\w|\s[a-z])[^.!?\n។]*)*[.!?។]?[\"\u201d]?")


def statements_of(
    key: str,
    text: str,
    facts: Sequence[Fact],
    spans: Sequence[tuple[int, int]],
    counts: Sequence[Counted],
    days: Days | None,
) -> Iterator[Statement]:
    """What one telling states: counts, nationalities, its day, what it says or denies, states."""
    yield from _of_counts(key, counts)
    sentences = [
        found
        for start, end in spans
        for found in _SENTENCE.finditer(text, start, end)
        if found[0].strip()
    ]  # fmt: skip
    if days and (first := _dated(facts, sentences, days)):
        yield Statement(ContradictionKind.DATE, "day", _span(key, first), days=days)
    yield from _commune(key, facts)
    for sentence in sentences:
        span, words = _span(key, sentence), sentence[0]
        yield from _of_words(span, words)
        yield from _owners(span, words, [f for f in facts if _within(f, sentence)])


def _of_counts(key: str, counts: Sequence[Counted]) -> Iterator[Statement]:
    """Of each sort of people the whole: the largest number; the others are parts of it."""
    whole: dict[str, Counted] = {}
    for one in counts:
        known = whole.setdefault(one.count.what, one)
        if one.count.low > known.count.low:
            whole[one.count.what] = one
    for one in whole.values():
        fact, count = one.fact, one.count
        span = Span(key, fact.start, fact.end, fact.text)
        plain = replace(count, nationality="")
        yield Statement(ContradictionKind.COUNT, count.what, span, count=plain)
        if count.nationality and count.low == count.high:
            topic = f"nationality of {count.low:g}"
            yield Statement(ContradictionKind.IDENTITY, topic, span, count.nationality)


def _commune(key: str, facts: Sequence[Fact]) -> Iterator[Statement]:
    """The commune, if the telling names one only."""
    named = [
        fact
        for fact in facts
        if fact.kind is FactKind.PLACE and str(fact.value).isdecimal()
        and len(str(fact.value)) == len("180603")
    ]  # fmt: skip
    if len({fact.value for fact in named}) == 1:
        fact = named[0]
        span = Span(key, fact.start, fact.end, fact.text)
        yield Statement(ContradictionKind.PLACE, "commune", span, str(fact.value))


def _of_words(span: Span, words: str) -> Iterator[Statement]:
    for topic, pattern in _TOPICS:
        if pattern.search(words):
            value = DENIED if _NO.search(words) else SAID
            yield Statement(ContradictionKind.DENIAL, topic, span, value)
    for topic, state, pattern in _STATES:
        if pattern.search(words):
            yield Statement(ContradictionKind.STATUS, topic, span, state)
            return


def _owners(span: Span, words: str, facts: Sequence[Fact]) -> Iterator[Statement]:
    if not _OWNER.search(words) or _DIFFER.search(words):
        return
    people = [fact for fact in facts if fact.kind is FactKind.PERSON]
    bodies = [fact for fact in facts if fact.kind is FactKind.ORGANISATION]
    for fact in (people or bodies)[:1]:
        yield Statement(ContradictionKind.IDENTITY, "owner", span, str(fact.value))


def _dated(
    facts: Sequence[Fact], sentences: Sequence[re.Match[str]], days: Days
) -> re.Match[str] | None:
    """The sentence that gives the day of the telling."""
    day = days.first.isoformat()
    dated = [f for f in facts if f.kind is FactKind.DATE and f.value == day]
    return next((s for s in sentences if any(_within(fact, s) for fact in dated)), None)


def _within(fact: Fact, sentence: re.Match[str]) -> bool:
    return sentence.start() <= fact.start < sentence.end()


def _span(key: str, sentence: re.Match[str]) -> Span:
    """The sentence without the spaces around it."""
    text = sentence[0].strip()
    start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
    return Span(key, start, start + len(text), text)
