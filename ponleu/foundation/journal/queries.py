"""Reads of the journal: the record's own history, the list, the head, stretches of the chain."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from ponleu.foundation.journal.models import READ, Entry, Reader, reaches_all
from ponleu.foundation.journal.rules import START, Link, Row, instant_text

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries a reader asks for; empty means any.

    Attributes:
        actor: key of a user.
        day: day on the clock of the place where the record is kept.
        before: only entries with a smaller sequence.
    """

    action: str = ""
    actor: str = ""
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Some entries, newest first, and where older ones go on; None if there are none."""

    entries: list[Entry]
    older: int | None


def journal_of(actor: Reader, wanted: Wanted, *, limit: int = PAGE_SIZE) -> JournalPage:
    """Entries that the actor may read, newest first."""
    entries: QuerySet[Entry] = Entry.objects.visible_to(actor)
    if wanted.actor:
        entries = entries.filter(actor=wanted.actor)
    if wanted.action and (wanted.actor or not reaches_all(actor, READ)):
        # One person's rows are far fewer than an action's: keep off the index of actions.
        entries = entries.alias(done=Concat("action", Value(""))).filter(done=wanted.action)
    elif wanted.action:
        entries = entries.filter(action=wanted.action)
    if wanted.day:
        entries = _on_day(entries, wanted.day)
    if wanted.before is not None:
        entries = entries.filter(sequence__lt=wanted.before)
    found = list(entries.order_by("-sequence")[: limit + 1])
    return JournalPage(found[:limit], found[limit - 1].sequence if len(found) > limit else None)


def entries_about(
    actor: Reader, target_type: str, target: UUID | int | str, *, limit: int = PAGE_SIZE
) -> list[Entry]:
    """What was done to one record, newest first; nothing for those without ``journal.read``.

    The caller has already checked that the actor may see the record itself.
    """
    if not actor.may(READ):
        return []
    about = Entry.objects.filter(target_type=target_type, target=str(target))
    return list(about.order_by("-sequence")[:limit])


def is_row(sequence: int, digest: str) -> bool:
    """Whether the journal has a row of this number and hash; its start counts as one."""
    if (sequence, digest) == (START.sequence, START.hash):
        return True
    return Entry.objects.filter(sequence=sequence, hash=digest).exists()


def written_since(sequence: int, target_types: Collection[str]) -> dict[str, set[str]]:
    """Keys of records of some types that were written after a row, by type; reads left out."""
    rows = Entry.objects.filter(sequence__gt=sequence, target_type__in=target_types)
    found: dict[str, set[str]] = {}
    for target_type, target, action in rows.values_list("target_type", "target", "action"):
        if not action.endswith(".read"):
            found.setdefault(target_type, set()).add(target)
    return found


def head() -> Link:
    """The newest row; ``rules.START`` while the journal is empty."""
    newest = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return Link(*newest) if newest else START


def link_at(sequence: int) -> Link | None:
    """One row's place in the chain, as stored."""
    if sequence == START.sequence:
        return START
    found = Entry.objects.filter(sequence=sequence).values_list("sequence", "hash").first()
    return Link(*found) if found else None


def stretches(after: int, until: int, size: int = 10_000) -> Iterator[list[Row]]:
    """Stored rows with ``after < sequence <= until`` in order, some thousands at a time.

    Each stretch is its own short query: memory stays the same for any journal, and a long
    walk never holds up writers.
    """
    while rows := _rows(after, until, size):
        yield rows
        after = rows[-1][0]


def _rows(after: int, until: int, size: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, at, actor, action, target_type, target, reason, previous, hash"
            " FROM journal_entry WHERE sequence > %s AND sequence <= %s"
            " ORDER BY sequence LIMIT %s",
            [after, until, size],
        )
        rows: list[Any] = cursor.fetchall()
    return rows


def _on_day(entries: QuerySet[Entry], day: date) -> QuerySet[Entry]:
    """Narrow to a day, by number first: the days of rows hardly leave their order."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    that_day = {"at__gte": instant_text(begin), "at__lt": instant_text(begin + timedelta(days=1))}
    ends = Entry.objects.filter(**that_day).aggregate(first=Min("sequence"), last=Max("sequence"))
    if ends["first"] is None:
        return entries.none()
    return entries.filter(sequence__gte=ends["first"], sequence__lte=ends["last"], **that_day)
