"""What was told so far, carried by the page itself for a day, kept nowhere."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from ponleu.faces.public.carrying import NotReadable, brought, carried

LIVES_SECONDS = 24 * 60 * 60
_AHEAD_SECONDS = 60
_PURPOSE = b"draft"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person told, as the pages ask it. Empty means not told."""

    is_safe: bool | None = None
    for_whom: str = ""
    what: str = ""
    signs: tuple[str, ...] = ()
    province: str = ""
    district: str = ""
    commune: str = ""
    near: str = ""
    pin: tuple[float, float] | None = None
    contact: str = ""
    contact_when: str = ""
    may_contact: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is kept sealed already: the room's token for it, and what the person saw."""

    token: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Filing:
    """What came of sending."""

    reference: str
    day: str
    proof: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is being told.

    Attributes:
        born: when the first page was answered, in seconds since 1970.
        receipt: secret of the receipt, hexadecimal; "" before it is needed.
        asked: places of the two receipt words that are asked back, from 1.
        filing: what came of sending, once it was sent.
    """

    born: int
    answers: Answers = field(default_factory=Answers)
    files: tuple[Attached, ...] = ()
    is_urgent: bool = False
    receipt: str = ""
    asked: tuple[int, int] = (3, 7)
    filing: Filing | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was told yet, so that the page need not carry it."""
        return self == Draft(born=self.born, asked=self.asked)


def begun(at: datetime) -> Draft:
    """A draft in which nothing was told yet."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, 11), 2))
    return Draft(born=int(at.timestamp()), asked=(first, second))


def sealed(draft: Draft, *, secret: str) -> str:
    """The draft as the text of a hidden field."""
    content = json.dumps(asdict(draft), ensure_ascii=False).encode()
    return carried(content, purpose=_PURPOSE, secret=secret)


def opened(text: str, *, secret: str, at: datetime) -> Draft:
    """The draft of a hidden field.

    Raises:
        NotReadable: changed, cut, of another installation, or older than a day.
    """
    draft = _draft(json.loads(brought(text, purpose=_PURPOSE, secret=secret)))
    if not -_AHEAD_SECONDS <= at.timestamp() - draft.born <= LIVES_SECONDS:
        raise NotReadable
    return draft


def with_receipt(draft: Draft, secret: bytes) -> Draft:
    """The draft with its receipt fixed, so that sending it twice files it once."""
    return replace(draft, receipt=secret.hex())


def _draft(told: dict[str, Any]) -> Draft:
    answers = told.pop("answers")
    pin = answers["pin"]
    answers["signs"] = tuple(answers["signs"])
    answers["pin"] = (float(pin[0]), float(pin[1])) if pin else None
    told["asked"] = (told["asked"][0], told["asked"][1])
    told["files"] = tuple(Attached(**file) for file in told["files"])
    told["filing"] = Filing(**told["filing"]) if told["filing"] else None
    return Draft(**told, answers=Answers(**answers))
