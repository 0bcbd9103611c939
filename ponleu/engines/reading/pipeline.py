"""A text in, all its facts out: the finders in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ponleu.engines.reading.amounts import find_amounts
from ponleu.engines.reading.confidences import MACHINE_TRANSLATION
from ponleu.engines.reading.dates import find_dates
from ponleu.engines.reading.events import find_events
from ponleu.engines.reading.khmer_events import find_khmer_events
from ponleu.engines.reading.khmer_mentions import with_khmer
from ponleu.engines.reading.khmer_statements import find_khmer_statements
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.organisations import find_organisations
from ponleu.engines.reading.persons import find_persons
from ponleu.engines.reading.places import find_places
from ponleu.engines.reading.runs import Covered
from ponleu.engines.reading.sites import find_sites
from ponleu.engines.reading.slips import explained, known_slips
from ponleu.engines.reading.statements import find_statements
from ponleu.engines.reading.suggestions import find_suggested
from ponleu.engines.reading.types import (
    Document,
    Fact,
    FactKind,
    Hint,
    Lexicon,
    Reading,
    Suggestion,
)


def read(
    text: str,
    lexicon: Lexicon,
    *,
    published: date | None = None,
    suggestions: Sequence[Suggestion] = (),
    hints: Sequence[Hint] = (),
) -> Reading:
    """Everything the rules find in a text, with offsets into the text as it is.

    Args:
        published: day of publication; without it, dates that need an anchor stay open.
        suggestions: names that a model believes in, added where no rule found anything.
        hints: what the document's own markup says of its lines.
    """
    document = lay_out(text, lexicon, published=published, hints=hints)
    mentions = find_mentions(document, lexicon)
    mentions += find_suggested(document, lexicon, mentions, suggestions)
    events = find_events(document, lexicon, mentions)
    statements = find_statements(document, lexicon, [*mentions, *events])
    facts = [*mentions, *events]
    facts += [_shifted(fact, len(facts)) for fact in statements]
    facts += find_khmer_events(document, lexicon, mentions)
    facts += [_shifted(f, len(facts)) for f in find_khmer_statements(document, lexicon, mentions)]
    slips = known_slips(text, lexicon) if document.machine_translated else ()
    if document.machine_translated:
        facts = explained([_doubted(fact) for fact in facts], slips)
    return Reading(
        language=document.language,
        published=published,
        zones=document.zones,
        facts=in_order(facts),
        machine_translated=document.machine_translated,
        passages=document.passages,
        slips=slips,
    )


def find_mentions(document: Document, lexicon: Lexicon) -> list[Fact]:
    """Places, bodies, sites, people, dates and amounts, each finder knowing those before it."""
    places = find_places(document, lexicon)
    organisations = find_organisations(document, lexicon, places)
    named = [*places, *organisations]
    named += find_sites(document, lexicon, named)
    named += find_persons(document, lexicon, named)
    dates = find_dates(document, lexicon)
    named = _outside_names(named)
    found = [*named, *dates, *find_amounts(document, lexicon, dates)]
    return with_khmer(document, lexicon, found)


def _outside_names(named: Sequence[Fact]) -> list[Fact]:
    """Mentions without the places that are only part of a body's or a site's name."""
    holders = Covered(named, FactKind.ORGANISATION, FactKind.SITE).held
    return [fact for fact in named if fact.kind is not FactKind.PLACE or fact.start not in holders]


def in_order(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts by start, end and kind; ``against`` follows the fact that it points to."""
    order = sorted(
        range(len(facts)), key=lambda at: (facts[at].start, facts[at].end, facts[at].kind)
    )
    new_place = {old: new for new, old in enumerate(order)}
    return tuple(
        fact if fact.against is None else replace(fact, against=new_place[fact.against])
        for fact in (facts[at] for at in order)
    )


def _shifted(fact: Fact, by: int) -> Fact:
    return fact if fact.against is None else replace(fact, against=fact.against + by)


def _doubted(fact: Fact) -> Fact:
    reason = f"{fact.reason} A machine translated this text.".strip()
    lowered = round(fact.confidence * MACHINE_TRANSLATION, 3)
    return replace(fact, confidence=lowered, reason=reason)
