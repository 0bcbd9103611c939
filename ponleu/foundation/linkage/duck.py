"""Linkage over DuckDB, in this process."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
from duckdb.func import ARROW
from splink import DuckDBAPI

from ponleu.foundation.linkage.engine import LinkEngine
from ponleu.foundation.linkage.name_function import NameFunction

MEMORY_MB = 1200


class DuckEngine(LinkEngine):
    """DuckDB in memory; past its limit it writes to a private folder, gone when closed."""

    def __init__(self, *, threads: int = 2, memory_mb: int = MEMORY_MB) -> None:
        """Open an empty database."""
        self._passing = TemporaryDirectory(prefix="ponleu-link-")
        self._database = duckdb.connect(config={"temp_directory": self._passing.name})
        self._database.execute(f"set memory_limit = '{memory_mb}MB'")
        self._database.execute(f"set threads = {threads}")
        self._knows_names = False

    def learn_function(self, name_level: NameFunction) -> None:
        """Make ``name_level(form, form)`` known to the database."""
        arguments: list[Any] = ["BLOB", "BLOB"]
        self._database.create_function("name_level", name_level, arguments, "INTEGER", type=ARROW)
        self._knows_names = True

    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""
        self._database.register("given", table)
        self.create(name, "select * from given")
        self._database.unregister("given")

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a statement finds, in place of one of the same name."""
        self._database.execute(f"create or replace table {name} as {sql}")

    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""
        return self._database.sql(sql).to_arrow_table()

    def api(self) -> DuckDBAPI:
        """What Splink works through."""
        return DuckDBAPI(self._database)

    def close(self) -> None:
        """Give back what the database holds."""
        if self._knows_names:
            self._database.remove_function("name_level")
        self._database.close()
        self._passing.cleanup()
