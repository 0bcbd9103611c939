"""What the record holds of an operation, as plain values: all that minutes are generated from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a table in English and Khmer; ``code`` is what it stands for, "" if unknown."""

    en: str
    km: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The prosecutor's sign-off under which an operation started."""

    prosecutor: str
    signed_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Site:
    """A site; ``number`` is its place in the order, ``place`` where it lies or two empty words."""

    number: int
    name: str
    place: Word
    planned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team; ``key`` is that of their place in it."""

    key: str
    name: str
    unit: str
    role: Word
    team: int
    is_lead: bool
    was_present: bool


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people were counted at a site; ``children`` as somebody said, none if nobody did."""

    at: datetime
    site: int
    people: int
    children: int | None
    by: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on a checklist."""

    at: datetime
    site: int
    question: Word
    answer: Word
    by: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person found: never a name, nothing about guilt."""

    language: Word
    age: Word
    needs: Sequence[Word] = ()


@dataclass(frozen=True, slots=True)
class AtSite:
    """What else was entered at a site: hashes of photographs, and how many of the rest."""

    site: int
    first_at: datetime | None = None
    photos: Sequence[str] = ()
    notes: int = 0
    sketches: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class Seized:
    """A thing that was seized; ``site`` is 0 if none is named."""

    reference: str
    kind: Word
    what: str
    seal: str
    owner: str
    site: int
    at: datetime
    by: str
    hashes: Sequence[str] = ()
    channels: str = ""
    covers: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of an operation, or of one of its sites, that minutes say.

    Attributes:
        allowed: what the sign-off allows beside going in.
    """

    ordered_by: str
    unit: Word
    sign_off: SignedOff | None
    started_by: str
    started_at: datetime
    ended_at: datetime | None
    sites: Sequence[Site]
    members: Sequence[Member]
    allowed: Sequence[Word] = ()
    headcounts: Sequence[Headcount] = ()
    answers: Sequence[Answer] = ()
    persons: Sequence[Person] = ()
    at_sites: Sequence[AtSite] = ()
    seized: Sequence[Seized] = ()
