"""JSON as it was sent: equal values are equal bytes, broken ones have a place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.faces.api.json_reading import BrokenJson, one_writing, read_json

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(values)
def test_read_json_gives_back_what_was_written(value):
    assert read_json(json.dumps(value).encode()) == value


@given(st.dictionaries(st.text(max_size=5), st.integers(), max_size=5))
def test_one_writing_knows_no_order(value):
    backwards = dict(reversed(value.items()))

    assert one_writing(value) == one_writing(backwards)


@given(st.binary(max_size=60))
def test_read_json_reads_or_refuses_any_bytes(data):
    problem = value = None
    try:
        value = read_json(data)
    except BrokenJson as broken:
        problem = broken.problem

    if problem is None:
        assert read_json(one_writing(value)) == value
    else:
        assert problem in {"broken", "encoding", "deep", "twice"}


@pytest.mark.parametrize(
    ("data", "problem", "line", "column"),
    [
        (b"{\n  1}", "broken", 2, 3),
        (b'["a",\n"\xff"]', "encoding", 2, 2),
        (b"[" * 100_000, "deep", 0, 0),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "twice", 0, 0),
        (b"[NaN]", "broken", 0, 0),
        (b"[-Infinity]", "broken", 0, 0),
        (b"1" * 5000, "broken", 0, 0),
    ],
)
def test_read_json_tells_where_and_what(data, problem, line, column):
    with pytest.raises(BrokenJson) as refused:
        read_json(data)

    broken = refused.value
    assert (broken.problem, broken.line, broken.column) == (problem, line, column)
