"""Splink with its own name comparisons and equality rules, as its manual shows it."""

from __future__ import annotations

import argparse
import json
import logging
import resource
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.matching.pair_scores import best_score, true_pairs
from benchmarks.matching.public_tables import PARTS

PREPARED = """
create or replace table register as
select id as unique_id, nullif(name, '') as name, nullif(born, '') as born,
  nullif(sex, '') as sex, nullif(place, '') as place, true_id, {parts}
  nullif(split_part(name, ' ', 1), '') as first_word,
  nullif(split_part(name, ' ', -1), '') as last_word,
  nullif(regexp_extract(identifiers, '(phone|tel):([^|]*)', 2), '') as phone,
  nullif(regexp_extract(identifiers, '(card|ssn|mail):([^|]*)', 2), '') as card,
  nullif(substr(born, 1, 4), '') as year
from read_csv(?, header = true, all_varchar = true)
"""

DERIVED = ("first_word", "last_word", "year")
RULES = (
    ("phone",),
    ("card",),
    ("name",),
    ("first_word", "born"),
    ("last_word", "born"),
    ("first_word", "last_word"),
    ("born", "sex", "place"),
)


PART_RULES = (("surname", "suburb"), ("given_name", "suburb"), ("street",), ("postcode", "born"))


def settings(filled: Collection[str]) -> SettingsCreator:
    """Names by Jaro-Winkler with frequencies, date of birth, exact numbers.

    Args:
        filled: columns with anything in them; where a table has the parts of name and address
            apart, they are compared as Splink does by default.
    """
    compared: dict[str, Any] = {
        "name": cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "born": cl.DateOfBirthComparison("born", input_is_string=True),
        "sex": cl.ExactMatch("sex"),
        "place": cl.ExactMatch("place"),
        "phone": cl.ExactMatch("phone"),
        "card": cl.ExactMatch("card"),
    }
    apart = [name for name in PARTS if name in filled]
    if apart:
        del compared["place"]
        compared |= {name: cl.NameComparison(name) for name in apart}
        if {"given_name", "surname"} <= set(apart):
            del compared["name"]
    rules = [rule for rule in (*RULES, *PART_RULES) if set(rule) <= {*filled, *DERIVED}]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[how for name, how in compared.items() if name in filled],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        additional_columns_to_retain=[*filled, *DERIVED],
    )


def _fetch(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


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
    with file.open(encoding="utf-8") as opened:
        parts = [name for name in PARTS if name in opened.readline()]
    given = "".join(f"nullif({name}, '') as {name}, " for name in parts)
    connection.execute(PREPARED.format(parts=given), [str(file)])
    filled = [
        name
        for name in ("name", "born", "sex", "place", "phone", "card", *parts)
        if _fetch(connection, f"select count({name}) from register")
    ]
    api = DuckDBAPI(connection)
    linker = Linker(api.register("register"), settings(filled))
    if "born" in filled:  # else the first guess stays: the best cut is looked for anyway
        rules = [block_on("card"), block_on("phone"), block_on("name", "born")]
        linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)
    at = stage("prior", at)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    at = stage("u", at)
    for name in ("name", "born") if "born" in filled else ("name",):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(name))
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
