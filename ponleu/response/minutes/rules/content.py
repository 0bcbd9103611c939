"""What minutes say, as plain values: its canonical bytes, their hash, and what differs.

Nothing of it is a sentence of ours: rows hold codes and values, and words that people wrote. So the
same content is laid out in either language, and its hash does not depend on a wording.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
PARTS = ("order", "place", "present", "events", "found", "seized", "remarks")
"""Parts of minutes in their order; each has rows from the record and words of the minute-taker."""

Value = str | int | Mapping[str, str]
"""A text, a number, or a word: ``{"code": ..., "en": ..., "km": ...}``, the code "" if it has none.
A name that ends in ``_at`` holds an instant as ISO text."""


class NotMinutes(ValueError):
    """Bytes that are no content of minutes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the record says: which sentence, and what stands in its places."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """One version of minutes.

    Attributes:
        about: reference and code name of the operation, key of the site or "", the unit's names.
        taken_at: ISO instant at which the rows were taken from the record.
        at: ISO instant at which this version was written.
        rows: from the record, by part.
        words: of the minute-taker, by part; "where" is the place at which minutes are written.
    """

    reference: str
    version: int
    about: Mapping[str, Value]
    taken_at: str
    at: str
    rows: Mapping[str, tuple[Row, ...]]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the record says now of one part beside what the minutes say of it."""

    part: str
    gone: tuple[Row, ...]
    new: tuple[Row, ...]


def to_bytes(content: Content) -> bytes:
    """Canonical JSON: UTF-8, keys sorted, no blanks. The same content gives the same bytes."""
    said = {"format": FORMAT, **asdict(content)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Content:
    """What ``to_bytes`` wrote.

    Raises:
        NotMinutes: it did not write these bytes.
    """
    try:
        said: dict[str, Any] = json.loads(data)
        if said.pop("format") != FORMAT:
            raise NotMinutes
        rows = {
            part: tuple(Row(each["code"], each["values"]) for each in found)
            for part, found in said.pop("rows").items()
        }
        return Content(rows=rows, **said)
    except (ValueError, TypeError, KeyError, AttributeError) as failure:
        raise NotMinutes from failure


def sha256_of(content: Content) -> str:
    """SHA-256 of the canonical bytes, 64 hex digits."""
    return hashlib.sha256(to_bytes(content)).hexdigest()


def differences(
    old: Mapping[str, tuple[Row, ...]], new: Mapping[str, tuple[Row, ...]]
) -> list[Difference]:
    """Parts of which the record says something else now, in the order of the minutes.

    Rows that merely stand in another order are no difference, nor is another wording of a code.
    """
    found = []
    for part in PARTS:
        was, now = old.get(part, ()), new.get(part, ())
        old_told, new_told = {_told(row) for row in was}, {_told(row) for row in now}
        gone = tuple(row for row in was if _told(row) not in new_told)
        fresh = tuple(row for row in now if _told(row) not in old_told)
        if gone or fresh:
            found.append(Difference(part, gone, fresh))
    return found


def _told(row: Row) -> tuple[str, frozenset[tuple[str, object]]]:
    """What a row tells, however its words are written."""
    values = {
        (name, (value["code"] or value["en"]) if isinstance(value, Mapping) else value)
        for name, value in row.values.items()
    }
    return row.code, frozenset(values)


def present_keys(content: Content) -> tuple[str, ...]:
    """Keys of the members of teams who were present, in the order of the minutes."""
    rows = content.rows.get("present", ())
    return tuple(str(row.values["key"]) for row in rows if row.values.get("was_present"))
