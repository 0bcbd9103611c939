"""Entering what is known of entries for a time: ties, details, positions, numbers; taking back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.blind_index import digest
from ponleu.knowledge.register.models import Detail, Entry, Identifier, Position, Tie
from ponleu.knowledge.register.models.dated import Dated
from ponleu.knowledge.register.rules import (
    DetailSort,
    EntryKind,
    IdentifierSort,
    TieSort,
    Time,
    may_tie,
    normal_number,
)
from ponleu.knowledge.register.services.matching import match_when_kept
from ponleu.knowledge.sources.models import Source

LONGEST_TEXT = 300
LONGEST_WORDS = 500
SHORTEST_NUMBER = 4
WIDEST_METRES = 100_000

D = TypeVar("D", bound=Dated)

WITHDRAWABLE: Mapping[str, type[Dated]] = {
    "tie": Tie,
    "detail": Detail,
    "position": Position,
    "number": Identifier,
}
"""Facts that can be taken back, by the word of their address."""


@dataclass(frozen=True, slots=True)
class Ground:
    """When something is said to hold, and on whose word.

    Attributes:
        since, until: ISO day, month or year; empty: not known.
        source: a source of the record, or None; then ``text`` says where it is from.
        words: the words of the source.
    """

    since: str = ""
    until: str = ""
    source: Source | None = None
    text: str = ""
    words: str = ""
    is_doubtful: bool = False


@transaction.atomic
def enter_tie(
    actor: User, holder: Entry, sort: TieSort, held: Entry, ground: Ground, *, at: datetime
) -> Tie:
    """Say that ``holder`` stands in a tie to ``held``.

    Raises:
        NotFound, NotPermitted: the actor may not edit both, or not read the source.
        InvalidInput: one entry twice, kinds that cannot be tied so, dates or no ground.
    """
    for entry in (holder, held):
        _require_edit(actor, entry)
    if holder.pk == held.pk:
        raise InvalidInput(_("A record cannot be tied to itself: choose another one."))
    if not may_tie(sort, EntryKind(holder.kind), EntryKind(held.kind)):
        raise InvalidInput(_("These two kinds cannot stand in this tie: choose another tie."))
    tie = Tie(holder=holder, held=held, sort=sort, **_common(actor, ground, at))
    return _entered(actor, tie, "register.tied", at)


@transaction.atomic
def enter_detail(
    actor: User, entry: Entry, sort: DetailSort, text: str, ground: Ground, *, at: datetime
) -> Detail:
    """Say one property of an entry. What was said before stays beside it.

    Raises:
        NotFound, NotPermitted: the actor may not edit the entry, or not read the source.
        InvalidInput: no or too long a text, dates or no ground.
    """
    _require_edit(actor, entry)
    said = _short(text, LONGEST_TEXT)
    if not said:
        raise InvalidInput(_("Write what is known."))
    detail = Detail(entry=entry, sort=sort, text=said, **_common(actor, ground, at))
    return _entered(actor, detail, "register.detailed", at)


@transaction.atomic
def enter_position(
    actor: User,
    entry: Entry,
    latitude: str,
    longitude: str,
    *,
    accuracy_metres: int,
    ground: Ground,
    at: datetime,
) -> Position:
    """Say exactly where a site is. Only those who may see exact positions may enter one.

    Raises:
        NotFound, NotPermitted: the actor may not edit the entry or see exact positions.
        InvalidInput: not a site, no degrees of the earth, or an accuracy of no use.
    """
    _require_edit(actor, entry)
    _require_exact(actor, entry)
    if entry.kind != EntryKind.SITE:
        raise InvalidInput(_("Only a site has a position."))
    if not 0 < accuracy_metres <= WIDEST_METRES:
        raise InvalidInput(_("Write the accuracy in metres, from 1 to 100,000."))
    position = Position(
        entry=entry,
        latitude=_degrees(latitude, 90),
        longitude=_degrees(longitude, 180),
        accuracy_metres=accuracy_metres,
        **_common(actor, ground, at),
    )
    return _entered(actor, position, "register.positioned", at)


@transaction.atomic
def enter_identifier(
    actor: User, entry: Entry, sort: IdentifierSort, number: str, ground: Ground, *, at: datetime
) -> Identifier:
    """Remember the digest of a number, so that another record with it is found. Not the number.

    Raises:
        NotFound, NotPermitted: the actor may not edit the entry, or not read the source.
        InvalidInput: the number has fewer than four letters and digits.
    """
    _require_edit(actor, entry)
    normal = normal_number(number)
    if len(normal) < SHORTEST_NUMBER:
        raise InvalidInput(_("Write the whole number: at least four letters or digits."))
    identifier = Identifier(
        entry=entry, sort=sort, digest=digest(sort, normal), **_common(actor, ground, at)
    )
    return _entered(actor, identifier, "register.identified", at)


@transaction.atomic
def withdraw_dated(actor: User, model: type[D], pk: UUID, *, why: str = "", at: datetime) -> D:
    """Take back a tie, detail, position or number: it stays, marked. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not edit its entries.
    """
    row: Any = model._default_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    for entry in entries_of(row):
        _require_edit(actor, entry)
        if isinstance(row, Position):
            _require_exact(actor, entry)
    if row.withdrawn_at is None:
        row.withdrawn_by, row.withdrawn_at = actor, at
        row.withdrawn_why = _short(why, LONGEST_WORDS)
        row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
        journal.record(at=at, actor=actor, action="register.fact_withdrawn", target=row)
        match_when_kept(at=at)
    return row  # type: ignore[no-any-return]  # Any only because Dated has no manager of its own


def entries_of(row: Any) -> list[Entry]:
    """The entries that a fact is about: one, or the two ends of a tie."""
    return [row.holder, row.held] if isinstance(row, Tie) else [row.entry]


def _require_edit(actor: User, entry: Entry) -> None:
    access.require(actor, Action.REGISTER_EDIT, entry, seen_by=Action.REGISTER_READ)


def _require_exact(actor: User, entry: Entry) -> None:
    access.require(actor, Action.SITE_EXACT, entry, seen_by=Action.REGISTER_READ)


def _entered(actor: User, row: D, action: str, at: datetime) -> D:
    row.save(force_insert=True)
    journal.record(at=at, actor=actor, action=action, target=row)
    match_when_kept(at=at)
    return row


def _common(actor: User, ground: Ground, at: datetime) -> dict[str, Any]:
    try:
        Time(ground.since, ground.until)
    except ValueError as fault:
        raise InvalidInput(
            _("Write days as 2026-03-18, months as 2026-03, years as 2026, the earlier first.")
        ) from fault
    if ground.source is not None:
        Source.objects.get_for(actor, ground.source.pk)
    elif not ground.text.strip():
        raise InvalidInput(_("Say where this is from: a source, or in your own words."))
    return {
        "since": ground.since,
        "until": ground.until,
        "source": ground.source,
        "ground": _short(ground.text, LONGEST_TEXT),
        "words": _short(ground.words, LONGEST_WORDS),
        "is_doubtful": ground.is_doubtful,
        "entered_by": actor,
        "entered_at": at,
    }


def _short(text: str, most: int) -> str:
    said = " ".join(text.split())
    if len(said) > most:
        raise InvalidInput(_("Shorten the text to %(most)d characters.") % {"most": most})
    return said


def _degrees(text: str, most: int) -> Decimal:
    try:
        degrees = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        degrees = Decimal("NaN")
    if not (degrees.is_finite() and abs(degrees) <= most):
        raise InvalidInput(_("Write degrees as numbers, such as 10.6093 and 103.5296."))
    return degrees.quantize(Decimal("0.00001"))
