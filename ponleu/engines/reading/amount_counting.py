"""What a number counts, by the words after it: people, things, citizens of a country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from ponleu.engines.reading.amount_wording import NumberWording
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set


class Unit(NamedTuple):
    """Where the unit's words end, the unit, and the sort of amount it makes."""

    end: int
    unit: str
    sort: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The pack's words for what is counted: nouns in the plural, and peoples."""

    nouns: Mapping[str, str]
    singulars: frozenset[str]
    peoples: frozenset[str]


NEXT_WORD: Final = re.compile(r"[\s-]*(?:or so\s+)?(US\$|[^\W\d_]+(?:['’]s)?|[%$€฿៛])")
_MAX_MODIFIERS: Final = 3
_NO_MODIFIER: Final = word_set(
    "of the a an and or in on at by for from to with who that which is are was were be been has "
    "have had will would more less than as his her their its this these those but not "
    "another per said says told if when while after before because since into out over under "
    "during until according including also only did does do can could may might must should"
)
_PLURAL: Final = re.compile(r"[a-z]{3,}(?<![sui])s\b")
_NOT_PLURALS: Final = word_set(
    "thus always perhaps previous dangerous percents cents does towards besides overseas its was "
    "has says stays seems remains needs wants means makes takes gives comes goes lives works "
    "happens"
)
_IRREGULAR: Final = word_set(
    "fish staff feet teeth mice cattle sheep oxen geese personnel wives husbandmen aircraft "
    "police folk kids youth youths buses gases youngsters toddlers kin labor labour"
)
"""Nouns whose plural ends otherwise, or is the singular."""
_NO_MEN: Final = word_set("specimen regimen abdomen acumen women semen hymen stamen yemen amen")
_TIMES: Final = word_set("times")
_AND_MORE: Final = re.compile(r"\s+(?:and|or)\s+([a-z]+)\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_IN_A_YEAR: Final = re.compile(
    r"(?<!\w)(?:in|since|by|until|during|early|late|mid|\w+[a-z]\s+\d{1,2},|January|February|March"
    r"|April|May|June|July|August|September|October|November|December)\s+\Z",
    re.IGNORECASE,
)


@once_per
def counted_words(lexicon: Lexicon) -> Counted:
    """Prepared once for a lexicon."""
    nouns = lexicon.words.get("counted_nouns", {})
    peoples = lexicon.words.get("nationalities", {})
    return Counted(nouns, frozenset(nouns.values()), frozenset(map(str.lower, peoples)))


def counted(text: str, wording: NumberWording, known: Counted) -> Unit | None:
    """A counted noun within reach: "four deputy provincial governors", "61 Chinese".

    The nearest listed noun, else the nearest plural, else a people.
    """
    if _is_year(text, wording):
        return None
    return _noun_after(text, wording, known) or _single(text, wording, known)


def _is_year(text: str, wording: NumberWording) -> bool:
    begin = max(0, wording.start - 20)
    return like_a_year(text, wording) and bool(_IN_A_YEAR.search(text, begin, wording.start))


def _noun_after(text: str, wording: NumberWording, known: Counted) -> Unit | None:
    plural, people, verbal = None, None, False
    for steps, match in enumerate(_words_after(text, wording.number_end)):
        word = match[1].lower()
        if word in known.nouns and not _leads_on(text, match.end(), known.nouns):
            return _with_more(text, Unit(match.end(), known.nouns[word], "count"), known)
        if word in _TIMES and steps == 0:
            return Unit(match.end(), "time", "count")
        is_doing = word.endswith("ing") and steps > 0  # "three sewing machines" are counted
        verbal |= (is_doing or word.endswith("ed")) and word not in known.nouns
        if plural is None and not verbal and _is_plural(match[1]):
            plural = Unit(match.end(), _singular(word), "plural")
        if people is None and _is_people(match[1], known):
            people = Unit(match.end(), "person", "people")
            if not word.endswith("s") and (led := _led(text, match.end())):
                return led if wording.number != 1 else None
        if plural and steps:
            break
    found = people or (None if like_a_year(text, wording) else plural)
    return found if wording.number != 1 else None


def _led(text: str, at: int) -> Unit | None:
    """ "Seven Chinese supervisors": the plural right after a people that is its own plural."""
    match = NEXT_WORD.match(text, at)
    if not match or not text[at].isspace() or not _is_plural(match[1]):
        return None
    return Unit(match.end(), _singular(match[1].lower()), "plural")


def _words_after(text: str, at: int) -> Iterator[re.Match[str]]:
    """The words that may stand between a number and its noun, the noun included."""
    for _ in range(_MAX_MODIFIERS + 1):
        match = NEXT_WORD.match(text, at)
        if not match or match[1].lower() in _NO_MODIFIER:
            return
        yield match
        at = match.end()


