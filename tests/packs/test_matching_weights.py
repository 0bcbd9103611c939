"""The table of weights of pairs: read, written, and refused with the line and the mend."""

from __future__ import annotations

import pytest

from ponleu.engines.matching.weights import Weights
from ponleu.foundation.packs.matching_weights import (
    load_readings,
    load_scales,
    read_pair_weights,
    table_of_weights,
)
from ponleu.foundation.packs.tables import PackError

WEIGHTS = Weights(0.38, 0.5, {"vowel": -1.25, "shared": 0.75})


def make(tmp_path, text: str):
    file = tmp_path / "pair_weights.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_read_pair_weights_reads_what_table_of_weights_wrote(tmp_path):
    file = make(tmp_path, table_of_weights(WEIGHTS, "learned"))

    assert read_pair_weights(file) == WEIGHTS


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("vowel,-1.250", "vowel,much", "line 5: bits must be a number"),
        ("usual,0.380", "usual,1.5", "line 2: usual must lie between 0 and 1"),
        ("usual,0.380", "used,0.380", "the row usual is missing"),
    ],
)
def test_read_pair_weights_names_the_line_that_is_wrong(tmp_path, old, new, mend):
    file = make(tmp_path, table_of_weights(WEIGHTS, "learned").replace(old, new))

    with pytest.raises(PackError, match=mend):
        read_pair_weights(file)


def test_read_pair_weights_says_if_there_is_no_table(tmp_path):
    with pytest.raises(PackError, match="the table is missing"):
        read_pair_weights(tmp_path / "pair_weights.csv")


def test_load_scales_has_the_tables_of_the_country():
    scales = load_scales("kh")

    assert scales.weights.bits["numbers_differ"] < -2
    assert scales.vowels[scales.lexicon.unit_ids["a"]]
    assert not scales.vowels[scales.lexicon.unit_ids["k"]]
    assert not scales.vowels[scales.lexicon.unit_ids["1"]]


def test_load_readings_gives_syllables_of_one_character_a_number_in_common():
    readings = load_readings("kh")

    assert readings["qiang"] & readings["keong"]  # 强
    assert not readings["qiang"] & readings["ming"]
