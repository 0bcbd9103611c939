"""The tables of matching: loaded, checked, and refused with the line and the mend."""

import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon, read_matching_lexicon
from ponleu.foundation.packs.tables import PackError


@pytest.fixture
def pack(tmp_path):
    with resources.as_file(resources.files("ponleu.foundation.packs") / "kh") as folder:
        shutil.copytree(folder, tmp_path / "kh")
    return tmp_path / "kh"


def append(file: Path, row: str) -> int:
    """Adds a row and says which line it is."""
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    return len(lines) + 1


def test_load_matching_lexicon_gives_costs_for_every_unit():
    lexicon = load_matching_lexicon("kh")

    size = len(lexicon.unit_ids) + 1
    assert size <= 256
    assert lexicon.costs.shape == (size, size)
    assert lexicon.gaps.shape == (size,)
    assert sorted(lexicon.unit_ids.values()) == list(range(1, size))
    assert np.all(np.isfinite(lexicon.costs))


@pytest.mark.parametrize(
    ("one", "other", "farther"),
    [("ou", "u", "e"), ("ph", "p", "k"), ("eu", "oeu", "a"), ("ey", "ei", "o"), ("ch", "chh", "m")],
)
def test_load_matching_lexicon_knows_spellings_of_one_sound(one, other, farther):
    lexicon = load_matching_lexicon("kh")
    ids, costs = lexicon.unit_ids, lexicon.costs

    assert costs[ids[one], ids[other]] < costs[ids[one], ids[farther]]


def test_load_matching_lexicon_has_a_version_that_follows_the_tables(pack):
    before = read_matching_lexicon(pack, "kh").version

    append(pack / "matching" / "number_words.csv", "novemo,9,test,false")

    assert before == load_matching_lexicon("kh").version
    assert before != read_matching_lexicon(pack, "kh").version


def test_load_matching_lexicon_refuses_a_country_without_a_pack():
    with pytest.raises(PackError, match="there is no pack of this name"):
        load_matching_lexicon("../kh")


@pytest.mark.parametrize(
    ("table", "row", "mend"),
    [
        ("titles.csv", "Baron,noble,test,false", "sort must be one of"),
        ("khmer_sounds.csv", "ក,k,heard,0.5,3,test,false", "sort must be one of"),
        ("khmer_sounds.csv", "ក,zzz,official,0.5,3,test,false", "no such unit"),
        ("spelling_habits.csv", "ក,k,much,test,false", "share must be a number"),
        ("name_shares.csv", "sok,often,test,false", "per_million must be a number"),
        ("name_shares.csv", "sok,0,test,false", "per_million must be more than 0"),
    ],
)
def test_read_matching_lexicon_names_the_line_and_the_mend(pack, table, row, mend):
    line = append(pack / "matching" / table, row)

    with pytest.raises(PackError, match=mend) as refusal:
        read_matching_lexicon(pack, "kh")

    assert refusal.value.line == line
    assert refusal.value.file == table


def test_read_matching_lexicon_names_a_missing_table(pack):
    (pack / "matching" / "family_names.csv").unlink()

    with pytest.raises(PackError, match="the table is missing"):
        read_matching_lexicon(pack, "kh")
