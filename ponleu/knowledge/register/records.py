"""Entries as the matching engine takes them: plain values that all their readers may know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from ponleu.engines.matching import Kind, Record
from ponleu.knowledge.register.models import Detail, Entry, Identifier, Name, open_to_readers
from ponleu.knowledge.register.rules import DetailSort
from ponleu.knowledge.register.sought import scope_of

MOST_ALIASES = 40
BATCH = 2000

KINDS = {"person": Kind.PERSON, "organisation": Kind.ORGANISATION, "site": Kind.SITE}
SEXES = {"f": "f", "female": "f", "m": "m", "male": "m"}


def records(keys: Iterable[UUID] | None = None) -> Iterator[Record]:
    """Standing entries as records, those of the keys or all; by key.

    A record holds only what whoever may read the entry may read, too: what it is compared by
    is told to them in words.
    """
    entries = Entry.objects.filter(withdrawn_at=None).select_related("unit").order_by("pk")
    if keys is not None:
        asked = sorted(keys)
        for start in range(0, len(asked), BATCH):
            yield from _records(list(entries.filter(pk__in=asked[start : start + BATCH])))
        return
    last: UUID | None = None
    while batch := list((entries.filter(pk__gt=last) if last else entries)[:BATCH]):
        yield from _records(batch)
        last = batch[-1].pk


def _records(batch: list[Entry]) -> Iterator[Record]:
    names = _texts(Name.objects.filter(open_to_readers(), entry__in=batch), "text")
    numbers = _texts(
        Identifier.objects.filter(open_to_readers(), entry__in=batch), "sort", "digest"
    )
    details: dict[UUID, dict[str, str]] = {}
    told = Detail.objects.filter(open_to_readers(), entry__in=batch, is_doubtful=False)
    for key, sort, text in told.order_by("entered_at", "pk").values_list(
        "entry_id", "sort", "text"
    ):
        details.setdefault(key, {})[sort] = text
    for entry in batch:
        said = details.get(entry.pk, {})
        spelled = dict.fromkeys(text for (text,) in names.get(entry.pk, ()))
        spelled.pop(entry.name, None)
        yield Record(
            id=str(entry.pk),
            name=entry.name,
            kind=KINDS[entry.kind],
            aliases=tuple(spelled)[:MOST_ALIASES],
            born=said.get(DetailSort.BORN, ""),
            sex=SEXES.get(said.get(DetailSort.SEX, "").casefold(), ""),
            place=entry.place,
            identifiers=tuple(f"{sort}:{digest}" for sort, digest in numbers.get(entry.pk, ())),
            scope=scope_of(entry),
        )


def _texts(
    rows: QuerySet[Name] | QuerySet[Identifier], *fields: str
) -> dict[UUID, list[tuple[str, ...]]]:
    found: dict[UUID, list[tuple[str, ...]]] = {}
    for key, *values in rows.order_by("pk").values_list("entry_id", *fields):
        found.setdefault(key, []).append(tuple(values))
    return found
