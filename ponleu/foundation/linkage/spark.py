"""Linkage over Spark, for tables that one machine does not hold."""

from __future__ import annotations

import os
import sys

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.functions import arrow_udf
from splink import SparkAPI

from ponleu.foundation.linkage.engine import LinkEngine
from ponleu.foundation.linkage.name_function import NameFunction

SETTINGS = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.legacy.createHiveTableByDefault": "false",
}


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

    def learn_function(self, name_level: NameFunction) -> None:
        """Make ``name_level(form, form)`` known to the session and its workers."""

        def level(one: pa.Array, other: pa.Array) -> pa.Array:
            return name_level(one, other)

        self._spark.udf.register("name_level", arrow_udf(level, "int"))

    def load(self, name: str, table: pa.Table) -> None:
        """Take a table."""
        self._spark.createDataFrame(table).createOrReplaceTempView(name)

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a statement finds, in place of one of the same name."""
        found = self._spark.sql(sql.replace('"', "`")).persist()
        found.createOrReplaceTempView(name)

    def found(self, sql: str) -> pa.Table:
        """What a statement finds."""
        return self._spark.sql(sql.replace('"', "`")).toArrow()

    def api(self) -> SparkAPI:
        """What Splink works through."""
        return SparkAPI(  # type: ignore[no-untyped-call]  # Splink leaves it untyped
            spark_session=self._spark,
            break_lineage_method="persist",
        )

    def close(self) -> None:
        """End the session."""
        self._spark.stop()
