"""All that the page of an entry shows, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.foundation.places import queries as places
from ponleu.knowledge.register.models import (
    Detail,
    Entry,
    Identifier,
    MatchProposal,
    Office,
    PairJudgement,
    Position,
)
from ponleu.knowledge.register.queries import known
from ponleu.knowledge.register.queries.identity import (
    head,
    judgements,
    members,
    proposals_about,
)
from ponleu.knowledge.register.queries.known import TieLine
from ponleu.knowledge.register.queries.of_entries import (
    Quoted,
    Spelling,
    offices_of,
    quoted,
    spellings,
    visible_entry,
)
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.independence import Independence


@dataclass(frozen=True, slots=True)
class EntryPage:
    """All that the page of an entry shows, with the facts of those shown under it.

    Attributes:
        head: another entry that this one is shown under.
        members: entries that are shown under this one.
        place: where a site is, in words.
        place_names: names of the places of its offices, by code.
        origins: how many of the quoted documents are independent sources.
    """

    entry: Entry
    head: Entry | None
    members: Sequence[Entry]
    place: str
    place_names: dict[str, str]
    spellings: Sequence[Spelling]
    offices: Sequence[Office]
    details: Sequence[Detail]
    identifiers: Sequence[Identifier]
    positions: Sequence[Position]
    ties: Sequence[TieLine]
    quoted: Sequence[Quoted]
    origins: Independence
    judgements: Sequence[PairJudgement]
    may_be: Sequence[MatchProposal]


def entry_page(actor: User, pk: UUID) -> EntryPage:
    """The page of one entry, without what stands only in sources that the actor may not see.

    Raises:
        NotFound: no such entry that the actor may see.
    """
    entry = visible_entry(actor, pk)
    joined = members(actor, entry)
    group = [entry, *joined]
    offices = offices_of(actor, group)
    names = places.names({entry.place, *(office.place for office in offices)} - {""})
    spelled = spellings(actor, group)
    quotes = quoted(actor, group)
    return EntryPage(
        entry=entry,
        head=head(actor, entry),
        members=joined,
        place=places.written(entry.place) if entry.place else "",
        place_names=names,
        spellings=spelled,
        offices=offices,
        details=known.details(actor, group),
        identifiers=known.identifiers(actor, group),
        positions=known.positions(actor, group),
        ties=known.ties(actor, group),
        quoted=quotes,
        origins=sources.independent_sources(actor, [each.source for each in quotes]),
        judgements=judgements(actor, entry),
        may_be=[] if entry.withdrawn_at else proposals_about(actor, entry),
    )
