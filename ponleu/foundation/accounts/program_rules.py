"""What a program may do here, and how its key is written. Pure.

A key is 256 random bits. Nobody can go through so many, so its plain SHA-256 is enough to keep: a
salt and a slow hash protect what people think up and others can guess. The record finds a key by
that hash; whoever has the record cannot go back from it to the key.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


def _(sentence: str) -> str:
    """Mark a sentence for the catalogue of translations; pages translate it."""
    return sentence


class ProgramAction(StrEnum):
    """What the keeper allows a program; ``access.may`` asks for these as for a person's."""

    SEND = "complaint.take"
    FOLLOW = "complaint.follow"


SENTENCES: Mapping[ProgramAction, str] = MappingProxyType(
    {
        ProgramAction.SEND: _("send complaints, and files that belong to them"),
        ProgramAction.FOLLOW: _("ask what became of the complaints that it sent itself"),
    }
)
"""What a program holding the action may do, to be read after "may"."""

SECRET_BYTES = 32
PREFIX = "ponleu_"
"""By which people, and programs that look for lost keys, know what it is."""

BODY_LETTERS, CHECK_LETTERS, HINT_LETTERS = 52, 6, 6
_KEY = re.compile(rf"{PREFIX}([a-z2-7]{{{BODY_LETTERS}}})([a-z2-7]{{{CHECK_LETTERS}}})")


def key_of(secret: bytes) -> str:
    """A key as it is handed out: prefix, the secret in base 32, six letters that guard slips.

    Args:
        secret: 32 random bytes.
    """
    body = _letters(secret)
    return f"{PREFIX}{body}{_check(body)}"


def is_key(text: str) -> bool:
    """Whether a text is a whole key without a slip; it may still be nobody's."""
    found = _KEY.fullmatch(text)
    return found is not None and _check(found[1]) == found[2]


def fingerprint(key: str) -> bytes:
    """What the record keeps of a key, 32 bytes."""
    return hashlib.sha256(key.encode()).digest()


def hint(key: str) -> str:
    """The beginning of a key, by which its keeper knows it again; 226 bits stay unknown."""
    return key[: len(PREFIX) + HINT_LETTERS]


def _check(body: str) -> str:
    return _letters(hashlib.sha256(f"{PREFIX}{body}".encode()).digest())[:CHECK_LETTERS]


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()
