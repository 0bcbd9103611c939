"""Files reports until the disk takes no more; run by ``test_full.py``.

A limit on the size of files stands for a full disk: writing past it fails in the same way.
Prints as JSON what was refused, and what is wrong with what is kept.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402

from ponleu.response.complaints.intake import Told  # noqa: E402
from ponleu.response.complaints.models import Complaint, SealedFile  # noqa: E402
from ponleu.response.complaints.room import NoRoom  # noqa: E402
from ponleu.response.complaints.services import files, filing  # noqa: E402
from tests.complaints.killed import prepare  # noqa: E402

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def refused(act):
    """Whether an act is refused for want of room."""
    try:
        act()
    except NoRoom:
        return True
    return False


def report():
    """File one report of some length."""
    told = Told(language="km", what="x" * 40_000)
    filing.file_report(told, [], filing.new_receipt(), at=AT)


def keep():
    """Keep one file of 8 MB."""
    files.keep_file((os.urandom(65536) for _ in range(128)), name="a", media_type="b", at=AT)


def main():
    """Fill the disk, be refused, go on when there is room again."""
    prepare()
    report()
    largest = max(file.stat().st_size for file in Path(settings.PONLEU_HOME).rglob("*.sqlite3*"))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 300_000, hard))
    is_file_refused = refused(keep)
    before = 0
    for _ in range(200):
        if refused(report):
            break
        before += 1
    kept = Complaint.objects.count()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    report()
    left = [one.name for one in (Path(settings.PONLEU_STORE) / "incoming").iterdir()]
    json.dump(
        {
            "file_refused": is_file_refused,
            "reports_before": before,
            "kept": kept,
            "after": Complaint.objects.count(),
            "files": SealedFile.objects.count(),
            "left": left,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
