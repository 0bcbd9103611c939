"""The country's words and places, as finding tellings needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ponleu.engines.reading import Lexicon
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.tellings.meaning import Meanings
from ponleu.knowledge.tellings.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Words:
    """What of the country's tables is needed.

    Attributes:
        peoples: words for nationalities -> the word that they are compared by.
        countries: words for where people come from -> their nationality.
        codes_of: name of a place in small letters -> the codes of all that have it.
        site_nouns: words such as "hotel" -> the sort of site.
        counted, counted_more: nouns that a number may count -> what they are.
        counted_khmer: nouns before a number of people in Khmer -> what these are.
        marks: words by which texts tell that an incident happened.
        links: words that set one incident off from another.
        topics, states: words of what is said and denied, and of what became of site and suspect.
        negations: words that turn a statement round.
        meanings: what names of sites mean.
    """

    peoples: Mapping[str, str]
    countries: Phrases
    codes_of: Mapping[str, frozenset[str]]
    site_nouns: Mapping[str, str]
    counted: dict[str, str]
    counted_more: dict[str, str]
    counted_khmer: Phrases
    marks: Phrases
    links: Phrases
    topics: Phrases
    states: Phrases
    negations: Phrases
    sites: Phrases
    meanings: Meanings


@cache
def load_words(country: str) -> Words:
    """All of a country's words, made ready once in a process."""
    lexicon = load_lexicon(country)
    tables = lexicon.words
    return Words(
        peoples=people_words(list(tables["nationalities"])),
        countries=Phrases(tables["peoples_of_countries"]),
        codes_of=_codes(lexicon),
        site_nouns=tables["site_nouns"],
        counted=dict(tables["counted_nouns"]),
        counted_more=dict(tables["counted_people"]),
        counted_khmer=Phrases(tables["counted_people_km"]),
        marks=Phrases(tables["incident_marks"]),
        links=Phrases(tables["incident_links"]),
        topics=Phrases(tables["stated_topics"]),
        states=Phrases(tables["stated_states"]),
        negations=Phrases(tables["stated_negations"]),
        sites=Phrases(tables["site_families"]),
        meanings=Meanings(tables["site_name_words"], tables["site_nouns"]),
    )


_BROAD = {"Asian", "Western", "European", "African"}
"""Parts of the world, which are no nationality."""


def people_words(nationalities: list[str]) -> dict[str, str]:
    """Words for nationalities, plurals too -> the word that they are compared by."""
    same = {"laotian": "lao", "nepalese": "nepali", "filipina": "filipino"}
    found = {}
    for word in nationalities:
        name = same.get(word, word).capitalize()
        if name not in _BROAD:
            found[word] = found[f"{word}s"] = name
    return found


def _codes(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for place in lexicon.places:
        if place.code.isdecimal() and len(place.code) <= len("180603"):
            found.setdefault(place.name.casefold(), set()).add(place.code)
    return {name: frozenset(codes) for name, codes in found.items()}
