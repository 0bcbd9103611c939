"""What was in an envelope, checked: whoever reported wrote it, in a browser that we do not rule."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing.keys import KEY_BYTES
from ponleu.foundation.core.errors import DomainError
from ponleu.response.complaints.intake import (
    LINE_LETTERS,
    Content,
    FileOf,
    Summary,
    Told,
    Words,
    content_from,
    summary_from,
    words_from,
)

MOST_SIGNS = 40
MOST_FILES = 200
TEXTS = (
    "language",
    "for_whom",
    "what",
    "province",
    "district",
    "commune",
    "near",
    "contact",
    "contact_when",
)

T = TypeVar("T")


class Unreadable(DomainError):
    """It opens, and is nothing that our pages wrote."""

    code = "unreadable"
    http_status = HTTPStatus.UNPROCESSABLE_ENTITY


def content_in(data: bytes) -> Content:
    """All of a complaint.

    Raises:
        Unreadable: our pages did not write it.
    """
    content = _parsed(content_from, data)
    _require(_is_told(content.told) and _are_files(content.files))
    return content


def summary_in(data: bytes) -> Summary:
    """What the list shows of a complaint.

    Raises:
        Unreadable: our pages did not write it.
    """
    summary = _parsed(summary_from, data)
    _require(
        summary.is_safe in (None, True, False)
        and len(summary.line) <= LINE_LETTERS
        and len(summary.signs) <= MOST_SIGNS
        and summary.n_files >= 0
    )
    return summary


def words_in(data: bytes) -> Words:
    """A message.

    Raises:
        Unreadable: our pages did not write it.
    """
    words = _parsed(words_from, data)
    _require(_are_files(words.files))
    return words


def _parsed(parse: Callable[[bytes], T], data: bytes) -> T:
    try:
        return parse(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _unreadable() from None


def _is_told(told: Told) -> bool:
    return (
        all(isinstance(getattr(told, name), str) for name in TEXTS)
        and told.is_safe in (None, True, False)
        and told.may_contact in (True, False)
        and len(told.signs) <= MOST_SIGNS
        and (told.pin is None or all(map(math.isfinite, told.pin)))
        and isinstance(told.beside, Mapping)
        and all(isinstance(text, str) for pair in told.beside.items() for text in pair)
        and not (told.place and not told.place.isdecimal())
    )


def _are_files(files: Iterable[FileOf]) -> bool:
    found = tuple(files)
    return len(found) <= MOST_FILES and all(map(_is_file, found))


def _is_file(file: FileOf) -> bool:
    texts = (file.key, file.file_key, file.name, file.media_type)
    if not (all(isinstance(text, str) for text in texts) and isinstance(file.size, int)):
        return False
    try:
        key, own = base64.b64decode(file.file_key, validate=True), UUID(file.key)
    except ValueError:
        return False
    return len(key) == KEY_BYTES and str(own) == file.key


def _require(holds: bool) -> None:
    if not holds:
        raise _unreadable()


def _unreadable() -> Unreadable:
    return Unreadable(_("It opens, but it cannot be read: it was not written by these pages."))
