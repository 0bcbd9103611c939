"""Files that an officer brought and looks at: held sealed until they are taken in, for a day."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import NotOpened, open_file
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.knowledge.evidence import queries as evidence
from ponleu.response.complaints import sealed
from ponleu.response.complaints.intake import FileOf
from ponleu.response.complaints.models import SealedFile
from ponleu.response.complaints.services.files import keep_file, unpacked

MEDIA_TYPE = "application/octet-stream"


def hold(data: bytes, name: str, *, at: datetime) -> str:
    """Hold a file; what it gives back opens it and lies with us nowhere."""
    return keep_file([data], name=name, media_type=MEDIA_TYPE, at=at).token


def held(token: str) -> tuple[str, bytes]:
    """Name and bytes of a file that is held.

    Raises:
        InvalidInput: it is gone, or the token is none.
    """
    try:
        file = unpacked(token)
        return file.name, b"".join(_pieces(file))
    except (KeyError, TypeError, ValueError, binascii.Error, NotOpened, NotFound):
        raise InvalidInput(_("The file is no longer there. Choose it again.")) from None


def _pieces(file: FileOf) -> Iterator[bytes]:
    row = SealedFile.objects.filter(pk=UUID(file.key), complaint=None).first()
    if row is None:
        raise NotFound(_("There is no such file."))
    key = base64.b64decode(file.file_key)
    stored = evidence.content_pieces(row.sha256)
    yield from open_file(stored, key, context=sealed.file_context(row.pk))