def like_a_year(text: str, wording: NumberWording) -> bool:
    """Whether four digits may be a year."""
    return bool(_YEAR.fullmatch(text, wording.start, wording.number_end))


def _is_plural(word: str) -> bool:
    if word in _IRREGULAR or (word.endswith("men") and word not in _NO_MEN and len(word) > 4):
        return word.islower()
    return word not in _NOT_PLURALS and _PLURAL.fullmatch(word) is not None


def _is_people(word: str, known: Counted) -> bool:
    """ "Indonesians", or "Chinese", which is its own plural."""
    lower = word.lower()
    if not word[0].isupper():
        return lower in _PEOPLES_SMALL
    return (
        lower.removesuffix("s") in known.peoples
        if lower.endswith("s")
        else (lower in known.peoples and lower.endswith(("ese", "hmer", "hai", "ench", "sh")))
    )


_PEOPLES_SMALL: Final = word_set(
    "pinoy pinoys pinay pinays pilipino pilipinos filipino filipinos filipina filipinas "
    "indonesians bangladeshis nepalis indians pakistanis vietnamese chinese burmese malaysians "
    "khmers thais africans ethiopians kenyans ugandans japanese taiwanese koreans"
)
"""Peoples as messages have them, in small letters."""


def _with_more(text: str, unit: Unit, known: Counted) -> Unit:
    """ "31 women and girls" are counted together."""
    more = _AND_MORE.match(text, unit.end)
    if more and more[1] in _PEOPLE and unit.unit in _PERSONS:
        return Unit(more.end(), "person", unit.sort)
    return unit


_PERSONS: Final = word_set("woman man girl boy child minor mother father worker person")
_PEOPLE: Final = word_set("women men girls boys children minors mothers fathers workers")


def _leads_on(text: str, at: int, nouns: Mapping[str, str]) -> bool:
    """True if the noun only modifies the next one: "two victims groups"."""
    match = NEXT_WORD.match(text, at)
    return bool(match and match[1].lower() in nouns and text[match.start()].isspace())


def _single(text: str, wording: NumberWording, known: Counted) -> Unit | None:
    """ "One victim", and "5 girl" in a hurry: the noun follows at once, in the singular."""
    match = NEXT_WORD.match(text, wording.number_end)
    word = match[1].lower() if match else ""
    if match and text[wording.number_end] == "-" and _is_hyphened(match[1], wording):
        return Unit(match.end(), word, "count")
    if wording.number == 1 and _LISTED.search(text, max(0, wording.start - 48), wording.start):
        listed = _ONE_THING.match(text, wording.number_end)
        return Unit(listed.end(), listed[1].lower().split()[-1], "count") if listed else None
    if (
        wording.is_word
        and wording.number == 1
        and not _COUNTED_ONE.search(text, max(0, wording.start - 12), wording.start)
    ):
        return None  # "one man" is no more than "a man"
    if wording.number != 1 and wording.is_word and word not in _HURRIED:
        return None
    if wording.number != 1 and like_a_year(text, wording):
        return None
    if word in _LEVELS and _NAMED_SO.search(text, max(0, wording.start - 16), wording.start):
        return None
    return Unit(match.end(), word, "count") if match and word in known.singulars else None


_LEVELS: Final = word_set("village commune district building group team room")
_NAMED_SO: Final = re.compile(r"[A-Z]\w*\s+\Z|\bnumber\s+\Z")
""" "Kilometer 4 village" and "number 3 building" are names."""
_LISTED: Final = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b)[^.\n]{0,42}"
    r"(?:[,;]|[,;]?\s+and)\s+\Z"
)
"""Other counted things before, as in "two vans, one pistol"."""
_ONE_THING: Final = re.compile(
    r"\s+(?!(?:is|was|of|has|who|in|had)\b)((?:[\w-]+\s+){0,2}?(?:pair\s+of\s+)?[^\W\d_]+)(?=\s*(?:[,.;)]|\s(?:and|were|was|on|in)\b|\Z))"
)
_COUNTED_ONE: Final = re.compile(r"\b(?:only|just|exactly|least|have|not)\s+\Z", re.IGNORECASE)
_HURRIED: Final = word_set("girl boy child man woman friend soldier person worker photo phone time")
"""Nouns that writers in a hurry leave in the singular: "two girl"."""
_NO_HYPHEN: Final = word_set(
    "way fold time off star tier sided party point stroke and or to in of on the up down out by "
    "thirds half quarters"
)


def _is_hyphened(word: str, wording: NumberWording) -> bool:
    """ "A 7-seat van", "a 40-member gang"."""
    return word.islower() and len(word) > 2 and word not in _NO_HYPHEN and wording.number > 1


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    if not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
