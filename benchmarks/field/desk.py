"""Processor time of the pages of field work at a desk, with 500 persons found and 300 photos.

    python -m benchmarks.field.desk --prepared FOLDER

``--prepared`` is a folder with the demonstration country, as ``ponleu up --prepare-only`` makes it;
a copy of it is filled through the services. Each page is asked in this process by Django's client
with the settings of the server, five times to warm it, then twenty times; what is printed is the
time that the process spent from the request to the whole answer (``time.process_time``).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.field import sync

WARM, ROUNDS, SMALL_BYTES = 5, 20, 2_000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prepared", type=Path, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(shutil.copytree(args.prepared, Path(folder) / "record"))
        os.environ |= {
            "PONLEU_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings",
        }
        import django

        django.setup()
        found = {"load": round(os.getloadavg()[0], 1), **pages(filled())}
    print(json.dumps(found, indent=1))
    return 0


def filled() -> str:
    """Enter everything from one device of somebody who goes along; the operation's key."""
    from ponleu.foundation.accounts.models import User
    from ponleu.response.field.queries.work import operations_of
    from ponleu.response.field.services import files, registering, syncing

    user, key = User.objects.get(username="field"), UUID(int=7)
    operation = operations_of(user).get()
    at = (operation.ended_at or operation.started_at) - timedelta(minutes=5)
    registering.register(user, key, "Benchmark", at=at)
    work = registering.work(user, key, at=at)
    device = sync.made(work, photo_bytes=SMALL_BYTES)
    for number, entry in enumerate(device.entries):
        entry["at"] = (at - timedelta(seconds=len(device.entries) - number)).isoformat()
    for begin in range(0, len(device.entries), sync.BATCH):
        syncing.sync(user, key, at, device.entries[begin : begin + sync.BATCH], at=at)
    for entry_key, stored in device.files.items():
        files.take_piece(user, UUID(entry_key), stored, begins_at=0, at=datetime.now(UTC))
    return str(operation.pk)


def pages(operation: str) -> dict[str, Any]:
    """By page: milliseconds of the processor, the queries, the size."""
    from django.test import Client
    from django.urls import reverse

    from ponleu.foundation.accounts.models import User
    from ponleu.response.field.queries.listing import PAGE

    client = Client(headers={"host": "127.0.0.1"})
    reader = User.objects.get(username="commander")
    client.force_login(reader, backend="ponleu.foundation.accounts.backends.PassphraseBackend")
    whole, persons, sealed, table = (
        reverse(f"field:{name}", args=[operation])
        for name in ("operation", "persons", "sealed", "persons_csv")
    )
    asked = {
        "all field work": whole,
        "persons, first page": persons,
        "persons, last page": f"{persons}?page={sync.PERSONS // PAGE}",
        "photos and notes, first page": sealed,
        "photos and notes, last page": f"{sealed}?page={sync.PHOTOS // PAGE}",
        "table of persons (CSV)": table,
    }
    return {what: timed(client, address) for what, address in asked.items()}


def timed(client: Any, address: str) -> dict[str, float]:
    """What one page takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent = []
    for _ in range(WARM + ROUNDS):
        begun = time.process_time()
        page = client.get(address)
        spent.append((time.process_time() - begun) * 1000)
        assert page.status_code == 200, (address, page.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return {
        "cpu_ms_median": round(statistics.median(spent[WARM:]), 1),
        "cpu_ms_most": round(max(spent[WARM:]), 1),
        "queries": len(asked),
        "bytes": len(page.content),
    }


if __name__ == "__main__":
    sys.exit(main())
