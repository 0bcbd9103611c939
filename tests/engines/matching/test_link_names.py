"""name_levels: the packed names agree as the names themselves do."""

from math import log2

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.likeness import costs_of, likeness
from ponleu.engines.matching.link_columns import ColumnMaker
from ponleu.engines.matching.link_forms import forms
from ponleu.engines.matching.link_levels import levels_of
from ponleu.engines.matching.link_names import BIT_CUTS, LEVELS, LIKE_CUTS, rarity_of
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.types import Record
from ponleu.foundation.linkage.pattern_function import PatternFunction
from ponleu.foundation.linkage.tables import form_column
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

WIDE = len(BIT_CUTS) + 1
LEXICON = load_matching_lexicon("kh")
COSTS = costs_of(LEXICON.costs, LEXICON.gaps)


def levels(*pairs):
    """Of each pair of names; the register consists of these names."""
    maker = ColumnMaker(LEXICON)
    for number, names in enumerate(name for pair in pairs for name in pair):
        first, *others = names.split("|")
        maker.add(Record(str(number), first, aliases=tuple(others)))
    rows = np.arange(0, 2 * len(pairs), 2)
    found = levels_of(PatternFunction(COSTS).of_rows(forms(maker.columns()), rows, rows + 1))
    return [max(level - 1, 0) for level in found["name"].tolist()]


def likeness_step(level):
    return 0 if level == 0 else 1 + (level - 1) // WIDE


@pytest.mark.parametrize("other", ["Sok Chea", "Chea Sok", "Mr. Sok Chea"])
def test_name_levels_of_equal_names_are_the_highest(other):
    assert likeness_step(levels(("Sok Chea", other))[0]) == len(LIKE_CUTS)


def test_name_levels_of_different_names_are_nothing():
    assert levels(("Sok Chea", "Pham Quang"), ("", "Sok"), ("", "")) == [0, 0, 0]


def test_name_levels_take_the_best_alias():
    assert likeness_step(levels(("Nita|Sok Chea", "Keo|Chea Sok"))[0]) == len(LIKE_CUTS)


def test_a_rare_name_tells_more_than_a_common_one():
    common = [("Sok Chea", "Sok Chea")] * 200
    rare = levels(("Vuthy Bopha", "Vuthy Bopha"), *common)

    assert rare[0] > rare[1]
    assert likeness_step(rare[0]) == likeness_step(rare[1])


def test_rarity_of_is_the_information_of_a_share():
    assert rarity_of(1, 8) == log2(8)
    assert rarity_of(0, 8) == 3.0


names = st.text(st.sampled_from("abdkhmnoprstuy "), max_size=24)


@settings(max_examples=40, deadline=None)
@given(names, names)
def test_name_levels_follow_the_likeness_of_the_names(one, other):
    level = levels((one, other))[0]

    assert 0 <= level < LEVELS
    if one == other and read_name(one, LEXICON).tokens:
        assert likeness_step(level) == len(LIKE_CUTS)
    if likeness(read_name(one, LEXICON), read_name(other, LEXICON), COSTS) == 0.0:
        assert level == 0


def test_a_column_that_is_sliced_is_read_from_its_place():
    maker = ColumnMaker(LEXICON)
    for name in ("Keo", "Sok Chea", "Chea Sok"):
        maker.add(Record(name, name))
    column = form_column(forms(maker.columns()))
    compare = PatternFunction(COSTS)

    whole = compare(column, column.take([0, 2, 1])).to_pylist()

    assert compare(column[1:], column.take([2, 1])).to_pylist() == whole[1:]
    assert compare(column[:0], column[:0]).to_pylist() == []
    halves = pa.chunked_array([column[:1], column[1:]])
    assert compare(halves, halves.take([0, 2, 1])).to_pylist() == whole
