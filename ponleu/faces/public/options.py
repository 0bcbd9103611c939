"""What an installation sets for its public pages: what it promises, where leaving leads, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PROMISES = frozenset({"day_and_night", "owner_not_told", "no_call_unasked"})
"""What only the body behind the pages can keep; each is shown once that body has confirmed it."""

MEGABYTE = 1024 * 1024


class BadSetting(ValueError):
    """A setting cannot be used; the sentence names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of the public pages.

    Attributes:
        phone: number to call when a message cannot wait, "" for none.
        promises: which of ``PROMISES`` the body has confirmed.
        leave_to: https address to which leaving leads; "" for our own calendar.
        file_bytes: largest single file.
        files_bytes: largest sum of a report's files.
        most_files: most files of one report.
        sends_per_hour: reports from one network in an hour.
        urgent_per_hour: the same for somebody in danger.
        tries_per_hour: tries of receipt words from one network in an hour.
        wait_seconds: least time from first page to sending for who sends no proof of work.
    """

    phone: str = ""
    promises: frozenset[str] = frozenset()
    leave_to: str = ""
    file_bytes: int = 25 * MEGABYTE
    files_bytes: int = 60 * MEGABYTE
    most_files: int = 8
    sends_per_hour: int = 60
    urgent_per_hour: int = 180
    tries_per_hour: int = 60
    wait_seconds: int = 8


def options_from(environ: Mapping[str, str]) -> Options:
    """What the environment asks for: ``PONLEU_REPORT_...`` and ``PONLEU_LEAVE_TO``.

    Raises:
        BadSetting: one of them cannot be used.
    """
    plain = Options()
    return Options(
        phone=environ.get("PONLEU_REPORT_PHONE", "").strip(),
        promises=_promises(environ),
        leave_to=_leave_to(environ),
        file_bytes=MEGABYTE * _number(environ, "FILE_MB", plain.file_bytes // MEGABYTE),
        files_bytes=MEGABYTE * _number(environ, "FILES_MB", plain.files_bytes // MEGABYTE),
        most_files=_number(environ, "FILES", plain.most_files),
        sends_per_hour=_number(environ, "SENDS_PER_HOUR", plain.sends_per_hour),
        urgent_per_hour=_number(environ, "URGENT_PER_HOUR", plain.urgent_per_hour),
        tries_per_hour=_number(environ, "TRIES_PER_HOUR", plain.tries_per_hour),
        wait_seconds=_number(environ, "WAIT_SECONDS", plain.wait_seconds),
    )


def _promises(environ: Mapping[str, str]) -> frozenset[str]:
    said = environ.get("PONLEU_REPORT_PROMISES", "")
    given = frozenset(word.strip() for word in said.split(",") if word.strip())
    if given - PROMISES:
        known = ", ".join(sorted(PROMISES))
        raise BadSetting(f"PONLEU_REPORT_PROMISES may hold: {known}")
    return given


def _leave_to(environ: Mapping[str, str]) -> str:
    address = environ.get("PONLEU_LEAVE_TO", "").strip()
    parts = urlsplit(address)
    if address and (parts.scheme != "https" or not parts.netloc):
        raise BadSetting("PONLEU_LEAVE_TO must be an https address or empty")
    return address


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    name = f"PONLEU_REPORT_{name}"
    said = environ.get(name, str(default))
    if not (said.isascii() and said.isdigit() and 0 < int(said) < 1_000_000):
        raise BadSetting(f"{name} must be a whole number from 1 to 999999, not {said!r}")
    return int(said)
