"""Events named by a noun and told without a verb: "the arrest of two men", "the police raid"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ponleu.engines.reading.clauses import Clause
from ponleu.engines.reading.event_words import OFFICIALS, PEOPLE, PLACES, THINGS
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set

_REACH: Final = 9
"""Tokens after the noun among which it is told of whom, of what, where or when."""
_LONGEST: Final = 20
_BACK: Final = 5
_OPENING: Final = word_set("the a an his her their its this that")
_POSSESSIVES: Final = frozenset({"’s", "'s", "'", "’"})
_NOT_A_FACT: Final = word_set(
    "fear fears feared fearing risk risks threat threats expect expects hope hopes await awaits "
    "for any no every each without against if whether future further planned possible threatened "
    "second third fresh new repeat another such to until next upcoming avoid prevent demand "
    "demands seek seeks sought warrant need"
)
"""Words before an event's noun after which nothing has happened yet."""
_PREPOSITIONS: Final = word_set("of in at on with by from over after to into under about and or")
_WISHING: Final = ("request_verbs", "request_modals")
_NO_EVENT: Final = word_set("warrant warrants record records rate rates powers quota order orders")
_ENDS: Final = word_set(
    ', ; : . ! ? “ ” " ( ) – — that who which when while because after before but where as '
    "followed follows came comes began begins ended ends showed shows led leads is are was were "
    "has have had will would said says brought took prompted sparked raised drew means meant "
    "proves proved left marks marked yielded netted uncovered could can may"
)
_KINDS: Final = (
    FactKind.AMOUNT,
    FactKind.PERSON,
    FactKind.SITE,
    FactKind.PLACE,
    FactKind.ORGANISATION,
)
_OF_PEOPLE: Final = frozenset({"arrest", "rescue", "deportation", "verdict"})


def nominals_in(narration: Narration, line: Line) -> Iterator[tuple[Hit, Clause]]:
    """Nouns that tell of an event, each with the phrase around it."""
    for hit in narration.hits("event_nominals", line.first, line.last):
        first = _first(narration, line, hit)
        if first is None or _is_open(narration, line, first, hit):
            continue
        last = _last(narration, line, hit)
        if _is_told(narration, hit, first, last):
            start = narration.tokens[first].start
            yield hit, Clause(start, narration.tokens[last - 1].end)


def _first(narration: Narration, line: Line, hit: Hit) -> int | None:
    """The first token of the phrase: its article, its owner; None where it has neither."""
    tokens = narration.tokens
    at, first = hit.first - 1, None
    while at >= max(line.first, hit.first - _BACK):
        word = tokens[at].word
        if word in _OPENING:
            return at
        if word in _POSSESSIVES:
            first = at - 1
        elif word in _ENDS or word in _NOT_A_FACT or _is_verbal(narration, at):
            break
        elif first is not None and narration.text[tokens[at].start].isupper():
            first = at
        at -= 1
    if first is None and hit.first == line.first:
        return hit.first
    return first


def _is_verbal(narration: Narration, at: int) -> bool:
    """Whether a token stands in no noun phrase: a mark, a preposition, "provides", "faced"."""
    token = narration.tokens[at]
    if not (token.word.isalnum() or token.word == "-") or token.word in _PREPOSITIONS:
        return True
    is_small = narration.text[token.start].islower()
    return is_small and token.word.endswith(("s", "ed")) and token.word not in OFFICIALS


def _is_open(narration: Narration, line: Line, first: int, hit: Hit) -> bool:
    """Whether the phrase names what is asked for, feared or still to come."""
    tokens = narration.tokens
    near = {token.word for token in tokens[max(line.first, first - 2) : hit.first]}
    if near & _NOT_A_FACT or tokens[min(hit.last, line.last - 1)].word in _NO_EVENT:
        return True
    return any(narration.hits(words, line.first, first) for words in _WISHING)


def _last(narration: Narration, line: Line, hit: Hit) -> int:
    """The token after the phrase, which a mark, a verb or a new clause ends."""
    at = hit.last
    while at < min(line.last, hit.last + _LONGEST):
        token = narration.tokens[at]
        is_month = token.word == "may" and narration.text[token.start] == "M"
        if token.word in _ENDS and not is_month:
            break
        if token.word == "and" and narration.hit_at("event_verbs", at + 1) is not None:
            break
        at += 1
    return at


def _is_told(narration: Narration, hit: Hit, first: int, last: int) -> bool:
    """Whether the phrase says of whom or what, by whom, or on which day."""
    tokens = narration.tokens
    near = min(last, hit.last + _REACH)
    if near == hit.last:
        return _is_owned(narration, hit, first)
    start, end = tokens[hit.last - 1].end, tokens[near - 1].end
    words = {token.word for token in tokens[hit.last : near]}
    is_dated = bool(narration.within(FactKind.DATE, tokens[first].start, end))
    if tokens[hit.last].word == "of":
        is_day_enough = is_dated and hit.label not in _OF_PEOPLE
        return is_day_enough or _has_object(narration, hit, words, start, end)
    if "by" in words and words & OFFICIALS:
        return True
    if tokens[hit.last].word in {"on", "in", "at", "to", "last", "this"}:
        has_place = bool(words & PLACES) or any(
            narration.within(kind, start, end) for kind in (FactKind.SITE, FactKind.PLACE)
        )
        return is_dated and (has_place or _is_owned(narration, hit, first))
    return is_dated and _is_owned(narration, hit, first)


def _has_object(narration: Narration, hit: Hit, words: set[str], start: int, end: int) -> bool:
    """ "Of 19", "of the two", "of the tower": people where people are freed or taken."""
    if hit.label in _OF_PEOPLE:
        kinds: tuple[FactKind, ...] = (FactKind.AMOUNT, FactKind.PERSON)
        return bool(words & PEOPLE) or any(narration.within(kind, start, end) for kind in kinds)
    if words & (PEOPLE | THINGS | PLACES):
        return True
    return any(narration.within(kind, start, end) for kind in _KINDS)


def _is_owned(narration: Narration, hit: Hit, first: int) -> bool:
    """ "The Gendarmerie's raid", "the police search": who did it is in the phrase."""
    words = {token.word for token in narration.tokens[first : hit.first]}
    return bool(words & OFFICIALS)
