"""The part of a long document around its questions."""

from ponleu.knowledge.review.window import AROUND, LONG, window
from ponleu.knowledge.sources.layout import Highlight, paragraphs

TEXT = "\n\n".join(f"Paragraph {number}." for number in range(100))


def laid(*numbers):
    starts = {number: TEXT.index(f"Paragraph {number}.") for number in numbers}
    marks = [Highlight(at, at + 9, str(number), "who") for number, at in starts.items()]
    return paragraphs(TEXT, [], marks)


def drawn(part):
    return ["".join(stretch.text for stretch in each.stretches) for each in part.paragraphs]


def test_window_draws_a_short_text_whole():
    part = window(laid(50), {"50"}, length=LONG)

    assert (len(part.paragraphs), part.before, part.after) == (100, 0, 0)


def test_window_draws_a_long_text_around_its_questions():
    part = window(laid(2, 50, 60), {"50", "60"}, length=LONG + 1)

    assert drawn(part)[0] == f"Paragraph {50 - AROUND}."
    assert drawn(part)[-1] == f"Paragraph {60 + AROUND}."
    assert (part.before, part.after) == (50 - AROUND, 99 - 60 - AROUND)


def test_window_stops_at_the_ends_of_the_text():
    part = window(laid(0, 99), {"0", "99"}, length=LONG + 1)

    assert (len(part.paragraphs), part.before, part.after) == (100, 0, 0)


def test_window_without_questions_draws_the_beginning():
    part = window(laid(5), set(), length=LONG + 1)

    assert (len(part.paragraphs), part.after) == (AROUND, 100 - AROUND)
