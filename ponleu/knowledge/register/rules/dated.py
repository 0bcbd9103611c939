"""What may be said of entries for a time: ties, details, numbers. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ponleu.knowledge.register.rules.entries import EntryKind


class TieSort(StrEnum):
    OWNER = "owner"
    LANDLORD = "landlord"
    OPERATOR = "operator"
    DIRECTOR = "director"
    SHAREHOLDER = "shareholder"
    EMPLOYER = "employer"
    RECRUITER = "recruiter"
    TRANSPORTER = "transporter"
    GUARD = "guard"
    RELATIVE = "relative"
    LINKED = "linked"


_PARTY = frozenset({EntryKind.PERSON, EntryKind.ORGANISATION})
_FIRM = frozenset({EntryKind.ORGANISATION, EntryKind.SITE})
_PERSON = frozenset({EntryKind.PERSON})
_ANY = frozenset(EntryKind)

HOLDERS: Mapping[TieSort, tuple[frozenset[EntryKind], frozenset[EntryKind]]] = MappingProxyType(
    {
        TieSort.OWNER: (_PARTY, _FIRM),
        TieSort.LANDLORD: (_PARTY, _FIRM),
        TieSort.OPERATOR: (_PARTY, _FIRM),
        TieSort.DIRECTOR: (_PERSON, _FIRM),
        TieSort.SHAREHOLDER: (_PARTY, _FIRM),
        TieSort.EMPLOYER: (_ANY, _PERSON),
        TieSort.RECRUITER: (_PARTY, _FIRM),
        TieSort.TRANSPORTER: (_PARTY, _FIRM),
        TieSort.GUARD: (_PARTY, _FIRM),
        TieSort.RELATIVE: (_PERSON, _PERSON),
        TieSort.LINKED: (_ANY, _ANY),
    }
)
"""Which kinds may hold a tie, and towards which."""


def may_tie(sort: TieSort, holder: EntryKind, held: EntryKind) -> bool:
    """Whether entries of these kinds can stand in such a tie."""
    holders, held_kinds = HOLDERS[sort]
    return holder in holders and held in held_kinds


class DetailSort(StrEnum):
    LEGAL_STATUS = "legal_status"
    SECTOR = "sector"
    LICENCE = "licence"
    ADDRESS = "address"
    LANDMARK = "landmark"
    BORN = "born"
    SEX = "sex"
    NATIONALITY = "nationality"
    OTHER = "other"


class IdentifierSort(StrEnum):
    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    LICENCE = "licence"
    TAX = "tax"
    TELEPHONE = "telephone"
    VEHICLE = "vehicle"


def normal_number(text: str) -> str:
    """A number as it is compared: letters and digits only, capital; digits of all scripts one."""
    wide = unicodedata.normalize("NFKC", text)
    signs = (str(unicodedata.decimal(sign, sign)) for sign in wide)
    return "".join(sign for sign in "".join(signs).upper() if sign.isalnum())


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of time as it is known: ISO days, months or years; empty ends are open.

    Raises:
        ValueError: an end is no date, or the end lies before the beginning.
    """

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        first, last = first_day(self.since), last_day(self.until)
        if first and last and last < first:
            raise ValueError("the end lies before the beginning")


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(text: str) -> date | None:
    """First day of an ISO day, month or year; None for an empty text.

    Raises:
        ValueError: it is none of these.
    """
    if not text:
        return None
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date | None:
    """Last day of an ISO day, month or year; None for an empty text.

    Raises:
        ValueError: it is none of these.
    """
    if not text:
        return None
    year, month, day = _parts(text)
    if day:
        return date(year, month, day)
    last_month = month or 12
    after = date(year + 1, 1, 1) if last_month == 12 else date(year, last_month + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def _parts(text: str) -> tuple[int, int, int]:
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError("write a day as 2026-03-18, a month as 2026-03 or a year as 2026")
    year, month, day = (int(part or 0) for part in found.groups())
    if not 1 <= year <= 9998:
        raise ValueError("the year lies outside the calendar")
    return year, month, day
