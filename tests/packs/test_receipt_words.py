"""The words of receipts: 256 in each language, checked, and refused with the line and the mend."""

import shutil
import unicodedata
from importlib import resources

import pytest

from ponleu.foundation.packs.receipt_words import (
    COUNT,
    LANGUAGES,
    load_receipt_words,
    read_receipt_words,
)
from ponleu.foundation.packs.tables import PackError

MOST_LETTERS = 12


@pytest.fixture
def pack(tmp_path):
    with resources.as_file(resources.files("ponleu.foundation.packs") / "kh") as folder:
        for name in ("receipt_words.csv", "receipt_letters.csv"):
            shutil.copy(folder / name, tmp_path / name)
    return tmp_path


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_load_receipt_words_has_a_word_of_every_language_for_every_byte():
    table = load_receipt_words()

    assert tuple(table.words) == LANGUAGES
    assert all(len(set(words)) == COUNT for words in table.words.values())
    assert len(set(table.meanings)) == COUNT


def test_load_receipt_words_gives_one_thing_one_number():
    words = load_receipt_words().words

    number = words["en"].index("butterfly")

    assert words["vi"][number] == "bươm-bướm"
    assert words["th"][number] == "ผีเสื้อ"
    assert words["zh"][number] == "蝴蝶"


@pytest.mark.parametrize("language", LANGUAGES)
def test_load_receipt_words_gives_short_words_without_a_blank(language):
    for word in load_receipt_words().words[language]:
        letters = [sign for sign in word if unicodedata.category(sign)[0] == "L"]

        assert len(letters) <= MOST_LETTERS, word
        assert all(unicodedata.category(sign)[0] in "LM" or sign == "-" for sign in word), word


def test_load_receipt_words_reads_traditional_chinese_letters():
    same = load_receipt_words().same_letters

    assert same["飛"] == "飞"
    assert not set(same) & set("".join(load_receipt_words().words["zh"]))


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("\n7,", "\n8,", r"line 9: number must be 7, not '8'"),
        (
            "ភ្លើង,ant,",
            "ភ្លើង,anchor,",
            "line 4: 'anchor' stands in line 3 too",
        ),
        ("\n255,", "\n\n255,", r"line 257"),
    ],
)
def test_read_receipt_words_names_the_line_that_is_wrong(pack, old, new, mend):
    change(pack / "receipt_words.csv", old, new)

    with pytest.raises(PackError, match=mend):
        read_receipt_words(pack)


def test_read_receipt_words_wants_a_word_for_every_byte(pack):
    file = pack / "receipt_words.csv"
    file.write_text("\n".join(file.read_text(encoding="utf-8").splitlines()[:-1]), "utf-8")

    with pytest.raises(PackError, match="give 256 rows; there are 255"):
        read_receipt_words(pack)


def test_read_receipt_words_wants_single_letters(pack):
    change(pack / "receipt_letters.csv", "飛,飞", "飛,飞机")

    with pytest.raises(PackError, match="meant must be one letter, not '飞机'"):
        read_receipt_words(pack)


def test_read_receipt_words_says_which_table_is_missing(pack):
    (pack / "receipt_letters.csv").unlink()

    with pytest.raises(PackError, match=r"receipt_letters.csv.*the table is missing"):
        read_receipt_words(pack)


def test_load_receipt_words_refuses_a_country_without_a_pack():
    with pytest.raises(PackError, match="there is no pack of this name"):
        load_receipt_words("xx")
