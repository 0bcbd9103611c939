"""The process apart: takes documents on standard input, each in a process of its own.

It never parses anything itself. For each document it makes a copy of itself that may use
little memory and time, can write no file, and is gone afterwards; so a document that breaks
a parser breaks nothing else, and the libraries are loaded once for many documents.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from types import ModuleType
from typing import Any

from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Format, Limits
from ponleu.foundation.documents.wire import packed

FORMATS = "ponleu.foundation.documents.formats"
MODULES = {
    Format.HTML: "web_page",
    Format.MHTML: "saved_page",
    Format.WEBARCHIVE: "saved_page",
    Format.PDF: "pdf",
    Format.DOCX: "word",
    Format.XLSX: "sheet",
    Format.CELLS: "cells",
    Format.EML: "message",
    Format.PICTURE: "picture",
}
OUT_OF_MEMORY = 77
"""Exit code of a worker that needed more memory than it may use."""
_DAMAGED = 1


def main() -> int:
    """Serve until standard input ends."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    served: set[str] = set()
    while line := incoming.readline():
        job = json.loads(line)
        data = incoming.read(job["size"])
        module = importlib.import_module(f"{FORMATS}.{MODULES[Format(job['format'])]}")
        if job["format"] in served:  # more of them may come: what they share is made once
            getattr(module, "warm_up", lambda: None)()
        served.add(job["format"])
        reply, died = _apart(module, job, data)
        outgoing.write(json.dumps({"size": len(reply), "died": died}).encode() + b"\n")
        outgoing.write(reply)
        outgoing.flush()
    return 0


def _apart(module: ModuleType, job: dict[str, Any], data: bytes) -> tuple[bytes, int]:
    """Do a job in a copy of this process: its reply, and how the copy died, 0 for well."""
    ours, theirs = os.pipe()
    worker = os.fork()
    if worker == 0:
        _work_and_leave(module, job, data, theirs)
    os.close(theirs)
    with open(ours, "rb") as replies:
        reply = replies.read()
    _, status = os.waitpid(worker, 0)
    died = os.waitstatus_to_exitcode(status)
    return (b"" if died else reply), died


def _work_and_leave(module: ModuleType, job: dict[str, Any], data: bytes, to: int) -> None:
    """Work under limits and end the process; an error of a library ends it with 1."""
    code = _DAMAGED
    try:
        limits = Limits(**job["limits"])
        _restrict(limits)
        reply = _reply(module, job, data, limits)
        with open(to, "wb") as out:
            out.write(reply)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _reply(module: ModuleType, job: dict[str, Any], data: bytes, limits: Limits) -> bytes:
    try:
        if job["page"]:
            return packed(module.page_picture(data, job["page"], job["width"], limits))
        return packed(module.extract(data, job["name"], limits))
    except Refused as refused:
        return packed(refused.refusal)


def _restrict(limits: Limits) -> None:
    """From here on: so much memory and time, no file, no trace after a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
