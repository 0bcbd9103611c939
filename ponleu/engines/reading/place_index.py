"""The gazetteer made ready for look-up by first word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Lexicon, PlaceName
from ponleu.engines.reading.words import PhraseSet, Token, phrase_key

LEVELS = {2: "province", 4: "district", 6: "commune", 8: "village"}
NUMBER_WORDS = {
    "muoy": "1", "mouy": "1", "pir": "2", "pi": "2", "bei": "3", "bey": "3", "buon": "4",
    "pram": "5", "prammuoy": "6", "prampir": "7", "prambei": "8", "prambuon": "9", "dab": "10",
}  # fmt: skip
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
LEAST_SMALL = 7
"""Letters from which a large place is believed when written in small letters."""
_COUNTING = frozenset({"lekh", "lek", "ti"})
"""Khmer for "number" and the ordinal word: "Lekh Buon" is sangkat 4."""
_LARGE = frozenset({"country", "abroad", "province"})
_KHMER = re.compile("[\u1780-\u17ff]")


@dataclass(slots=True)
class PlaceIndex:
    """Codes of each name.

    Attributes:
        codes: key of a name in Latin letters -> its codes, smaller codes first.
        small: keys that are believed in small letters too.
        shouted: keys whose name is an abbreviation, met only in capitals.
        khmer: names in Khmer -> codes, and ``khmer_lengths`` their lengths by first letters.
        level_words: words of which one must stand near a name whose level is stated.
        common: words that are no part of any name.
        before: phrase for a level that stands before the name -> the level; ``after``
            likewise. ``before_last`` holds the last word of each phrase.
    """

    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: PhraseSet = field(default_factory=lambda: PhraseSet(()))
    shouted: set[str] = field(default_factory=set)
    small: PhraseSet = field(default_factory=lambda: PhraseSet(()))
    khmer: dict[str, tuple[str, ...]] = field(default_factory=dict)
    khmer_lengths: dict[str, list[int]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    before_last: set[str] = field(default_factory=set)
    after: dict[str, str] = field(default_factory=dict)
    level_words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()

    def add(self, key: str, code: str) -> None:
        known = self.codes.get(key, ())
        if code not in known:
            self.codes[key] = (*known, code)
        self.phrases.add(key)


def level_of(code: str) -> str:
    """ "country", "abroad", "province", "district", "commune" or "village"."""
    if code.isdecimal():
        return LEVELS[len(code)]
    return "country" if len(code) == 2 else "abroad"


def numbered_key(tokens: Iterable[Token]) -> str:
    """Key of a name with its number as a digit, however it is written: "IV", "Buon", "4"."""
    keys = [ROMAN.get(token.text) or NUMBER_WORDS.get(token.key, token.key) for token in tokens]
    return " ".join(key for key in keys if key not in _COUNTING)


@once_per
def place_index(lexicon: Lexicon) -> PlaceIndex:
    """All spellings of all places; built once for a lexicon."""
    index = PlaceIndex()
    for phrase, label in lexicon.words.get("place_levels", {}).items():
        side, _, level = label.partition(" ")
        (index.before if side == "before" else index.after)[phrase] = level
        if side == "before":
            index.before_last.add(phrase.split()[-1])
    for place in lexicon.places:
        if _KHMER.match(place.name):
            _add_khmer(index, place)
        else:
            _add_latin(index, place)
    index.common = frozenset(lexicon.words.get("not_names", {}))
    index.level_words = frozenset({*index.before_last, *index.after})
    for lengths in index.khmer_lengths.values():
        lengths.sort(reverse=True)
    return index


def _add_latin(index: PlaceIndex, place: PlaceName) -> None:
    key = phrase_key(place.name)
    index.add(key, place.code)
    if place.name.isupper():
        index.shouted.add(key)
    elif level_of(place.code) in _LARGE and len(key) >= LEAST_SMALL:
        index.small.add(key)
    if not NUMBER_WORDS.keys().isdisjoint(key.split()):
        words = (NUMBER_WORDS.get(word, word) for word in key.split() if word not in _COUNTING)
        index.add(" ".join(words), place.code)


def _add_khmer(index: PlaceIndex, place: PlaceName) -> None:
    known = index.khmer.get(place.name, ())
    index.khmer[place.name] = (*known, place.code)
    lengths = index.khmer_lengths.setdefault(place.name[:2], [])
    if len(place.name) not in lengths:
        lengths.append(len(place.name))
