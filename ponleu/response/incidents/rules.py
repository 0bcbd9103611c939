"""What people say of incidents and contradictions; what tellings share. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

SMALLEST = 2
"""Documents from which on something is proposed: one alone is its own incident."""

WINDOW_DAYS: Final = 14
"""As the engine has it: tellings further apart in time need a name in common."""

_MOST_WINDOWS: Final = 30
_ANY: Final = "any"
_VOWELS: Final = re.compile(r"[aeiouyhw]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS: Final = (". ", "\n", "។")
MOST_AROUND: Final = 300
"""Characters of a sentence that are shown around words."""


class Verdict(StrEnum):
    """Why tellings are kept apart; neither is asked again."""

    DIFFERENT = "different"
    UNSURE = "unsure"


class Kind(StrEnum):
    """What two sides differ in, or that the figures of one do not add up."""

    COUNT = "count"
    DENIAL = "denial"
    DATE = "date"
    STATUS = "status"
    PLACE = "place"
    IDENTITY = "identity"
    ARITHMETIC = "arithmetic"


class Resolution(StrEnum):
    """Why a contradiction is none, or which side is right."""

    OTHER_THING = "other_thing"
    OTHER_DAY = "other_day"
    ERROR = "error"
    CORRECTED = "corrected"
    BOTH_STAND = "both_stand"


class Right(StrEnum):
    """Which side is right, of those that decide it; of figures the stated or the worked-out one."""

    NONE = ""
    FIRST = "first"
    SECOND = "second"


DECIDES: Final = frozenset({Resolution.ERROR, Resolution.CORRECTED})
"""Resolutions that say which side is right."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What two tellings of one incident would share, as far as looking them up goes."""

    first: date | None
    last: date | None
    provinces: frozenset[str]
    sites: tuple[str, ...]
    people: tuple[str, ...]
    words: str


def needs_side(resolution: Resolution, right: Right) -> bool:
    """Whether it must still be said which side is right."""
    return resolution in DECIDES and right is Right.NONE


def named_marks(traits: Traits, nouns: Collection[str]) -> set[str]:
    """Marks that two tellings with an alike name or the same words share, most often.

    A name is marked by the consonants of each of its words but nouns such as "hotel", and by
    those of the whole: “Xin Sheng” and “Xinsheng Hotel” share the last.
    """
    marks = {f"d:{traits.words}"} if traits.words else set()
    for sort, names in (("s", traits.sites), ("n", traits.people)):
        for name in names:
            marks |= {f"{sort}:{sound}" for sound in _sounds(name, nouns)}
    return marks


def timed_marks(traits: Traits) -> set[str]:
    """Marks of a province and a stretch of two weeks; long times are found by the province."""
    return {f"p:{code}:{window}" for code in traits.provinces for window in _windows(traits)} | {
        f"p:{code}" for code in traits.provinces
    }


def sought_times(traits: Traits) -> set[str]:
    """The marks of those near in place and time: its own stretches and those beside them."""
    windows = _windows(traits)
    if _ANY in windows:
        return {f"p:{code}" for code in traits.provinces}
    around = {int(window) + step for window in windows for step in (-1, 0, 1)}
    wanted = {str(window) for window in around} | ({_ANY} if around else set())
    return {f"p:{code}:{window}" for code in traits.provinces for window in wanted}


def _windows(traits: Traits) -> list[str]:
    if traits.first is None or traits.last is None:
        return []
    first, last = (day.toordinal() // WINDOW_DAYS for day in (traits.first, traits.last))
    if last - first >= _MOST_WINDOWS:
        return [_ANY]
    return [str(window) for window in range(first, last + 1)]


def _sounds(name: str, nouns: Collection[str]) -> Iterator[str]:
    words = [word for word in _LETTERS.findall(name.casefold()) if word not in nouns]
    for word in [*words, "".join(words)]:
        bare = _VOWELS.sub("", word) or word
        yield bare[:24]


def pairs_apart(sides: Iterable[Mapping[str, int]]) -> dict[str, set[str]]:
    """Which tellings may not be together, from judgements that put each on a side."""
    apart: dict[str, set[str]] = {}
    for side_of in sides:
        for key, side in side_of.items():
            others = {other for other, its in side_of.items() if its != side}
            apart.setdefault(key, set()).update(others)
    return apart


def contradiction_key(kind: str, topic: str, spans: Iterable[tuple[str, int, int]]) -> str:
    """The same for the same words about the same thing, whenever they are compared."""
    told = "|".join(f"{source}:{start}:{end}" for source, start, end in sorted(spans))
    return sha256(f"{kind}|{topic}|{told}".encode()).hexdigest()


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence in which words stand, not much longer than ``MOST_AROUND``."""
    begin = max(
        (at + len(stop) for stop in _SENTENCE_ENDS if (at := text.rfind(stop, 0, start)) >= 0),
        default=0,
    )
    finish = min(
        (at + 1 for stop in _SENTENCE_ENDS if (at := text.find(stop, max(end - 1, 0))) >= 0),
        default=len(text),
    )
    begin, finish = max(begin, start - MOST_AROUND // 2), min(finish, end + MOST_AROUND // 2)
    return begin, max(finish, end)


def common_name(names: Iterable[str]) -> str:
    """The name that is given most often, of equals the longest; "" if there is none."""
    given = list(names)
    return max(given, key=lambda name: (given.count(name), len(name), name), default="")


def likeliest_day(days: Sequence[tuple[date, date]]) -> tuple[date, date] | None:
    """The days that most tellings give, of equals the shortest and then the first."""
    return min(days, key=lambda each: (each[1] - each[0], -days.count(each), each), default=None)


def stands_within(span: tuple[int, int], statements: Sequence[Mapping[str, Any]]) -> bool:
    """Whether words lie between the first and the last that a telling's statements take."""
    if not statements:
        return False
    first = min(int(each["span"][0]) for each in statements)
    last = max(int(each["span"][1]) for each in statements)
    return span[0] < last and first < span[1]


def shared_words(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How much two stored tellings of one document have in common: one and the same if any.

    The words of their statements, then the names of the site, then the day.
    """
    words = [{tuple(each["span"][:2]) for each in told["statements"]} for told in (one, other)]
    sites = set(one["sites"]) & set(other["sites"])
    is_same_day = one["days"] is not None and one["days"] == other["days"]
    return 4 * len(words[0] & words[1]) + 2 * len(sites) + is_same_day
