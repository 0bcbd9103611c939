"""Open documents and what is known of them beside them, or say in one line why not."""

from __future__ import annotations

import hashlib
import json
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ponleu.engines.reading import MAX_BYTES, Refusal
from ponleu.engines.reading.decode import too_large
from ponleu.foundation.documents import Hint, Opened, Reader, opened, walk

STANDARD_INPUT = "-"
_LARGEST_SIDECAR = 100_000
"""Bytes: what stands beside a document is a few words about it."""


@dataclass(frozen=True, slots=True)
class Document:
    """An opened file with what its sidecar, the command or it itself says of it.

    Attributes:
        file: its path; of a document inside another "OUTER/INNER".
        sha256: of the bytes as they are in the file.
        language: as the sidecar states it, "" if it does not.
        hints: what the layout says of spans: title, menus, tables, running heads...
    """

    file: str
    sha256: str
    text: str
    published: date | None
    language: str = ""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``FILE.meta.json`` says of FILE."""

    published: date | None = None
    language: str = ""


def open_documents(
    paths: Sequence[str], published: date | None
) -> Iterator[tuple[str, Document | Refusal]]:
    """Every document that paths lead to, by name: files, those in folders, those inside others.

    Args:
        paths: of files and folders; "-" for standard input.
        published: day of publication, unless a file's sidecar states one. If neither does,
            it is the day that the document itself states.
    """
    with Reader() as reader:
        for file in walk(paths):
            yield from _documents(file, published, reader)


def _documents(
    file: str, published: date | None, reader: Reader
) -> Iterator[tuple[str, Document | Refusal]]:
    data = _bytes_of(file)
    if isinstance(data, Refusal):
        yield file, data
        return
    known = Sidecar() if file == STANDARD_INPUT else _sidecar(Path(f"{file}.meta.json"))
    if isinstance(known, Refusal):
        yield file, known
        return
    stated = Sidecar(known.published or published, known.language)
    yield from _with_parts(file, data, opened(data, file, reader=reader), stated)


def _with_parts(
    file: str, data: bytes, content: Opened | Refusal, stated: Sidecar
) -> Iterator[tuple[str, Document | Refusal]]:
    """A document if it has words of its own, and those inside it."""
    if isinstance(content, Refusal):
        yield file, content
        return
    if content.text:
        digest = hashlib.sha256(data).hexdigest()
        day = stated.published or content.published
        yield file, Document(file, digest, content.text, day, stated.language, content.hints)
    for page in content.pages:
        if page.trouble:
            yield f"{file} page {page.number}", page.trouble
    for part in content.parts:
        yield from _with_parts(f"{file}/{part.name}", part.data, part.content, stated)


def _bytes_of(file: str) -> bytes | Refusal:
    """The whole content; a file that is too large is refused before it is read."""
    if file == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return too_large(len(data)) or data
    try:
        status = Path(file).stat()
        if stat.S_ISDIR(status.st_mode):
            return Refusal("there are no documents in the folder", "the path", "give another")
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
