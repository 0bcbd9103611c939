"""What is sent and answered, field by field; the description of the API is made from it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool
from pydantic_core import PydanticCustomError

from ponleu.foundation.packs.receipt_words import LANGUAGES
from ponleu.response.complaints.channels.types import MOST_NEAR, MOST_SHORT, MOST_WHAT
from ponleu.response.complaints.rules import Outcome, Sign, State

KEY_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
PLACE_PATTERN = r"^([0-9]{2}|[0-9]{4})$"
REFERENCE_PATTERN = r"^C-[0-9]{4}-[0-9]{6,9}-[A-Z]$"


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise PydanticCustomError("none_of", "no", {"expected": ", ".join(LANGUAGES)})
    return code


def _day(value: Any) -> Any:
    """A day as text; a number would be taken for days since 1970."""
    try:
        return date.fromisoformat(value) if len(value) == len("2026-11-22") else _no_day()
    except (TypeError, ValueError):
        return _no_day()


def _no_day() -> NoReturn:
    raise PydanticCustomError("no_day", "no")


Key = Annotated[
    str,
    Field(
        pattern=KEY_PATTERN,
        description="UUIDv7 that you make, in small letters",
        examples=["019ab3f0-5c1e-7d2a-9f00-3b6a1c2d4e5f"],
    ),
]
Reference = Annotated[str, Field(pattern=REFERENCE_PATTERN, examples=["C-2026-000012-K"])]
Short = Annotated[str, Field(max_length=MOST_SHORT)]
Language = Annotated[
    str, AfterValidator(_language), Field(json_schema_extra={"enum": list(LANGUAGES)})
]


class Pin(BaseModel):
    """A position."""

    model_config = ConfigDict(extra="forbid", strict=True)

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)


class Report(BaseModel):
    """One complaint. It needs one of: what, near, a sign, or is_safe: false."""

    model_config = ConfigDict(extra="forbid")

    key: Key
    language: Language = Field(description="of whoever told it; also of the receipt's words")
    what: str = Field("", max_length=MOST_WHAT, description="what is happening, in their words")
    signs: list[Sign] = Field(default_factory=list, max_length=len(Sign))
    is_safe: StrictBool | None = Field(None, description="null: not told")
    for_whom: Literal["", "self", "other"] = ""
    province: str = Field("", pattern=r"^([0-9]{2})?$", description="government code")
    district: str = Field("", pattern=r"^([0-9]{4})?$")
    commune: str = Field("", pattern=r"^([0-9]{6})?$")
    near: str = Field("", max_length=MOST_NEAR, description="the place in their words")
    pin: Pin | None = None
    contact: Short = ""
    contact_when: Short = ""
    may_contact: StrictBool = False
    consent: StrictBool | None = Field(None, description="whether they agreed to its being written")
    source: Short = Field("", description="where it came from")
    sent: Annotated[date, BeforeValidator(_day)] | None = Field(
        None, description="day on which it was told"
    )
    id: Short = Field("", description="your own number for it; sealed with the rest")
    receipt: StrictBool = Field(False, description="whether ten words for whoever told it are made")


class Receipt(BaseModel):
    """Ten words for whoever told it: with them they read the answer and write back."""

    language: str
    words: list[str]


class Accepted(BaseModel):
    """What is told of a complaint that is kept."""

    reference: str
    date: date
    proof: str = Field(description="shows with reference and date, at /check/, that we have it")
    address: str = Field(description="where to ask what became of it")
    receipt: Receipt | None = Field(description="once, if asked for; it is not told again")


class FileKept(BaseModel):
    """That a file is kept."""

    kept: bool


class Fate(BaseModel):
    """What became of a complaint."""

    model_config = ConfigDict(from_attributes=True)

    reference: str
    date: date
    state: State
    outcome: Outcome
    sentence: str


class Fates(BaseModel):
    """A page of them, newest first."""

    complaints: list[Fate]
    next: str | None = Field(description="address of the page after this one")


class PlaceRow(BaseModel):
    """A place."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    level: str
    name: str
    name_km: str


class PlaceRows(BaseModel):
    """Places in the order of their codes."""

    places: list[PlaceRow]


class Coded(BaseModel):
    """A code and its words."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    en: str
    km: str


class Tables(BaseModel):
    """Every code of the API."""

    model_config = ConfigDict(from_attributes=True)

    signs: list[Coded]
    languages: list[Coded]
    for_whom: list[Coded]
    channels: list[Coded]
    states: list[Coded]
    outcomes: list[Coded]


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    problem: str


class Problem(BaseModel):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str = Field(description="what was refused and what to do next")
    errors: list[FieldProblem] = Field(default_factory=list)
    line: int = 0
    column: int = 0
