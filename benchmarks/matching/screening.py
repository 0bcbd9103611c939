"""Screening beside the peers, on one machine and the same questions: one command, one table.

    python -m benchmarks.matching.screening --entries 1000000 --peers PEERS/bin/python

PEERS is an environment with requirements/bench-matching.lock. The register and the questions are
made first if they are not there (var/bench/matching/). Every way to find names runs in a process
of its own, one after another; those that compare every name get fewer questions.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.reading import machine

FOLDER = Path("var/bench/matching")
EACH = {
    "ponleu": 200,
    "tantivy+rapidfuzz": 200,
    "pg_trgm": 30,
    "rapidfuzz brute": 10,
    "nomenklatura": 5,
}
"""Questions of each class and seed."""

COLUMNS = (
    ("recall@10", ".3f"),
    ("recall@1", ".3f"),
    ("p50_ms", ".1f"),
    ("p99_ms", ".1f"),
    ("p50_cpu_ms", ".1f"),
    ("p99_cpu_ms", ".1f"),
    ("disk_mb", ".0f"),
    ("resident_mb", ".0f"),
    ("open_ms", ".0f"),
    ("build_cpu_s", ".0f"),
)


def run(python: str, module: str, *words: object) -> str:
    """What a module of the benchmark prints, run by one Python."""
    command = [python, "-m", f"benchmarks.matching.{module}", *(str(word) for word in words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def make_names(peers: str, entries: int, seeds: list[int]) -> None:
    """The register and its questions, unless they are there."""
    if not (FOLDER / "spellings.json").exists():
        run(peers, "spellings")
    wanted = [FOLDER / f"questions-{entries}-{seed}.csv" for seed in seeds]
    if not all(file.exists() for file in wanted):
        run(peers, "names", "--entries", entries, "--seeds", *seeds)


def measured(tool: str, peers: str, entries: int, seeds: list[int]) -> dict[str, object] | None:
    """What was measured of one way to find names; None if it cannot run here."""
    python = sys.executable if tool == "ponleu" else peers
    words = (tool, "--entries", entries, "--seeds", *seeds, "--each", EACH[tool])
    try:
        built = json.loads(run(python, "screen_with", *words, "--build"))
        return {**built, **json.loads(run(python, "screen_with", *words))}
    except subprocess.CalledProcessError:
        print(f"{tool} does not run here", file=sys.stderr)
        return None


def table(found: list[dict[str, object]]) -> str:
    """All figures, a line each way, then recall within ten by class."""
    heads = " | ".join(name for name, _ in COLUMNS)
    lines = [f"| tool | n | {heads} |", "|---" * (len(COLUMNS) + 2) + "|"]
    for one in found:
        cells = " | ".join(format(one[name], style) for name, style in COLUMNS)
        lines.append(f"| {one['tool']} | {one['questions']} | {cells} |")
    sorts = list(found[0]["classes"]) if found else []  # type: ignore[call-overload]  # a dict
    lines += ["", "| recall@10 | " + " | ".join(sorts) + " |", "|---" * (len(sorts) + 1) + "|"]
    for one in found:
        cells = " | ".join(f"{one['classes'][sort]:.3f}" for sort in sorts)  # type: ignore[index]
        lines.append(f"| {one['tool']} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peers", default=sys.executable, help="Python that has the peers")
    parser.add_argument("--tools", nargs="+", default=list(EACH), choices=EACH)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    make_names(args.peers, args.entries, args.seeds)
    found = [
        one
        for tool in args.tools
        if (one := measured(tool, args.peers, args.entries, args.seeds)) is not None
    ]
    print(json.dumps(machine.state()))
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
