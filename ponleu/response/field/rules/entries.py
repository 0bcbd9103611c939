"""An entry as a device sends it: read strictly, or why it cannot be taken.

Nothing but the stated fields is taken. There is no field for a name, and none for guilt.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ponleu.response.field.rules import kinds
from ponleu.response.field.rules.kinds import SEALED, AnswerKind, Fault, Kind
from ponleu.response.field.rules.times import instant

FIELDS = ("id", "seq", "operation", "site", "kind", "at", "base", "open", "sealed")
MOST_SEQ = 10**9

_WRISTBAND = re.compile(r"(?=[A-Z-]*[0-9])[A-Z0-9-]{2,12}")
"""A code: at least one digit, so that no name is written there."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SEAL = re.compile(r"[A-Za-z0-9/. -]{0,40}")
_CODE = re.compile(r"[a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class Read:
    """One entry in the form in which it is kept; what they mean stands in docs/field.md.

    Attributes:
        at: by the device's clock.
        open: the fields of its kind.
        sealed: an envelope; empty if there is none.
    """

    id: UUID
    seq: int
    operation: UUID
    site: UUID | None
    kind: Kind
    at: datetime
    base: UUID | None
    open: Mapping[str, Any] = field(default_factory=dict)
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why an entry cannot be taken, and in which field that shows."""

    fault: Fault
    where: str = ""


class _Wrong(Exception):
    """A field is not of its form."""


Check = Callable[[Any], Any]


def read(raw: Mapping[str, Any]) -> Read | Flaw:
    """An entry, or what is wrong with it."""
    for name in raw:
        if name not in FIELDS:
            return Flaw(Fault.UNKNOWN_FIELD, _named(name))
    where = "id"
    try:
        key = _uuid(raw.get("id"))
        where = "seq"
        seq = _seq(raw.get("seq"))
        where = "operation"
        operation = _uuid(raw.get("operation"))
        where = "site"
        site = _optional(_uuid)(raw.get("site"))
        where = "kind"
        kind = _kind(raw.get("kind"))
        where = "at"
        at = _instant(raw.get("at"))
        where = "base"
        base = _optional(_uuid)(raw.get("base"))
        where = "sealed"
        sealed = _sealed(raw.get("sealed"), kind)
    except _Wrong:
        return Flaw(Fault.WRONG_FORM, where)
    if len(sealed) > kinds.MOST_SEALED_BYTES:
        return Flaw(Fault.TOO_LARGE, "sealed")
    told = read_open(kind, raw.get("open"))
    if isinstance(told, Flaw):
        return told
    if kind is Kind.CHECK and site is None:
        return Flaw(Fault.WRONG_FORM, "site")
    return Read(key, seq, operation, site, kind, at, base, told, sealed)


def read_open(kind: Kind, told: Any) -> Mapping[str, Any] | Flaw:
    """The open fields of an entry of a kind; each is needed and no other is taken."""
    if not isinstance(told, dict):
        return Flaw(Fault.WRONG_FORM, "open")
    checks = OPEN[kind]
    for name in told:
        if name not in checks:
            return Flaw(Fault.UNKNOWN_FIELD, _named(name))
    found: dict[str, Any] = {}
    for name, check in checks.items():
        try:
            found[name] = check(told.get(name))
        except _Wrong:
            return Flaw(Fault.WRONG_FORM, name)
    return _whole(kind, found)


def mark_of(raw: Mapping[str, Any]) -> bytes:
    """SHA-256 of an entry as it was sent, by which the same one is known again."""
    text = json.dumps(raw, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).digest()


def is_answer(kind: AnswerKind, choices: Collection[str], answer: object) -> bool:
    """Whether a question may be answered so."""
    if kind is AnswerKind.YES_NO_UNKNOWN:
        return answer in kinds.YES_NO_UNKNOWN
    if kind is AnswerKind.NUMBER:
        return _is_number(answer, kinds.MOST_NUMBER)
    return isinstance(answer, str) and answer in choices


def seq_of(raw: object) -> int | None:
    """The place of an entry in its device's order; none if it says none."""
    said = raw.get("seq") if isinstance(raw, dict) else None
    return said if _is_number(said, MOST_SEQ) and said else None


def uuid_of(said: object) -> UUID | None:
    """A key as devices write it; none if this is none."""
    try:
        return _uuid(said)
    except _Wrong:
        return None


def _whole(kind: Kind, found: dict[str, Any]) -> Mapping[str, Any] | Flaw:
    if kind is Kind.HEADCOUNT and found["children"] > found["number"]:
        return Flaw(Fault.WRONG_FORM, "children")
    if kind is Kind.PERSON_CHANGE:
        try:
            found["value"] = PERSON[found["field"]](found["value"])
        except _Wrong:
            return Flaw(Fault.WRONG_FORM, "value")
    if "sealed_size" in found and found["sealed_size"] > kinds.MOST_FILE_BYTES:
        return Flaw(Fault.TOO_LARGE, "sealed_size")
    return found


def _uuid(said: Any) -> UUID:
    if not isinstance(said, str) or len(said) != 36:
        raise _Wrong
    try:
        return UUID(said)
    except ValueError:
        raise _Wrong from None


def _optional(check: Check) -> Check:
    return lambda said: None if said is None else check(said)


def _seq(said: Any) -> int:
    if not (_is_number(said, MOST_SEQ) and said):
        raise _Wrong
    return int(said)


def _kind(said: Any) -> Kind:
    if not isinstance(said, str) or said not in {str(each) for each in Kind}:
        raise _Wrong
    return Kind(said)


def _instant(said: Any) -> datetime:
    found = instant(said)
    if found is None:
        raise _Wrong
    return found


def _sealed(said: Any, kind: Kind) -> bytes:
    if said is None:
        if kind in SEALED:
            raise _Wrong
        return b""
    if not isinstance(said, str):
        raise _Wrong
    try:
        return base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        raise _Wrong from None


def _is_number(said: object, most: int) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= most


def _number(most: int) -> Check:
    def check(said: Any) -> int:
        if not _is_number(said, most):
            raise _Wrong
        return int(said)

    return check


def _matching(pattern: re.Pattern[str]) -> Check:
    def check(said: Any) -> str:
        if not isinstance(said, str) or not pattern.fullmatch(said):
            raise _Wrong
        return said

    return check


def _one_of(words: Collection[str]) -> Check:
    def check(said: Any) -> str:
        if not isinstance(said, str) or said not in words:
            raise _Wrong
        return said

    return check


def _wristband(said: Any) -> str:
    return str(_matching(_WRISTBAND)(said.strip().upper() if isinstance(said, str) else said))


def _needs(said: Any) -> list[str]:
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise _Wrong
    if not set(said) <= set(kinds.NEEDS):
        raise _Wrong
    return sorted(set(said), key=kinds.NEEDS.index)


def _answer(said: Any) -> str | int:
    if isinstance(said, str) and _CODE.fullmatch(said):
        return said
    return int(_number(kinds.MOST_NUMBER)(said))


def _media(types: Collection[str]) -> Check:
    def check(said: Any) -> str:
        plain = said.split(";")[0].strip().lower() if isinstance(said, str) else said
        return str(_one_of(types)(plain))

    return check


def _key(said: Any) -> str:
    return str(_uuid(said))


def _as_it_is(said: Any) -> Any:
    return said


def _named(name: object) -> str:
    """The name of a field that nobody knows, as far as it is a name at all."""
    return name if isinstance(name, str) and _CODE.fullmatch(name) else ""


PERSON: Mapping[str, Check] = MappingProxyType(
    {
        "wristband": _wristband,
        "language": _one_of(kinds.LANGUAGES),
        "age_band": _one_of(kinds.AGE_BANDS),
        "needs": _needs,
    }
)


def _file(types: Collection[str]) -> dict[str, Check]:
    return {
        "sha256": _matching(_SHA256),
        "size": _number(kinds.MOST_FILE_BYTES),
        "media_type": _media(types),
        "sealed_sha256": _matching(_SHA256),
        "sealed_size": _number(MOST_SEQ),
    }


OPEN: Mapping[Kind, Mapping[str, Check]] = MappingProxyType(
    {
        Kind.CHECK: {"code": _matching(_CODE), "answer": _answer},
        Kind.HEADCOUNT: {
            "number": _number(kinds.MOST_PEOPLE),
            "children": _number(kinds.MOST_PEOPLE),
        },
        Kind.PERSON: {"person": _key, **PERSON},
        Kind.PERSON_CHANGE: {"person": _key, "field": _one_of(tuple(PERSON)), "value": _as_it_is},
        Kind.NOTE: {"kind": _one_of(kinds.NOTE_KINDS)},
        Kind.PHOTO: _file(kinds.PHOTO_TYPES),
        Kind.VOICE: {**_file(kinds.VOICE_TYPES), "seconds": _number(kinds.MOST_SECONDS)},
        Kind.SKETCH: {"strokes": _number(kinds.MOST_STROKES)},
        Kind.EXHIBIT: {"kind": _one_of(kinds.EXHIBIT_KINDS), "seal": _matching(_SEAL)},
    }
)
"""What stands open in an entry of each kind."""
