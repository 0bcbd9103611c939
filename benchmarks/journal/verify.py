"""How long ``ponleu journal verify`` takes on a journal of N rows, on SQLite.

Run: ``python benchmarks/journal/verify.py --rows 5000000``. Builds the journal in a folder
that is deleted afterwards, walks it in a process of one thread, prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

FIRST_INSTANT = datetime(2026, 1, 1, tzinfo=UTC)
ACTIONS = ("source.opened", "register.read", "claim.read", "review.accepted", "journal.read")
KINDS = ("sources.source", "register.party", "claims.claim", "review.proposal", "journal.entry")
INSERT = "INSERT INTO journal_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def main() -> int:
    """Build, walk, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="ponleu-journal-") as folder:
        os.environ["PONLEU_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "ponleu.faces.config.settings"
        import django

        django.setup()
        build_seconds = build(rows)
        measured = measure()
        size = sum(path.stat().st_size for path in Path(folder).glob("*.sqlite3*"))
    print(json.dumps({"build_seconds": build_seconds, "database_bytes": size, **measured}))
    return 0 if measured["is_whole"] and measured["rows"] == rows else 1


def build(rows: int) -> float:
    """Fill a new database in bulk, then set the triggers; returns wall seconds."""
    from django.db import connection

    from ponleu.foundation.journal import triggers
    from ponleu.foundation.journal.models import Entry

    begin = time.perf_counter()
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    plain = connection.connection
    plain.execute("PRAGMA synchronous=OFF")
    plain.execute("PRAGMA cache_size=-400000")
    plain.execute("BEGIN IMMEDIATE")
    plain.executemany(INSERT, invented_rows(rows))
    plain.execute("COMMIT")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    triggers.install(connection)
    connection.close()
    return round(time.perf_counter() - begin, 1)


def invented_rows(count: int) -> Iterator[tuple[int | str, ...]]:
    """Rows of plausible shape, chained."""
    from ponleu.foundation.journal.rules import BEGINNING, entry_hash, instant_text

    previous = BEGINNING
    for sequence in range(1, count + 1):
        at = instant_text(FIRST_INSTANT + timedelta(seconds=6 * sequence))
        actor = f"0197a5c4-0000-7000-8000-{sequence % 4000:012d}"
        target = f"0197a5c4-0000-7000-9000-{sequence % 1_250_000:012d}"
        kind = sequence % len(ACTIONS)
        texts = (at, actor, ACTIONS[kind], KINDS[kind], target, "")
        row_hash = entry_hash(sequence, *texts, previous)
        yield (sequence, *texts, previous, row_hash)
        previous = row_hash


def measure() -> dict[str, float | int | bool]:
    """Walk the chain once; wall and CPU seconds of this process, peak memory, load."""
    from ponleu.foundation.journal.verification import verify

    load = os.getloadavg()[0]
    wall, cpu = time.perf_counter(), time.process_time()
    found = verify()
    return {
        "rows": found.rows,
        "is_whole": found.is_whole,
        "wall_seconds": round(time.perf_counter() - wall, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "load_before": round(load, 2),
        "load_after": round(os.getloadavg()[0], 2),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    sys.exit(main())
