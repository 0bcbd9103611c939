"""How rows of the journal are chained, and where a chain breaks. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

BEGINNING = "0" * 64
"""What stands for the hash before the first row."""

MAX_REASON = 500
MAX_CODE = 64


class Trouble(StrEnum):
    """What can be wrong with the journal."""

    GAP = "gap"
    UNCHAINED = "unchained"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNGUARDED = "unguarded"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    BAD_HEAD = "bad_head"
    NO_HEADS = "no_heads"


@dataclass(frozen=True, slots=True)
class Link:
    """Up to where a chain is known: the number and hash of one row."""

    sequence: int
    hash: str


START = Link(0, BEGINNING)

Row = tuple[int, str, str, str, str, str, str, str, str]
"""sequence, at, actor, action, target type, target, reason, previous hash, hash."""


def entry_hash(
    sequence: int,
    at: str,
    actor: str,
    action: str,
    target_type: str,
    target: str,
    reason: str,
    previous: str,
) -> str:
    """SHA-256, in hex, that binds a row to its place and to all rows before it.

    What is hashed, as UTF-8: the previous hash (64 characters), the number of the row, a
    bar, then each text as its length in code points, a colon and the text. The lengths
    keep two different rows from ever being written alike.
    """
    written = (
        f"{previous}{sequence}|{len(at)}:{at}{len(actor)}:{actor}{len(action)}:{action}"
        f"{len(target_type)}:{target_type}{len(target)}:{target}{len(reason)}:{reason}"
    )
    return sha256(written.encode()).hexdigest()


def instant_text(at: datetime) -> str:
    """An instant as the journal writes it: UTC, ISO 8601, always with microseconds.

    Such texts sort as the instants do.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def is_storable(text: str, longest: int) -> bool:
    """Whether any database keeps the text whole: short enough, no NUL, no half characters."""
    return len(text) <= longest and not any(
        sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text
    )


def first_break(rows: Iterable[Row], after: Link) -> tuple[Link, Trouble | None]:
    """Follow rows that should continue a chain.

    Returns:
        the last good link, and what is wrong with the row after it; None if all are good.
    """
    last, hash_before = after.sequence, after.hash
    for row in rows:
        if row[0] != last + 1:
            return Link(last, hash_before), Trouble.GAP
        if row[7] != hash_before:
            return Link(last, hash_before), Trouble.UNCHAINED
        if not _is_intact(row):
            return Link(last, hash_before), Trouble.ALTERED
        last, hash_before = row[0], row[8]
    return Link(last, hash_before), None


def _is_intact(row: Row) -> bool:
    try:
        return entry_hash(*row[:8]) == row[8]
    except TypeError:  # SQLite lets a tampered row hold a number or nothing where text belongs
        return False
