"""Bytes of any format as documents that can be kept, with the names by which formats go."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ponleu.engines import reading as engine
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.documents import Format, Hint, Limits, Opened, Refusal, opened
from ponleu.knowledge.sources.rules import MEDIA_TYPES, picture_type

MAX_BYTES = 50 * 1024 * 1024
"""The largest document that is kept; a book of 500 pages as text is 1 MB."""

PAGES_AT_ONCE = 3
"""Scanned pages that are made out while a person waits: about four seconds each."""


_ARCHIVE = b"PK\x03\x04"


def open_document(data: bytes, name: str, *, is_alone: bool = True) -> Opened:
    """A document of any format, with what it holds inside.

    Args:
        is_alone: False if others are opened in the same breath.

    Raises:
        InvalidInput: it cannot be read; says why and what to do.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInput(_("The file is larger than 50 MB. Cut it into parts and add each."))
    at_once = PAGES_AT_ONCE if is_alone and not data.startswith(_ARCHIVE) else 1
    found = opened(data, name, limits=Limits(scanned_pages=at_once))
    if isinstance(found, Refusal):
        raise InvalidInput(str(found))
    return found


def media_type(data: bytes, sort: Format) -> str:
    """Under which type the bytes of a document are kept."""
    return picture_type(data) if sort is Format.PICTURE else MEDIA_TYPES[sort.value]


def stored_hints(hints: tuple[Hint, ...], *, shift: int = 0) -> list[list[str | int]]:
    """Hints as a source stores them."""
    return [[hint.kind.value, hint.start + shift, hint.end + shift] for hint in hints]


def engine_hints(stored: list[list[str | int]]) -> list[engine.Hint]:
    """Stored hints as the engine takes them."""
    return [engine.Hint(str(kind), int(start), int(end)) for kind, start, end in stored]
