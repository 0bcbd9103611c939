"""Writes to the content store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from ponleu.knowledge.evidence import store
from ponleu.knowledge.evidence.models import Content


def keep_content(stream: BinaryIO, *, media_type: str, at: datetime, limit: int) -> Content:
    """Keep a file whole and return what is known of it; the same file is kept once.

    The file is safe on disk before the row exists. If the caller's transaction fails,
    the file stays without a row, and keeping it again uses it. The caller journals the
    record that the content belongs to.

    Args:
        media_type: such as "text/plain"; for content already kept the first one stands.
        limit: most bytes taken.

    Raises:
        TooLarge: the stream gives more; nothing was kept.
    """
    sha256, size = store.keep(settings.PONLEU_STORE, stream, limit)
    content, _ = Content.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "kept_at": at}
    )
    return content


def keep_in_place(path: Path, sha256: str, *, size: int, media_type: str, at: datetime) -> Content:
    """As ``keep_content`` for a large file that lies whole and synced inside the store already.

    It is not copied. Its old name stays until the caller has written what refers to it.

    Args:
        sha256: its hash, which the caller has just worked out.
    """
    store.keep_in_place(settings.PONLEU_STORE, path, sha256)
    content, _ = Content.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "kept_at": at}
    )
    return content


def shut(sha256: str) -> None:
    """Let the file system refuse writing to what is stored, once nothing writes to it any more."""
    store.path_of(settings.PONLEU_STORE, sha256).chmod(0o400)


def let_go(sha256: str) -> bool:
    """Forget content that no record refers to, and delete its file; False if one refers to it.

    Only for what was kept and then never became part of a record. The caller has made sure that
    no hash without a foreign key names it either.
    """
    try:
        with transaction.atomic():
            Content.objects.filter(pk=sha256).delete()
    except ProtectedError:
        return False
    store.path_of(settings.PONLEU_STORE, sha256).unlink(missing_ok=True)
    return True
