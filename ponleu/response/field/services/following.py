"""What follows from entries is written down: persons found, conflicts."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from ponleu.response.field.models import Conflict, PersonFound
from ponleu.response.field.queries.folding import folded
from ponleu.response.field.rules.folding import Folded, Person
from ponleu.response.operations.models import Operation

COLUMNS = ("site_id", "wristband", "language", "age_band", "needs", "found_at", "same_as_id")


def lock(operation: Operation) -> None:
    """Let nobody else fold an operation until the transaction ends."""
    if connection.features.has_select_for_update:
        list(Operation.objects.select_for_update(of=("self",)).filter(pk=operation.pk))


def follow(operation: Operation, *, at: datetime) -> Folded:
    """Fold all entries of a locked operation, and write what changed by it."""
    found = folded(operation.pk)
    _persons(operation, found)
    _conflicts(operation, found, at=at)
    return found


def _persons(operation: Operation, found: Folded) -> None:
    """Those kept as themselves first: others point to them."""
    kept = {row.pk: row for row in PersonFound.objects.filter(operation=operation)}
    fresh, changed = [], []
    for key, person in sorted(
        found.persons.items(), key=lambda each: (each[1].same_as is not None, each[0])
    ):
        row = kept.get(key)
        if row is None:
            fresh.append(_filled(PersonFound(pk=key, operation=operation), person))
        elif _values(row) != _wanted(person):
            changed.append(_filled(row, person))
    PersonFound.objects.bulk_create(fresh)
    PersonFound.objects.bulk_update(changed, COLUMNS, batch_size=100)


def _filled(row: PersonFound, person: Person) -> PersonFound:
    for name, value in zip(COLUMNS, _wanted(person), strict=True):
        setattr(row, name, value)
    return row


def _wanted(person: Person) -> tuple[object, ...]:
    return (
        person.site,
        person.wristband,
        person.language,
        person.age_band,
        list(person.needs),
        person.found_at,
        person.same_as,
    )


def _values(row: PersonFound) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)


def _conflicts(operation: Operation, found: Folded, *, at: datetime) -> None:
    kept = {row.slot: row for row in Conflict.objects.filter(operation=operation)}
    fresh, changed = [], []
    for slot, entries in sorted(found.conflicts.items()):
        between = sorted(map(str, entries))
        row = kept.get(slot)
        if row is None:
            fresh.append(Conflict(operation=operation, slot=slot, between=between, noticed_at=at))
        elif not row.is_open or row.between != between:
            row.is_open, row.between = True, between
            changed.append(row)
    for slot, row in kept.items():
        if row.is_open and slot not in found.conflicts:
            row.is_open = False
            changed.append(row)
    Conflict.objects.bulk_create(fresh)
    Conflict.objects.bulk_update(changed, ["is_open", "between"], batch_size=100)
