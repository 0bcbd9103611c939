"""Premises told by words around a name: "the location named ...", "Building K-17", "Villa 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.words import PhraseSet

_NUMBERED: Final = frozenset(
    {"building", "block", "tower", "villa", "warehouse", "dormitory", "bungalow", "hangar"}
)
_CODE: Final = re.compile(
    r"(?:\s+(?:no\.?|number|n°|#))?\s*([A-Z]-?\d{1,3}[A-Z]?|\d{1,3}[A-Z]?|[A-Z])\b",
    re.IGNORECASE,
)
_CODE_BEFORE: Final = re.compile(r"(?:\b(?:no\.?|number)\s+\d{1,3}|\b[A-Z]\d{0,2})\s+\Z")
_BETWEEN: Final = re.compile(
    r"\s+(?:(?:is\s+|was\s+)?(?:named|called|nicknamed|(?:also\s+|still\s+)?known(?:\s+locally)?\s+as(?:\s+the)?|by\s+the\s+name\s+of|with\s+name|name))?\s*"
)
_QUOTED: Final = re.compile(r"[\"“«‘]([^\"”»’\n]{2,40})[\"”»’]")
_NAME: Final = re.compile(r"([A-Z][\w’-]+(?:\s+(?:[A-Z][\w’-]*|[IVX]+|\d{1,3})\b){0,3})")
_PLACES_TO_NAME: Final = frozenset({"location", "place", "site", "premises", "parlour", "parlor"})
_ARTICLES: Final = frozenset({"a", "an", "the"})
_NEAR: Final = re.compile(r"\b(?:at|in|of|inside|outside|behind|near|from|into|to)\s+\Z")


class SiteName(NamedTuple):
    """Offsets of a site's name and why it is believed."""

    start: int
    end: int
    rule: str
    reason: str


@once_per
def _nouns(lexicon: Lexicon) -> PhraseSet:
    return PhraseSet({*lexicon.words.get("site_nouns", {}), *_PLACES_TO_NAME})


def named_around(words: Words, lexicon: Lexicon, covered: Covered) -> Iterator[SiteName]:
    """Names of premises beside a word for premises in one sentence."""
    nouns = _nouns(lexicon)
    for at in nouns.starts_in(words.keys):
        length, key = nouns.at(words.tokens, at)
        if not length:
            continue
        if before := _named_before(words, at, key, covered):
            yield before
        noun_start, noun_end = words.span(at, at + length - 1)
        if key in _NUMBERED and (coded := _with_code(words.text, noun_start, noun_end)):
            yield coded
        elif found := _named_after(words.text, noun_end, key, covered):
            yield found


def _named_before(words: Words, at: int, noun: str, covered: Covered) -> SiteName | None:
    """ "Huang Le, a casino in ...": a name and its description."""
    article = next((a for a in range(at - 1, max(at - 4, 0), -1) if words.keys[a] in _ARTICLES), 0)
    if article < 1 or noun in _PLACES_TO_NAME or words.gap(article - 1).strip() != ",":
        return None
    first = last = article - 1
    while first and words.touches(first - 1) and words.tokens[first - 1].is_capitalised:
        first -= 1
    name = words.tokens[first : last + 1]
    if not name[-1].is_capitalised or len(name) > 4 or any(token in covered for token in name):
        return None
    reason = f"The text describes it as a {noun}."
    return SiteName(name[0].start, name[-1].end, "sites.named", reason)


def _with_code(text: str, start: int, end: int) -> SiteName | None:
    """ "Building K17", "building number 8", "B building"."""
    reason = "A building with its number."
    after = _CODE.match(text, end)
    if after and _is_code(text, after):
        return SiteName(start, after.end(), "sites.numbered", reason)
    before = _CODE_BEFORE.search(text, max(0, start - 12), start)
    if before and not text[start - 1 : start].isdigit():
        return SiteName(before.start(), end, "sites.numbered", reason)
    return None


def _is_code(text: str, code: re.Match[str]) -> bool:
    """Whether what follows is no count and no word: "block A", not "block a road"."""
    letters = code[1]
    if len(letters) == 1 and letters.isalpha():
        return letters.isupper() and letters != "I"
    return letters.isdigit() or letters[0].isupper()


def _named_after(text: str, end: int, noun: str, covered: Covered) -> SiteName | None:
    """'The location named "Golden Orchid"', "a parlour called Moon River"."""
    between = _BETWEEN.match(text, end)
    if between is None:
        return None
    told = between.group().strip()
    quoted = _QUOTED.match(text, between.end())
    reason = f"The word {noun!r} stands before the name."
    if quoted and quoted[1].strip() and quoted[1].strip()[0].isupper() and quoted[1].count(" ") < 5:
        return SiteName(*quoted.span(1), "sites.named", reason)
    name = _NAME.match(text, between.end()) if told else None
    if name and name.start() not in covered.held:
        return SiteName(*name.span(1), "sites.named", reason)
    return None
