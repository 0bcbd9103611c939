"""The file of arrays: what was written is read, what is damaged is told."""

from __future__ import annotations

import numpy as np
import pytest

from ponleu.foundation.screening.sections import (
    BadIndexFile,
    damaged_sections,
    open_sections,
    write_sections,
)

ARRAYS = {
    "small": np.array([1, 2, 3], dtype=np.uint8),
    "none": np.zeros(0, dtype=np.int32),
    "wide": np.arange(1000, dtype=np.int64),
}


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.index"
    write_sections(file, {"called": "x"}, ARRAYS)
    return file


def test_open_sections_gives_back_what_was_written(file):
    opened = open_sections(file)

    assert opened.facts == {"called": "x"}
    assert opened.size_bytes == file.stat().st_size
    for name, array in ARRAYS.items():
        assert opened.sections[name].dtype == array.dtype
        assert opened.sections[name].tolist() == array.tolist()
    assert damaged_sections(opened) == []


def test_arrays_of_an_open_file_can_be_written_without_changing_it(file):
    opened = open_sections(file)

    opened.sections["small"][0] = 9

    assert open_sections(file).sections["small"].tolist() == [1, 2, 3]


def test_an_open_file_stays_as_it_was_when_another_takes_its_place(file):
    opened = open_sections(file)

    write_sections(file, {}, {"small": np.zeros(3, dtype=np.uint8)})

    assert opened.sections["small"].tolist() == [1, 2, 3]
    assert open_sections(file).inode != opened.inode


def test_damaged_sections_names_the_section_with_a_changed_byte(file):
    data = bytearray(file.read_bytes())
    data[-8] ^= 1  # the end of the last section: 999 as eight bytes
    file.write_bytes(data)

    assert damaged_sections(open_sections(file)) == ["wide"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: b"", "no index"),
        (lambda data: b"id,name\n" * 50, "no index"),
        (lambda data: data[:8] + b"\x07" + data[9:], "format 7"),
        (lambda data: data[:30] + b"?" + data[31:], "header is damaged"),
        (lambda data: data[:-64], "cut off"),
    ],
)
def test_open_sections_refuses_what_is_no_whole_index(file, spoil, told):
    file.write_bytes(spoil(file.read_bytes()))

    with pytest.raises(BadIndexFile, match=told):
        open_sections(file)
