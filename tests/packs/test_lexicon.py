"""load_lexicon: the Cambodian words as they are, and bad rows refused where they stand."""

from collections import Counter
from pathlib import Path

import pytest

from ponleu.engines.reading.types import PlaceName
from ponleu.foundation.packs import lexicon as packs
from ponleu.foundation.packs.lexicon import load_lexicon, read_lexicon
from ponleu.foundation.packs.place_names import cambodian_places
from ponleu.foundation.packs.tables import PackError

HEADERS = {
    "place_aliases.csv": "code,name,sort",
    "foreign_places.csv": "code,name,sort",
    "organisations.csv": "key,name,sort",
    "offices.csv": "phrase,office",
    "titles.csv": "title",
    "surnames.csv": "surname",
    "site_nouns.csv": "phrase,label",
    "words/marks.csv": "phrase,label",
}


@pytest.fixture
def make_pack(tmp_path):
    """A folder of tables: make_pack({"titles.csv": ["Ms,usage,true"]}), the others empty."""

    def make(rows):
        (tmp_path / "words").mkdir()
        for name, header in HEADERS.items():
            lines = [f"{header},source,verified", *rows.get(name, ())]
            (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return make


def test_load_lexicon_holds_every_place_of_the_government_list_in_both_scripts():
    names = load_lexicon("kh").places

    rows = Counter(len(place.code) for place in cambodian_places())

    # 14,576 villages stand in the list, nine of them without a whole code
    assert rows == {2: 2 * 25, 4: 2 * 210, 6: 2 * 1661, 8: 2 * (14576 - 9)}
    assert PlaceName("18", "Sihanoukville") in names
    assert PlaceName("18", "ព្រះសីហនុ") in names
    assert PlaceName("12", "ភ្នំពេញ") in names


def test_load_lexicon_points_every_alias_at_a_place_that_exists():
    folder = Path(packs.__file__).parent / "kh"
    listed = {place.code for place in cambodian_places()}

    aliases = packs._aliases(folder / "place_aliases.csv")

    assert {alias.code for alias in aliases if alias.code.isdecimal()} <= listed


def test_load_lexicon_reads_the_tables_once():
    assert load_lexicon("kh") is load_lexicon("kh")


def test_load_lexicon_refuses_a_country_without_a_pack():
    with pytest.raises(PackError, match="no pack of this name"):
        load_lexicon("atlantis")


def test_load_lexicon_refuses_a_name_that_is_a_path():
    with pytest.raises(PackError):
        load_lexicon("../packs/kh")


def test_read_lexicon_reads_every_list_in_words(make_pack):
    folder = make_pack({"words/marks.csv": ["Kovids,strong,seen,false"]})

    lexicon = read_lexicon(folder, "test")

    assert lexicon.words == {"site_nouns": {}, "marks": {"kovids": "strong"}}
    assert lexicon.places == ()


@pytest.mark.parametrize(
    ("table", "row", "mend"),
    [
        ("titles.csv", "Ms,usage,maybe", "true or false"),
        ("titles.csv", "Ms,usage", "3 cells; there are 2"),
        ("titles.csv", "Ms,,true", "empty cell under source"),
        ("titles.csv", '"Ms,usage,true', "quotation marks"),
        ("place_aliases.csv", "181,Port,press,usage,true", "2, 4, 6 or 8 digits"),
        ("place_aliases.csv", "us,America,country,usage,true", "country's two letters"),
        ("foreign_places.csv", "VN,Hanoi,city,usage,true", "VN/Name"),
    ],
)
def test_read_lexicon_names_file_line_and_mend(table, row, mend, make_pack):
    good = {
        "titles.csv": "Mr,usage,true",
        "place_aliases.csv": "18,Port,press,usage,true",
        "foreign_places.csv": "VN/Hanoi,Hanoi,city,usage,true",
    }[table]

    with pytest.raises(PackError, match=f"{table}, line 3: .*{mend}"):
        read_lexicon(make_pack({table: [good, row]}), "test")


def test_read_lexicon_refuses_one_phrase_with_two_meanings(make_pack):
    rows = ["governor,governor,usage,true", "Governor,minister,usage,true"]

    with pytest.raises(PackError, match="stands above with another office"):
        read_lexicon(make_pack({"offices.csv": rows}), "test")


def test_read_lexicon_refuses_a_missing_table_and_a_wrong_header(make_pack):
    folder = make_pack({})
    (folder / "titles.csv").write_text("name,source,verified\n")
    with pytest.raises(PackError, match=r"titles\.csv, line 1: the header must be title,source"):
        read_lexicon(folder, "test")

    (folder / "titles.csv").unlink()
    with pytest.raises(PackError, match="the table is missing"):
        read_lexicon(folder, "test")


def test_read_lexicon_refuses_a_table_that_is_not_utf_8(make_pack):
    folder = make_pack({})
    (folder / "titles.csv").write_bytes(b"title,source,verified\nM\xe9,usage,true\n")

    with pytest.raises(PackError, match="save it as UTF-8"):
        read_lexicon(folder, "test")
