"""From what a page sends to what was told: cleaned, cut to the questions, with what is too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ponleu.faces.public.draft import Answers
from ponleu.response.complaints.rules import Sign

MOST_LETTERS = {"what": 20_000, "near": 2_000, "contact": 200, "contact_when": 200}
SIGNS = tuple(str(sign) for sign in Sign)
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of text: they can make words read as what they are not."""


class Sent(Protocol):
    """A form as Django hands it over."""

    def get(self, key: str, /) -> str | None: ...

    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class TooLong:
    """A field that has more letters than there is room for."""

    field: str
    most: int


def answered(answers: Answers, page: str, sent: Sent) -> tuple[Answers, tuple[TooLong, ...]]:
    """The answers with those of one page put in, and its fields that are too long."""
    read = PAGES.get(page)
    told = read(answers, sent) if read else answers
    texts = {name: str(getattr(told, name)) for name in MOST_LETTERS}
    return told, tuple(
        TooLong(name, most) for name, most in MOST_LETTERS.items() if len(texts[name]) > most
    )


def cleaned(text: str | None) -> str:
    """What a person typed, without control signs; letters, emoji and line ends stay."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in "\n\t" or _is_kept(sign))
    return "".join(kept).strip()


def _is_kept(sign: str) -> bool:
    return sign not in TURNING and unicodedata.category(sign) not in ("Cc", "Cs")


def _start(answers: Answers, sent: Sent) -> Answers:
    said = sent.get("safe")
    whom = {"yes": "self", "other": "other"}.get(said or "", "")
    return replace(answers, is_safe={"no": False, "yes": True}.get(said or ""), for_whom=whom)


def _urgent(answers: Answers, sent: Sent) -> Answers:
    told = replace(_where(answers, sent), is_safe=False)
    return replace(told, for_whom=answers.for_whom or "self")


def _what(answers: Answers, sent: Sent) -> Answers:
    given = set(sent.getlist("sign"))
    signs = tuple(sign for sign in SIGNS if sign in given)
    return replace(answers, what=cleaned(sent.get("what")), signs=signs)


def _where(answers: Answers, sent: Sent) -> Answers:
    province = _code(sent.get("province"), 2, "")
    district = _code(sent.get("district"), 4, province)
    commune = _code(sent.get("commune"), 6, district)
    near, pin = cleaned(sent.get("near")), _pin(sent.get("pin"))
    return replace(
        answers, province=province, district=district, commune=commune, near=near, pin=pin
    )


def _reach(answers: Answers, sent: Sent) -> Answers:
    return replace(
        answers,
        contact=cleaned(sent.get("contact")),
        contact_when=cleaned(sent.get("contact_when")),
        may_contact=sent.get("may_contact") == "yes",
    )


def _code(said: str | None, length: int, inside: str) -> str:
    """A government code of this length inside the larger place; "" for anything else."""
    code = said or ""
    is_whole = len(code) == length and code.isascii() and code.isdigit()
    return code if is_whole and (length == 2 or inside) and code.startswith(inside) else ""


def _pin(said: str | None) -> tuple[float, float] | None:
    pieces = (said or "").split(",")
    try:
        latitude, longitude = (float(piece) for piece in pieces)
    except ValueError:
        return None
    is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return (round(latitude, 5), round(longitude, 5)) if is_on_earth else None


PAGES: dict[str, Callable[[Answers, Sent], Answers]] = {
    "start": _start,
    "urgent": _urgent,
    "what": _what,
    "where": _where,
    "reach": _reach,
}
