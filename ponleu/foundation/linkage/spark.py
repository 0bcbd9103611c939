"""Linkage over Spark, for tables that one machine does not hold."""

from __future__ import annotations

import os
import sys

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.functions import arrow_udf

from ponleu.engines.matching.link_forms import Forms
from ponleu.foundation.linkage.engine import LinkEngine
from ponleu.foundation.linkage.pattern_function import PatternFunction
from ponleu.foundation.linkage.tables import form_column

SETTINGS = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.legacy.createHiveTableByDefault": "false",
}


COMPARED = """
select p.l, p.r, pattern(a.form, b.form) as pattern
from ({pairs}) p
join records a on a."row" = p.l
join records b on b."row" = p.r
"""


class SparkEngine(LinkEngine):
    """A Spark session: the one that is running, else one on this machine."""

    def __init__(self) -> None:
        """Join or start a session; where it runs is told by Spark's own settings."""
        builder = SparkSession.builder.appName("ponleu-link")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers take any Python
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        self._spark = builder.getOrCreate()
        self._spark.sparkContext.setLogLevel("ERROR")
        self._pairs = self._spark.range(0)
        if self._spark.sparkContext.master.startswith("local"):  # else two hundred, for clusters
            parts = str(self._spark.sparkContext.defaultParallelism)
            self._spark.conf.set("spark.sql.shuffle.partitions", parts)

    def hold(self, records: pa.Table, forms: Forms, pattern: PatternFunction) -> None:
        """Take the records with their forms; workers compare them."""

        def compared(one: pa.Array, other: pa.Array) -> pa.Array:
            return pattern(one, other)

        self._spark.udf.register("pattern", arrow_udf(compared, "int"))
        form = form_column(forms).cast(pa.binary())
        self.load("records", records.append_column("form", form))

    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""
        self._spark.createDataFrame(table).createOrReplaceTempView(name)

    def create_pairs(self, sql: str) -> None:
        """Make the table ``pairs`` (l, r, pattern) of the rows l and r that a statement finds."""
        found = self._spark.sql(COMPARED.format(pairs=sql).replace('"', "`"))
        self._pairs.unpersist()
        self._pairs = found.persist()
        self._pairs.createOrReplaceTempView("pairs")

    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""
        return self._spark.sql(sql.replace('"', "`")).toArrow()

    def close(self) -> None:
        """End the session."""
        self._spark.stop()
