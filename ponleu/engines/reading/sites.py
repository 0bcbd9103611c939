"""Named premises: "... Hotel", "... casino", "Building 7 of the ... compound".

Premises that are only described ("a hotel in town") are no sites here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.hurried import is_hurried
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import (
    NEVER,
    Covered,
    Words,
    flat,
    is_never,
    longest_only,
    words_of,
)
from ponleu.engines.reading.short_names import short_forms
from ponleu.engines.reading.site_aliases import find_aliases
from ponleu.engines.reading.site_names import SiteName, named_around
from ponleu.engines.reading.small_sites import small_sites
from ponleu.engines.reading.small_words import small_words
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon
from ponleu.engines.reading.words import PhraseSet

LONGEST = 5
"""Words before the noun that a site's name may have."""
_NUMBER = re.compile(r"\s+(?:No\.?\s*)?(\d{1,3}[A-Z]?|[A-Z]\d{0,2})\b")
_OF = re.compile(r"(?:\s+(?:of|in|inside|at)|,)\s+(?:the\s+)?")
_NUMBERED = frozenset({"building", "block", "tower", "villa", "warehouse"})
_LARGE = frozenset({"market", "port", "special economic zone"})
"""Sorts of premises that are no more than a description when their noun is written small."""
_FIRST = frozenset(
    {"hotel", "casino", "resort", "villa", "club", "ktv", "condo", "condominium", "guesthouse",
     "restaurant", "spa", "nightclub", "coffee shop", "massage parlour", "karaoke", "kiln",
     "brick kiln", "massage shop", "cafe", "bar", "hostel", "karaoke club", "karaoke parlour"}
)  # fmt: skip
"""Nouns that may stand before the name."""


