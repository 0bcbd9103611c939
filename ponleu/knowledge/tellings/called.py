"""Names of sites that stand beside what they name, in quotes, or are made of plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ponleu.engines.reading import Fact, FactKind, Reading
from ponleu.knowledge.tellings.words import Words

_SORT: Final = (
    r"(?:[Tt]rawler|[Vv]essel|[Bb]oat|[Ss]hip|[Hh]ull|[Kk]iln|[Bb]rickworks|[Ww]orks|[Ee]nterprise"
    r"|[Yy]ard|[Cc]ompound|[Bb]uilding|[Hh]otel|[Cc]asino|[Gg]uesthouse|[Pp]laza|[Rr]esort"
    r"|[Ff]actory|[Ff]arm|[Ee]state|[Pp]lantation|[Cc]lub|[Kk]araoke|KTV|[Bb]ar|[Rr]esidence"
    r"|[Cc]ondominium|[Mm]ansion|[Ww]arehouse|[Hh]ouse|[Ss]hophouses|[Pp]lace|[Ss]ign|[Cc]omplex"
    r"|[Cc]entre|[Pp]ark)"
)
_NAME: Final = r"[A-Z][\w'\u2019]*(?:\s(?:[A-Z][\w'\u2019]*|\d{1,2}\b)){0,3}"
_QUOTED: Final = re.compile(
    r"[\"\u201c\u00ab]((?:the\s)?[A-Z\u1780-\u17b3\u4e00-\u9fff][^\"\u201d\u00bb\n.?!,:;]{2,40})"
    r"[\"\u201d\u00bb,]"
)
_BEFORE_QUOTE: Final = re.compile(
    rf"\b(?:{_SORT}|called?|named|pronounced?|sign)\b[^.\n]{{0,24}}\Z"
    r"|(?:ទូក|អគារ|ទីតាំង|សណ្ឋាគារ|ឡ|ក្លឹប|ហាង|ផ្ទះ)[^\n]{0,20}\Z"
)
_AFTER_QUOTE: Final = re.compile(rf"[\s,(]*(?:the\s)?{_SORT}\b")
_BEFORE_NOUN: Final = re.compile(rf"\b({_NAME})\s(?:brick works|brick kiln|[Bb]rick |{_SORT}\b)")
_AFTER_NOUN: Final = re.compile(
    r"\b(?:[Tt]rawler|[Vv]essel|[Bb]oat|[Ss]hip|[Hh]ull|[Kk]iln|[Cc]ompound|[Cc]asino|[Hh]otel"
    rf"|[Gg]uesthouse)(?:\sis|\swas)?:?\s(?:the\s|called\s|named\s)*({_NAME})"
)
_PLAIN: Final = re.compile(r"\b[A-Z][\w'\u2019]*(?:\s(?:[A-Z][\w'\u2019]*|\d{1,2}\b)){1,4}")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2,8}")
_FIRST_WORDS: Final = frozenset(
    {"the", "a", "an", "this", "that", "his", "her", "their", "our", "my", "no", "each", "every",
     "in", "at", "on", "of", "for", "whose", "which", "one", "two", "and", "but", "it", "police",
     "second", "first", "another", "some", "all", "both", "guest", "brick", "from", "when", "as"}
)  # fmt: skip
_TITLE: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Capt|Major|Captain|Boss|Okhna|firm|company)\.?\s+|[Gg]roup\s)\S?\Z"
)
_TITLES: Final = frozenset(
    {"brother", "uncle", "boss", "grandfather", "grandmother", "aunt", "mr", "mrs", "captain",
     "ta", "big", "sister"}
)  # fmt: skip
_LOOK_BACK: Final = 40
_SHOUTED: Final = 16
"""Longer names all in capitals are headings."""


def called_sites(text: str, reading: Reading, words: Words) -> Iterator[tuple[int, str]]:
    """Where a text names a site, and how: the trawler "Moon 7", Moon Lap works, Golden Heron."""
    known = [
        fact for fact in reading.facts if fact.kind in {FactKind.SITE, FactKind.PLACE}
    ]  # fmt: skip
    for start, name in {*_beside_nouns(text), *_of_plain_words(text, words)}:
        at, called = _cleaned(start, name, text)
        if called and not _is_known(at, called, known, words) and not _is_titled(text, at, called):
            yield at, called


def _beside_nouns(text: str) -> Iterator[tuple[int, str]]:
    for match in _QUOTED.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if _BEFORE_QUOTE.search(before) or _AFTER_QUOTE.match(text, match.end()):
            yield match.start(1), match[1]
    for pattern in (_BEFORE_NOUN, _AFTER_NOUN):
        yield from ((match.start(1), match[1]) for match in pattern.finditer(text))


def _of_plain_words(text: str, words: Words) -> Iterator[tuple[int, str]]:
    """Names of two words that mean something, such as "Golden Heron", in any script."""
    for pattern in (_PLAIN, _CHINESE, words.meanings.khmer):
        for match in pattern.finditer(text):
            for at, name in words.meanings.names_in(match[0]):
                yield match.start() + at, name


def _cleaned(at: int, name: str, text: str) -> tuple[int, str]:
    """The name without a first "the" or a last "'s"; "" if too little is left."""
    words = name.split()
    while words and words[0].casefold() in _FIRST_WORDS:
        at = text.index(words[0], at) + len(words.pop(0))
    called = re.sub(r"['\u2019]s\Z", "", " ".join(words))
    is_name = len(words) > 1 or not called.isascii()
    return (text.index(words[0], at), called) if words and is_name else (at, "")


def _is_known(at: int, name: str, known: list[Fact], words: Words) -> bool:
    """Whether it is read already, or a place."""
    if name.casefold() in words.codes_of:
        return True
    return any(fact.start <= at < fact.end or fact.text == name for fact in known)


def _is_titled(text: str, at: int, name: str) -> bool:
    """Whether it is a person's or a heading."""
    before = text[max(0, at - 12) : at]
    first = name.split(maxsplit=1)[0].casefold()
    return bool(_TITLE.search(before)) or first in _TITLES or (
        name.isupper() and len(name) > _SHOUTED
    )  # fmt: skip
