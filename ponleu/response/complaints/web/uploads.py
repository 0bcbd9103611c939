"""Files that an officer sends: kept in memory until they are sealed, never plain on disk."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE


class TooMuchAtOnce(DomainError):
    """More was sent than a page takes."""

    code = "too_much_at_once"
    http_status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class InMemory(MemoryFileUploadHandler):
    """Takes files into memory, as long as all of a request fit there.

    Attributes:
        is_too_large: they do not; those that came whole before are there, the others are not.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._left = MOST_BYTES

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Never leave a file to the handler that writes to disk."""
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, or drop the file that it is too much for."""
        self._left -= len(raw_data)
        if self._left >= 0:
            return super().receive_data_chunk(raw_data, start)
        self.is_too_large = True
        self.file.seek(0)
        self.file.truncate()
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file, if it is whole."""
        return super().file_complete(file_size) if self._left >= 0 else None


def refuse_large(request: HttpRequest) -> None:
    """Before anything is read.

    Raises:
        TooMuchAtOnce: it is larger than memory should hold.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        large = _("More than %(most)d MB cannot be sent here.") % {"most": MOST_BYTES // MEGABYTE}
        instead = _(
            "Split the file, or have it brought in with the command “ponleu complaints bring”."
        )
        raise TooMuchAtOnce(f"{large} {instead}")
