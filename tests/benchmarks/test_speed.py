"""The texts whose speed is measured are as long as is said."""

from datetime import date

from benchmarks.reading.speed import joined, long_text, pieces

DAY = date(2022, 8, 26)


def test_pieces_have_exactly_the_length_and_drop_the_rest():
    made = list(pieces([("abc", DAY), ("defg", DAY)], 4))

    # "abc\n\ndefg\n\n" is 11 characters
    assert [text for text, _ in made] == ["abc\n", "\ndef"]


def test_joined_texts_reach_the_length():
    made = list(joined([("abc", DAY), ("defg", DAY), ("h", DAY)], 8))

    assert [text for text, _ in made] == ["abc\n\ndefg\n\n"]


def test_the_long_text_is_as_long_as_asked_and_repeats_no_page():
    text, _ = long_text(250_000)

    pages = [page for page in text.split("\n\n") if len(page) > 300]
    assert 250_000 <= len(text.encode()) < 400_000
    assert len(set(pages)) > 0.9 * len(pages)
