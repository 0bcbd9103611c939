"""Names of sites in texts, and by what a site without a name is told from others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ponleu.engines.reading import Amount, Fact, FactKind, Reading
from ponleu.knowledge.tellings.called import called_sites
from ponleu.knowledge.tellings.said import Said
from ponleu.knowledge.tellings.words import Words

_CALLED: Final = re.compile(
    r"\b(?:known (?:to [a-z ]{1,30})?as|call(?:ed|s)?|nicknamed|named|formerly|marked|reads?)\s+"
    r"(?:the\s+)?[\"\u201c\u2018(]?([A-Z][\w']+(?:\s[A-Z][\w']+){1,3})"
)
_CALLED_KHMER: Final = re.compile(
    r"(?:ទីតាំង|អគារ|បរិវេណ|កាស៊ីណូ|សណ្ឋាគារ|ផ្ទះសំណាក់|រោងចក្រ|ចម្ការ|ឡឥដ្ឋ|ទូក)"
    r"(?:មួយ)?(?:ដែល)?(?:មាន)?\s?(?:ឈ្មោះ|ហៅថា)\s?[\u00ab\"\u201c]?"
    r"([\u1780-\u17d3]+(?: [\u1780-\u17d3]{2,12})?)"
)
_LOOK_BACK: Final = 40
_NO_SITE: Final = re.compile(
    r"\b(?:firm|company|man|woman|men|boss|who|he|she|group|owner|manager)\b[^.]*\Z", re.I
)
"""Words before a name that make it a firm's or a person's."""
_NUMBERED: Final = re.compile(
    r"\A(?:Building|Block|Tower|House)\s+(?:No\.?\s*)?\w+,?\s+(?:of\s+)?(?:the\s+)?", re.I
)
_BY: Final = re.compile(
    r"\b(?:behind|opposite|beside|next to|near|facing|across from|by|past|above|below|along"
    r"|not far from|close to|back of|side of|on the way to|on the road to|road to)\s+"
    r"(?:the|a|an|its|old|new|shut|closed)?\s*((?:[a-z][a-z-]+\s?|[A-Z][\w']+\s?){1,3})"
)
_WORDS_OF_A_NAME: Final = 2
_STOREYS: Final = "floor"
_TALL: Final = 3
_STOP: Final = frozenset(
    {"a", "after", "all", "an", "and", "at", "back", "before", "by", "court", "dawn", "day",
     "dusk", "for", "force", "from", "had", "hand", "he", "her", "him", "in", "is", "it",
     "its", "month", "name", "night", "noon", "now", "of", "officers", "on", "one", "or",
     "others", "phone", "police", "reporters", "road", "said", "same", "she", "side", "sight",
     "telephone", "that", "the", "them", "then", "they", "three", "to", "two", "was", "way",
     "week", "were", "when", "where", "which", "who", "with"}
)  # fmt: skip
"""Words that end no landmark."""


def site_names(said: Sequence[Said], words: Words) -> list[list[tuple[int, str]]]:
    """For each text where it names sites: those read in it, and those that others name."""
    nouns = words.site_nouns
    possessive = re.compile(rf"\b([A-Z]\w+(?:\s[A-Z]\w+){{0,2}}['\u2019]s (?:{_either(nouns)}))\b")
    own = [
        sorted(
            (at, name)
            for at, name in _own_sites(one.text, one.reading, possessive, words)
            if not any(start < at + len(name) and at < end for start, end in one.refused)
        )
        for one in said
    ]
    known = {bare_name(name, nouns) for sites in own for _, name in sites}
    sounds = {_sound(name) for name in known} - {""}
    found = []
    for one, sites in zip(said, own, strict=True):
        like = {
            (fact.start, fact.text)
            for fact in one.reading.facts
            if not sites and fact.kind is FactKind.PERSON and _sound(fact.text) in sounds
        }
        more = like | {
            (match.start(), name)
            for name in sorted(known - {""})
            for match in re.finditer(rf"\b{re.escape(name)}\b", one.text)
            if not any(at <= match.start() < at + len(read) for at, read in sites)
        }
        found.append(sorted({*sites, *more}))
    return found


def _sound(name: str) -> str:
    """The consonants of a name of two words, each once in a row: other spellings share them."""
    words = [word for word in name.casefold().split() if word != "brick"]
    if len(words) < _WORDS_OF_A_NAME or not name.isascii():
        return ""
    return " ".join(re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh\W]", "", word)) for word in words)


def bare_name(name: str, nouns: Collection[str]) -> str:
    """A name without its noun and number, "Blue Lagoon"; "" unless two words are left of it."""
    words = _NUMBERED.sub("", name).split()
    while words and words[-1].casefold() in nouns:
        words.pop()
    is_name = len(words) > 1 and all(word[0].isupper() for word in words)
    return " ".join(words) if is_name else ""


def marks_of(text: str, start: int, end: int, facts: Sequence[Fact], words: Words) -> set[str]:
    """What a site is told by: its sort, how many floors it has, what it stands by."""
    found = {f"site: {label}" for label in words.sites.labels(text, start, end)}
    for fact in facts:
        value = fact.value
        if isinstance(value, Amount) and value.unit == _STOREYS and value.number >= _TALL:
            found.add(f"floors: {value.number:g}")
    for match in _BY.finditer(text, start, end):
        near = [one for one in match[1].split() if one.casefold() not in _STOP]
        if near:
            found.add(f"by: {near[-1].casefold()}")
    return found


def _either(nouns: Collection[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(nouns, key=len, reverse=True))


def _own_sites(
    text: str, reading: Reading, possessive: re.Pattern[str], words: Words
) -> Iterator[tuple[int, str]]:
    yield from _read_sites(reading)
    yield from called_sites(text, reading, words)
    for pattern in (_CALLED, possessive):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _LOOK_BACK) : match.start(1)]
            if not _is_person(match[1], reading) and not _NO_SITE.search(before):
                yield match.start(1), match[1]
    for match in _CALLED_KHMER.finditer(text):
        if not _is_person(match[1], reading):
            yield match.start(1), match[1]


def _read_sites(reading: Reading) -> Iterator[tuple[int, str]]:
    for fact in reading.facts:
        if fact.kind is not FactKind.SITE or _NUMBERED.fullmatch(f"{fact.value} "):
            continue  # "Block 7" is in many places
        if fact.text.casefold().startswith("whose "):
            continue
        if " " in str(fact.value) or not str(fact.value).isascii():
            yield fact.start, str(fact.value)


def _is_person(name: str, reading: Reading) -> bool:
    return any(name in str(fact.value) for fact in reading.facts if fact.kind is FactKind.PERSON)
