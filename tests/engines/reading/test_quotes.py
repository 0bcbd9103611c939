"""Where words stand verbatim: whole words, any blanks, exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading.quotes import Held, Quotable, flat


def test_find_gives_every_place_left_to_right():
    assert list(Quotable("Ream, Ream and Ream.").find("Ream")) == [(0, 4), (6, 10), (15, 19)]


def test_find_sees_blanks_and_line_ends_as_one():
    text = "he  met\r\nSok\n  Dara there"

    ((start, end),) = Quotable(text).find("met Sok Dara")

    assert text[start:end] == "met\r\nSok\n  Dara"


def test_find_puts_the_place_in_the_context_first():
    quotable = Quotable("Ream, Ream and Ream.")

    assert list(quotable.find("Ream", "and  Ream")) == [(15, 19), (0, 4), (6, 10)]
    assert list(quotable.find("Ream", "no Ream")) == [(0, 4), (6, 10), (15, 19)]
    assert next(quotable.find("Ream", "and")) == (0, 4)


@pytest.mark.parametrize("quote", ["", "  ", "ream", "Rea", "eam", "Ream and ream", "Réam"])
def test_find_takes_no_other_words(quote):
    assert list(Quotable("Ream and Ream").find(quote)) == []


def test_find_sees_a_whole_place_that_begins_inside_a_cut_one():
    assert list(Quotable("xa a a").find("a a")) == [(3, 6)]
    assert Quotable("a ax a").nearest("x", (3, 4)) is None
    assert Quotable("Ream Reams").nearest("Ream", (5, 10)) == (0, 4)


def test_find_may_cut_a_khmer_row():
    assert list(Quotable("ខេត្តកំពត").find("កំពត")) == [(5, 9)]


@pytest.mark.parametrize(
    ("span", "place"),
    [
        ((0, 4), (0, 4)),  # inside
        ((10, 40), (20, 24)),  # inside, though an earlier one is nearer to its start
        ((6, 8), (0, 4)),  # before, 6 away; after it is 14 away
        ((16, 18), (20, 24)),  # after
        ((30, 40), (20, 24)),  # nothing after
    ],
)
def test_nearest_prefers_inside_then_the_nearer(span, place):
    text = "Ream" + "." * 16 + "Ream" + "." * 20

    assert Quotable(text).nearest("Ream", span) == place


def test_nearest_of_words_that_are_not_there():
    assert Quotable("Ream").nearest("Kep", (0, 4)) is None
    assert Quotable("Ream").nearest(" ", (0, 4)) is None


def test_held_knows_overlap_from_touching():
    held = Held("0123456789")
    held.add((3, 6))

    assert held.overlaps((5, 8))
    assert held.overlaps((0, 4))
    assert not held.overlaps((6, 9))
    assert not held.overlaps((0, 3))
    assert not held.overlaps((4, 4))


texts = st.text(st.sampled_from("ab \n\t\u00a0é្ក🙂."), max_size=30)


@given(texts, texts)
def test_whatever_is_found_has_the_quote_s_words(text, quote):
    quotable = Quotable(text)

    for start, end in quotable.find(quote):
        assert flat(text[start:end]) == flat(quote)


@given(texts, st.integers(0, 30), st.integers(0, 30), texts)
def test_nearest_has_the_quote_s_words_and_is_none_only_if_they_are_nowhere(
    text, start, end, quote
):
    quotable = Quotable(text)

    nearest = quotable.nearest(quote, (min(start, end), max(start, end)))

    if nearest is None:
        assert list(quotable.find(quote)) == []
    else:
        assert flat(text[slice(*nearest)]) == flat(quote)
