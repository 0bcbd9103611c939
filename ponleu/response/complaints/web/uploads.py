"""Files that an officer sends: kept in memory until they are sealed, never plain on disk."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

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
    """Takes files of any size that ``refuse_large`` has let through."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Never leave a file to the handler that writes to disk."""
        self.activated = True


def refuse_large(request: HttpRequest, instead: str) -> None:
    """Before anything is read.

    Args:
        instead: what to do, for the person who sent it.

    Raises:
        TooMuchAtOnce: it is larger than memory should hold.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        large = _("More than %(most)d MB cannot be sent here.") % {"most": MOST_BYTES // MEGABYTE}
        raise TooMuchAtOnce(f"{large} {instead}")
