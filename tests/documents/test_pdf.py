"""PDF: words with their places, pages one by one, Khmer without echoes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.documents import HintKind, Refusal, page_picture
from ponleu.foundation.documents.formats import pdf
from ponleu.foundation.documents.formats.page_words import PagedText, Sheet, Word, spaced
from ponleu.foundation.documents.formats.pdf_khmer import Character, mended
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Limits
from tests.documents.making import make_pdf, spans

LIMITS = Limits()


def read(data, limits=LIMITS):
    return pdf.extract(data, "a.pdf", limits)


def test_extract_gives_lines_and_pages_with_offsets():
    found = read(make_pdf(["Sok Dara left.", "He came back."], ["Second page."]))

    assert found.text == "Sok Dara left.\nHe came back.\n\nSecond page."
    assert [(page.number, page.start, page.end) for page in found.pages] == [
        (1, 0, 28),
        (2, 30, 42),
    ]
    assert [(page.width, page.height, page.words) for page in found.pages] == [
        (612.0, 792.0, 6),
        (612.0, 792.0, 2),
    ]


def test_extract_gives_each_word_its_box():
    found = read(make_pdf(["Sok Dara left.", "He came back."], ["Second page."]))

    words = [found.text[box.start : box.end] for box in found.boxes]
    assert words == ["Sok", "Dara", "left.", "He", "came", "back.", "Second", "page."]
    assert [box.page for box in found.boxes] == [1] * 6 + [2] * 2
    first = found.boxes[0]
    # The line stands 84 points below the top of 792, its capitals 8.6 points high; x is 72 of 612.
    assert first.x0 == pytest.approx(72 / 612, abs=0.003)
    assert first.y1 == pytest.approx(84 / 792, abs=0.003)
    assert first.y0 == pytest.approx((84 - 8.6) / 792, abs=0.003)


def test_extract_gives_boxes_as_the_turned_page_is_seen():
    upright = read(make_pdf(["Sok Dara left."])).boxes[0]
    found = read(make_pdf(["Sok Dara left."], turned=90))

    turned = found.boxes[0]
    assert (found.pages[0].width, found.pages[0].height) == (792.0, 612.0)
    # Turned clockwise by a quarter: what was above is right, what was left is above.
    assert turned.x1 == pytest.approx(1 - upright.y0, abs=0.001)
    assert turned.y0 == pytest.approx(upright.x0, abs=0.001)


def test_extract_leaves_a_wide_gap_between_paragraphs():
    found = read(make_pdf(["One", "two", "", "", "Three", "four"]))

    assert found.text == "One\ntwo\n\nThree\nfour"


def test_extract_marks_running_heads_and_page_numbers():
    pages = [["Ministry of Example", f"Words {word}.", f"Page {at}"] for at, word in
             enumerate(("one", "two", "three", "four"), start=1)]  # fmt: skip

    found = read(make_pdf(*pages))

    heads = spans(found, HintKind.HEADER)
    assert heads.count("Ministry of Example") == 4
    assert [head for head in heads if head.startswith("Page")] == [
        "Page 1",
        "Page 2",
        "Page 3",
        "Page 4",
    ]
    assert not any("Words" in head for head in heads)


def test_extract_takes_title_and_day_made_but_no_day_of_publication():
    found = read(make_pdf(["Words here."], title="A report"))

    assert (found.title, found.made, found.published) == ("A report", date(2026, 9, 9), None)


def test_extract_refuses_more_pages_than_agreed():
    with pytest.raises(Refused, match="more than 2 pages"):
        read(make_pdf(["a b c"], ["d e f"], ["g h i"]), Limits(pages=2))


@pytest.mark.parametrize("data", [b"%PDF-1.4 words", make_pdf(["Words here."])[:80]])
def test_extract_refuses_a_damaged_pdf(data):
    with pytest.raises(Refused, match="damaged"):
        read(data)


def test_extract_reads_the_pages_beside_one_that_is_damaged():
    data = make_pdf(["First page."], ["Second page."], ["Third page."])
    torn = data.replace(b"/Kids[6 0 R 8 0 R", b"/Kids[6 0 R 4 0 R")

    found = read(torn)

    assert found.text.startswith("First page.")
    assert found.text.endswith("Third page.")
    assert [page.trouble is None for page in found.pages] == [True, False, True]


def test_extract_says_of_pictures_past_the_limit_that_they_were_not_read():
    bare = make_pdf(["Words here."], [])
    drawn = bare.replace(b"BT /F1 12 Tf 72 708 Td ET", b"10 10 50 50 re f         ")

    found = read(drawn, Limits(scanned_pages=0))

    assert found.text == "Words here."
    assert "more than 0 pages of it are pictures" in str(found.pages[1].trouble)


def test_page_picture_shows_a_page_as_webp():
    picture = page_picture(make_pdf(["Words."]), "a.pdf", page=1, width=300)

    assert isinstance(picture, bytes)
    assert (picture[:4], picture[8:12]) == (b"RIFF", b"WEBP")


@pytest.mark.parametrize(
    ("data", "page", "why"),
    [(make_pdf(["Words."]), 2, "no such page"), (b"plain words", 1, "no pages to show")],
)
def test_page_picture_refuses_what_is_not_there(data, page, why):
    refusal = page_picture(data, "a", page=page)

    assert isinstance(refusal, Refusal)
    assert why in str(refusal)


def drawn(*pieces):
    """Characters of pieces (text, left, right), all on one line; " " is a supposed blank."""
    made = []
    for words, left, right in pieces:
        if words == " ":
            made.append(Character(" ", left, left, 0, 0, is_supposed=True))
            continue
        step = (right - left) / len(words)
        made += [
            Character(char, left + at * step, left + (at + 1) * step, 0, 7)
            for at, char in enumerate(words)
        ]
    return made


def shown(characters):
    return "".join(one.text for one in mended(characters))


def test_mended_takes_out_a_blank_inside_a_letter():
    # ក្រ: its left part carries the whole text; the blank begins left of that part's end.
    assert shown(drawn(("ក្រ", 34, 39.5), (" ", 33.8, 0), ("សួង", 46, 60))) == "ក្រសួង"


def test_mended_keeps_a_blank_between_words():
    assert shown(drawn(("ចំនួន", 178, 197), (" ", 200, 0), ("២០", 203, 217))) == "ចំនួន ២០"


def test_mended_takes_out_the_echo_of_a_letter():
    pieces = drawn(("ក្រុ", 138, 143), ("ម", 149, 155), ("ក្រុ", 146, 148), ("ហ៊ុន", 157, 174))

    assert shown(pieces) == "ក្រុមហ៊ុន"


def test_mended_keeps_what_is_truly_said_twice():
    pieces = drawn(("ផ្សេង", 10, 20), ("ផ្សេង", 22, 32))

    assert shown(pieces) == "ផ្សេងផ្សេង"


def test_mended_leaves_other_scripts_alone():
    pieces = drawn(("Sok", 10, 20), (" ", 9, 0), ("Sok", 5, 8))

    assert mended(pieces) == pieces


@given(st.lists(st.lists(st.text("abក្រុ", min_size=1, max_size=5), min_size=1, max_size=4)))
def test_add_places_every_word_at_its_offsets(rows):
    lines = spaced([[Word(text, 0, at / 10, 1, at / 10 + 0.05) for text in row]
                    for at, row in enumerate(rows)])  # fmt: skip
    paged = PagedText(LIMITS)

    paged.add(Sheet(10, 10, lines))

    words = [paged.layout.text[box.start : box.end] for box in paged.boxes]
    assert words == [text for row in rows for text in row]
    assert paged.pages[0].end == len(paged.layout.text)
