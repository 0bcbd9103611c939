"""How long the journal of N rows takes to verify and to leaf through, on SQLite.

Run: ``python benchmarks/journal/verify.py --rows 5000000``. Builds the journal in a folder
that is deleted afterwards, walks it in a fresh process of one thread, prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

FIRST_INSTANT = datetime(2026, 1, 1, tzinfo=UTC)
SECONDS_BETWEEN_ROWS = 6  # five million rows a year
ACTIONS = ("source.opened", "register.read", "claim.read", "review.accepted", "journal.read")
KINDS = ("sources.source", "register.party", "claims.claim", "review.proposal", "journal.entry")
INSERT = "INSERT INTO journal_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class Auditor:
    """Someone who reads the whole journal."""

    pk: str = "auditor"
    unit_path: str = "KH/"
    territory: str = ""

    def may(self, action: str, target: Any = None) -> bool:
        """Every action."""
        return True

    def reaches(self, action: str) -> list[Auditor]:
        """The root unit and the whole country."""
        return [self]


def main() -> int:
    """Build, then walk in a fresh process; or, inside that process, walk and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--walk", type=Path, help="folder of a journal that is already built")
    args = parser.parse_args()
    if args.walk:
        set_up(args.walk)
        print(json.dumps({**measure_walk(), "page_milliseconds": measure_pages()}, indent=2))
        return 0
    with tempfile.TemporaryDirectory(prefix="ponleu-journal-") as folder:
        set_up(Path(folder))
        print(f"built in {build(args.rows)} s", file=sys.stderr)
        walk = subprocess.run(
            [sys.executable, __file__, "--walk", folder], stdout=subprocess.PIPE, check=True
        )
    measured = json.loads(walk.stdout)
    print(json.dumps(measured, indent=2))
    return 0 if measured["is_whole"] and measured["rows"] == args.rows else 1


def set_up(folder: Path) -> None:
    """Django on a SQLite file in the folder."""
    os.environ["PONLEU_HOME"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ponleu.faces.config.settings"
    import django

    django.setup()


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
        at = instant_text(FIRST_INSTANT + timedelta(seconds=SECONDS_BETWEEN_ROWS * sequence))
        target = f"0197a5c4-0000-7000-9000-{sequence % 1_250_000:012d}"
        kind = sequence % len(ACTIONS)
        texts = (at, actor_key(sequence), ACTIONS[kind], KINDS[kind], target, "")
        row_hash = entry_hash(sequence, *texts, previous)
        yield (sequence, *texts, previous, row_hash)
        previous = row_hash


def actor_key(number: int) -> str:
    """One of 4,000 people."""
    return f"0197a5c4-0000-7000-8000-{number % 4000:012d}"


def measure_walk() -> dict[str, Any]:
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
        "database_megabytes": database_bytes() // 1_000_000,
    }


def measure_pages() -> dict[str, float]:
    """Wall milliseconds of the list with each filter, median of five."""
    from ponleu.foundation.journal.queries import Wanted, entries_about, journal_of

    ana = actor_key(17)
    wanted = {
        "newest": Wanted(),
        "from_the_middle": Wanted(before=50_000),
        "action": Wanted(action=ACTIONS[0]),
        "unknown_action": Wanted(action="never.done"),
        "actor": Wanted(actor=ana),
        "actor_and_other_action": Wanted(actor=ana, action=ACTIONS[0]),
        "day": Wanted(day=date(2026, 1, 2)),
        "day_and_actor": Wanted(day=date(2026, 1, 2), actor=ana),
        "day_and_action": Wanted(day=date(2026, 1, 2), action=ACTIONS[0]),
        "empty_day": Wanted(day=date(2031, 1, 1)),
    }
    taken = {name: median_ms(lambda w=w: journal_of(Auditor(), w)) for name, w in wanted.items()}
    target = f"0197a5c4-0000-7000-9000-{17:012d}"
    taken["one_record"] = median_ms(lambda: entries_about(Auditor(), KINDS[2], target))
    return taken


def median_ms(work: Any) -> float:
    """Median wall milliseconds of five runs."""
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return round(sorted(taken)[2], 1)


def database_bytes() -> int:
    """Size of the database file."""
    from django.db import connection

    return Path(connection.settings_dict["NAME"]).stat().st_size


if __name__ == "__main__":
    sys.exit(main())
