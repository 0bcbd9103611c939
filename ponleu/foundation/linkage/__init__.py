"""Linkage of whole tables with Splink, over DuckDB or Spark."""