def find_sites(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> list[Fact]:
    """Every named place of business, with its name in full as value.

    Args:
        mentions: places and organisations already found.
    """
    places = Covered(mentions, FactKind.PLACE)
    named: list[Fact] = []
    held = Covered(mentions)
    small = small_words(lexicon) if is_hurried(document.text) else None
    for words in words_of(document):
        around = (_told(words, one) for one in named_around(words, lexicon, held))
        here = [*_named(words, lexicon, places), *around]
        if small:
            here += (_told(words, one) for one in small_sites(words, small, held))
        named += longest_only(here)
    numbered = list(_numbered(document, named))
    wholes = {(fact.start, fact.end) for fact in numbered}
    named = [fact for fact in named if not _is_number_of(fact, wholes)]
    found = _outside_bodies([*named, *numbered], mentions)
    found += find_aliases(document, lexicon, named, [*found, *mentions])
    again = short_forms(document, named, [*found, *mentions])
    return sorted([*found, *again], key=lambda fact: (fact.start, fact.end))


def _outside_bodies(sites: Sequence[Fact], mentions: Iterable[Fact]) -> list[Fact]:
    """The sites without those with which the name of a body begins: "Jade Terrace Holdings"."""
    ends = {fact.start: fact.end for fact in mentions if fact.kind is FactKind.ORGANISATION}
    return [site for site in sites if ends.get(site.start, 0) <= site.end]


@once_per
def _nouns(lexicon: Lexicon) -> PhraseSet:
    return PhraseSet(lexicon.words.get("site_nouns", {}))


def _named(words: Words, lexicon: Lexicon, places: Covered) -> Iterator[Fact]:
    nouns = _nouns(lexicon)
    for at in nouns.starts_in(words.keys):
        length, key = nouns.at(words.tokens, at)
        if not length:
            continue
        last = at + length - 1
        first, last = _name_from(words, at, lexicon), _through_number(words, last)
        is_small = not words.tokens[at].is_capitalised
        if is_small and lexicon.words["site_nouns"].get(key) in _LARGE:
            continue
        if first < at and _is_own(words, first, at, lexicon, places):
            yield _fact(words, first, last, key)
        elif _counted(words, at + length - 1, key):
            yield _fact(words, at, at + length, key)
        elif key in _FIRST:
            after = _name_to(words, last, lexicon)
            if after > last and _is_own(words, after, after + 1, lexicon, places):
                yield _fact(words, at, after, key)


def _counted(words: Words, at: int, key: str) -> bool:
    """Whether a number is all the name: "Club 88"."""
    if key not in _FIRST or not words.tokens[at].is_capitalised or not words.touches(at):
        return False
    return words.tokens[at + 1].text.isdecimal() and len(words.tokens[at + 1].text) < 4


def _through_number(words: Words, last: int) -> int:
    """Last word with a number after the noun: "Lakeside Block 3"."""
    if not words.tokens[last].is_capitalised or not words.touches(last):
        return last
    after = words.tokens[last + 1]
    numbered = after.text.isdecimal() and len(after.text) < 3
    return last + (numbered or after.text in {"II", "III", "IV", "V"})


def _is_number_of(fact: Fact, wholes: Iterable[tuple[int, int]]) -> bool:
    """Whether "Building 7" is only the beginning of "Building 7 of the ... compound"."""
    starts = any(start <= fact.start and fact.end < end for start, end in wholes)
    return fact.rule == "sites.numbered" and starts


def _told(words: Words, found: SiteName) -> Fact:
    text = words.text[found.start : found.end]
    return Fact(
        kind=FactKind.SITE,
        text=text,
        start=found.start,
        end=found.end,
        value=flat(text),
        rule=found.rule,
        confidence=confidence(found.rule, boilerplate=words.boilerplate),
        reason=found.reason,
    )


def _name_from(words: Words, at: int, lexicon: Lexicon) -> int:
    not_names = lexicon.words.get("not_names", {})
    first = at
    while first and at - first < LONGEST and words.touches(first - 1):
        before = words.tokens[first - 1]
        if not before.is_capitalised:
            if not _is_inside_name(words, first - 1):
                break
        elif is_never(before, not_names) and not _is_amid(words, first - 1, not_names):
            break
        first -= 1
    return first


def _is_inside_name(words: Words, at: int) -> bool:
    """Whether a number or "and" stands after a name: "Jinbei 4 hotel"."""
    if not at or not words.touches(at - 1) or not words.tokens[at - 1].is_capitalised:
        return False
    token, after = words.tokens[at], words.tokens[at + 1]
    return token.text.isdecimal() or (token.key in {"and", "of"} and after.is_capitalised)


def _is_amid(words: Words, at: int, not_names: Mapping[str, str]) -> bool:
    """Whether a word that is no name stands in one: "Tin Chair Hostel"."""
    if not at or not words.touches(at - 1):
        return False
    before = words.tokens[at - 1]
    return before.is_capitalised and before.key not in not_names


def _name_to(words: Words, last: int, lexicon: Lexicon) -> int:
    not_names = lexicon.words.get("not_names", {})
    end = last
    while words.touches(end) and end - last < 3:
        after = words.tokens[end + 1]
        if not after.is_capitalised or (after.key in not_names and after.key not in _IN_NAMES):
            break
        end += 1
    return end


_IN_NAMES = frozenset(
    {"new", "royal", "north", "south", "east", "west", "river", "island", "beach", "city"}
)
"""Common words that a name after its noun may have: "casino New Horizon"."""


def _is_own(words: Words, first: int, at: int, lexicon: Lexicon, places: Covered) -> bool:
    """Whether the words are a name: not only a nationality, a place before a small noun."""
    common = lexicon.words.get("not_names", {})
    nations = lexicon.words.get("nationalities", {})
    run = words.tokens[first:at]
    noun_is_large = at < len(words.tokens) and words.tokens[at].is_capitalised
    own = [token for token in run if token.key not in nations and common.get(token.key) != NEVER]
    named = [token for token in own if token.key not in common and token not in places]
    return bool(named) or (noun_is_large and any(token in places for token in own))


def _fact(words: Words, first: int, last: int, noun: str) -> Fact:
    start, end = words.span(first, last)
    text = words.text[start:end]
    return Fact(
        kind=FactKind.SITE,
        text=text,
        start=start,
        end=end,
        value=flat(text),
        rule="sites.noun",
        confidence=confidence("sites.noun", boilerplate=words.boilerplate),
        reason=f"A name beside {noun!r}, a word for premises.",
    )


def _numbered(document: Document, named: Sequence[Fact]) -> Iterator[Fact]:
    """Parts of a named site: "Building 7 of the ... compound"."""
    for site in named:
        before = document.text[max(0, site.start - 40) : site.start]
        match = re.search(rf"(\w+){_NUMBER.pattern}{_OF.pattern}$", before)
        if match is None or match.group(1).lower() not in _NUMBERED:
            continue
        start = site.start - len(before) + match.start()
        text = document.text[start : site.end]
        yield Fact(
            kind=FactKind.SITE,
            text=text,
            start=start,
            end=site.end,
            value=flat(text),
            rule="sites.numbered",
            confidence=confidence("sites.numbered", boilerplate=site.confidence < 0.5),
            reason="A numbered building of a named site.",
        )
