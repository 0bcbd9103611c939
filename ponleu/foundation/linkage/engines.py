"""Where linkage works: DuckDB in this process, or Spark."""

from __future__ import annotations

from importlib.util import find_spec
from shutil import which

from ponleu.foundation.linkage.duck import DuckEngine
from ponleu.foundation.linkage.engine import LinkEngine

ENGINES = ("duckdb", "spark")


class EngineMissing(RuntimeError):
    """What an engine needs is not installed: says what, and how to get it."""


def open_engine(name: str) -> LinkEngine:
    """The engine of this name, one of ``ENGINES``.

    Raises:
        EngineMissing: Spark is asked for, and it or Java is not there.
    """
    if name == "duckdb":
        return DuckEngine()
    missing = what_spark_lacks()
    if missing:
        raise EngineMissing(f"linkage on Spark needs {missing}; or use --engine duckdb")
    from ponleu.foundation.linkage.spark import SparkEngine  # pyspark is an extra

    return SparkEngine()


def what_spark_lacks() -> str:
    """What must be installed before Spark can be used; empty if nothing."""
    if find_spec("pyspark") is None:
        return "pyspark (requirements/spark.lock)"
    return "" if which("java") else "Java 17 or later on the PATH"
