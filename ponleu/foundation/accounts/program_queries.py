"""Reads about programs and their keys: actor first, ordered, bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import Program, User
from ponleu.foundation.accounts.program_rules import SENTENCES, ProgramAction

MOST_PROGRAMS = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A program, for whoever keeps the accounts of its unit.

    Attributes:
        standing: "stands", "late" if its key has run out, "stopped" if the account of who
            answers for it is closed, or "ended".
        may: what it may do, in sentences.
    """

    program: Program
    standing: str
    may: tuple[str, ...]


def programs(actor: User, *, at: datetime) -> Sequence[Listed]:
    """Programs of the units whose accounts the actor keeps: those that stand first, by unit."""
    found = Program.objects.visible_to(actor).select_related("unit", "answerable")
    rows = found.order_by("unit__path", "name", "pk")[:MOST_PROGRAMS]
    listed = [_listed(row, at) for row in rows]
    return sorted(listed, key=lambda one: one.standing == "ended")


def program(actor: User, program_id: UUID, *, at: datetime) -> Listed:
    """One program of a unit whose accounts the actor keeps.

    Raises:
        NotFound: no such program for the actor.
    """
    rows = Program.objects.select_related("unit", "answerable", "made_by")
    return _listed(rows.get_for(actor, program_id), at)


def _listed(row: Program, at: datetime) -> Listed:
    may = tuple(_(SENTENCES[ProgramAction(action)]) for action in row.actions)
    return Listed(row, _standing(row, at), may)


def _standing(row: Program, at: datetime) -> str:
    if row.withdrawn_at is not None:
        return "ended"
    if row.ends_at <= at:
        return "late"
    return "stands" if row.answerable.is_active else "stopped"
