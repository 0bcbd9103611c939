"""A search of some shelves is as good as if there were no others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.screening import layers
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.shelves import (
    Shelf,
    merged_shelves,
    searched,
    shelved,
    shelves_bytes,
    shelves_from,
)
from tests.screening.making import make_record

COAST, HILLS = "KH/18/ 1801", "KH/02/ 0201"


def on_coast(kind, scope):
    return scope == COAST


def people(kind, scope):
    return kind == Kind.PERSON


def ids(hits):
    return [hit.record.id for hit in hits]


def test_find_is_not_crowded_out_by_shelves_that_are_not_searched(make_index):
    crowd = [Record(f"c{at}", "Sok Chea", Kind.PERSON, scope=HILLS) for at in range(300)]
    index = make_index([*crowd, Record("mine", "Sok Cheav", Kind.PERSON, scope=COAST)])

    assert "mine" not in ids(index.find(Record("", "Sok Chea"), 5))
    assert ids(index.find(Record("", "Sok Chea"), 5, on_coast)) == ["mine"]


def test_find_leaves_out_holders_of_an_identifier_on_other_shelves(make_index):
    number = ("passport:N0012345",)
    index = make_index(
        [
            Record("a", "Qiu Long", identifiers=number, scope=HILLS),
            Record("b", "Keo Dara", identifiers=number, scope=COAST),
        ]
    )

    assert ids(index.find(Record("", "Sok Chea", identifiers=number), 5, on_coast)) == ["b"]


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_an_entry_that_moves_is_found_on_its_new_shelf(make_index, reopen, turn):
    index = make_index([Record("a", "Sok Chea", scope=HILLS)])
    index.apply(Changes((Record("a", "Sok Chea", scope=COAST),)))
    if turn == 1:
        index.merge()
    if turn == 2:
        index = reopen()

    assert ids(index.find(Record("", "Sok Chea"), 5, on_coast)) == ["a"]
    assert ids(index.find(Record("", "Sok Chea"), 5, people)) == []


shelf = st.tuples(st.sampled_from([None, Kind.PERSON, Kind.SITE]), st.sampled_from([COAST, HILLS]))


@given(st.lists(st.tuples(st.integers(0, 30), shelf), max_size=14), st.integers(0, 30), st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_find_is_as_if_other_shelves_were_not_there(make_index, made, asked, data):
    records = [
        Record(f"p{at}", make_record(name).name, kind, scope=scope)
        for at, (name, (kind, scope)) in enumerate(made)
    ]
    within = data.draw(st.sampled_from([on_coast, people]))
    first = data.draw(st.integers(0, len(records)))
    question = Record("", make_record(asked).name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "MOST_RECENT", 2)
        index = make_index(records[:first])
        for record in records[first:]:
            index.apply(Changes((record,)))
        hits = set(ids(index.find(question, 50, within)))
        alone = make_index([one for one in records if within(one.kind or "", one.scope)])

    assert hits == set(ids(alone.find(question, 50)))


def test_merged_shelves_stand_as_before():
    one = shelved([Shelf("person", "a"), Shelf("site", "a"), Shelf("person", "a")])
    other = shelved([Shelf("site", "b"), Shelf("person", "a")])

    merged = merged_shelves(one, np.array([False, True, True]), other)

    stands = [merged.known[at] for at in merged.of_entry]
    assert stands == [("site", "a"), ("person", "a"), ("site", "b"), ("person", "a")]
    assert searched(merged, lambda kind, _: kind == "site").tolist() == [True, False, True, False]
    assert shelves_from(shelves_bytes(merged.known)) == merged.known
