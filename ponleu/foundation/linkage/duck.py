"""Linkage over DuckDB, in this process."""

from __future__ import annotations

from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from ponleu.engines.matching.link_forms import Forms
from ponleu.foundation.linkage.engine import LinkEngine
from ponleu.foundation.linkage.pattern_function import PatternFunction

MEMORY_MB = 1200


class DuckEngine(LinkEngine):
    """DuckDB in memory; past its limit it writes to a private folder, gone when closed."""

    _forms: Forms
    _pattern: PatternFunction

    def __init__(self, *, threads: int = 2, memory_mb: int = MEMORY_MB) -> None:
        """Open an empty database."""
        self._passing = TemporaryDirectory(prefix="ponleu-link-")
        self._database = duckdb.connect(config={"temp_directory": self._passing.name})
        self._database.execute(f"set memory_limit = '{memory_mb}MB'")
        self._database.execute(f"set threads = {threads}")

    def hold(self, records: pa.Table, forms: Forms, pattern: PatternFunction) -> None:
        """Take the records; the forms stay outside the database, where rows are numbers."""
        self._forms, self._pattern = forms, pattern
        self.load("records", records)

    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""
        self._database.register("given", table)
        self._database.execute(f"create or replace table {name} as from given")
        self._database.unregister("given")

    def create_pairs(self, sql: str) -> None:
        """Make the table ``pairs`` (l, r, pattern) of the rows l and r that a statement finds."""
        pairs = self.found(sql)
        here, there = (pairs[name].to_numpy() for name in ("l", "r"))
        patterns = self._pattern.of_rows(self._forms, here, there)
        self.load("pairs", pairs.append_column("pattern", pa.array(patterns)))

    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""
        return self._database.sql(sql).to_arrow_table()

    def close(self) -> None:
        """Give back what the database holds."""
        self._database.close()
        self._passing.cleanup()
