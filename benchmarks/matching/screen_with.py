"""Measure one way to find names: what it finds, how long it takes, what it needs.

python -m benchmarks.matching.screen_with ponleu --entries 1000000 --seeds 1 --build
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.matching.screeners import LIMIT, TOOLS, read_names

RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def resident_megabytes() -> float:
    """What this process holds in memory now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = RESIDENT.search(status)
    return int(found.group(1)) / 1000 if found else float("nan")


def questions(folder: Path, entries: int, seeds: list[int], each: int) -> list[dict[str, str]]:
    """The first questions of every class of every seed."""
    chosen: list[dict[str, str]] = []
    for seed in seeds:
        taken: dict[str, int] = defaultdict(int)
        with (folder / f"questions-{entries}-{seed}.csv").open(newline="", encoding="utf-8") as f:
            for row in csv.DictReader(f):
                taken[row["class"]] += 1
                if taken[row["class"]] <= each:
                    chosen.append(row)
    return chosen


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def measure(
    tool: str, asked: list[dict[str, str]], names: list[str], meant: list[str], place: Path
):  # type: ignore[no-untyped-def]
    """Ask every question once, after a few to warm up."""
    TOOLS[tool].load()
    before = resident_megabytes()
    start, start_cpu = time.perf_counter(), time.process_time()
    screener = TOOLS[tool](names, place)
    opened = time.perf_counter() - start
    opened_cpu = time.process_time() - start_cpu
    for row in asked[:: max(len(asked) // 20, 1)]:
        screener.ask(row["name"])
    found: dict[str, list[int]] = defaultdict(list)
    wall, cpu = [], []
    for row in asked:
        start, start_cpu = time.perf_counter(), time.process_time()
        rows = screener.ask(row["name"])
        wall.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - start_cpu))
        ranks = [at for at, one in enumerate(rows) if meant[one] == row["meant"]]
        found[row["class"]].append(ranks[0] if ranks else LIMIT)
    every = [rank for ranks in found.values() for rank in ranks]
    return {
        "tool": tool,
        "questions": len(asked),
        "recall@10": share(every, LIMIT),
        "recall@1": share(every, 1),
        "classes": {sort: share(ranks, LIMIT) for sort, ranks in found.items()},
        "first": {sort: share(ranks, 1) for sort, ranks in found.items()},
        "p50_ms": percentile(wall, 0.5),
        "p99_ms": percentile(wall, 0.99),
        "p50_cpu_ms": percentile(cpu, 0.5),
        "p99_cpu_ms": percentile(cpu, 0.99),
        "slowest_ms": max(wall),
        "open_ms": 1000 * opened,
        "open_cpu_ms": 1000 * opened_cpu,
        "resident_mb": resident_megabytes() - before,
        "disk_mb": sum(f.stat().st_size for f in place.rglob("*") if f.is_file()) / 1e6,
    }


def share(ranks: list[int], within: int) -> float:
    """How many of the ranks are within the first so many."""
    return sum(rank < within for rank in ranks) / len(ranks)


def main() -> None:
    """Print what was measured as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=TOOLS)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path("var/bench/matching"))
    parser.add_argument("--build", action="store_true", help="build the index, then end")
    args = parser.parse_args()
    place = args.folder / f"{args.tool.replace(' ', '-')}-{args.entries}"
    place.mkdir(exist_ok=True)
    names = read_names(args.folder / f"register-{args.entries}.csv")
    if args.build:
        start = time.process_time()
        TOOLS[args.tool].build(names, place)
        print(json.dumps({"build_cpu_s": time.process_time() - start}))
        return
    meant = (args.folder / f"meant-{args.entries}.txt").read_text(encoding="utf-8").split("\n")
    asked = questions(args.folder, args.entries, args.seeds, args.each)
    print(json.dumps(measure(args.tool, asked, names, meant, place)))


if __name__ == "__main__":
    main()
