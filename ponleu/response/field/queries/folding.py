"""What stands in an operation, folded from all its entries and choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from ponleu.response.field.models import Choice, Entry
from ponleu.response.field.rules.folding import Chosen, Folded, Told, fold
from ponleu.response.field.rules.kinds import FOLDED, Kind

COLUMNS = ("id", "device_id", "seq", "base", "kind", "site_id", "at", "open")


def folded(operation: UUID) -> Folded:
    """Of one operation. Whoever calls has asked whether it is open to the reader."""
    return _fold(operation, FOLDED)


def answers_of(operation: UUID) -> Mapping[tuple[UUID, str], tuple[Told, ...]]:
    """Only its answers, see ``Folded``: what was entered of persons says nothing of them."""
    return _fold(operation, {Kind.CHECK}).answers


def _fold(operation: UUID, kinds: Collection[Kind]) -> Folded:
    rows = Entry.objects.filter(operation=operation, kind__in=kinds).order_by()
    told = [
        Told(key, device, seq, base, Kind(kind), site, at, said)
        for key, device, seq, base, kind, site, at, said in rows.values_list(*COLUMNS)
    ]
    return fold(told, _choices(operation))


def _choices(operation: UUID) -> list[Chosen]:
    rows = Choice.objects.standing().filter(conflict__operation=operation).order_by()
    return [
        Chosen(entry, frozenset(map(UUID, over)), is_same)
        for entry, over, is_same in rows.values_list("entry_id", "over", "is_same")
    ]
