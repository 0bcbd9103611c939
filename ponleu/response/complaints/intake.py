"""What someone told us, as plain values on their way to being sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

VERSION = 1
LINE_LETTERS = 160
"""Letters of a complaint that stand in the list of an opened session."""


@dataclass(frozen=True, slots=True)
class Told:
    """What someone told us; whatever is empty was not told.

    Attributes:
        language: of the page that they used.
        is_safe: None if they did not say.
        for_whom: "self", "other", or empty.
        signs: codes of ``rules.Sign``.
        province, district, commune: government codes.
        near: the place in their own words.
        pin: latitude and longitude.
        contact, contact_when: how and when to reach them, if ``may_contact``.
        beside: what the officer noted or the channel brought, by name: caller's consent, source.
    """

    language: str = ""
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
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The most precise code that was told."""
        return self.commune or self.district or self.province


@dataclass(frozen=True, slots=True)
class FileOf:
    """A sealed file: which, the key that opens it, what it was called."""

    key: str
    file_key: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """All of a complaint."""

    told: Told
    files: tuple[FileOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What of a complaint the list of an opened session shows."""

    line: str
    is_safe: bool | None
    for_whom: str
    signs: tuple[str, ...]
    place: str
    n_files: int


def to_the_minute(at: datetime) -> datetime:
    """An instant as it is kept of whoever reports: it cannot be laid beside a network's log.

    For the same reason what they send has random keys: ordered ones tell the millisecond.
    """
    return at.replace(second=0, microsecond=0)


def summary_of(content: Content) -> Summary:
    """The summary of a complaint."""
    told = content.told
    words = " ".join((told.what or told.near).split())
    line = words if len(words) <= LINE_LETTERS else words[: LINE_LETTERS - 1] + "…"
    return Summary(line, told.is_safe, told.for_whom, told.signs, told.place, len(content.files))


def content_bytes(content: Content) -> bytes:
    """A complaint as JSON, to be sealed."""
    return _bytes({"v": VERSION, "told": asdict(content.told), "files": _files(content.files)})


def content_from(data: bytes) -> Content:
    """The complaint that ``content_bytes``, or the page in the browser, wrote."""
    read = json.loads(data)
    told = read["told"]
    known = {name: told[name] for name in Told.__dataclass_fields__ if name in told}
    known["signs"] = tuple(map(str, known.get("signs", ())))
    pin = known.get("pin")
    known["pin"] = (float(pin[0]), float(pin[1])) if pin else None
    files = tuple(FileOf(**file) for file in read.get("files", ()))
    return Content(Told(**known), files)


def summary_bytes(summary: Summary) -> bytes:
    """A summary as JSON, to be sealed."""
    return _bytes({"v": VERSION, **asdict(summary)})


def summary_from(data: bytes) -> Summary:
    """The summary that ``summary_bytes``, or the page in the browser, wrote."""
    read = json.loads(data)
    return Summary(
        str(read["line"]),
        read["is_safe"],
        str(read["for_whom"]),
        tuple(map(str, read["signs"])),
        str(read["place"]),
        int(read["n_files"]),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """A message within a complaint, from either side."""

    text: str
    files: tuple[FileOf, ...] = ()


def words_bytes(words: Words) -> bytes:
    """A message as JSON, to be sealed."""
    return _bytes({"v": VERSION, "text": words.text, "files": _files(words.files)})


def words_from(data: bytes) -> Words:
    """The message that ``words_bytes`` wrote."""
    read = json.loads(data)
    return Words(str(read["text"]), tuple(FileOf(**file) for file in read["files"]))


def _files(files: Sequence[FileOf]) -> list[dict[str, Any]]:
    return [asdict(file) for file in files]


def _bytes(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
