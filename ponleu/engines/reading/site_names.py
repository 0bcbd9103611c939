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
    {
        "building",
        "block",
        "tower",
        "villa",
        "warehouse",
        "dormitory",
        "bungalow",
        "hangar",
        "zone",
        "dorm",
    }
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
_PERSON: Final = re.compile(
    r"\s*,\s*(?:fe)?male\b|\s*,\s*(?:aged\s+)?\d{2}\b|\s*,\s*an?\s+\w+\s+(?:national|man|woman)\b"
)
"""What follows the name of a person and not of a place."""
_CALLERS: Final = (
    r"(?:(?:that|which)\s+)?(?:everybody|everyone|people|locals|neighbours|neighbors|residents|"
    r"villagers|workers|guards|they|we|many|others|inmates|staff|drivers)\s+"
    r"(?:here\s+|there\s+|all\s+|still\s+|just\s+|only\s+)*"
    r"(?:call|calls|called|nickname|nicknamed|know\s+as|knew\s+as|refer\s+to\s+as|referred\s+to\s+as)"
)
_SO_CALLED: Final = re.compile(
    rf"\s+{_CALLERS}\s+[\"“«‘]?(?P<name>(?:the\s+)?[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*){{0,3}})"
)
_CALL_IT: Final = re.compile(
    r"\b(?:call|calls|called|nickname|nicknamed)\s+(?:the\s+|this\s+|that\s+)?"
    r"(?:it|place|building|compound|site|house|premises|location)\s+(?:as\s+)?"
    r"[\"“«‘]?(?P<name>(?:the\s+)?[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*){0,3})"
)
_ONE: Final = re.compile(
    r"\b(?:a|an|one|another|two|three|the\s+same|neighbouring|nearby)\s+(?:[a-z-]+\s+){0,3}\Z"
)
_SET_OFF: Final = re.compile(
    r"(?:\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+)?)?,\s+(?P<the>the\s+)?(?P<name>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*){1,3})"
    r"(?:\s+and\s+(?:the\s+)?(?P<other>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*){1,3}))?(?=[,;.)])"
)
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
        noun_start, noun_end = words.span(at, at + length - 1)
        before = _named_before(words, at, key, covered) or _quoted_before(words, noun_start, key)
        if before:
            yield before
        if key in _NUMBERED and (coded := _with_code(words.text, noun_start, noun_end)):
            yield coded
        elif found := _named_after(words.text, noun_end, key, covered):
            yield found
        yield from _set_off(words.text, noun_start, noun_end, key, covered)
    yield from _without_noun(words, covered)


def _without_noun(words: Words, covered: Covered) -> Iterator[SiteName]:
    """ "The neighbouring Oriental Pearl", 'guards call the place "the School"'."""
    span = words.sentence.start, words.sentence.end
    if not _ADJACENT.isdisjoint(words.keys):
        for match in _NEXT.finditer(words.text, *span):
            if match.start("name") not in covered.held:
                yield SiteName(*match.span("name"), "sites.named", "It is said to be next door.")
    if not _CALLING.isdisjoint(words.keys):
        for match in _CALL_IT.finditer(words.text, *span):
            yield SiteName(*match.span("name"), "sites.named", "They call the place so.")


def _quoted_before(words: Words, start: int, noun: str) -> SiteName | None:
    """'Room 4 of the "Kim Sa" building'."""
    begin = max(words.sentence.start, start - 36)
    quoted = _QUOTED_BEFORE.search(words.text, begin, start)
    if quoted is None:
        return None
    reason = f"The word {noun!r} stands after the name."
    return SiteName(*quoted.span("name"), "sites.named", reason)


_CALLING: Final = frozenset({"call", "calls", "called", "nickname", "nicknamed"})
_ADJACENT: Final = frozenset({"neighbouring", "neighboring", "nearby", "adjacent", "adjoining"})
_NEXT: Final = re.compile(
    r"\b(?:the|at|in)\s+(?:neighbouring|neighboring|nearby|adjacent|adjoining)\s+"
    r"(?P<name>[A-Z][\w’-]+(?:\s+[A-Z][\w’-]*){1,3})"
    r"(?!\s+(?:province|district|commune|village|city|town))"
)
_QUOTED_BEFORE: Final = re.compile(r"[\"“«](?P<name>[A-Z][^\"”»\n]{2,30})[\"”»]\s\Z")
_PEOPLE_OF: Final = re.compile(
    r"\b(?:of|by|from|owner|manager|boss|guard)\s+(?:a|an|one)\s+\S*\s*\Z"
)


def _set_off(text: str, start: int, end: int, noun: str, covered: Covered) -> Iterator[SiteName]:
    """ "A neighbouring hotel, the Royal Jade;", "two hotels in Kep, the Reed and the Heron"."""
    called = _SO_CALLED.match(text, end)
    if called:
        yield SiteName(*called.span("name"), "sites.named", f"They call the {noun} so.")
        return
    before = text[max(0, start - 40) : start]
    if not _ONE.search(before) or _PEOPLE_OF.search(before):
        return
    match = _SET_OFF.match(text, end)
    if match is None or match.start("name") in covered.held:
        return
    if not match["the"] and (noun in _PLACES_TO_NAME or match["other"]):
        return
    reason = f"It is said after {noun!r} which one is meant."
    for group in ("name", "other"):
        if match[group]:
            yield SiteName(*match.span(group), "sites.named", reason)


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
    if name and name.start() not in covered.held and not _PERSON.match(text, name.end()):
        return SiteName(*name.span(1), "sites.named", reason)
    return None
