"""How far each rule for names and places is to be trusted, 0..1.

Judgements in steps of five hundredths, made on press texts and on texts written for the
tests: about the share of a rule's findings that a reviewer would keep. They order the
review list and are not calibrated; accepted and rejected proposals are to replace them.
``rule_weights`` holds those of dates, amounts, events and statements.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Final

CONFIDENCES: Final = MappingProxyType(
    {
        "places.gazetteer": 0.95,  # one place only has this name, or the province has it
        "places.level": 0.95,  # the text says "district", "commune", "sangkat" beside the name
        "places.country": 0.95,
        "places.abroad": 0.8,  # a city or region of another country
        "places.container": 0.8,  # several places share the name; one lies in a place named nearby
        "places.chain": 0.8,  # a small place named before the larger one it lies in
        "places.ambiguous": 0.4,  # several places share the name and nothing decides
        "places.small": 0.7,  # a province or country in small letters, as in messages
        "places.unlisted": 0.5,  # in no table, but called a commune or named before its country
        "places.spelling": 0.65,  # no such spelling, but the level and the consonants fit one place
        "organisations.table": 0.95,
        "organisations.opening": 0.8,  # "Ministry of ...", "National Committee for ..."
        "organisations.head": 0.7,  # "... Association", "... Provincial Court"
        "organisations.bracket": 0.9,  # an abbreviation the text itself explains
        "organisations.initials": 0.85,  # "Legal Aid for Seafarers and Migrants (LASM)"
        "organisations.described": 0.6,  # "Winrose, a shelter group"
        "organisations.again": 0.7,  # "the Ministry", named in full before
        "organisations.letters": 0.5,  # "UNIAP", which the text does not explain
        "organisations.short": 0.75,  # a company without its "Co., Ltd"
        "sites.noun": 0.8,  # a name before "Hotel", "Casino", "compound"
        "sites.numbered": 0.85,  # "Building 7 of the ... compound"
        "sites.named": 0.7,  # 'the location named "..."'
        "sites.alias": 0.7,  # "known as", "also appears as"
        "sites.short": 0.65,  # a site without its noun
        "persons.title": 0.9,
        "persons.office": 0.9,  # an office directly before or after the name
        "persons.noun": 0.7,  # "Chinese national ...", "the suspect ..."
        "persons.body": 0.7,  # "... of LICADHO"
        "persons.apposition": 0.7,  # a name and a description set off by commas
        "persons.given": 0.6,  # a given name and another name
        "persons.chat": 0.7,  # "Kanika:" before two turns of a chat or more
        "persons.message": 0.5,  # a large word in a message that is written small
        "persons.joined": 0.6,  # "... and Dong Lecheng" after another person
        "persons.age": 0.75,  # two names and an age
        "persons.verb": 0.55,  # two names before a verb of speech
        "persons.surname": 0.65,  # a known family name and another
        "persons.full": 0.85,  # a name found elsewhere in the document, in full
        "persons.short": 0.8,  # part of a name found in full
        "persons.short_shared": 0.45,  # two people of the document share this part
        "persons.khmer": 0.6,
    }
)

BOILERPLATE: Final = 0.5
"""Factor for what stands in a page's furniture: true of another story, seldom of this one."""
MACHINE_TRANSLATION: Final = 0.8
"""Factor for every fact of a text that a machine translated."""


@cache
def confidence(rule: str, *, boilerplate: bool = False) -> float:
    """Confidence of a finding, lowered where the words are the page's and not the article's."""
    return round(CONFIDENCES[rule] * (BOILERPLATE if boilerplate else 1), 3)
