"""A first reading of what was told, for an officer's open session: nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from ponleu.engines.reading import FactKind, Reading
from ponleu.foundation.accounts.models import User
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.suggesters.reading import read_with
from ponleu.knowledge.register.name_index import IndexBeingBuilt
from ponleu.knowledge.register.queries import known_as
from ponleu.knowledge.register.queries.known_as import KnownAs
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.sources.layout import Highlight, Paragraph, paragraphs
from ponleu.knowledge.sources.rules import FAMILY_OF
from ponleu.response.complaints import abouts
from ponleu.response.complaints.intake import Told

MARKED = (
    FactKind.PERSON,
    FactKind.ORGANISATION,
    FactKind.SITE,
    FactKind.PLACE,
    FactKind.DATE,
    FactKind.AMOUNT,
)
KINDS = {
    FactKind.SITE: EntryKind.SITE,
    FactKind.ORGANISATION: EntryKind.ORGANISATION,
    FactKind.PERSON: EntryKind.PERSON,
}
ASKED = 4
"""Names of one complaint that the register is asked for: each takes some hundredths of a second."""

READ_LETTERS = 20_000
"""Of a longer text the beginning is read: the pages send no longer one."""

SHOWN = 3
"""Entries that are proposed for one name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was told, and what it may be in the register."""

    kind: EntryKind
    name: str


@dataclass(frozen=True, slots=True)
class MayBe:
    """An entry that a complaint may be about.

    Attributes:
        name: as it was told.
        complaints: how many that the reader may see are about it already.
    """

    name: str
    known: KnownAs
    complaints: int


@dataclass(frozen=True, slots=True)
class FirstReading:
    """What was told, with its names, places, days and amounts marked, and what it may be about.

    Attributes:
        is_waiting: the index of names is being built, so nothing could be proposed.
    """

    paragraphs: tuple[Paragraph, ...]
    language: str
    may_be: tuple[MayBe, ...]
    is_waiting: bool


def first_reading(actor: User, told: Told, *, published: date | None) -> FirstReading:
    """Read what was told; proposals are of entries that the actor may see.

    Args:
        published: the day on which it was told, from which "on Monday" is counted.
    """
    found = read_told(told.what, published)
    marks = [
        Highlight(fact.start, fact.end, "at", FAMILY_OF[fact.kind])
        for fact in found.facts
        if fact.kind in MARKED
    ]
    may_be, is_waiting = may_be_about(actor, names_in(told.near, found), place=told.place)
    laid = tuple(paragraphs(told.what, (), marks))
    return FirstReading(laid, found.language, may_be, is_waiting)


def names_told(near: str, what: str) -> list[Named]:
    """The names in what is being written down, the words for the place first."""
    return names_in(near, read_told(what, None))


def names_in(near: str, found: Reading) -> list[Named]:
    """What the register is asked for: the words for the place, then sites, bodies and persons."""
    first = [Named(EntryKind.SITE, " ".join(near.split()))] if near.strip() else []
    order = list(KINDS)
    facts = sorted((f for f in found.facts if f.kind in KINDS), key=lambda f: order.index(f.kind))
    told = [Named(KINDS[fact.kind], str(fact.value or fact.text)) for fact in facts]
    return list(dict.fromkeys((*first, *told)))[:ASKED]


def may_be_about(
    actor: User, names: Sequence[Named], *, place: str = ""
) -> tuple[tuple[MayBe, ...], bool]:
    """What entries some names may mean, likeliest first for each name, each entry once.

    The second value tells that the index of names is being built and nothing can be found.
    """
    found: dict[UUID, tuple[str, KnownAs]] = {}
    try:
        for named in names:
            for known in known_as.known_as(actor, named.name, kind=named.kind, place=place)[:SHOWN]:
                found.setdefault(known.entry.pk, (named.name, known))
    except IndexBeingBuilt:
        return (), True
    counts = abouts.complaint_counts(actor, [known.entry for _, known in found.values()])
    return tuple(
        MayBe(name, known, counts.get(abouts.head_of(known.entry), 0))
        for name, known in found.values()
    ), False


def read_told(text: str, published: date | None) -> Reading:
    """What the rules read, and models of this machine; what is sealed goes to no other."""
    text, lexicon = text[:READ_LETTERS], load_lexicon(settings.PONLEU_COUNTRY)
    options = settings.PONLEU_SUGGESTERS
    return read_with(text, lexicon, options, published=published, sealed=True).reading
