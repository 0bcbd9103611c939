"""The measures of the incidents benchmark, on cases worked by hand."""

import pytest

from benchmarks.incidents.scores import b_cubed, pairs_by_kind

RIGHT = {"a": ["1"], "b": ["1"], "c": ["2"], "none": []}


def test_b_cubed_is_one_for_the_right_groups():
    assert b_cubed({"a": ["x"], "b": ["x"], "c": ["y"]}, RIGHT) == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip


def test_b_cubed_counts_each_document_s_neighbours():
    found = b_cubed({"a": ["x"], "b": ["x"], "c": ["x"]}, RIGHT)

    # precision of a and b 2/3 each, of c 1/3: 5/9; recall 1
    assert found["precision"] == pytest.approx(5 / 9)
    assert found["recall"] == 1.0
    assert found["f1"] == pytest.approx(2 * (5 / 9) / (14 / 9))


def test_b_cubed_takes_a_document_not_found_for_alone():
    # recall of a and b 1/2 each, of c 1
    assert b_cubed({}, RIGHT)["recall"] == pytest.approx(2 / 3)


def side(document, start, end):
    return {"document": document, "start": start, "end": end}


def test_pairs_by_kind_asks_for_the_kind_and_both_sides_in_either_order():
    right = [{"kind": "count", "a": side("a", 0, 9), "b": side("b", 5, 9)}]
    found = [
        {"kind": "count", "a": side("b", 8, 12), "b": side("a", 3, 4)},
        {"kind": "count", "a": side("a", 0, 9), "b": side("b", 9, 12)},
        {"kind": "date", "a": side("a", 0, 9), "b": side("b", 5, 9)},
    ]

    rows = pairs_by_kind(found, right)

    assert (rows["count"]["precision"], rows["count"]["recall"]) == (0.5, 1.0)
    assert rows["all"]["precision"] == pytest.approx(1 / 3)
