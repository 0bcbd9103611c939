"""What a program may ask: what became of what it sent, and the codes that it needs for sending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponleu.faces.api.fate import SENTENCES, what_became_of_it
from ponleu.faces.api.models import Sending
from ponleu.foundation.accounts.models import Program
from ponleu.foundation.accounts.program_rules import ProgramAction
from ponleu.foundation.core.errors import NotFound, NotPermitted
from ponleu.foundation.places.models import Place
from ponleu.response.complaints.words import (
    CHANNELS,
    FOR_WHOM,
    LANGUAGES,
    OUTCOMES,
    SIGNS,
    Word,
)

TABLES: Mapping[str, Mapping[str, Word]] = {
    "signs": SIGNS,
    "languages": LANGUAGES,
    "for_whom": FOR_WHOM,
    "channels": CHANNELS,
    "states": SENTENCES,
    "outcomes": OUTCOMES,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """A complaint that a program sent, as that program may know it."""

    reference: str
    date: date
    state: str
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FatePage:
    """Some of them, newest first; ``before`` is the reference after which the next begin."""

    fates: tuple[Fate, ...]
    before: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and its words."""

    code: str
    en: str
    km: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place by its government code."""

    code: str
    level: str
    name: str
    name_km: str


def fates(program: Program, *, before: str, limit: int) -> FatePage:
    """What became of the complaints that a program sent, newest first.

    Args:
        before: reference of the last one that it has already; "" begins with the newest.

    Raises:
        NotPermitted: the program may not ask.
        NotFound: ``before`` is none of its own.
    """
    _require(program)
    rows = Sending.objects.visible_to(program).select_related("complaint").order_by("-id")
    if before:
        rows = rows.filter(pk__lt=_sending(program, before).pk)
    found = list(rows[: limit + 1])
    shown = found[:limit]
    last = shown[-1].complaint.reference if len(found) > limit else ""
    return FatePage(tuple(map(_fate, shown)), last)


def fate(program: Program, reference: str) -> tuple[Sending, Fate]:
    """What became of one complaint that a program sent.

    Raises:
        NotPermitted: the program may not ask.
        NotFound: it sent no such complaint.
    """
    _require(program)
    sending = _sending(program, reference)
    return sending, _fate(sending)


def places(inside: str) -> list[PlaceRow]:
    """All provinces, or all districts and communes inside a place, in the order of their codes."""
    rows = Place.objects.filter(level="province")
    if inside:
        rows = Place.objects.filter(code__startswith=inside, level__in=["district", "commune"])
        rows = rows.exclude(code=inside)
    return [PlaceRow(row.code, row.level, row.name, row.name_km) for row in rows.order_by("code")]


def unknown_places(codes: Iterable[str]) -> set[str]:
    """Those of some codes that are no place."""
    wanted = set(codes)
    return wanted - set(Place.objects.filter(code__in=wanted).values_list("code", flat=True))


def tables() -> dict[str, list[Coded]]:
    """Every code of the API with its words in both languages, by table."""
    return {name: _coded(table) for name, table in TABLES.items()}


def _coded(table: Mapping[str, Word]) -> list[Coded]:
    with override("en"):
        english = {code: str(word) for code, word in table.items()}
    with override("km"):
        return [Coded(str(code), english[code], str(word)) for code, word in table.items()]


def _sending(program: Program, reference: str) -> Sending:
    rows = Sending.objects.visible_to(program).select_related("complaint")
    found = rows.filter(complaint__reference=reference).first()
    if found is None:
        raise NotFound(_("This key sent no such complaint. Check its number."))
    return found


def _fate(sending: Sending) -> Fate:
    of = sending.complaint
    return Fate(
        of.reference,
        localdate(of.arrived_at),
        of.state,
        of.outcome,
        what_became_of_it(of.state, of.outcome),
    )


def _require(program: Program) -> None:
    if not program.may(ProgramAction.FOLLOW):
        raise NotPermitted(_("This key may not ask what became of complaints. Ask who made it."))
