"""Reads of the register for screens, cut to what the person may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, Least, Substr
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.places import queries as places
from ponleu.foundation.search import queries as search
from ponleu.knowledge.register.findable import TARGET_TYPE
from ponleu.knowledge.register.models import Entry, EntryQuerySet, Mention, Name, Office
from ponleu.knowledge.register.rules import EntryKind, script_of
from ponleu.knowledge.sources.models import Source

PAGE = 50
AROUND = 60
"""Characters quoted on each side of a mention."""

MOST_NAMES = 200
MOST_MENTIONS = 200
MOST_OFFICES = 100


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list, and where it is in words."""

    entry: Entry
    place: str


@dataclass(frozen=True, slots=True)
class EntryList:
    """Some entries of one kind; ``last`` is the key from which the next page goes on."""

    rows: Sequence[Row]
    last: UUID | None


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a name, its script, the sources that spell it so, and whose name it is.

    Attributes:
        records: references of the entries that bear it.
    """

    text: str
    script: str
    sources: Sequence[Source]
    records: Sequence[str]


@dataclass(frozen=True, slots=True)
class Quote:
    """A mention with the words around it, and the reference of the entry it is about."""

    before: str
    match: str
    after: str
    start: int
    end: int
    record: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A source and what it says where it mentions an entry."""

    source: Source
    quotes: Sequence[Quote]


def entries(
    actor: User, kind: EntryKind, *, text: str = "", after: UUID | None = None
) -> EntryList:
    """Standing entries of a kind by name; with words, the 50 that fit best, and no more pages.

    Args:
        after: key of the last entry of the page before; an unknown one begins from the start.
    """
    visible = Entry.objects.visible_to(actor).filter(kind=kind, withdrawn_at=None)
    if text:
        keys = search.targets(actor, text, target_type=TARGET_TYPE, kind=kind, limit=PAGE)
        return EntryList(_rows(_shown_under(visible, keys)), None)
    visible = visible.filter(Q(head=None) | ~Exists(visible.filter(pk=OuterRef("head"))))
    if last := visible.filter(pk=after).first() if after else None:
        visible = visible.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(visible.order_by("name", "id")[: PAGE + 1])
    shown = found[:PAGE]
    return EntryList(_rows(shown), shown[-1].pk if len(found) > PAGE else None)


def entry_count(actor: User) -> int:
    """How many standing entries the actor may see."""
    return Entry.objects.visible_to(actor).filter(withdrawn_at=None).count()


def visible_entry(actor: User, pk: UUID) -> Entry:
    """One entry, withdrawn or not.

    Raises:
        NotFound: no such entry that the actor may see.
    """
    return Entry.objects.select_related("unit").get_for(actor, pk)


def by_reference(actor: User, reference: str) -> Entry:
    """The entry of a reference as people write it.

    Raises:
        NotFound: no such entry that the actor may see.
    """
    rows = Entry.objects.visible_to(actor).select_related("unit")
    found = rows.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise NotFound(_("There is no record of that reference that you may see."))
    return found


def _shown_under(visible: EntryQuerySet, keys: Sequence[UUID]) -> list[Entry]:
    """Entries in the order of their keys; one that is shown under another gives way to it."""
    found = {each.pk: each for each in visible.of_keys(keys)}
    above = {each.head_id for each in found.values() if each.head_id}
    heads = {each.pk: each for each in visible.of_keys(above)}
    shown = [found[key] for key in keys if key in found]
    return list(dict.fromkeys(heads.get(each.head_id or each.pk, each) for each in shown))


def _rows(found: Iterable[Entry]) -> list[Row]:
    shown = list(found)
    names = places.names({entry.place for entry in shown} - {""})
    return [Row(entry, names.get(entry.place, "")) for entry in shown]


def _seen(actor: User) -> Q:
    return Q(Exists(Source.objects.visible_to(actor).filter(pk=OuterRef("source"))))


def spellings(actor: User, entries: Sequence[Entry]) -> list[Spelling]:
    """Spellings of entries in the order in which they came, the shown names first."""
    rows = (
        Name.objects.filter(entry__in=entries)
        .filter(Q(withdrawn_at=None) | Q(text=F("entry__name")))
        .filter(_seen(actor) | Q(source=None))
        .select_related("source", "entry")
        .defer("source__text")
        .order_by("pk")[:MOST_NAMES]
    )
    found: dict[str, list[Name]] = {entry.name: [] for entry in entries}
    for row in rows:
        found.setdefault(row.text, []).append(row)
    return [_spelling(text, names) for text, names in found.items()]


def _spelling(text: str, names: Sequence[Name]) -> Spelling:
    sources = {name.source.pk: name.source for name in names if name.source}
    records = sorted({name.entry.reference for name in names})
    return Spelling(text, script_of(text), list(sources.values()), records)


def offices_of(actor: User, entries: Sequence[Entry]) -> list[Office]:
    """Offices that sources give to entries, the newest first."""
    return list(
        Office.objects.filter(_seen(actor), entry__in=entries, withdrawn_at=None)
        .select_related("source", "entry")
        .defer("source__text")
        .order_by(F("stated_on").desc(nulls_last=True), "pk")[:MOST_OFFICES]
    )


def quoted(actor: User, entries: Sequence[Entry]) -> list[Quoted]:
    """Mentions by source, newest source first; the database cuts the words out of the texts."""
    mentions = (
        Mention.objects.filter(_seen(actor), entry__in=entries, withdrawn_at=None)
        .select_related("source", "entry")
        .defer("source__text")
        .annotate(
            before=Substr(
                "source__text", Greatest(F("start") + 1 - AROUND, 1), Least(F("start"), AROUND)
            ),
            match=Substr("source__text", F("start") + 1, F("end") - F("start")),
            after=Substr("source__text", F("end") + 1, AROUND),
        )
        .order_by(F("source__published").desc(nulls_last=True), "source_id", "start", "pk")
    )[:MOST_MENTIONS]
    return [
        Quoted(group[0].source, [_quote(mention) for mention in group])
        for _key, members in groupby(mentions, key=lambda mention: mention.source_id)
        if (group := list(members))
    ]


def _quote(mention: Mention) -> Quote:
    cut = vars(mention)
    return Quote(
        cut["before"],
        cut["match"],
        cut["after"],
        mention.start,
        mention.end,
        mention.entry.reference,
    )
