"""Bodies that the words around them give away: initials in brackets, a description, a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.organisation_names import CONNECTORS
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set

_ABBREVIATION: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_BODIES: Final = word_set(
    "group ngo charity organisation organization monitor network agency association union forum "
    "newspaper daily weekly broadcaster station site outlet company firm shelter coalition "
    "foundation institute club party federation bureau contractor supplier operator employer"
)
"""Words that say, after a name and a comma, that it is a body."""
_INTRODUCING: Final = word_set(
    "page newspaper group company firm ngo charity outlet channel website"
)
_LEVELS: Final = word_set("provincial municipal district city commune")
_LOCAL: Final = word_set(
    "office police department bureau court hall administration unit commissariat council "
    "committee authority station post hospital prison taskforce"
)
_LOCAL_STOPS: Final = word_set(
    "governor chief deputy and of in the officers officials authorities commissioner spokesman "
    "spokesperson director head judge prosecutor level to for s court’s police’s"
)
_OPENERS: Final = frozenset({"a", "an", "the", "its", "our", "their"})
_REACH: Final = 7
_LONGEST: Final = 5
_QUOTES: Final = frozenset("\"“”«»'‘’")


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``first`` to ``last`` of a sentence that name a body, and why."""

    first: int
    last: int
    rule: str
    reason: str


def in_context(words: Words, lexicon: Lexicon) -> Iterator[Found]:
    """Bodies told by their surroundings in one sentence."""
    if not words.capitals:
        return
    yield from _by_initials(words)
    yield from _local_offices(words)
    yield from _told_papers(words, _common(lexicon))
    yield from _affiliated(words, lexicon)
    if _BODIES.isdisjoint(words.keys):
        return
    common = _common(lexicon)
    for run in _runs(words):
        yield from _described(words, run, common)


@once_per
def _common(lexicon: Lexicon) -> frozenset[str]:
    lists = (lexicon.words.get("not_names", {}), lexicon.words.get("nationalities", {}))
    return frozenset().union(*lists, lexicon.offices)


def _told_papers(words: Words, common: frozenset[str]) -> Iterator[Found]:
    """ "He told the Ledger that": a newspaper is told things."""
    for at in words.capitals:
        if at < 2 or words.keys[at - 1] != "the" or words.keys[at - 2] not in _TELLING:
            continue
        last = at
        while words.touches(last) and words.tokens[last + 1].is_capitalised and last - at < 3:
            last += 1
        after = words.keys[last + 1] if last + 1 < len(words.keys) else ""
        goes_on = after in _AFTER_PAPER or words.gap(last)[:1] in {",", ".", ";", "\n"}
        if goes_on and words.keys[last] not in common - _PAPERS:
            yield Found(at, last, "organisations.described", "The words 'told the' precede it.")


_TELLING: Final = word_set("told tells informed")
_AFTER_PAPER: Final = word_set(
    "that in on by yesterday last this he she they it there from over via"
)
_PAPERS: Final = word_set("post times daily news press")
_AFFILIATED: Final = word_set("with at")
_STAFF: Final = word_set(
    "lawyer lawyers officer monitor researcher coordinator director spokesman spokeswoman manager "
    "spokesperson head founder worker staff member representative adviser advisor counsellor "
    "counselor volunteer chair president secretary caseworker doctor nurse reporter editor "
    "activist investigator advocate consultant analyst engineer attorney paralegal organiser "
    "organizer campaigner specialist expert partner fellow lecturer programme program"
)


def _affiliated(words: Words, lexicon: Lexicon) -> Iterator[Found]:
    """ "A lawyer with Open Doors Asia": two large words or more after someone's work."""
    if _STAFF.isdisjoint(words.keys):
        return
    people = lexicon.words.get("given_names", {})
    for at in words.capitals:
        led = at > 1 and words.keys[at - 1] in _AFFILIATED and words.keys[at - 2] in _STAFF
        if not led or words.keys[at] in people or not words.touches(at - 1):
            continue
        last = at
        while words.touches(last) and words.tokens[last + 1].is_capitalised and last - at < 5:
            last += 1
        if last > at and words.keys[last] not in _PREMISES:
            yield Found(at, last, "organisations.described", "Someone works there.")


_PREMISES: Final = word_set("hotel casino resort park compound tower building villa club spa")


