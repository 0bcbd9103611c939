"""Frames around words on the picture of a page."""

from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.sources.page_layout import MARGIN, Frame, frames

LINES = [
    [0, 3, 0.1, 0.10, 0.2, 0.12],  # three words on the first line
    [4, 7, 0.3, 0.10, 0.4, 0.12],
    [8, 11, 0.5, 0.10, 0.6, 0.12],
    [12, 15, 0.1, 0.14, 0.2, 0.16],  # one on the second
]


def test_frames_joins_words_that_stand_side_by_side():
    assert frames(LINES, 4, 11) == [Frame("0.2970", "0.0970", "0.3060", "0.0260")]


def test_frames_has_one_for_each_line():
    assert [(one.x, one.y) for one in frames(LINES, 8, 15)] == [
        ("0.4970", "0.0970"),
        ("0.0970", "0.1370"),
    ]


def test_frames_takes_in_a_word_of_which_the_span_holds_a_part():
    assert frames(LINES, 5, 6) == frames(LINES, 4, 7)


def test_frames_of_what_stands_on_no_word_is_empty():
    assert frames(LINES, 3, 4) == []
    assert frames(LINES, 99, 120) == []
    assert frames([], 0, 5) == []


def test_frames_never_leave_the_page():
    [frame] = frames([[0, 3, 0.0, 0.0, 1.0, 1.0]], 0, 3)

    assert frame == Frame("0.0000", "0.0000", "1.0000", "1.0000")


@given(st.integers(0, 16), st.integers(1, 16))
def test_frames_cover_every_word_of_the_span(start, length):
    found = frames(LINES, start, start + length)

    for word in LINES:
        if word[0] < start + length and word[1] > start:
            assert any(
                float(f.x) <= word[2] - MARGIN + 1e-4
                and float(f.x) + float(f.width) >= word[4] + MARGIN - 1e-4
                and float(f.y) <= word[3]
                and float(f.y) + float(f.height) >= word[5]
                for f in found
            )
