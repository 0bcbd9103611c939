"""link_records over DuckDB: duplicates are found, contradictions are not swallowed."""

import pytest

from ponleu.engines.matching.clusters import members
from ponleu.engines.matching.types import Record
from ponleu.foundation.linkage.engines import open_engine
from ponleu.foundation.linkage.linking import link_records
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
from tests.linkage.people import PEOPLE, people, whose


def linked(records):
    said = []
    lexicon = load_matching_lexicon("kh")
    found = link_records(records, lexicon, open_engine("duckdb"), said.append)
    return found, said


@pytest.fixture(scope="module")
def found():
    return linked(people())[0]


@pytest.mark.slow
def test_link_records_finds_who_is_there_twice(found):
    clusters = members(found.clusters.of_row).values()
    right = [
        cluster
        for cluster in clusters
        if len(cluster) == 2 and len({whose(found.ids[row]) for row in cluster}) == 1
    ]

    assert len(right) >= 0.95 * PEOPLE / 4
    assert len(list(clusters)) <= PEOPLE + 3


@pytest.mark.slow
def test_link_records_joins_no_two_people(found):
    for cluster in members(found.clusters.of_row).values():
        assert len({whose(found.ids[row]) for row in cluster}) == 1


@pytest.mark.slow
def test_a_link_says_why_it_holds(found):
    link = next(one for one in found.clusters.links if found.ids[one.b] == "q4")

    reasons = found.reasons(link)

    assert "born on the same day" in reasons
    assert "same telephone number" in reasons


@pytest.mark.slow
def test_link_records_is_the_same_each_time(found):
    again, _ = linked(people())

    assert again.clusters.of_row == found.clusters.of_row


@pytest.mark.parametrize(
    "records",
    [[], [Record("a", "")], [Record("a", "Sok Chea"), Record("b", "Pham Quang")]],
)
def test_link_records_of_almost_nothing_joins_nothing(records):
    found, _ = linked(records)

    assert found.clusters.of_row == tuple(range(len(records)))


@pytest.mark.slow
def test_link_records_takes_strange_rows():
    names = ["", "x", "😀", "\u202eabc", "ក" * 3000, "a b " * 4000, "O'Brien-Ñú", "'; drop table"]
    rows = [Record(f"s{at}", name, identifiers=("phone:1",)) for at, name in enumerate(names * 2)]

    found, said = linked([*people(), *(Record(f"t{at}", *row_of(r)) for at, r in enumerate(rows))])

    assert len(found.ids) == len(people()) + len(rows)
    assert said


def row_of(record):
    return (record.name, record.kind, record.aliases, "", "", "", record.identifiers)
