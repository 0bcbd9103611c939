"""Padding: Padmé's sizes worked by hand, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.sealing import NotOpened
from ponleu.engines.sealing.padding import pad, padme, unpad


@pytest.mark.parametrize(
    ("length", "padded"),
    [
        (1, 1),
        (2, 2),
        (8, 8),  # exponent 3, kept bits 2: last 1 bit is rounded
        (9, 10),  # 1001 -> 1010
        (17, 18),  # exponent 4, kept bits 3: last bit; 10001 -> 10010
        (100, 104),  # exponent 6, kept bits 3: last 3 bits; 1100100 -> 1101000
        (1000, 1024),  # exponent 9, kept bits 4: last 5 bits; 1111101000 -> 10000000000
        (1025, 1088),  # exponent 10, kept bits 4: last 6 bits, steps of 64
        (2049, 2176),  # exponent 11, kept bits 4: last 7 bits, steps of 128
        (1_000_000, 1_015_808),  # exponent 19, kept bits 5: steps of 16,384; 62 of them
    ],
)
def test_padme_of_worked_examples(length, padded):
    assert padme(length) == padded


@given(st.integers(1, 2**40))
def test_padme_adds_at_most_twelve_in_a_hundred(length):
    assert length <= padme(length) <= length * 1.12


@given(st.integers(1, 2**40))
def test_padme_leaves_its_own_sizes(length):
    assert padme(padme(length)) == padme(length)


@given(st.binary(max_size=600), st.integers(0, 40))
def test_unpad_gives_back_what_was_padded(content, zeros):
    assert unpad(pad(content + bytes(zeros))) == content + bytes(zeros)


def test_pad_makes_short_answers_weigh_the_same():
    assert {len(pad(answer)) for answer in (b"", b"yes", b"no", b"n" * 255)} == {256}
    assert len(pad(b"n" * 256)) == 272  # 257: exponent 8, kept bits 4: steps of 16


@pytest.mark.parametrize("filled", [b"", bytes(256), b"yes" + bytes(253), b"\x81"])
def test_unpad_refuses_an_end_without_its_mark(filled):
    with pytest.raises(NotOpened):
        unpad(filled)
