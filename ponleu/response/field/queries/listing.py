"""Field work of one operation as a desk reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.response.field.models import Choice, Conflict, Entry, FieldFile, PersonFound, SetAside
from ponleu.response.field.queries.answering import field_of, have, value_of
from ponleu.response.field.queries.open_work import OpenWork
from ponleu.response.field.queries.seam import SiteWork, at_sites
from ponleu.response.field.rules.folding import is_band
from ponleu.response.field.rules.kinds import SEALED, Kind
from ponleu.response.field.words import answer_words, person_words, question_words
from ponleu.response.operations.models import Operation

T = TypeVar("T")
PAGE = 25
NEWEST = 10
"""Rows of a list that has pages of its own, on the page of the whole."""

MOST = 500
"""Conflicts, and entries that were set aside, on one page."""


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
class Listed(Generic[T]):
    """A part of a list, the newest first.

    Attributes:
        total: how many the whole list holds.
        has_more: some come after this part.
    """

    rows: Sequence[T]
    total: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """All field work of one operation, but for devices; of long lists the newest rows.

    Attributes:
        conflicts, aside: at most ``MOST``.
        more_conflicts, more_aside: there are more than these.
    """

    sites: Sequence[SiteLine]
    persons: Listed[PersonFound]
    sealed: Listed[SealedLine]
    conflicts: Sequence[ConflictLine]
    aside: Sequence[SetAside]
    more_conflicts: bool
    more_aside: bool


SHOWN_AT_SITE = frozenset({Kind.CHECK, Kind.HEADCOUNT, Kind.EXHIBIT})
CHILDREN = frozenset({"under_5", "5_11", "12_14", "15_17"})


def whole(work: OpenWork) -> Whole:
    """What a desk reads of an operation."""
    counts = _counts(work)
    sites = [
        SiteLine(each, *counts.get(each.site.pk if each.site else None, (0, 0)))
        for each in at_sites(work, SHOWN_AT_SITE)
    ]
    aside = SetAside.objects.filter(operation=work.operation)
    rows = list(aside.select_related("device__user").order_by("at", "seq", "pk")[: MOST + 1])
    conflicts = _conflicts(work)
    return Whole(
        sites=sites,
        persons=persons(work, most=NEWEST),
        sealed=sealed(work, most=NEWEST),
        conflicts=conflicts[:MOST],
        aside=rows[:MOST],
        more_conflicts=len(conflicts) > MOST,
        more_aside=len(rows) > MOST,
    )


def persons(work: OpenWork, *, start: int = 0, most: int = PAGE) -> Listed[PersonFound]:
    """Persons found, at ``most`` so many from ``start`` on; nobody twice."""
    rows = _persons(work)
    shown = rows.prefetch_related("site__entry").order_by("-found_at", "-pk")
    total = rows.count()
    return Listed(list(shown[start : start + most]), total, start + most < total)


def sealed(work: OpenWork, *, start: int = 0, most: int = PAGE) -> Listed[SealedLine]:
    """Entries of which something is sealed, at ``most`` so many from ``start`` on."""
    rows = Entry.objects.filter(operation=work.operation, kind__in=SEALED)
    shown = rows.select_related("file").prefetch_related("by", "site__entry")
    found = shown.defer("sealed", "mark").order_by("-at", "-pk")[start : start + most]
    total = rows.count()
    return Listed([SealedLine(row, _come(row)) for row in found], total, start + most < total)


def waiting(actor: User) -> list[tuple[Operation, int]]:
    """Operations whose entries disagree, with how many wait for a choice; for a first page."""
    rows = Conflict.objects.visible_to(actor).filter(is_open=True).order_by("operation")
    counts = dict(rows.values("operation").annotate(n=Count("pk")).values_list("operation", "n"))
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


def _persons(work: OpenWork) -> QuerySet[PersonFound]:
    return PersonFound.objects.filter(operation=work.operation, same_as=None)


def _counts(work: OpenWork) -> dict[UUID | None, tuple[int, int]]:
    """By site how many persons were found, and how many of them look younger than 18."""
    rows = _persons(work).order_by().values("site")
    young = Count("pk", filter=Q(age_band__in=CHILDREN))
    counted = rows.annotate(found=Count("pk"), young=young)
    return {site: (n, k) for site, n, k in counted.values_list("site", "found", "young")}


def _come(row: Entry) -> int:
    file: FieldFile | None = getattr(row, "file", None)
    if file is None or file.whole_at is not None:
        return 100
    return min(99, have(row.pk) * 100 // max(1, file.sealed_size))


def _conflicts(work: OpenWork) -> list[ConflictLine]:
    """Open ones first, then those that somebody settled; one more than are shown, if there is."""
    standing = Choice.objects.standing().select_related("by", "entry").order_by("at", "pk")
    rows = list(
        Conflict.objects.filter(operation=work.operation)
        .order_by("-is_open", "noticed_at", "pk")
        .prefetch_related(Prefetch("choices", standing))[: MOST + 1]
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
