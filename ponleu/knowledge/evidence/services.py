"""Writes to the content store."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.conf import settings

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
