"""Keys of records: respelled, swapped and joined names meet; strangers do not."""

from dataclasses import replace

import numpy as np
import pytest

from ponleu.engines.matching.link_columns import ColumnMaker
from ponleu.engines.matching.link_keys import keys
from ponleu.engines.matching.link_sounds import sound_groups
from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon


@pytest.fixture(scope="module")
def lexicon():
    return load_matching_lexicon("kh")


@pytest.fixture
def made(lexicon):
    def make(*records):
        maker = ColumnMaker(lexicon)
        for record in records:
            maker.add(replace(record, kind=Kind.PERSON))
        return maker.columns()

    return make


def shared_keys(columns):
    rows, found, _ = keys(columns)
    return set(found[rows == 0]) & set(found[rows == 1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record("1", "Sok Chea", sex="f"), Record("2", "Chea Sok", sex="f")),
        (Record("1", "Sok Chea", sex="f"), Record("2", "Sokchea", sex="f")),
        (Record("1", "Phal Vuthy", sex="m"), Record("2", "Mr Pal Vuthi", sex="m")),
        (Record("1", "Keo Dara", born="1990-02-01"), Record("2", "Dara Q", born="1990-02-01")),
        (Record("1", "A", identifiers=("phone:012 345 678",)),
         Record("2", "B", identifiers=("tel:+855 12345678",))),
        (Record("1", "A", identifiers=("passport:N-123",)),
         Record("2", "B", identifiers=("n123",))),
        (Record("1", "Sok Chea", place="12 Mao Road, Kandal"),
         Record("2", "Chea", place="Mao Rd., Kandal")),
        (Record("1", "Sok", place="12 Mao Road, Kandal", born="1990-02-01"),
         Record("2", "Keo", place="Mao Rd., Kandal", born="1990-02-01")),
        (Record("1", "Nita", aliases=("Srey Pov",)), Record("2", "Pov Srey")),
        (Record("1", "John A. Meyer"), Record("2", "Meyer, John")),  # a middle initial
    ],
)  # fmt: skip
def test_keys_bring_together_what_may_be_one(made, one, other):
    assert shared_keys(made(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record("1", "Sok Chea", sex="f"), Record("2", "Keo Dara", sex="f")),
        (Record("1", ""), Record("2", "")),
        (Record("1", "Sok Chea", place="1801"), Record("2", "Keo Chea", place="1801")),
        (Record("1", "", identifiers=("phone:-",)), Record("2", "", identifiers=("phone:?",))),
    ],
)
def test_keys_keep_apart_what_has_nothing_in_common(made, one, other):
    assert not shared_keys(made(one, other))


def test_keys_hold_each_key_of_a_row_once(made):
    columns = made(Record("1", "Dara Dara", born="1990-02-01", identifiers=("card:1", "1")))

    rows, found, are_sure = keys(columns)

    assert are_sure.sum() == 1  # "card:1" and "1" are one number
    assert len(found) == len(set(found.tolist()))
    assert not np.any(rows)


def test_sound_groups_leave_vowels_out_and_join_what_sounds_alike(lexicon):
    groups = sound_groups(lexicon.unit_ids, lexicon.costs)

    def of(unit):
        return groups[lexicon.unit_ids[unit]]

    assert of("a") == of("ou") == 0
    assert of("k") == of("kh") == of("ខ") != 0
    assert of("t") == of("d") == of("th")
    assert len({of("k"), of("t"), of("m"), of("l"), of("s")}) == 5
    assert of("1") != of("2")
