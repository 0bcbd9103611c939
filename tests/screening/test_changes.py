"""The file of changes: all that was acknowledged, nothing that was half written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.screening.changes import (
    Changes,
    append_changes,
    read_changes,
    record_bytes,
    record_from,
)

TEXTS = st.text(max_size=12)
RECORDS = st.builds(
    Record,
    TEXTS,
    TEXTS,
    st.sampled_from([None, *Kind]),
    st.lists(TEXTS, max_size=2).map(tuple),
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
)


@given(RECORDS)
def test_record_from_gives_back_the_record_that_was_written(record):
    assert record_from(record_bytes(record)) == record


def test_record_bytes_leaves_out_what_is_empty():
    assert record_bytes(Record("p1", "ហេង")) == '["p1","ហេង"]'.encode()


@pytest.fixture
def log(tmp_path):
    return tmp_path / "a.changes"


def test_read_changes_gives_back_all_changes_in_order(log):
    one = Changes((Record("a", "Sok"),), ("b",), "first")
    two = Changes((), ("a",))
    end = append_changes(log, append_changes(log, 0, one), two)

    read = list(read_changes(log, 0))

    assert [changes for changes, _ in read] == [one, two]
    assert read[-1][1] == end == log.stat().st_size


def test_read_changes_goes_on_where_it_stopped(log):
    first = append_changes(log, 0, Changes(withdrawn=("a",)))
    append_changes(log, first, Changes(withdrawn=("b",)))

    assert [changes.withdrawn for changes, _ in read_changes(log, first)] == [("b",)]


@pytest.mark.parametrize("kept", [0, 3, 8, 20, -1])
def test_a_change_that_was_cut_off_is_not_read_and_is_written_over(log, kept):
    first = append_changes(log, 0, Changes(withdrawn=("a",)))
    append_changes(log, first, Changes(withdrawn=("b",)))
    whole = log.read_bytes()
    log.write_bytes(whole[: first + kept] if kept >= 0 else whole[:kept])

    assert [changes.withdrawn for changes, _ in read_changes(log, 0)] == [("a",)]
    append_changes(log, first, Changes(withdrawn=("c",)))
    assert [changes.withdrawn for changes, _ in read_changes(log, 0)] == [("a",), ("c",)]


def test_a_change_with_a_wrong_byte_is_not_read(log):
    first = append_changes(log, 0, Changes(withdrawn=("a",)))
    data = bytearray(log.read_bytes())
    data[first - 4] ^= 1
    log.write_bytes(data)

    assert list(read_changes(log, 0)) == []


def test_read_changes_of_a_file_that_is_not_there_gives_nothing(log):
    assert list(read_changes(log, 0)) == []
