"""The benchmark of places: what is asked, and how an answer is counted."""

import numpy as np
import pytest

from benchmarks.matching.geonames import bare, listed_places
from benchmarks.matching.learn_sounds import HELD_APART, official_names
from benchmarks.matching.places import Question, Task, measure


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("Phumĭ Srê Chan", "Srê Chan"),
        ("Phum Kraom (2)", "Kraom"),
        ("Phnum Penh", "Phnum Penh"),
        ("Khum Svay Chek", "Svay Chek"),
    ],
)
def test_bare_leaves_out_the_word_for_village_and_the_number(listed, name):
    assert bare(listed) == name


def test_measure_counts_a_tie_as_missed():
    apart = min(HELD_APART)
    task = Task(
        "made up",
        (Question("a", "one", apart), Question("b", "two", "01")),
        ("one", "two", "three"),
    )
    scores = {"a": [0.9, 0.1, 0.2], "b": [0.5, 0.5, 0.1]}

    found = measure(task, lambda asked: np.array(scores[asked], dtype=np.float32))

    assert found["all"] == {"n": 2, "first": 0.5, "ten": 1.0}
    assert found["held apart"] == {"n": 1, "first": 1.0, "ten": 1.0}


def test_listed_places_stand_in_provinces_that_there_are():
    provinces = {code for code, _, _ in official_names() if len(code) == 2}

    assert {place.province for place in listed_places()} <= provinces
    assert provinces >= HELD_APART
