"""When there is no room left on the disk: a clear refusal, and nothing kept by half."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db import OperationalError
from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SAID_BY_DATABASES = ("is full", "disk i/o error", "no space left", "disk full")


class NoRoom(DomainError):
    """The disk took no more; nothing of what was sent is kept."""

    code = "no_room"
    http_status = HTTPStatus.INSUFFICIENT_STORAGE


@contextmanager
def kept_or_refused() -> Iterator[None]:
    """Turn what disks and databases say when they are full into one refusal.

    Raises:
        NoRoom: nothing was kept.
    """
    try:
        yield
    except OSError as failure:
        if failure.errno not in NO_ROOM:
            raise
        raise NoRoom(_("There is no room to keep this. Nothing was kept.")) from None
    except OperationalError as failure:
        if not any(words in str(failure).lower() for words in SAID_BY_DATABASES):
            raise
        raise NoRoom(_("There is no room to keep this. Nothing was kept.")) from None
