"""Linkage in a database: pair rows by keys, learn how one person's records agree, score."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from splink import Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

from ponleu.foundation.linkage.name_function import NameFunction
from ponleu.foundation.linkage.tables import COMPARED

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

LEVELLED = """
select row_number() over (order by p.l, p.r) - 1 as pair, p.l, p.r,
  name_level(a.form, b.form) as level
from ({pairs}) p
join records a on a."row" = p.l
join records b on b."row" = p.r
"""

SIDES = """
select 2 * p.pair as side, p.pair, p.level, {columns}
from pairs p join records a on a."row" = p.l
union all
select 2 * p.pair + 1 as side, p.pair, p.level, {columns}
from pairs p join records a on a."row" = p.r
"""
"""Two rows a pair, which carry how their names agree: that is worked out once, not per level."""

BLOCKED = "select 2 * pair as join_key_l, 2 * pair + 1 as join_key_r, '0' as match_key from pairs"

SCORED = """
select p.l, p.r, s.match_weight as weight
from {scored} s join pairs p on s.side_l = 2 * p.pair
"""


class LinkEngine(ABC):
    """A database in which Splink works; each holds the same statements and the same model."""

    _model: SettingsCreator | dict[str, Any]

    @abstractmethod
    def learn_function(self, name_level: NameFunction) -> None:
        """Make ``name_level(form, form)`` known to the database."""

    @abstractmethod
    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""

    @abstractmethod
    def create(self, name: str, sql: str) -> None:
        """Make a table of what a statement finds, in place of one of the same name."""

    @abstractmethod
    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""

    @abstractmethod
    def api(self) -> Any:
        """What Splink works through."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is held."""

    def train(self, model: SettingsCreator, rules: Mapping[str, int]) -> None:
        """Learn how records of one person agree, from pairs that agree on a column.

        Args:
            rules: column -> every how manieth row is taken.
        """
        settings: SettingsCreator | dict[str, Any] = model
        for column, step in rules.items():
            alike = ALIKE.format(column=column, step=step)
            self.create("pairs", LEVELLED.format(pairs=alike))
            self.create("sides", self._sides())
            linker = self._linker(settings)
            rule = f'l."pair" = r."pair" and l."{column}" = r."{column}"'
            linker.training.estimate_parameters_using_expectation_maximisation(
                CustomRule(rule, sql_dialect="duckdb")
            )
            settings = linker.misc.save_model_to_json()
        self._model = settings

    def scored(self, slices: int, least_weight: float) -> Iterator[pa.Table]:
        """Scored pairs, slice by slice: l, r (rows) and weight in bits."""
        for number in range(slices):
            pairs = KEYED.format(slices=slices, number=number)
            self.create("pairs", LEVELLED.format(pairs=pairs))
            self.create("sides", self._sides())
            self.create("blocked", BLOCKED)
            linker = self._linker(self._model)
            blocked = self.api().register("blocked")
            linker.table_management.register_blocked_pairs_for_predict(blocked)
            scored = linker.inference.predict(
                threshold_match_weight=least_weight, warning_mode="never"
            )
            yield self.found(SCORED.format(scored=scored.physical_name))
            scored.drop_table_from_database_and_remove_from_cache()

    def _linker(self, model: SettingsCreator | dict[str, Any]) -> Linker:
        return Linker(self.api().register("sides"), model, log_level=logging.ERROR)

    def _sides(self) -> str:
        columns = ", ".join(f'a."{column}"' for column in COMPARED)
        return SIDES.format(columns=columns)
