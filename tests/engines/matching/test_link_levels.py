"""Patterns of pairs of records: by hand, and against slow plain Python."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ponleu.engines.matching import link_levels as at
from ponleu.engines.matching.likeness import costs_of
from ponleu.engines.matching.link_columns import ColumnMaker
from ponleu.engines.matching.link_forms import MOST_FIGURES, MOST_NUMBERS, forms
from ponleu.engines.matching.link_names import LEVELS
from ponleu.engines.matching.types import Record
from ponleu.foundation.linkage.pattern_function import PatternFunction
from ponleu.foundation.linkage.tables import form_column
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

LEXICON = load_matching_lexicon("kh")
COMPARE = PatternFunction(costs_of(LEXICON.costs, LEXICON.gaps))


def packed(*records):
    maker = ColumnMaker(LEXICON)
    for record in records:
        maker.add(record)
    return forms(maker.columns())


def agreeing(one, other):
    """The levels of a pair, by name."""
    pattern = COMPARE.of_rows(packed(one, other), np.array([0]), np.array([1]))
    return {name: int(level[0]) for name, level in at.levels_of(pattern).items()}


def born(one, other):
    return agreeing(Record("1", "x", born=one), Record("2", "x", born=other))["born"]


def placed(one, other):
    return agreeing(Record("1", "x", place=one), Record("2", "x", place=other))["place"]


def numbered(one, other):
    found = agreeing(Record("1", "x", identifiers=one), Record("2", "x", identifiers=other))
    return found["phones"], found["papers"]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1990-05-02", "1990-05-02", at.SAME_DAY),
        ("1990-05-02", "1990-02-05", at.TURNED),
        ("1990-05-02", "1990-05-03", at.ONE_FIGURE),
        ("1990-05-02", "1980-05-02", at.ONE_FIGURE),
        ("1991-05-02", "1919-05-02", at.ONE_FIGURE),  # two neighbours swapped
        ("1990-05-02", "1990-11-20", at.SAME_YEAR),
        ("1990-05", "1990-05-02", at.SAME_YEAR),
        ("1990", "1990", at.SAME_YEAR),
        ("1990-05-02", "1985-11-20", at.OTHER_BIRTH),
        ("1990", "1991", at.OTHER_BIRTH),
        ("", "1990", at.UNKNOWN),
    ],
)
def test_levels_of_births(one, other, level):
    assert born(one, other) == born(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1801", "1801", at.SAME_PLACE),
        ("1801", "1802", at.NEAR),
        ("1801", "1201", at.OTHER_PLACE),
        ("12 Mao Road, Kandal", " 12 mao road, kandal", at.SAME_PLACE),
        ("12 Mao Tse Toung Road, Takhmau", "12 Mao Tse Tung Rd, Ta Khmao", at.ALIKE),
        ("12 Mao Tse Toung Road, Takhmau", "Wat Svay, Poipet", at.OTHER_PLACE),
        ("1801", "Kandal", at.UNKNOWN),  # a code and an address cannot be compared
        ("", "Kandal", at.UNKNOWN),
    ],
)
def test_levels_of_places(one, other, level):
    assert placed(one, other) == placed(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "levels"),
    [
        (("tel:012345678",), ("phone:+855 12345678",), (at.SHARED, at.UNKNOWN)),
        (("card:123456", "tel:1"), ("card:123465", "tel:9"), (at.SLIP, at.SLIP)),
        (("card:123456",), ("card:999999",), (at.UNKNOWN, at.OTHER_NUMBER)),
        (("card:123456",), ("passport:123456",), (at.UNKNOWN, at.UNKNOWN)),
        (("card:1", "card:777777"), ("card:777777", "card:2"), (at.UNKNOWN, at.SHARED)),
        (("mail:a@b.org",), ("tel:12",), (at.OTHER_NUMBER, at.UNKNOWN)),
        ((), ("card:1",), (at.UNKNOWN, at.UNKNOWN)),
    ],
)
def test_levels_of_numbers(one, other, levels):
    assert numbered(one, other) == numbered(other, one) == levels


@pytest.mark.parametrize(("one", "other", "level"), [("f", "f", 1), ("f", "m", 2), ("", "m", 0)])
def test_levels_of_sexes(one, other, level):
    assert agreeing(Record("1", "x", sex=one), Record("2", "x", sex=other))["sex"] == level


def test_names_that_are_missing_are_not_known():
    assert agreeing(Record("1", ""), Record("2", "Sok"))["name"] == at.UNKNOWN
    assert agreeing(Record("1", "Sok"), Record("2", "Heng"))["name"] == 1  # different


figures = st.text("0123a", max_size=7)


@settings(deadline=None)
@given(figures, figures)
def test_number_level_is_that_of_the_edit_distance(one, other):
    a, b = (np.frombuffer(f"{text}_".encode(), dtype=np.uint8) for text in (one, other))

    level = at.number_level(a, 0, len(one), b, 0, len(other))

    assert level == min(OSA.distance(one, other), 2) + 1


records = st.builds(
    Record,
    st.just(""),
    st.sampled_from(["", "Sok Chea", "Chea Sok", "Keo Dara", "Nguyen Van"]),
    aliases=st.lists(st.sampled_from(["Nita", "Sok Chea"]), max_size=2).map(tuple),
    born=st.sampled_from(["", "1990", "1990-05-02", "1990-02-05", "1990-05-03"]),
    sex=st.sampled_from(["", "f", "m"]),
    place=st.sampled_from(["", "1801", "1802", "Mao Road 12", "Mao Rd 12 Kandal"]),
    identifiers=st.lists(
        st.sampled_from(["tel:12345678", "card:77", "card:78", "n9", "mail:a"]), max_size=3
    ).map(tuple),
)


@settings(deadline=None)
@given(st.lists(records, min_size=2, max_size=6))
def test_patterns_are_the_same_either_way_and_through_arrow(rows):
    made = packed(*rows)
    here, there = (side.ravel() for side in np.indices((len(rows), len(rows))))

    found = COMPARE.of_rows(made, here, there)

    assert found.min() >= 0
    assert found.max() < at.PATTERNS
    assert found.tolist() == COMPARE.of_rows(made, there, here).tolist()
    column = form_column(made)
    through_arrow = COMPARE(column.take(pa.array(here)), column.take(pa.array(there)))
    assert through_arrow.to_pylist() == found.tolist()


@given(st.integers(0, at.PATTERNS - 1))
def test_levels_of_a_pattern_tell_it(pattern):
    levels = at.levels_of(np.array([pattern], dtype=np.int32))

    again = 0
    for name, size in at.SIZES.items():
        assert 0 <= levels[name][0] < size
        again = again * size + int(levels[name][0])
    assert again == pattern
    assert at.SIZES["name"] == LEVELS + 1


def test_one_off_patterns_agree_in_all_but_one_thing():
    best = {"name": LEVELS, "born": 1, "sex": 1, "place": 1, "phones": 1, "papers": 1}
    worst = {"name": 1, "born": 5, "sex": 2, "place": 4, "phones": 3, "papers": 3}

    levels = at.levels_of(np.array(at.one_off(), dtype=np.int32))

    for number, odd in enumerate(best):
        found = {name: int(level[number]) for name, level in levels.items()}
        assert found == {**best, odd: worst[odd]}


def test_forms_hold_so_many_numbers_and_figures_and_no_more():
    many = tuple(f"card:{number:070d}" for number in range(MOST_NUMBERS + 9))
    sorts = tuple(f"sort{number}:1" for number in range(3))

    made = packed(Record("1", "Sok", identifiers=many), Record("2", "Sok", identifiers=sorts))

    assert np.diff(made.starts).max() < MOST_NUMBERS * (MOST_FIGURES + 3) + 60
    assert len(COMPARE.of_rows(made, np.array([0]), np.array([1]))) == 1


@pytest.mark.parametrize("name", ["", " ", "x", "\u200b\u202e", "😀", "a" * 10_000, "ក" * 5000])
def test_strange_names_have_the_same_form_each_time(name):
    made = packed(Record("1", name, place=name), Record("2", name, place=name))

    first, second = (
        made.data[a:b].tolist() for a, b in zip(made.starts, made.starts[1:], strict=False)
    )
    assert first == second
    assert len(first) < 8000
