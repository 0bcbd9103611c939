"""The incidents of texts that were read, their contradictions, and what does not add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponleu.engines.incidents import (
    ArithmeticSlip,
    Contradiction,
    Incident,
    Incidents,
    Names,
    Telling,
    arithmetic_slips,
    contradictions,
)
from ponleu.engines.reading import FactKind
from ponleu.knowledge.tellings.likeness import learn_people, learn_second_names, likenesses
from ponleu.knowledge.tellings.making import tellings_of
from ponleu.knowledge.tellings.said import Said
from ponleu.knowledge.tellings.sites import site_names
from ponleu.knowledge.tellings.words import load_words


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in the documents.

    Attributes:
        slips: (document, slip) in the order of the documents.
    """

    incidents: list[Incident]
    contradictions: list[Contradiction]
    slips: list[tuple[str, ArithmeticSlip]]


def find(said: Sequence[Said]) -> Found:
    """The incidents of texts, their contradictions, and figures that do not add up."""
    tellings, names = tellings_and_names(said)
    grouped = Incidents(tellings, names)
    incidents = grouped.all()
    against = [
        found
        for incident in incidents
        for found in contradictions(grouped.tellings_of(incident), names)
    ]
    slips = [(one.key, slip) for one in said for slip in arithmetic_slips(one.text)]
    return Found(incidents, against, slips)


def tellings_and_names(said: Sequence[Said]) -> tuple[list[Telling], Names]:
    """What texts tell of incidents, and how alike the names in them are."""
    words = load_words("kh")
    sites = site_names(said, words)
    names = likenesses({name for one in sites for _, name in one}, words.site_nouns)
    learn_people(names, {str(f.value) for one in said for f in one.reading.facts
                         if f.kind is FactKind.PERSON})  # fmt: skip
    tellings = [
        telling
        for one, its_sites in zip(said, sites, strict=True)
        for telling in tellings_of(one, its_sites, names, words)
    ]
    learn_second_names(names, [telling.sites for telling in tellings])
    return tellings, names
