"""What rooms above read of field work; empty where the operation is not open to the actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.response.field.models import Conflict, Entry, PersonFound
from ponleu.response.field.queries.folding import answers_of
from ponleu.response.field.queries.open_work import OpenWork, open_work_or_none
from ponleu.response.field.rules.folding import Told
from ponleu.response.field.rules.kinds import Kind
from ponleu.response.field.words import answer_words, question_words
from ponleu.response.operations.models import Operation, OperationSite

AT_SITE = frozenset(Kind) - {Kind.PERSON, Kind.PERSON_CHANGE}
"""Kinds that tell of a site; what tells of a person is read from persons found."""

Answers = Mapping[tuple[UUID, str], tuple[Told, ...]]


class Headcount(NamedTuple):
    """How many people somebody counted, and how many of them looked like children."""

    at: datetime
    by: User
    number: int
    children: int


class Answer(NamedTuple):
    """What a question was answered with, in the reader's language; ``value`` as it is kept."""

    code: str
    question: str
    answer: str
    at: datetime
    by: User
    value: str | int


class Photo(NamedTuple):
    """A photo by the SHA-256 of its plain bytes, in hex."""

    sha256: str
    at: datetime
    by: User


class ExhibitSeen(NamedTuple):
    """Something that was seen and may be seized: code of its kind, the code on its seal or ""."""

    kind: str
    seal: str
    at: datetime
    by: User


@dataclass(frozen=True, slots=True)
class Found:
    """A person found. Nothing about guilt.

    Attributes:
        key: made on the device that entered them.
        wristband, language, age_band: "" if it is not known or not settled yet.
        needs: codes, the gravest first.
    """

    key: UUID
    wristband: str
    language: str
    age_band: str
    needs: list[str]
    site: OperationSite | None
    found_at: datetime


@dataclass(frozen=True, slots=True)
class SiteWork:
    """What was entered at one site; of the operation as a whole if ``site`` is none.

    Attributes:
        answers: in the order of time; several of one code if they disagree.
        conflicts: how many wait for somebody to choose.
    """

    site: OperationSite | None
    headcounts: list[Headcount] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    exhibits_seen: list[ExhibitSeen] = field(default_factory=list)
    notes: int = 0
    sketches: int = 0
    conflicts: int = 0


def persons_found(actor: User, operation: Operation) -> list[Found]:
    """Persons found in an operation, in the order in which they were; nobody twice."""
    work = open_work_or_none(actor, operation.pk)
    return found_in(work) if work else []


def found_in(work: OpenWork) -> list[Found]:
    """As ``persons_found``, of field work that is open to its reader."""
    rows = PersonFound.objects.filter(operation=work.operation, same_as=None)
    return [
        Found(
            key=row.pk,
            wristband=row.wristband,
            language=row.language,
            age_band=row.age_band,
            needs=list(row.needs),
            site=row.site,
            found_at=row.found_at,
        )
        for row in rows.prefetch_related("site__entry").order_by("found_at", "pk")
    ]


def work_of(actor: User, operation: Operation) -> list[SiteWork]:
    """What was entered at each site, by their numbers; then what belongs to none, if any does."""
    work = open_work_or_none(actor, operation.pk)
    return at_sites(work) if work else []


def at_sites(work: OpenWork, kinds: Collection[Kind] = AT_SITE) -> list[SiteWork]:
    """As ``work_of``, of field work that is open to its reader.

    Args:
        kinds: which entries are read; nothing stands where others would.
    """
    operation = work.operation
    sites = OperationSite.objects.filter(operation=operation).select_related("entry")
    rows = Entry.objects.filter(operation=operation)
    entries = rows.filter(kind__in=kinds).prefetch_related("by").order_by("at", "pk")
    standing = answers_of(operation.pk)
    conflicts = _conflicts(operation)
    of_site: dict[UUID | None, list[Entry]] = defaultdict(list)
    for entry in entries.only("site", "kind", "at", "by", "open"):
        of_site[entry.site_id].append(entry)
    is_of_none = rows.filter(site=None).exists()
    wheres = [*sites.order_by("number"), *([None] if is_of_none else [])]
    return [_work(site, of_site, standing, conflicts) for site in wheres]


def _work(
    site: OperationSite | None,
    of_site: dict[UUID | None, list[Entry]],
    standing: Answers,
    conflicts: Counter[UUID | None],
) -> SiteWork:
    key = site.pk if site else None
    found = SiteWork(
        site,
        notes=_count(of_site[key], Kind.NOTE, Kind.VOICE),
        sketches=_count(of_site[key], Kind.SKETCH),
        conflicts=conflicts[key],
    )
    by_key = {entry.pk: entry for entry in of_site[key]}
    for entry in of_site[key]:
        said = entry.open
        if entry.kind == Kind.HEADCOUNT:
            counted = Headcount(entry.at, entry.by, said["number"], said["children"])
            found.headcounts.append(counted)
        elif entry.kind == Kind.PHOTO:
            found.photos.append(Photo(said["sha256"], entry.at, entry.by))
        elif entry.kind == Kind.EXHIBIT:
            seen = ExhibitSeen(said["kind"], said["seal"], entry.at, entry.by)
            found.exhibits_seen.append(seen)
    found.answers.extend(_answers(key, standing, by_key))
    return found


def _answers(key: UUID | None, standing: Answers, entries: dict[UUID, Entry]) -> list[Answer]:
    found = []
    for (site, code), heads in standing.items():
        if site == key:
            for told in heads:
                entry = entries[told.id]
                value = told.open["answer"]
                said = question_words(code), answer_words(code, value)
                found.append(Answer(code, *said, entry.at, entry.by, value))
    return sorted(found, key=lambda each: (each.at, each.code))


def _count(entries: Sequence[Entry], *kinds: Kind) -> int:
    return sum(entry.kind in kinds for entry in entries)


def _conflicts(operation: Operation) -> Counter[UUID | None]:
    """Open conflicts by site: that of the first of their entries."""
    rows = Conflict.objects.filter(operation=operation, is_open=True).order_by()
    firsts = [min(between) for between in rows.values_list("between", flat=True) if between]
    found = Entry.objects.filter(pk__in=firsts).order_by()
    sites = {str(key): site for key, site in found.values_list("pk", "site_id")}
    return Counter(sites.get(first) for first in firsts)
