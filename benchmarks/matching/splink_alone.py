"""Splink with its own name comparisons and equality rules, as its manual shows it."""

from __future__ import annotations

import argparse
import json
import logging
import resource
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.matching.pair_scores import best_score, true_pairs

PREPARED = """
create or replace table register as
select id as unique_id, name, born, sex, place, true_id,
  nullif(split_part(name, ' ', 1), '') as first_word,
  nullif(split_part(name, ' ', -1), '') as last_word,
  nullif(regexp_extract(identifiers, 'phone:([^|]*)', 1), '') as phone,
  nullif(regexp_extract(identifiers, '(card|ssn|mail):([^|]*)', 2), '') as card,
  substr(born, 1, 4) as year
from read_csv(?, header = true, all_varchar = true)
"""

RULES = (
    ("phone",),
    ("card",),
    ("name",),
    ("first_word", "born"),
    ("last_word", "born"),
    ("first_word", "last_word"),
    ("born", "sex", "place"),
)


def settings() -> SettingsCreator:
    """Names by Jaro-Winkler with frequencies, date of birth, exact numbers."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.ExactMatch("place"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("card"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
    )


def run(file: Path) -> Mapping[str, object]:
    """Train, predict and score; seconds by stage."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    start, cpu = time.perf_counter(), time.process_time()
    stages: dict[str, float] = {}

    def stage(name: str, since: float) -> float:
        stages[name] = round(time.perf_counter() - since, 2)
        return time.perf_counter()

    at = start
    connection.execute(PREPARED, [str(file)])
    api = DuckDBAPI(connection)
    linker = Linker(api.register("register"), settings())
    rules = [block_on("card"), block_on("phone"), block_on("name", "born")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)
    at = stage("prior", at)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    at = stage("u", at)
    for rule in (block_on("name"), block_on("born")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    at = stage("em", at)
    predicted = linker.inference.predict(threshold_match_weight=-10)
    at = stage("predict", at)
    found = connection.execute(
        f"""select l.true_id = r.true_id as same, match_weight
        from {predicted.physical_name} p
        join register l on l.unique_id = p.unique_id_l
        join register r on r.unique_id = p.unique_id_r"""
    ).fetchnumpy()
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    ids = [row[0] for row in connection.execute("select true_id from register").fetchall()]
    score = best_score(
        np.asarray(found["same"]), np.asarray(found["match_weight"], float), true_pairs(ids)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **score.__dict__,
        "wall": wall,
        "cpu": cpu,
        "peak_mb": peak,
        "pairs": len(found["same"]),
        "stages": stages,
    }


def main() -> None:
    """Print the figures of one file as JSON."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    print(json.dumps(run(parser.parse_args().file), default=float))


if __name__ == "__main__":
    main()
