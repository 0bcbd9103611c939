"""Classes of sounds: what is cheap to take for each other falls together."""

from __future__ import annotations

import numpy as np
import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.matching.sound_classes import MOST_CLASSES, sound_classes
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon


def make_costs():
    # a, b, c, d: a is the vowel; b and c are alike, d is like neither
    costs = np.full((5, 5), 1.0, dtype=np.float32)
    costs[1, 2:] = costs[2:, 1] = 1.6
    costs[2, 3] = costs[3, 2] = 0.2
    np.fill_diagonal(costs, 0.0)
    return {"a": 1, "b": 2, "c": 3, "d": 4}, costs


def test_sound_classes_join_what_is_cheap_and_keep_vowels_apart():
    classes = sound_classes(*make_costs())

    _, a, b, c, d = classes.tolist()
    assert b == c
    assert len({a, b, d}) == 3


def test_sound_classes_refuse_a_table_without_the_vowel():
    ids, costs = make_costs()

    with pytest.raises(EngineError, match="no unit 'y'"):
        sound_classes(ids, costs, vowel="y")


def test_sound_classes_of_the_country_are_few_and_bring_scripts_together():
    lexicon = load_matching_lexicon("kh")

    classes = sound_classes(lexicon.unit_ids, lexicon.costs)

    of = {unit: int(classes[at]) for unit, at in lexicon.unit_ids.items()}
    assert min(of.values()) >= 1
    assert max(of.values()) <= MOST_CLASSES
    assert of["s"] == of["ស"]
    assert of["m"] == of["ម"]
    assert of["m"] != of["s"]
    assert of["ea"] != of["k"]
