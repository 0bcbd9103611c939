"""Looking for viruses in a file, if this machine has a scanner: ClamAV's ``clamdscan``."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum

PROGRAM = "clamdscan"
SECONDS = 120
"""Until a scanner that does not answer is given up."""


class Scan(StrEnum):
    """What the scanner said of a file."""

    CLEAN = "clean"
    HARMFUL = "harmful"
    NOT_SCANNED = "not_scanned"
    FAILED = "failed"


VERDICTS = {0: Scan.CLEAN, 1: Scan.HARMFUL}
"""By exit code; any other means that the scanner did not do its work."""


def has_scanner() -> bool:
    """Whether there is a scanner on this machine."""
    return shutil.which(PROGRAM) is not None


def scan(pieces: Iterable[bytes]) -> Scan:
    """What the scanner says of a file; it is streamed to it and touches no disk.

    All pieces are drawn in any case, so that a file that is not whole is noticed here.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        _drain(pieces)
        return Scan.NOT_SCANNED
    command = [program, "--no-summary", "-"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as process:  # noqa: S603  a fixed command
        try:
            return _verdict(process, pieces)
        finally:
            process.kill()


def _verdict(process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> Scan:
    assert process.stdin is not None  # noqa: S101  for the type checker
    drawn = iter(pieces)
    with suppress(BrokenPipeError):  # a scanner that has seen enough, or has no patience
        for piece in drawn:
            process.stdin.write(piece)
    _drain(drawn)
    with suppress(BrokenPipeError):
        process.stdin.close()
    try:
        return VERDICTS.get(process.wait(SECONDS), Scan.FAILED)
    except subprocess.TimeoutExpired:
        return Scan.FAILED


def _drain(pieces: Iterable[bytes]) -> None:
    for _piece in pieces:
        pass
