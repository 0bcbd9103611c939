"""How records of one person agree, learned by Splink from a sample of pairs.

The sample is small, so this works in DuckDB whatever the pairs came from; the weights are then
the same for every engine.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import duckdb
import numpy as np
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

from ponleu.engines.matching.link_levels import PATTERNS, SIZES, one_off
from ponleu.engines.matching.link_prior import fitted_prior
from ponleu.foundation.linkage.model import Chances, model, starting_chance
from ponleu.foundation.linkage.tables import TRAINED_ON, pattern_table

SIDES = """
with given as (
  select l, r, pattern from pairs
  union all {slips}
), numbered as (select row_number() over (order by l, r) as pair, pattern from given)
select 2 * n.pair + s.side % 2 as side, n.pair, {levels}
from numbered n join patterns s on s.pattern = n.pattern
"""
"""Two rows a pair, which carry at what level the pair agrees in each thing; and a few pairs that
agree in all but one, so that nothing is learned to be impossible."""

SLIP = "select -1 as l, {number} as r, {pattern} as pattern"

BLOCKED = """
select side as join_key_l, side + 1 as join_key_r, '0' as match_key
from patterns where side % 2 = 0
"""

WEIGHED = """
select p.pattern, s.match_weight as weight
from {scored} s join patterns p on s.side_l = p.side
"""

FEWEST_BITS = -1e6
"""Every pattern is weighed."""

Settings: TypeAlias = "SettingsCreator | dict[str, Any]"


def learned_weights(chances: Chances, alike: Mapping[str, pa.Table]) -> pa.Table:
    """What each pattern weighs: pattern and weight, bits.

    Args:
        alike: column on which pairs agree, one of ``TRAINED_ON`` -> such pairs (l, r, pattern).
    """
    with duckdb.connect() as database:
        database.register("patterns", pattern_table())
        settings: Settings = model(chances)
        for column, pairs in alike.items():
            settings = _trained(database, settings, chances, TRAINED_ON[column], pairs)
        return _weighed(database, settings, chances.prior.chance)


def _trained(
    database: duckdb.DuckDBPyConnection,
    settings: Settings,
    chances: Chances,
    told: str,
    pairs: pa.Table,
) -> dict[str, Any]:
    """The model after learning from pairs that are equal in one thing."""
    database.register("pairs", pairs)
    database.execute(f"create or replace table sides as {_sides()}")
    linker = _linker(database, "sides", settings, starting_chance(chances, told))
    rule = f'l."pair" = r."pair" and l."{told}" = r."{told}"'
    linker.training.estimate_parameters_using_expectation_maximisation(
        CustomRule(rule, sql_dialect="duckdb")
    )
    database.unregister("pairs")
    trained: dict[str, Any] = linker.misc.save_model_to_json()
    return trained


def _weighed(database: duckdb.DuckDBPyConnection, settings: Settings, prior: float) -> pa.Table:
    """Score each pattern once, whatever number of pairs has it."""
    database.execute(f"create table blocked as {BLOCKED}")
    linker = _linker(database, "patterns", settings, prior)
    blocked = DuckDBAPI(database).register("blocked")
    linker.table_management.register_blocked_pairs_for_predict(blocked)
    scored = linker.inference.predict(threshold_match_weight=FEWEST_BITS, warning_mode="never")
    return database.sql(WEIGHED.format(scored=scored.physical_name)).to_arrow_table()


def _linker(
    database: duckdb.DuckDBPyConnection, table: str, settings: Settings, prior: float
) -> Linker:
    given: Settings
    if isinstance(settings, SettingsCreator):
        given = replace(settings, probability_two_random_records_match=prior)
    else:
        given = {**settings, "probability_two_random_records_match": prior}
    return Linker(DuckDBAPI(database).register(table), given, log_level=logging.ERROR)


def _sides() -> str:
    slips = (
        SLIP.format(number=number, pattern=pattern) for number, pattern in enumerate(one_off())
    )
    levels = ", ".join(f's."{name}"' for name in SIZES)
    return SIDES.format(slips=" union all ".join(slips), levels=levels)


def with_fitted_prior(weights: pa.Table, met: pa.Table, prior: float, pairs: float) -> pa.Table:
    """Weights under the chance that any two rows are one by what the keys bring together.

    Args:
        met: pattern and how many pairs had it.
        prior: the chance under which the weights were worked out.
        pairs: all pairs there could be, those without a common key too.
    """
    bits = np.zeros(PATTERNS)
    bits[weights["pattern"].to_numpy()] = weights["weight"].to_numpy()
    evidence = bits - np.log2(prior / (1 - prior))
    patterns, counts = met["pattern"].to_numpy(), met["pairs"].to_numpy()
    fitted = fitted_prior(evidence[patterns], counts, pairs, prior)
    raised = evidence + np.log2(fitted / (1 - fitted))
    return pa.table({"pattern": np.arange(PATTERNS, dtype=np.int32), "weight": raised})
