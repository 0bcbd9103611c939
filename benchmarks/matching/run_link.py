"""Ponleu's linkage of one synthetic register, scored and measured, in a process of its own."""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.matching.pair_scores import best_score, cluster_score, true_pairs
from ponleu.engines.matching.types import Record
from ponleu.faces.cli.tables import Complaints, open_table, records
from ponleu.foundation.linkage.engines import open_engine
from ponleu.foundation.linkage.linking import link_records
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon


def run(file: Path, engine: str, least: float) -> dict[str, object]:
    """Link a table and compare with its ``true_id``.

    Args:
        least: bits from which pairs count. Below 0 pairs are scored at the best cut, as peers are;
            else the clusters.
    """
    true_ids = [row["true_id"] for row in csv.DictReader(file.open(encoding="utf-8"))]
    start, cpu = time.perf_counter(), time.process_time()
    lexicon = load_matching_lexicon("kh")
    linkage = link_records(_records(file), lexicon, open_engine(engine), _say, least_weight=least)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clusters = {str(row): str(cluster) for row, cluster in enumerate(linkage.clusters.of_row)}
    joined = cluster_score(clusters, {str(row): one for row, one in enumerate(true_ids)})
    known = np.array(true_ids)
    a = np.array([link.a for link in linkage.links], dtype=np.int64)
    b = np.array([link.b for link in linkage.links], dtype=np.int64)
    weights = np.array([link.weight for link in linkage.links])
    by_pair = best_score(known[a] == known[b], weights, true_pairs(true_ids))
    return {
        **(by_pair if least < 0 else joined).__dict__,
        "pair_f1": by_pair.f1,
        "pair_recall": by_pair.recall,
        "wall": wall,
        "cpu": cpu,
        "peak_mb": peak,
        "refused": len(linkage.clusters.refused),
        "pairs": len(linkage.links),
    }


def _records(file: Path) -> Iterator[Record]:
    complaints = Complaints()
    with open_table(str(file), ("id", "name"), complaints) as table:
        for _, record in records(table, complaints):
            yield record


def _say(line: str) -> None:
    print(
        f"{time.perf_counter():8.1f} {time.process_time():7.1f} {line}", file=sys.stderr, flush=True
    )


def main() -> None:
    """Print the figures of one file as JSON."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--least", type=float, default=0.0, help="bits from which pairs count")
    args = parser.parse_args()
    print(json.dumps(run(args.file, args.engine, args.least), default=float))


if __name__ == "__main__":
    main()
