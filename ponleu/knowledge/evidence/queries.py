"""Reads of the content store. Who may see a content is asked by the room that refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings

from ponleu.knowledge.evidence import store

PIECE_BYTES = 1024 * 1024


def content_bytes(sha256: str) -> bytes:
    """The whole file, checked against its hash first.

    Raises:
        NotFound: nothing is stored under this hash.
        Damaged: the stored file is no longer what was kept.
    """
    return store.read_verified(settings.PONLEU_STORE, sha256)


def content_file(sha256: str) -> BinaryIO:
    """As ``content_bytes`` for large files: an open file, already checked."""
    return store.open_verified(settings.PONLEU_STORE, sha256)


def content_pieces(sha256: str) -> Iterator[bytes]:
    """As ``content_file``, read piece by piece; what it raises comes with the first piece."""
    with content_file(sha256) as stored:
        while piece := stored.read(PIECE_BYTES):
            yield piece


def content_open(sha256: str) -> BinaryIO:
    """An open file that is not hashed first: for content whose reader proves each part of it.

    Raises:
        NotFound: nothing is stored under this hash.
    """
    return store.open_unverified(settings.PONLEU_STORE, sha256)
