"""Word documents and Excel sheets: everything that is read in them, in its order."""

from datetime import date, datetime, time

import pytest

from ponleu.foundation.documents.formats import properties, sheet, word
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import HintKind, Limits
from tests.documents.making import make_docx, make_scan, make_xlsx, rewritten, saved, spans

LIMITS = Limits()
DAY = datetime(2026, 9, 9)  # noqa: DTZ001 a sheet knows no zones
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_body(markup):
    """A Word document whose first paragraph is the markup given."""
    return rewritten(
        make_docx("last"),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + markup.encode()),
    )


def test_extract_gives_paragraphs_and_tables_in_order():
    data = make_docx("First words.", "More.", table=[["Province", "Raids"], ["Kampot", "12"]])

    found = word.extract(data, "a.docx", LIMITS)

    assert found.text == "First words.\n\nMore.\n\nProvince\tRaids\nKampot\t12"
    assert spans(found, HintKind.TABLE) == ["Province\tRaids\nKampot\t12"]


def test_extract_gives_heads_after_the_text_and_marks_them():
    found = word.extract(make_docx("Words.", header="Ministry of Example"), "a.docx", LIMITS)

    assert found.text == "Words.\n\nMinistry of Example"
    assert spans(found, HintKind.HEADER) == ["Ministry of Example"]


def test_extract_marks_title_caption_and_quotation_by_their_styles():
    def style(document):
        for paragraph, name in zip(
            document.paragraphs, ("Title", "Caption", "Quote", "Normal"), strict=True
        ):
            paragraph.style = name

    found = word.extract(make_docx("One", "Two", "Three", "Four", change=style), "a.docx", LIMITS)

    assert found.title == "One"
    assert spans(found, HintKind.TITLE) == ["One"]
    assert spans(found, HintKind.CAPTION) == ["Two"]
    assert spans(found, HintKind.QUOTE) == ["Three"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b\nc"),
        (("<w:ins><w:r><w:t>put in</w:t></w:r></w:ins><w:del><w:r><w:delText>taken out</w:delText>"
         "</w:r></w:del>"), "put in"),
        ("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", "linked"),
        ("<w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>", "chosen"),
    ],
)  # fmt: skip
def test_extract_reads_a_paragraph_with_all_changes_accepted(markup, text):
    found = word.extract(with_body(f"<w:p {W}>{markup}</w:p>"), "a.docx", LIMITS)

    assert found.text == f"{text}\n\nlast"


def test_extract_reads_a_table_in_a_table_once():
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl {W}><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"

    assert word.extract(with_body(outer), "a.docx", LIMITS).text == "inner\n\nlast"


def test_extract_gives_the_pictures_of_a_document_without_words():
    picture = saved(make_scan("Hello"))

    def put_picture(document):
        import io

        document.add_picture(io.BytesIO(picture))

    found = word.extract(make_docx(change=put_picture), "a.docx", LIMITS)

    assert found.text == ""
    assert list(found.inside.values()) == [picture]


def test_extract_refuses_a_damaged_document():
    with pytest.raises(Refused):
        word.extract(make_docx("Words.")[:5000], "a.docx", LIMITS)


def test_extract_refuses_more_characters_than_agreed():
    with pytest.raises(Refused, match="more than 100 characters"):
        word.extract(make_docx("a" * 101), "a.docx", Limits(characters=100))


def test_extract_gives_a_row_a_line_under_the_sheet_name():
    data = make_xlsx(
        [["Province", "Day", "Fine"], ["Kampot", DAY, 800000], [], ["Takeo"]],
        formats=[("C2", '#,##0 "riel"')],
    )

    found = sheet.extract(data, "a.xlsx", LIMITS)

    assert found.text == ("Fines\n\nProvince\tDay\tFine\nKampot\t2026-09-09\t800,000 riel\nTakeo")
    assert spans(found, HintKind.TITLE) == ["Fines"]
    assert found.made == date(2026, 9, 9)


@pytest.mark.parametrize(
    ("value", "pattern", "words"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.5, "0%", "50%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "General", "1234.5"),
        (12, "General", "12"),
        (3e15, "General", "3000000000000000"),
        (80, '"$"0', "$80"),
        (80, "$#,##0", "$80"),
        (2000000, '#,##0"៛"', "2,000,000៛"),
        (-3, "0;(0)", "-3"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("12 workers", "0.00", "12 workers"),
        (DAY.replace(hour=14, minute=5), "d/m/yyyy", "2026-09-09 14:05"),
        (time(14, 5), "h:mm", "14:05:00"),
    ],
)
def test_shown_gives_a_value_as_its_reader_sees_it(value, pattern, words):
    assert sheet.shown(value, pattern) == words


def test_extract_refuses_a_sheet_with_too_many_cells():
    with pytest.raises(Refused, match="too many cells"):
        sheet.extract(make_xlsx([["a"] * 10] * 11), "a.xlsx", Limits(cells=100))


def test_extract_counts_only_cells_that_are_there():
    text = sheet.extract(make_xlsx([["a"]] * 60), "a.xlsx", Limits(cells=100)).text

    assert text.count("a") >= 60


def test_extract_refuses_a_damaged_sheet():
    with pytest.raises(Refused):
        sheet.extract(make_xlsx([["a"]])[:900], "a.xlsx", LIMITS)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Report on the brick kilns", "Report on the brick kilns"),
        ("Microsoft Word - final.doc", ""),
        ("Document1", ""),
        ("scan 0007", ""),
        ("notice.pdf", ""),
        ("x" * 301, ""),
    ],
)
def test_proper_title_passes_over_what_a_program_put_there(stated, title):
    assert properties.proper_title(stated) == title
