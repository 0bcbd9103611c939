"""A long text in pieces for the model: nothing lost, nothing too long, cut where it pauses."""

from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.suggesters.spacy_model import LONGEST_PIECE, pieces_of


def test_pieces_are_cut_after_a_paragraph_if_there_is_one():
    text = "a" * 3000 + "\n\n" + "b" * 500 + ". " + "c" * 3000

    assert list(pieces_of(text)) == [(0, 3002), (3002, 6504)]


def test_pieces_of_a_text_without_a_pause_are_cut_anyway():
    assert list(pieces_of("x" * (LONGEST_PIECE + 1))) == [
        (0, LONGEST_PIECE),
        (LONGEST_PIECE, LONGEST_PIECE + 1),
    ]


@given(st.text(st.sampled_from("ab. \n"), max_size=40).map(lambda words: words * 400))
def test_pieces_together_are_the_text(text):
    pieces = list(pieces_of(text))

    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(0 < end - start <= LONGEST_PIECE for start, end in pieces)
