"""The gazetteer made ready for look-up by first word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.place_variants import press_spellings
from ponleu.engines.reading.types import Lexicon, PlaceName
from ponleu.engines.reading.word_sets import word_set
from ponleu.engines.reading.words import PhraseSet, Token, phrase_key

LEVELS = {2: "province", 4: "district", 6: "commune", 8: "village"}
NUMBER_WORDS = {
    "muoy": "1", "mouy": "1", "pir": "2", "pi": "2", "bei": "3", "bey": "3", "buon": "4",
    "pram": "5", "prammuoy": "6", "prampir": "7", "prambei": "8", "prambuon": "9", "dab": "10",
}  # fmt: skip
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
VILLAGE = 8
"""Digits of a village's code."""
LEAST_SMALL = 7
"""Letters from which a large place is believed when written in small letters."""
LEAST_STANDING = 4
"""Letters of a smaller one, after a word that a place follows."""
_HOMOGRAPHS = word_set(
    "male mobile bath reading nice orange split tours bari sale salem march most hull derby "
    "cork same mine along hail pali solo along bray lens deal wells victoria kota surat vinh "
    "bali mari ream para lima leon merced union phoenix mardan moron tepic dang muse trang bago "
    "sari hebron"
)
"""Names that are words, or parts of a person's name, when written in small letters."""
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
        standing: keys that are believed in small letters after "in", "from" or "to".
        towns: names of a town by which its province is called too -> the town's code.
        no_places: last words of the names of sites and bodies.
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
    standing: PhraseSet = field(default_factory=lambda: PhraseSet(()))
    towns: dict[str, str] = field(default_factory=dict)
    no_places: frozenset[str] = frozenset()
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
    _add_native_levels(index)
    made: dict[str, list[str]] = {}
    index.towns.update(lexicon.words.get("town_names", {}))
    others = ("site_nouns", "organisation_heads", "nationalities")
    listed = (word for name in others for word in lexicon.words.get(name, {}))
    index.no_places = frozenset(map(str.lower, listed))
    for place in lexicon.places:
        if _KHMER.match(place.name):
            _add_khmer(index, place)
        else:
            _add_latin(index, place, made)
    _add_made(index, made)
    index.common = frozenset(lexicon.words.get("not_names", {}))
    index.level_words = frozenset({*index.before_last, *index.after})
    for lengths in index.khmer_lengths.values():
        lengths.sort(reverse=True)
    return index


def _add_latin(index: PlaceIndex, place: PlaceName, made: dict[str, list[str]]) -> None:
    key = phrase_key(place.name)
    index.add(key, place.code)
    if place.code.isdecimal() and len(place.code) < VILLAGE:
        for spelling in press_spellings(key):
            if spelling not in index.codes:
                made.setdefault(spelling, []).append(place.code)
    if place.name.isupper():
        index.shouted.add(key)
    elif level_of(place.code) in _LARGE and len(key) >= LEAST_SMALL:
        index.small.add(key)
    elif _is_known_small(key, level_of(place.code)):
        index.standing.add(key)
    if not NUMBER_WORDS.keys().isdisjoint(key.split()):
        words = (NUMBER_WORDS.get(word, word) for word in key.split() if word not in _COUNTING)
        index.add(" ".join(words), place.code)


def _add_made(index: PlaceIndex, made: dict[str, list[str]]) -> None:
    """Spellings of the press, unless a place is really called so; and the towns by name."""
    for spelling, codes in made.items():
        if spelling in index.codes:
            continue
        for code in codes:
            index.add(spelling, code)
        if len(set(codes)) == 1 and _is_known_small(spelling, level_of(codes[0])):
            index.standing.add(spelling)
    for name, code in index.towns.items():
        index.add(name, code)
        if _is_known_small(name, "district"):
            index.standing.add(name)


def _add_native_levels(index: PlaceIndex) -> None:
    """Khmer words for a level stand behind the name too: "Phsar Kandal Sangkat"."""
    for phrase, level in index.before.items():
        if phrase.isascii() and " " not in phrase:
            index.after.setdefault(phrase, level)


def _is_known_small(key: str, level: str) -> bool:
    if key in _HOMOGRAPHS or not key.replace(" ", "").isalpha():
        return False
    if level == "commune":
        return " " in key and len(key) >= LEAST_SMALL and min(map(len, key.split())) > 2
    return level != "village" and len(key) >= LEAST_STANDING


def _add_khmer(index: PlaceIndex, place: PlaceName) -> None:
    known = index.khmer.get(place.name, ())
    index.khmer[place.name] = (*known, place.code)
    lengths = index.khmer_lengths.setdefault(place.name[:2], [])
    if len(place.name) not in lengths:
        lengths.append(len(place.name))
