"""Files that are sent without script: sealed chunk by chunk as they arrive, never plain on disk.

Each request has a key of its own that lives in memory only. What waits on disk until the whole
form was read is sealed under it (AES-256-GCM, chunks numbered) and goes when the request ends.
"""

from __future__ import annotations

import secrets
import struct
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

_NUMBER = struct.Struct(">4xQ")
_LENGTH = struct.Struct(">I")


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # generic in its stubs alone
    """A file whose bytes wait sealed; ``opened_chunks`` gives them back one by one."""

    def __init__(self, *, name: str, content_type: str, is_too_large: bool = False) -> None:
        super().__init__(file=None, name=name, content_type=content_type, size=0)
        self.is_too_large = is_too_large
        self._cipher = AESGCM(secrets.token_bytes(32))
        self._waiting: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed by Django
        self._count = 0

    def take(self, chunk: bytes) -> None:
        """Seal one more chunk."""
        body = self._cipher.encrypt(_NUMBER.pack(self._count), chunk, None)
        self._waiting.write(_LENGTH.pack(len(body)) + body)
        self._count += 1
        self.size = (self.size or 0) + len(chunk)

    def opened_chunks(self) -> Iterator[bytes]:
        """The file's bytes, a chunk at a time."""
        self._waiting.seek(0)
        for number in range(self._count):
            (length,) = _LENGTH.unpack(self._waiting.read(_LENGTH.size))
            yield self._cipher.decrypt(_NUMBER.pack(number), self._waiting.read(length), None)

    def close(self) -> None:
        """Drop what waits; the key goes with the object."""
        self._waiting.close()


class SealingHandler(FileUploadHandler):
    """Takes files up to a size; of a larger one only its name is kept."""

    def __init__(self, request: HttpRequest, *, most_bytes: int) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes
        self.upload: SealedUpload | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.upload = SealedUpload(
            name=self.file_name or "", content_type=self.content_type or "application/octet-stream"
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.upload is None:
            return
        if start + len(raw_data) > self.most_bytes:
            self.upload.is_too_large = True
            return
        self.upload.take(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload | None:
        return self.upload
