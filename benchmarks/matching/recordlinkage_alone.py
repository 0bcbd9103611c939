"""recordlinkage with its own comparisons and ECM, as its manual shows it."""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

import numpy as np
import pandas as pd
import recordlinkage as rl

from benchmarks.matching.pair_scores import best_score, true_pairs
from benchmarks.matching.public_tables import PARTS

SPLIT = {"phone": "(?:phone|tel):([^|]*)", "paper": "(?:card|ssn|mail):([^|]*)"}


def load(file: Path) -> pd.DataFrame:
    """The table with first and last word of the name, and the numbers apart."""
    table = pd.read_csv(file, dtype=str, keep_default_na=False).set_index("id")
    words = table["name"].str.split()
    table["first"], table["last"] = words.str[0], words.str[-1]
    for column, pattern in SPLIT.items():
        table[column] = table["identifiers"].str.extract(pattern, expand=False)
    return table.replace("", np.nan)


def main() -> None:
    """Print the figures of one file as JSON."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    start, cpu = time.perf_counter(), time.process_time()
    table = load(parser.parse_args().file)
    indexer = rl.Index()
    rules = [["name"], ["phone"], ["paper"], ["first", "born"], ["last", "born"], ["first", "last"]]
    rules += [["surname", "suburb"], ["given_name", "suburb"], ["street"], ["postcode", "born"]]
    filled = {name for name in table.columns if table[name].notna().any()}
    for rule in rules:
        if filled.issuperset(rule):
            indexer.block(rule)
    pairs = indexer.index(table)
    compare = rl.Compare()
    for column in ("first", "last", "name"):
        compare.string(column, column, method="jarowinkler", threshold=0.88)
    apart = [name for name in PARTS if name in filled]
    for column in apart:
        compare.string(column, column, method="jarowinkler", threshold=0.88)
    for column in ("born", "sex", "phone", "paper", *(() if apart else ("place",))):
        if column in filled:
            compare.exact(column, column)
    features = compare.compute(pairs, table)
    chances = rl.ECMClassifier()
    chances.fit(features)
    scores = chances.prob(features).to_numpy(float)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    true_ids = table["true_id"]
    left = true_ids.loc[pairs.get_level_values(0)].to_numpy()
    right = true_ids.loc[pairs.get_level_values(1)].to_numpy()
    score = best_score(left == right, scores, true_pairs(list(true_ids)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**score.__dict__, "wall": wall, "cpu": cpu, "peak_mb": peak}, default=float))


if __name__ == "__main__":
    main()
