"""Linkage in a database: rows are paired by keys, and each pair is scored by how it agrees."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

import pyarrow as pa

from ponleu.engines.matching.link_forms import Forms
from ponleu.foundation.linkage.pattern_function import PatternFunction

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

SCORED = "select p.l, p.r, w.weight from pairs p join weights w on w.pattern = p.pattern"

MET = "select pattern, count(*) as pairs from pairs group by pattern"


class LinkEngine(ABC):
    """A database that pairs rows; each holds the same statements."""

    @abstractmethod
    def hold(self, records: pa.Table, forms: Forms, pattern: PatternFunction) -> None:
        """Take the records, and how two of them are compared."""

    @abstractmethod
    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""

    @abstractmethod
    def create_pairs(self, sql: str) -> None:
        """Make the table ``pairs`` (l, r, pattern) of the rows l and r that a statement finds."""

    @abstractmethod
    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is held."""

    def alike(self, column: str, step: int) -> pa.Table:
        """Pairs that are equal in a column: l, r (rows) and pattern.

        Args:
            step: every how manieth row is taken.
        """
        self.create_pairs(ALIKE.format(column=column, step=step))
        return self.found("select l, r, pattern from pairs")

    def met(self, slices: int) -> pa.Table:
        """How many of the first slice of pairs with a common key have each pattern."""
        self.create_pairs(KEYED.format(slices=slices, number=0))
        return self.found(MET)

    def scored(self, weights: pa.Table, slices: int) -> Iterator[pa.Table]:
        """Pairs with a common key, slice by slice: l, r (rows) and weight in bits.

        Args:
            weights: pattern and weight; pairs of other patterns are left out.
        """
        self.load("weights", weights)
        for number in range(slices):
            self.create_pairs(KEYED.format(slices=slices, number=number))
            yield self.found(SCORED)
