"""Linkage in a database: pair rows by keys, learn how one person's records agree, score."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from splink import Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

from ponleu.engines.matching.link_forms import Forms
from ponleu.engines.matching.link_levels import PATTERNS, SIZES, one_off
from ponleu.engines.matching.link_prior import fitted_prior
from ponleu.foundation.linkage.model import Chances, model, starting_chance
from ponleu.foundation.linkage.pattern_function import PatternFunction
from ponleu.foundation.linkage.tables import TRAINED_ON, pattern_table

KEYED = """
select a."row" as l, b."row" as r
from keyed a join keyed b on a."key" = b."key"
where a."row" < b."row" and a."row" % {slices} = {number}
  and (a.sure or (
    not coalesce(a.sex <> b.sex, false)
    and not coalesce(a.kind <> b.kind, false)
    and not coalesce(abs(a.born_year - b.born_year) > 1
                     and (a.born_day <> b.born_day or a.born_day < 0), false)))
group by a."row", b."row"
"""
"""Each pair of rows with a common key once; those that contradict each other are scored
only if they share a number."""

ALIKE = """
select a."row" as l, b."row" as r
from records a join records b on a."{column}" = b."{column}"
where a."row" < b."row" and a."row" % {step} = 0
"""

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

SCORED = "select p.l, p.r, w.weight from pairs p join weights w on w.pattern = p.pattern"


MET = "select pattern, count(*) as pairs from pairs group by pattern"

FEWEST_BITS = -1e6
"""Every pattern is weighed."""

Settings: TypeAlias = "SettingsCreator | dict[str, Any]"


class LinkEngine(ABC):
    """A database in which Splink works; each holds the same statements and the same model."""

    _weights: pa.Table

    @abstractmethod
    def hold(self, records: pa.Table, forms: Forms, pattern: PatternFunction) -> None:
        """Take the records, and how two of them are compared."""

    @abstractmethod
    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""

    @abstractmethod
    def create(self, name: str, sql: str) -> None:
        """Make a table of what a statement finds, in place of one of the same name."""

    @abstractmethod
    def create_pairs(self, sql: str) -> None:
        """Make the table ``pairs`` (l, r, pattern) of the rows l and r that a statement finds."""

    @abstractmethod
    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""

    @abstractmethod
    def api(self) -> Any:
        """What Splink works through."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is held."""

    def train(self, chances: Chances, rules: Mapping[str, int]) -> None:
        """Learn how records of one person agree.

        Args:
            rules: column on which pairs agree, one of ``TRAINED_ON`` -> every how manieth row
                is taken.
        """
        self.load("patterns", pattern_table())
        settings: Settings = model(chances)
        for column, step in rules.items():
            self.create_pairs(ALIKE.format(column=column, step=step))
            self.create("sides", _sides())
            told = TRAINED_ON[column]
            linker = self._linker("sides", settings, starting_chance(chances, told))
            rule = f'l."pair" = r."pair" and l."{told}" = r."{told}"'
            linker.training.estimate_parameters_using_expectation_maximisation(
                CustomRule(rule, sql_dialect="duckdb")
            )
            settings = linker.misc.save_model_to_json()
        self._weights = self._weighed(settings, chances.prior.chance)

    def _weighed(self, settings: Settings, prior: float) -> pa.Table:
        """Score each pattern once, whatever number of pairs has it."""
        self.create("blocked", BLOCKED)
        linker = self._linker("patterns", settings, prior)
        blocked = self.api().register("blocked")
        linker.table_management.register_blocked_pairs_for_predict(blocked)
        scored = linker.inference.predict(threshold_match_weight=FEWEST_BITS, warning_mode="never")
        return self.found(WEIGHED.format(scored=scored.physical_name))

    def fit_prior(self, prior: float, rows: int, slices: int) -> float:
        """Set the chance that any two rows are one by what the keys bring together."""
        self.create_pairs(KEYED.format(slices=slices, number=0))
        met = self.found(MET)
        bits = np.zeros(PATTERNS)
        bits[self._weights["pattern"].to_numpy()] = self._weights["weight"].to_numpy()
        evidence = bits - np.log2(prior / (1 - prior))
        whole = rows * (rows - 1) / 2 / slices
        patterns, counts = met["pattern"].to_numpy(), met["pairs"].to_numpy()
        fitted = fitted_prior(evidence[patterns], counts, whole, prior)
        raised = bits + np.log2(fitted / (1 - fitted)) - np.log2(prior / (1 - prior))
        patterns = np.arange(PATTERNS, dtype=np.int32)
        self._weights = pa.table({"pattern": patterns, "weight": raised})
        return fitted

    def keep_weights(self, least_weight: float) -> None:
        """Take the patterns that weigh at least so many bits for those worth telling."""
        enough = self._weights["weight"].to_numpy() >= least_weight
        self.load("weights", self._weights.filter(pa.array(enough)))

    def scored(self, slices: int) -> Iterator[pa.Table]:
        """Scored pairs, slice by slice: l, r (rows) and weight in bits."""
        for number in range(slices):
            self.create_pairs(KEYED.format(slices=slices, number=number))
            yield self.found(SCORED)

    def _linker(self, table: str, settings: Settings, prior: float) -> Linker:
        given: Settings
        if isinstance(settings, SettingsCreator):
            given = replace(settings, probability_two_random_records_match=prior)
        else:
            given = {**settings, "probability_two_random_records_match": prior}
        return Linker(self.api().register(table), given, log_level=logging.ERROR)


def _sides() -> str:
    slips = (
        SLIP.format(number=number, pattern=pattern) for number, pattern in enumerate(one_off())
    )
    levels = ", ".join(f's."{name}"' for name in SIZES)
    return SIDES.format(slips=" union all ".join(slips), levels=levels)
