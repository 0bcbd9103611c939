"""What the demonstration country is made of: plain, frozen values, all of them invented.

Only the administrative places are real. Keys such as "site-007" are stable for one seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class NameOrigin(StrEnum):
    """Where a name was seen."""

    REFERENCE = "reference"
    LICENCE = "licence"
    SIGN = "sign"
    NOTICE = "notice"
    CALLER = "caller"


class PersonRole(StrEnum):
    OFFICIAL = "official"
    BUSINESS = "business"
    NGO = "ngo"
    PRESS = "press"
    JUSTICE = "justice"


class OrganisationSort(StrEnum):
    COMPANY = "company"
    NGO = "ngo"
    PUBLIC_BODY = "public_body"
    PRESS = "press"


class SiteKind(StrEnum):
    HOTEL = "hotel"
    CASINO = "casino"
    COMPOUND = "compound"
    GUESTHOUSE = "guesthouse"
    FACTORY = "factory"
    BRICK_KILN = "brick_kiln"
    ENTERTAINMENT_VENUE = "entertainment_venue"
    FARM = "farm"
    FISHING_PIER = "fishing_pier"


class LegalStatus(StrEnum):
    LICENSED = "licensed"
    UNLICENSED = "unlicensed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    HOTLINE = "hotline"
    WALK_IN = "walk_in"
    FACEBOOK = "facebook_page"
    EMBASSY = "embassy"
    LETTER = "letter"


class ComplaintStatus(StrEnum):
    RECEIVED = "received"
    READ = "read"
    JOINED = "joined"
    ANSWERED = "answered"
    CLOSED = "closed"


class DocumentStyle(StrEnum):
    PRESS = "press"
    POLICE = "police"
    NGO = "ngo"
    MACHINE_TRANSLATION = "machine_translation"
    ORDER = "order"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Name:
    """One way something is written.

    Attributes:
        language: ISO 639-1; "en" for a translation or a foreign name in Latin letters,
            "km-Latn" for Khmer sounds in Latin letters, "zh-Latn" for Pinyin.
    """

    text: str
    language: str
    origin: NameOrigin


@dataclass(frozen=True, slots=True)
class Place:
    """A real commune with its district and province, and about where it lies.

    Attributes:
        code: government code of the commune, six digits.
        latitude, longitude: the middle of the district, to two decimals.
        weight: how many of the invented sites lie here, relative to other communes.
    """

    code: str
    commune: str
    commune_km: str
    district: str
    district_km: str
    province: str
    province_km: str
    latitude: float
    longitude: float
    weight: int

    @property
    def province_code(self) -> str:
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company, public body, association or publisher.

    Attributes:
        legal_form: "Co., Ltd.", "association"...; "" for public bodies.
        abbreviation: as others shorten it; "" when nobody does.
        runs: for a company the kind of its sites, or "landlord"; "" for others.
        place_code: province of its seat, two digits.
    """

    key: str
    name: str
    names: tuple[Name, ...]
    sort: OrganisationSort
    legal_form: str
    abbreviation: str
    runs: str
    place_code: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an office or a part in public.

    Attributes:
        name: the reference spelling in Latin letters, family name first.
        short: how texts go on naming them after the first time.
        short_own: the same in their own script; "" where the script is Latin.
        office: what the person is, in plain words ("deputy governor").
        organisation: key of the body they speak for; "" when none.
        sex: "f" or "m".
        nationality: ISO 3166-1 alpha-2.
        place_code: province, two digits; "" when of no province.
    """

    key: str
    name: str
    short: str
    short_own: str
    names: tuple[Name, ...]
    role: PersonRole
    office: str
    organisation: str
    sex: str
    nationality: str
    place_code: str

    @property
    def name_own(self) -> str:
        """The name in the person's own script; the Latin one where there is no other."""
        own = [name.text for name in self.names if name.language in ("km", "zh", "th", "vi")]
        return own[0] if own else self.name


@dataclass(frozen=True, slots=True)
class Site:
    """A place of business, with everything people call it.

    Attributes:
        names: every spelling; the first is the reference name.
        place_code: government code of the commune.
        landmark: what callers say it stands by ("the petrol station").
        licence: number on the licence; "" when there is none.
        operator, landlord: keys of organisations; "" when not known.
        note: one coarse sentence about the building.
    """

    key: str
    name: str
    names: tuple[Name, ...]
    kind: SiteKind
    place_code: str
    landmark: str
    legal_status: LegalStatus
    licence: str
    operator: str
    landlord: str
    note: str
    latitude: float
    longitude: float

    def named(self, language: str) -> str:
        """The first name in a language, or the reference name."""
        return next((n.text for n in self.names if n.language == language), self.name)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A report as it was written down when it came in.

    Attributes:
        received_at: with the offset of Cambodia.
        language: ISO 639-1.
        site: key of the site that it is really about, however it is called.
        spelling: the words used for the site in the text.
        topic: what is alleged: confinement, wages, debt, passport, recruitment, children.
        persons_count: people said to be concerned; None when not said.
        nationality: ISO 3166-1 alpha-2 of these people; "" when not said.
    """

    key: str
    received_at: datetime
    channel: Channel
    language: str
    text: str
    site: str
    spelling: str
    topic: str
    persons_count: int | None
    nationality: str
    status: ComplaintStatus


@dataclass(frozen=True, slots=True)
class Document:
    """A text as published, with what is known of where it comes from.

    Attributes:
        key: the name of its template, "paper-lantern-visit".
        story: documents of one story are about the same site or affair.
        publisher: name of an invented body or paper.
        territory: province, two digits.
        sites: keys of the sites that it names, in the order of first mention.
    """

    key: str
    story: str
    title: str
    text: str
    publisher: str
    style: DocumentStyle
    language: str
    published: date
    territory: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """The whole invented country for one seed.

    Attributes:
        complaints: those that were kept as documents.
        waiting: more of them; the latest wait at the desks.
    """

    seed: int
    places: tuple[Place, ...]
    organisations: tuple[Organisation, ...]
    persons: tuple[Person, ...]
    sites: tuple[Site, ...]
    complaints: tuple[Complaint, ...]
    waiting: tuple[Complaint, ...]
    documents: tuple[Document, ...]
