"""Premises in messages written without capitals: "behind crown jade casino", "block c"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.site_names import SiteName
from ponleu.engines.reading.small_words import (
    FUNCTION_WORDS,
    SmallWords,
    follows_closely,
    is_small_word,
)
from ponleu.engines.reading.word_sets import word_set

LONGEST: Final = 3
"""Words before the noun that such a name may have."""
_NOUNS: Final = word_set(
    "casino casinos cassino casno kasino hotel hotels hotell resort resorts resorth ktv karaoke "
    "guesthouse villa condo condominium tower towers plaza mansion compound park city residence "
    "restaurant spa massage dormitory hostel estate complex garden gardens"
)
_COMMON: Final = word_set(
    "big small old new another other same one two three four five six high tall low next main "
    "first second third last red white blue yellow green black brown grey pink nice good bad fake "
    "cheap local whole scam gambling online industrial science technology border poor rich empty "
    "inside back front beside night day car walled closed open capital national public city town "
    "beach sea river lake mountain country street road hotel casino resort phone police chinese "
    "entertainment foreign illegal secret huge large tiny private luxury five-star star floor "
    "building buildings area place kind type many few some any every each own certain famous"
)
"""Words that only describe premises, and name none by themselves."""
_CODED: Final = re.compile(
    r"\b(?P<noun>block|building|bldg|tower|villa|zone|dorm|dormitory|house|warehouse|bloc)"
    r"(?:[ \t]+(?:no\.?|number|num|nr))?[ \t]*"
    r"(?P<code>[a-z]-?\d{1,3}|\d{1,3}[a-z]?|[b-hj-z])\b(?![ \t]+(?:floor|people|person|year|room|"
    r"month|day|week|hour|men|man|girl|boy|guard|of us)|['’])",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"[ \t]\d{1,2}\b(?=[,.;]?(?:[ \t]*\n|[ \t]+[a-z]|\Z))(?![ \t]*(?:people|"
    r"persons?|years?|floors?|months?|rooms?|weeks?|days?|men|girls?|boys?|pm|am)\b)"
)
_CALLED: Final = re.compile(
    r"\b(?:call|calls|called|name|named|says?)[ \t]+(?:it|this place|the place|place|that place|"
    r"the building|building)[ \t]+(?:as[ \t]+|is[ \t]+)?"
    r"[\"“']?(?P<name>[a-z][a-z0-9]+(?:[ \t][a-z0-9]+){0,3})"
)


def small_sites(words: Words, known: SmallWords, covered: Covered) -> Iterator[SiteName]:
    """Names of premises in small letters in one sentence."""
    last_end = -1
    for at, key in enumerate(words.keys):
        if key in _NOUNS and is_small_word(words, at):
            found = _before_noun(words, at, covered)
            if found and found.start >= last_end:
                last_end = found.end
                yield found
    start, end = words.sentence.start, words.sentence.end
    for match in _CODED.finditer(words.text, start, end):
        if match.start() >= last_end and match.group()[0].islower():
            yield SiteName(*match.span(), "sites.numbered", "A building with its number.")
    for match in _CALLED.finditer(words.text, start, end):
        if named := _called(match, known):
            yield named


def _before_noun(words: Words, at: int, covered: Covered) -> SiteName | None:
    first = at
    while first and at - first < LONGEST and follows_closely(words, first - 1):
        before = first - 1
        if words.keys[before] in FUNCTION_WORDS or not is_small_word(words, before):
            break
        if words.tokens[before] in covered:
            break
        first = before
    while first < at and words.keys[first] in _LEADING:
        first += 1
    if all(words.keys[place] in _COMMON for place in range(first, at)):
        return None
    last = at
    while (
        last + 1 < len(words.keys)
        and words.keys[last + 1] in _NOUNS
        and follows_closely(words, last)
    ):
        last += 1
    end = words.tokens[last].end
    if coded := _CODED.match(words.text, end + 1) or _NUMBER.match(words.text, end):
        end = coded.end()
    reason = f"Words before {words.keys[at]!r} that describe nothing."
    return SiteName(words.tokens[first].start, end, "sites.noun", reason)


_LEADING: Final = word_set(
    "big small old another other same nice local fake owner manager boss company side back front "
    "outside work works job is was and famous building guard guards room rooms floor girls"
)


def _called(match: re.Match[str], known: SmallWords) -> SiteName | None:
    """ "People here call it white house": up to the first word that is no name's."""
    words = match["name"].split()
    kept = 0
    while kept < len(words) and words[kept] not in FUNCTION_WORDS - {"the"} and kept < 3:
        kept += 1
    if not kept or words[0] in _CODE_NOUNS or (kept == 1 and words[0] in known.plain):
        return None
    name = " ".join(words[:kept])
    if name == "the" or match["name"][: len(name)] != name:
        return None
    start = match.start("name")
    return SiteName(start, start + len(name), "sites.named", "They call the place so.")


_CODE_NOUNS: Final = word_set("block building bldg tower zone villa house")
