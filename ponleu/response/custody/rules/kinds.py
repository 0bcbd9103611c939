"""Kinds of things that are seized, of links in their chain, of files and hand-overs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What was seized."""

    RECORDER = "recorder"
    CAMERA = "camera"
    COMPUTER = "computer"
    PHONE = "phone"
    STORAGE = "storage"
    DOCUMENT = "document"
    OTHER = "other"


class LinkKind(StrEnum):
    """What happened to an exhibit; each of these is one signed link of its chain."""

    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    RESEALED = "resealed"
    FILE = "file"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"


class FileState(StrEnum):
    """How far a file of an exhibit has come."""

    COMING = "coming"
    ORIGINAL = "original"
    NOT_MATCHING = "not_matching"


class Answer(StrEnum):
    """What became of a hand-over that was offered."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Scope(StrEnum):
    """What a prosecutor's sign-off may allow, as ``Operation.allowed`` holds it."""

    SEARCH = "search"
    CAMERAS = "cameras"
    PHONES = "phones"


COPYING_NEEDS: Mapping[Kind, Scope] = MappingProxyType(
    {
        Kind.RECORDER: Scope.CAMERAS,
        Kind.CAMERA: Scope.CAMERAS,
        Kind.COMPUTER: Scope.PHONES,
        Kind.PHONE: Scope.PHONES,
        Kind.STORAGE: Scope.PHONES,
        Kind.DOCUMENT: Scope.SEARCH,
        Kind.OTHER: Scope.SEARCH,
    }
)
"""What the sign-off has to allow before what is on a thing may be copied."""


def may_copy(kind: Kind, allowed: Collection[str] | None) -> bool:
    """Whether what is on a thing may be copied; taking the thing away is another matter.

    Args:
        allowed: what the sign-off allows; none if that is not known, which allows nothing.
    """
    return COPYING_NEEDS[kind] in (allowed or ())
