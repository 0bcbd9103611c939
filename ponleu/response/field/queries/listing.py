"""Field work of one operation as a desk reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count as DbCount
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.counting import Count
from ponleu.foundation.core.errors import NotFound
from ponleu.response.field.models import Choice, Conflict, Entry, FieldFile, PersonFound, SetAside
from ponleu.response.field.queries.answering import field_of, have, value_of
from ponleu.response.field.queries.seam import SiteWork, persons_found, work_of
from ponleu.response.field.rules.folding import is_band
from ponleu.response.field.rules.kinds import SEALED, Kind
from ponleu.response.field.words import answer_words, person_words, question_words
from ponleu.response.operations.models import Operation, OperationSite

MOST = 500
"""Rows of one table on the page; what lies past it is said."""


@dataclass(frozen=True, slots=True)
class SiteLine:
    """What was entered at one site, beside how many persons were found there."""

    work: SiteWork
    found: int
    children: int

    @property
    def differs(self) -> bool:
        """Whether the last headcount is another number than the persons found."""
        return bool(self.work.headcounts) and self.work.headcounts[-1].number != self.found


@dataclass(frozen=True, slots=True)
class SealedLine:
    """An entry of which something is sealed.

    Attributes:
        has_come: share of its file in percent; 100 if it has none.
    """

    entry: Entry
    has_come: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the entries that disagree."""

    entry: Entry
    words: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Entries that disagree, and what was chosen.

    Attributes:
        about: the question, or the field of a person.
        whom: wristbands of the persons concerned, "" if none.
        is_band: two wear one wristband: they may be one person.
    """

    conflict: Conflict
    about: str
    sides: Sequence[Side]
    choices: Sequence[Choice]
    is_band: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """All field work of one operation, but for devices."""

    sites: Sequence[SiteLine]
    persons: Sequence[PersonFound]
    n_persons: Count
    sealed: Sequence[SealedLine]
    n_sealed: Count
    conflicts: Sequence[ConflictLine]
    aside: Sequence[SetAside]


CHILDREN = frozenset({"under_5", "5_11", "12_14", "15_17"})


def whole(actor: User, operation: Operation) -> Whole:
    """What a desk reads of an operation that is open to the actor."""
    persons = persons_found(actor, operation)
    by_site = Counter(one.site.pk if one.site else None for one in persons)
    young = Counter(
        one.site.pk if one.site else None for one in persons if one.age_band in CHILDREN
    )
    sites = [
        SiteLine(work, by_site[_key(work.site)], young[_key(work.site)])
        for work in work_of(actor, operation)
    ]
    sealed = _sealed(actor, operation)
    aside = SetAside.objects.visible_to(actor).filter(operation=operation)
    return Whole(
        sites=sites,
        persons=list(_persons(actor, operation)[:MOST]),
        n_persons=Count(min(len(persons), MOST), len(persons) > MOST),
        sealed=sealed[:MOST],
        n_sealed=Count(min(len(sealed), MOST), len(sealed) > MOST),
        conflicts=_conflicts(actor, operation),
        aside=list(aside.select_related("device__user").order_by("at", "seq", "pk")[:MOST]),
    )


def waiting(actor: User) -> list[tuple[Operation, int]]:
    """Operations whose entries disagree, with how many wait for a choice; for a first page."""
    rows = Conflict.objects.visible_to(actor).filter(is_open=True).order_by("operation")
    counts = dict(rows.values("operation").annotate(n=DbCount("pk")).values_list("operation", "n"))
    operations = Operation.objects.open_to(actor).filter(pk__in=counts).select_related("unit")
    return [
        (row, counts[row.pk])
        for row in operations.order_by("-started_at", "pk")[:MOST]
        if actor.may(Action.OPERATION_READ, row)
    ]


def entry_of(actor: User, key: UUID) -> Entry:
    """An entry of which something is sealed.

    Raises:
        NotFound: there is none for the actor.
    """
    rows = Entry.objects.visible_to(actor).filter(kind__in=SEALED)
    row = rows.select_related("operation", "site__entry", "by", "file").filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return row


def _persons(actor: User, operation: Operation):  # type: ignore[no-untyped-def]  # rows
    rows = PersonFound.objects.visible_to(actor).filter(operation=operation, same_as=None)
    return rows.select_related("site__entry").order_by("found_at", "pk")


def _key(site: OperationSite | None) -> UUID | None:
    return site.pk if site else None


def _sealed(actor: User, operation: Operation) -> list[SealedLine]:
    rows = Entry.objects.visible_to(actor).filter(operation=operation, kind__in=SEALED)
    rows = rows.select_related("by", "site__entry", "file").defer("sealed", "mark")
    return [SealedLine(row, _come(row)) for row in rows.order_by("at", "pk")[: MOST + 1]]


def _come(row: Entry) -> int:
    file: FieldFile | None = getattr(row, "file", None)
    if file is None or file.whole_at is not None:
        return 100
    return min(99, have(row.pk) * 100 // max(1, file.sealed_size))


def _conflicts(actor: User, operation: Operation) -> list[ConflictLine]:
    """Open ones first, then those that somebody settled."""
    standing = Choice.objects.standing().select_related("by", "entry").order_by("at", "pk")
    rows = list(
        Conflict.objects.visible_to(actor)
        .filter(operation=operation)
        .order_by("-is_open", "noticed_at", "pk")
        .prefetch_related(Prefetch("choices", standing))[:MOST]
    )
    wanted = {UUID(key) for row in rows for key in row.between}
    found = Entry.objects.filter(pk__in=wanted).select_related("by", "device", "site__entry")
    entries = {entry.pk: entry for entry in found.defer("sealed", "mark")}
    made = [_conflict(row, entries) for row in rows]
    return [line for line in made if line.conflict.is_open or line.choices]


def _conflict(row: Conflict, entries: dict[UUID, Entry]) -> ConflictLine:
    sides = [entries[UUID(key)] for key in row.between]
    return ConflictLine(
        conflict=row,
        about=_about(row),
        sides=[Side(entry, _words(entry, row.slot)) for entry in sides],
        choices=list(row.choices.all()),
        is_band=is_band(row.slot),
    )


def _about(row: Conflict) -> str:
    if row.slot.startswith("check:"):
        return question_words(row.slot.split(":")[2])
    return field_of(row.slot)


def _words(entry: Entry, slot: str) -> str:
    value: Any = value_of(entry, slot)
    if entry.kind == Kind.CHECK:
        return answer_words(entry.open["code"], value)
    return person_words(field_of(slot), value) or _("none")