def _by_initials(words: Words) -> Iterator[Found]:
    """ "Legal Aid for Seafarers and Migrants (LASM)": the letters are those of the words."""
    for at in words.capitals:
        if not words.gaps[at].endswith(("(", "[")) or not at:
            continue
        if at + 1 < len(words.gaps) and words.gaps[at + 1][:1] not in {")", "]"}:
            continue
        letters = words.tokens[at].text
        if _ABBREVIATION.fullmatch(letters) and (first := _spelled_from(words, at, letters)) >= 0:
            yield Found(first, at - 1, "organisations.initials", f"Its initials are {letters}.")


def _local_offices(words: Words) -> Iterator[Found]:
    """ "Kampot provincial anti-trafficking office", in small letters after the place."""
    if _LEVELS.isdisjoint(words.keys):
        return
    for at, key in enumerate(words.keys):
        if key not in _LEVELS or not at or not words.tokens[at - 1].is_capitalised:
            continue
        first = at - 1
        while first and words.touches(first - 1) and words.tokens[first - 1].is_capitalised:
            first -= 1
        first += words.keys[first] in {"the", "a"}
        for last in range(at + 1, min(at + 6, len(words.keys))):
            if words.gaps[last] not in {" ", "-", "\n"} or words.keys[last] in _LOCAL_STOPS:
                break
            if words.keys[last] in _LOCAL and first < at:
                yield Found(first, last, "organisations.head", "An office of a place.")
                break


def _spelled_from(words: Words, at: int, letters: str) -> int:
    """First word of the name whose initials the letters are; -1 if the words differ."""
    wanted = [letter for letter in letters if letter.isupper()]
    place = at - 1
    while wanted and place >= 0 and at - place <= 12:
        token = words.tokens[place]
        inner = [letter for letter in token.text if letter.isupper()]
        if 1 < len(inner) < len(token.text) and wanted[-len(inner) :] == inner:
            del wanted[-len(inner) :]
        elif token.text[0] == wanted[-1]:
            wanted.pop()
        elif token.key not in CONNECTORS:
            return -1
        if not wanted:
            return place if at - place > 1 else -1
        if not words.gaps[place].isspace() and words.gaps[place] != "-":
            return -1
        place -= 1
    return -1


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, "of" and "for" between them allowed."""
    done = -1
    for at in words.capitals:
        if at <= done:
            continue
        last = at
        while last + 1 < len(words.tokens) and last - at < _LONGEST and words.touches(last):
            if not words.tokens[last + 1].is_capitalised:
                break
            last += 1
        done = last
        yield at, last


def _described(words: Words, run: tuple[int, int], common: frozenset[str]) -> Iterator[Found]:
    first, last = run
    while first < last and words.keys[first] in _INTRODUCING | {"the"}:
        first += 1
    own = [token for token in words.tokens[first : last + 1] if token.key not in common]
    if not own or len(own[0].text) < 3:
        return
    after = words.tokens[last + 1 : last + 1 + _REACH]
    if after and words.gap(last).strip() == "," and after[0].key in _OPENERS:
        told = _body_word(after)
        if told:
            yield Found(first, last, "organisations.described", f"It is described as a {told}.")
            return
    before = words.tokens[first - 1] if first else None
    quoted = words.gaps[first].strip() in _QUOTES
    called = before and before.text in {"called", "named"} and first > 1
    if called and words.keys[first - 2] in _CALLED_BODIES:
        yield Found(first, last, "organisations.described", "A body is said to be called so.")
    elif before and _is_introducing(words, first) and (quoted or words.gaps[first].isspace()):
        yield Found(
            first, last, "organisations.described", f"The word {before.text!r} precedes it."
        )


_CALLED_BODIES: Final = word_set(
    "firm company agency outfit contractor group ngo charity organisation organization business "
    "enterprise consultancy shop newspaper magazine website page channel union "
    "association network foundation syndicate gang bank"
)


def _is_introducing(words: Words, first: int) -> bool:
    """Whether "page" or "NGO" stands before a name; "Ngo" is a family name."""
    before = words.tokens[first - 1]
    if before.key not in _INTRODUCING or before.text == "Ngo":
        return False
    return not (before.text.isupper() and words.tokens[first].text.isupper())


def _body_word(after: Sequence[object]) -> str:
    """The first word for a body before anything ends the description."""
    for token in after:
        key = getattr(token, "key", "")
        if key in _BODIES:
            return str(key)
        if key in {"who", "said", "says", "and", "of", "in", "that", "which"}:
            return ""
    return ""
