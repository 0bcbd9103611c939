"""Laying out a text: every word once, under all its highlights, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.sources.layout import Highlight, paragraphs

texts = st.text(alphabet="ab \nក។\r", max_size=60)


@st.composite
def marked_texts(draw):
    text = draw(texts)
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
    marks = [
        Highlight(start, min(start + length, len(text)), str(number), "who")
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    return text, marks


@given(marked_texts())
def test_paragraphs_keep_every_word_in_order(marked):
    text, marks = marked

    laid = paragraphs(text, [], marks)

    shown = " ".join("".join(s.text for s in p.stretches) for p in laid)
    assert shown.split() == text.split()


@given(marked_texts())
def test_every_highlighted_word_lies_under_its_highlight(marked):
    text, marks = marked

    laid = paragraphs(text, [], marks)

    for mark in marks:
        under = "".join(
            s.text for p in laid for s in p.stretches if any(m.key == mark.key for m in s.under)
        )
        assert "".join(under.split()) == "".join(text[mark.start : mark.end].split())


def test_the_innermost_highlight_is_where_a_press_leads():
    text = "He said the hotel is shut."
    said, where = Highlight(8, 25, "claim", "said"), Highlight(12, 17, "site", "where")

    (paragraph,) = paragraphs(text, [], [where, said])

    pressed = [(stretch.text, stretch.key) for stretch in paragraph.stretches]
    assert pressed == [
        ("He said ", ""),
        ("the ", "claim"),
        ("hotel", "site"),
        (" is shut", "claim"),
        (".", ""),
    ]
    assert [stretch.begins for stretch in paragraph.stretches] == [
        (),
        ("claim",),
        ("site",),
        (),
        (),
    ]


def test_a_paragraph_of_boilerplate_is_marked_and_kept():
    text = "Menu\n\nThe article."

    laid = paragraphs(text, [("boilerplate", 0, 4), ("article", 6, 18)], [])

    assert [(p.zone, p.stretches[0].text) for p in laid] == [
        ("boilerplate", "Menu"),
        ("article", "The article."),
    ]


def test_a_book_on_one_line_is_laid_out_whole():
    words = 10_000
    text = "word " * words
    marks = [Highlight(5 * n, 5 * n + 4, str(n), "who") for n in range(words)]

    laid = paragraphs(text, [], marks)

    assert len(laid[0].stretches) == 2 * words  # every word, every space


def test_blanks_between_two_highlights_lead_nowhere():
    said = Highlight(0, 11, "said", "said")
    marks = [said, Highlight(0, 5, "who", "who"), Highlight(6, 11, "where", "where")]

    [paragraph] = paragraphs("Alpha Kenya left", [], marks)

    pressed = [(stretch.text, stretch.key) for stretch in paragraph.stretches]
    assert pressed == [("Alpha", "who"), (" ", ""), ("Kenya", "where"), (" left", "")]
