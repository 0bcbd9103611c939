"""People in messages written without capitals: "my friend analyn", "boss name is mr liu"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from ponleu.engines.reading.person_evidence import Evidence
from ponleu.engines.reading.person_names import Run
from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.small_words import (
    FUNCTION_WORDS,
    SmallWords,
    follows_closely,
    is_small_word,
    may_be_small_name,
)
from ponleu.engines.reading.word_sets import word_set

LONGEST: Final = 3
"""Words that a name in small letters may have."""
_SURE_TITLES: Final = word_set("mr mrs ms mister missus oknha dr atty surnamed")
_TITLES: Final = word_set(
    "boss miss lok bong bang ate kuya tita tito aunty auntie uncle aunt pu ming chi anh pak mbak "
    "mas kak tuan puan captain sgt sergeant colonel col general gen madam madame brother bro "
    "sister sis mommy mama nanay tatay lola lolo yeay father pastor teacher dalal "
    "ta neang om anna akka"
)
_NAMING: Final = word_set(
    "name named names called nickname nicknamed alias aka surnamed known im am myself is as him"
)
_IS_NAMING: Final = word_set("name names nickname friend im one")
_NO_PERSON: Final = word_set(
    "place city town company building hotel casino village province area app site compound website "
    "game group page shop agency street restaurant its thing project airport district commune"
)
_KIN: Final = word_set(
    "lady man woman guy girl boy broker tout fixer recruiter leader owner helper roommate mate "
    "batchmate officemate countryman kababayan compatriot workmate coworker bestfriend buddy "
    "partner sponsor interpreter translator secretary accountant handler trainer coach hr dalal"
)
_AFTER: Final = word_set("bhai bhaiya didi ji apu apa saab sahib")
_ACTS: Final = word_set(
    "said say says told tell tells asked ask asks is was has had hit hits beat beats took take "
    "takes call called calls went go goes came come comes promised promise gave give gives sold "
    "sell paid pay want wants wanted knows know jumped died escaped ran send sent brought bring "
    "works worked and still also never dont doesnt didnt cant will"
)
_CALLING: Final = frozenset({"ah", "lao", "xiao", "old", "little"})
_LEADS: Final = word_set("and with to for from by about also or plus of my me save help find tell")
_REASON: Final = "In a message without capitals, it is no plain word and {} tells of a person."


def small_runs(
    words: Words, known: SmallWords, covered: Covered, turns: Collection[int]
) -> Iterator[tuple[Run, Evidence]]:
    """Names in small letters in one sentence, each with what tells of it."""
    done = -1
    for at in range(len(words.keys)):
        if at <= done or words.tokens[at] in covered or not is_small_word(words, at):
            continue
        cue = _cue(words, at, known, turns)
        if not cue:
            continue
        last = _last_of(words, at, known, covered)
        done = last
        yield Run(at, last), Evidence("persons.message", _REASON.format(repr(cue)))


def _cue(words: Words, at: int, known: SmallWords, turns: Collection[int]) -> str:
    """The word that makes a name of the one at ``at``; "" if none does."""
    key = words.keys[at]
    if words.tokens[at].start in turns:
        return "its place before a turn"
    after = words.keys[at + 1] if at + 1 < len(words.keys) and words.touches(at) else ""
    before = words.keys[at - 1] if at else ""
    if key in _CALLING and after and _is_calling(words, at, before, known):
        return key
    if before in _SURE_TITLES and _stands_after(words, at) and key not in FUNCTION_WORDS:
        return before
    if not may_be_small_name(words, at, known):
        return ""
    near = at and follows_closely(words, at - 1)
    if near and (told := _told_before(words, at, before, known)):
        return told
    return _told_after(key, before, after, known)


def _is_calling(words: Words, at: int, before: str, known: SmallWords) -> bool:
    """Whether "ah" or "lao" begins a nickname: "ah keong", "boss name is lao chen"."""
    if words.keys[at] == "ah":
        return may_be_small_name(words, at + 1, known)
    listed = words.keys[at + 1] in known.given and words.keys[at + 1] not in FUNCTION_WORDS
    return listed and before in {"is", "name", "called", "him", "boss", "manager", "named"}


def _told_after(key: str, before: str, after: str, known: SmallWords) -> str:
    if after in _AFTER:
        return after
    if key in known.given and len(key) > 3 and (before in _LEADS or after in _ACTS | {"s"}):
        return before if before in _LEADS else after
    return ""


def _stands_after(words: Words, at: int) -> bool:
    return not words.gaps[at].strip(". \t")


def _told_before(words: Words, at: int, before: str, known: SmallWords) -> str:
    if before in _TITLES or before in _KIN or before in known.people:
        return before
    if before in _NAMING:
        earlier = words.keys[at - 2] if at > 1 else ""
        if before == "is":
            listed = (earlier in known.people or earlier in _KIN) and words.keys[at] in known.given
            return before if listed or earlier in _IS_NAMING else ""
        if before == "am":
            return before if earlier == "i" else ""
        if before == "as":
            return before if earlier == "known" else ""
        if before in {"called", "named", "name"} and earlier in _NO_PERSON:
            return ""
        if before == "him":
            return before if earlier in {"call", "calls", "called"} else ""
        return before
    return ""


def _last_of(words: Words, at: int, known: SmallWords, covered: Covered) -> int:
    """Last word of the name that begins at ``at``."""
    last = at
    while last + 1 < len(words.keys) and last - at + 1 < LONGEST and follows_closely(words, last):
        after = last + 1
        own = may_be_small_name(words, after, known)
        if words.keys[last] != "ah" or last > at:
            listed = words.keys[after] in known.given and words.keys[after] not in FUNCTION_WORDS
            own = own or (listed and is_small_word(words, after))
        if not own or words.tokens[after] in covered or words.keys[after] in _AFTER:
            break
        last = after
    return last


_CLOSING: Final = re.compile(
    r"\b(?:thank(?:s| you| u)|thnx|thx|regards|respectfully|faithfully|truly|sincerely|yours|from|"
    r"god bless|love)[\s,.!-]+(?P<name>[a-z]{3,}(?: [a-z]{3,}){0,2})\W*\Z"
)


def signature(text: str, known: SmallWords) -> tuple[int, int] | None:
    """Offsets of the name in small letters that a message ends with, after its thanks."""
    closing = _CLOSING.search(text, max(0, len(text) - 80))
    if closing is None or any(word in known.plain for word in closing["name"].split()):
        return None
    return closing.span("name")


def echoes(
    words: Words, names: Collection[str], covered: Covered, held: Collection[int]
) -> Iterator[Run]:
    """Words in small letters that were part of a name elsewhere, those in a row as one."""
    first = -1
    for at, key in enumerate([*words.keys, ""]):
        stands = at < len(words.keys) and key in names and is_small_word(words, at)
        stands = stands and words.tokens[at] not in covered and words.tokens[at].start not in held
        if first >= 0 and not (stands and follows_closely(words, at - 1)):
            yield Run(first, at - 1)
            first = -1
        if stands and first < 0:
            first = at
