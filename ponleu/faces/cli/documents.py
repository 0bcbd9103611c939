"""Open a document and what is known of it beside it, or say in one line why not."""

from __future__ import annotations

import hashlib
import json
import stat
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ponleu.engines.reading import MAX_BYTES, Refusal, decode
from ponleu.engines.reading.decode import too_large

STANDARD_INPUT = "-"
_LARGEST_SIDECAR = 100_000
"""Bytes: what stands beside a document is a few words about it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded file with what its sidecar or the command says of it.

    Attributes:
        sha256: of the bytes as they are in the file.
        language: as the sidecar states it, "" if it does not.
    """

    file: str
    sha256: str
    text: str
    published: date | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``FILE.meta.json`` says of FILE."""

    published: date | None = None
    language: str = ""


def open_document(file: str, published: date | None) -> Document | Refusal:
    """One document, decoded.

    Args:
        file: its path, or "-" for standard input.
        published: day of publication, unless the file's sidecar states one.
    """
    data = _bytes_of(file)
    if isinstance(data, Refusal):
        return data
    decoded = decode(data)
    if isinstance(decoded, Refusal):
        return decoded
    known = Sidecar() if file == STANDARD_INPUT else _sidecar(Path(f"{file}.meta.json"))
    if isinstance(known, Refusal):
        return known
    digest = hashlib.sha256(data).hexdigest()
    return Document(file, digest, decoded.text, known.published or published, known.language)


def _bytes_of(file: str) -> bytes | Refusal:
    """The whole content; a file that is too large is refused before it is read."""
    if file == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return too_large(len(data)) or data
    try:
        status = Path(file).stat()
        if stat.S_ISDIR(status.st_mode):
            return Refusal("it is a folder", "the path", "give the files in it")
        if not stat.S_ISREG(status.st_mode):
            return Refusal("it is a device or a pipe", "the path", "give a file, or - for input")
        return too_large(status.st_size) or Path(file).read_bytes()
    except OSError as failure:
        return _unopened(failure)


def _unopened(failure: OSError) -> Refusal:
    if isinstance(failure, FileNotFoundError):
        return Refusal("there is no such file", "the path", "check its name and folder")
    if isinstance(failure, PermissionError):
        mend = "ask its owner to let you read it"
        return Refusal("you may not open it", "the path", mend)
    reason = (failure.strerror or "it cannot be opened").lower()
    return Refusal(reason, "the path", "check the path and the disk")


def _sidecar(file: Path) -> Sidecar | Refusal:
    try:
        with file.open("rb") as opened:
            stated = json.loads(opened.read(_LARGEST_SIDECAR).decode("utf-8-sig"))
    except FileNotFoundError:
        return Sidecar()
    except json.JSONDecodeError as failure:
        place = f"{file.name} line {failure.lineno}"
        return Refusal("what stands beside it is not JSON", place, "mend it or take it away")
    except UnicodeDecodeError as failure:
        place = f"{file.name} byte {failure.start}"
        return Refusal("what stands beside it is not UTF-8", place, "save it as UTF-8")
    except OSError as failure:
        return _unopened(failure)
    return _stated(file.name, stated)


def _stated(name: str, stated: object) -> Sidecar | Refusal:
    if not isinstance(stated, dict):
        mend = 'write {"published": "YYYY-MM-DD"}'
        return Refusal("what stands beside it is not a JSON object", f"{name} line 1", mend)
    published, language = stated.get("published"), stated.get("language")
    if not isinstance(language, str | None):
        mend = 'write a code such as "km", or leave it out'
        return Refusal("its language is not a word", f"{name} language", mend)
    try:
        day = date.fromisoformat(published) if published else None
    except (TypeError, ValueError):
        mend = "write it as YYYY-MM-DD"
        return Refusal(f"{published!r} is not a day", f"{name} published", mend)
    return Sidecar(day, language or "")
