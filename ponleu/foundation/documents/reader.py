"""The near side of the process apart: gives it documents, waits no longer than agreed."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import ponleu
from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.child import OUT_OF_MEMORY
from ponleu.foundation.documents.types import MEGABYTE, Extracted, Format, Limits
from ponleu.foundation.documents.wire import unpacked

_FAR_SIDE = "ponleu.foundation.documents.child"
_PASSED_ON = ("PATH", "TESSDATA_PREFIX")
_SCANNED = (Format.PDF, Format.PICTURE)
_CHUNK = 1 << 16
_MEND = "open it in its own program, save it again and give that"
_WHOLE = "the whole file"
_CALLED = {
    Format.HTML: "web page",
    Format.MHTML: "saved web page",
    Format.WEBARCHIVE: "saved web page",
    Format.PDF: "PDF",
    Format.DOCX: "Word document",
    Format.XLSX: "Excel sheet",
    Format.CELLS: "Excel sheet",
    Format.EML: "e-mail message",
    Format.PICTURE: "picture",
}


@dataclass(frozen=True, slots=True)
class _FarSide:
    process: subprocess.Popen[bytes]
    jobs: BinaryIO
    replies: int


class _Late(Exception):
    """The time was over before the answer came."""


class Reader:
    """Takes documents apart in a process that may do nothing else.

    The process begins with the first document and ends with ``close``, so that one reader
    for many documents loads the libraries once. Not for two threads at a time.
    """

    def __init__(self) -> None:
        self._far: _FarSide | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def extract(self, data: bytes, name: str, sort: Format, limits: Limits) -> Extracted | Refusal:
        """A document's text and layout."""
        result = self._ask(data, {"name": name}, sort, limits)
        return _damaged(sort) if isinstance(result, bytes) else result

    def page_picture(
        self, data: bytes, sort: Format, limits: Limits, *, page: int, width: int
    ) -> bytes | Refusal:
        """A page as a picture."""
        result = self._ask(data, {"page": page, "width": width}, sort, limits)
        return _damaged(sort) if isinstance(result, Extracted) else result

    def close(self) -> None:
        """End the process and whatever it has begun."""
        far, self._far = self._far, None
        if far is None:
            return
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(far.process.pid, signal.SIGKILL)
        far.process.wait()
        with suppress(BrokenPipeError):  # a job that was never taken up
            far.jobs.close()
        os.close(far.replies)

    def _ask(
        self, data: bytes, asked: dict[str, str | int], sort: Format, limits: Limits
    ) -> Extracted | Refusal | bytes:
        job = {"name": "", "page": 0, "width": 0, **asked, "format": sort.value}
        job |= {"size": len(data)}
        seconds = limits.scan_wall_seconds if sort in _SCANNED else limits.wall_seconds
        self._far = self._far or _begun()
        try:
            self._far.jobs.write(json.dumps({**job, "limits": asdict(limits)}).encode() + b"\n")
            self._far.jobs.write(data)
            self._far.jobs.flush()
            died, reply = _reply(self._far.replies, time.monotonic() + seconds)
            return _death(sort, died, limits) if died else unpacked(reply)
        except _Late:
            self.close()
            return _too_slow(sort, seconds)
        except (EOFError, BrokenPipeError, ValueError, KeyError, TypeError):
            self.close()
            return _damaged(sort)


def _begun() -> _FarSide:
    """Start the process apart: knows no secret of ours, and no file but its libraries."""
    job_end, jobs = os.pipe()
    replies, reply_end = os.pipe()
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 our own words
        [sys.executable, "-B", "-m", _FAR_SIDE],
        stdin=job_end,
        stdout=reply_end,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={
            **known,
            "PYTHONPATH": str(Path(ponleu.__file__).parents[1]),
            "LC_ALL": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",  # tesseract on one core is as quick, and repeatable
        },
        start_new_session=True,
    )
    os.close(job_end)
    os.close(reply_end)
    return _FarSide(process, os.fdopen(jobs, "wb"), replies)


def _reply(replies: int, until: float) -> tuple[int, bytes]:
    """How the worker died, 0 for well, and what it wrote before."""
    waiting = bytearray()
    while b"\n" not in waiting:
        waiting += _more(replies, until)
    line, _, rest = waiting.partition(b"\n")
    told = json.loads(line)
    pieces, came = [bytes(rest)], len(rest)
    while came < told["size"]:
        pieces.append(_more(replies, until))
        came += len(pieces[-1])
    return told["died"], b"".join(pieces)


def _more(replies: int, until: float) -> bytes:
    left = until - time.monotonic()
    ready = select.poll()
    ready.register(replies, select.POLLIN)
    if left <= 0 or not ready.poll(left * 1000):
        raise _Late
    piece = os.read(replies, _CHUNK)
    if not piece:
        raise EOFError
    return piece


def _too_slow(sort: Format, seconds: int) -> Refusal:
    return Refusal(
        f"as a {_CALLED[sort]} it was not opened within {seconds} seconds", _WHOLE, _MEND
    )


def _damaged(sort: Format) -> Refusal:
    return Refusal(f"it is damaged, or no {_CALLED[sort]} in truth", _WHOLE, _MEND)


def _death(sort: Format, died: int, limits: Limits) -> Refusal:
    """Why a worker died, by its exit code; signals are negative."""
    if died == OUT_OF_MEMORY:
        most = f"{limits.memory_bytes // MEGABYTE:,} MB of memory"
        return Refusal(f"as a {_CALLED[sort]} it needs more than {most}", _WHOLE, _MEND)
    if died in (-signal.SIGXCPU, -signal.SIGKILL):
        most = f"{limits.cpu_seconds} seconds of work"
        return Refusal(f"as a {_CALLED[sort]} it takes more than {most}", _WHOLE, _MEND)
    return _damaged(sort)
