"""Writes the units and roles of a country's pack into the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models, transaction

from ponleu.foundation.accounts.models import Organisation, Role, Unit
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal import services as journal
from ponleu.foundation.packs.structure import RoleRow, StructureError, read_structure


@transaction.atomic
def load_structure(country: str, *, at: datetime) -> int:
    """Write organisations, units and roles of a pack; return how many rows were new or changed.

    Safe to run again: what is the same stays untouched, and what left the tables is kept,
    because records may belong to it.

    Raises:
        StructureError: the tables contradict each other, or a role names an unknown action.
    """
    structure = read_structure(country)
    _refuse_unknown_actions(structure.roles)
    units = [
        {
            **_without(asdict(row), "organisation", "parent"),
            "organisation_id": row.organisation,
            "parent_id": row.parent or None,
        }
        for row in structure.units
    ]
    roles = [{**asdict(row), "actions": list(row.actions)} for row in structure.roles]
    written = (
        _write(Organisation, [asdict(row) for row in structure.organisations])
        + _write(Unit, units)
        + _write(Role, roles)
    )
    if written:
        journal.record(at=at, actor=None, action="accounts.structure_loaded", target="country")
    return written


def _refuse_unknown_actions(roles: Iterable[RoleRow]) -> None:
    known = set(Action)
    for role in roles:
        if unknown := set(role.actions) - known:
            raise StructureError(f"role {role.code!r}: no action {sorted(unknown)[0]!r}")


def _without(row: dict[str, Any], *columns: str) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column not in columns}


def _write(model: type[models.Model], rows: list[dict[str, Any]]) -> int:
    """Insert or update by ``code`` what differs from what is stored, in order."""
    columns = list(rows[0])
    stored = {row["code"]: row for row in model._default_manager.order_by().values(*columns)}
    changed = [row for row in rows if stored.get(row["code"]) != row]
    model._default_manager.bulk_create(
        [model(**row) for row in changed],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[column for column in columns if column != "code"],
    )
    return len(changed)
