"""Spark and DuckDB give the same clusters; without Java or pyspark the reason is printed."""

import pytest

from ponleu.foundation.linkage.engines import EngineMissing, open_engine, what_spark_lacks
from ponleu.foundation.linkage.linking import link_records
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
from tests.linkage.people import people

LACKING = what_spark_lacks()


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore")  # pyspark's own
@pytest.mark.skipif(bool(LACKING), reason=f"Spark needs {LACKING}")
def test_spark_gives_the_same_clusters_as_duckdb():
    lexicon = load_matching_lexicon("kh")
    results = {
        name: link_records(people(), lexicon, open_engine(name), lambda _: None)
        for name in ("duckdb", "spark")
    }

    assert len(results["duckdb"].clusters.links) > 50
    assert results["spark"].clusters.of_row == results["duckdb"].clusters.of_row
    weights = [
        sorted((link.a, link.b, round(link.weight, 6)) for link in one.links)
        for one in results.values()
    ]
    assert weights[0] == weights[1]


def test_open_engine_says_what_spark_needs(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("ponleu.foundation.linkage.engines.find_spec", lambda name: None)

    with pytest.raises(EngineMissing, match=r"requirements/spark\.lock.*--engine duckdb"):
        open_engine("spark")
