"""Scans and photographs: the words that tesseract makes out, measured, with their boxes."""

import ctypes
import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageFilter

from ponleu.foundation.documents import Refusal, page_picture
from ponleu.foundation.documents.formats import recognition
from ponleu.foundation.documents.types import Limits
from tests.documents.making import ENGLISH, KHMER, error_rate, make_scan, saved

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("needs_english_and_khmer")]
ONE_LINE = "The company denied that 12 workers were held."


def photographed(picture):
    """As a telephone takes it: a little turned, blurred, grey, pressed hard."""
    turned = picture.rotate(0.7, fillcolor="white", expand=True)
    blurred = turned.filter(ImageFilter.GaussianBlur(1.2))
    return saved(blurred.point(lambda light: 40 + light * 0.75), "JPEG", quality=40)


def stamped(data, words):
    """A PDF with a line of real text on its first page."""
    document = pypdfium2.PdfDocument(data)
    line = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 8.0)
    letters = (words + "\0").encode("utf-16-le")
    pdfium.FPDFText_SetText(line, ctypes.cast(ctypes.c_char_p(letters), pdfium.FPDF_WIDESTRING))
    page = document[0]
    pdfium.FPDFPage_InsertObject(page, line)
    pdfium.FPDFPage_GenerateContent(page)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "truth", "most"),
    [
        (saved(make_scan(ENGLISH)), ENGLISH, 0.01),
        (saved(make_scan(KHMER, khmer=True)), KHMER, 0.05),
        (saved(make_scan(ENGLISH, size=16, width=640)), ENGLISH, 0.02),
        (photographed(make_scan(ENGLISH)), ENGLISH, 0.03),
        (photographed(make_scan(KHMER, khmer=True)), KHMER, 0.08),
    ],
    ids=["english", "khmer", "english small", "english photographed", "khmer photographed"],
)
def test_opened_makes_out_the_words_of_a_picture(data, truth, most, open_well):
    found = open_well(data, "scan.png")

    assert error_rate(found.text, truth) <= most
    assert found.pages[0].recognised_as == "eng+khm"


def test_opened_gives_each_word_its_box(open_well):
    found = open_well(saved(make_scan(ONE_LINE)), "scan.png")

    words = [found.text[box.start : box.end] for box in found.boxes]
    assert words == ONE_LINE.split()
    # Drawn from 80 of 1600 pixels across, 80 of 240 down, letters 40 high.
    assert found.boxes[0].x0 == pytest.approx(80 / 1600, abs=0.01)
    assert 80 / 240 < found.boxes[0].y0 < found.boxes[0].y1 < 130 / 240


def test_opened_turns_a_photograph_upright(open_well):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held a quarter to the left
    sideways = make_scan(ONE_LINE).transpose(Image.Transpose.ROTATE_90)

    found = open_well(saved(sideways, "JPEG", exif=exif, quality=90), "photo.jpg")

    assert found.text == ONE_LINE
    assert (found.pages[0].width, found.pages[0].height) == (1600.0, 240.0)


def test_opened_reads_black_on_nothing(open_well):
    scan = make_scan(ONE_LINE)
    clear = Image.new("RGBA", scan.size, (0, 0, 0, 0))
    clear.putalpha(scan.point(lambda light: 255 - light))

    assert open_well(saved(clear), "clear.png").text == ONE_LINE


def test_opened_reads_each_page_of_a_tiff(open_well):
    pages = [make_scan("The first page of two."), make_scan("The second page of two.")]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    found = open_well(data, "scan.tif")

    assert found.text == "The first page of two.\n\nThe second page of two."
    assert [(page.number, page.start) for page in found.pages] == [(1, 0), (2, 24)]


def test_opened_makes_out_the_pages_of_a_pdf_that_have_no_text(open_well):
    data = saved(make_scan(ENGLISH), "PDF", resolution=200)

    found = open_well(data, "scan.pdf")

    assert error_rate(found.text, ENGLISH) <= 0.02
    assert found.pages[0].recognised_as == "eng+khm"


def test_opened_makes_out_a_scan_that_bears_a_stamp_of_text(open_well):
    data = stamped(saved(make_scan(ONE_LINE), "PDF", resolution=200), "Made by a scanner")

    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == "Made by a scanner"
    assert ONE_LINE in open_well(data, "scan.pdf").text


def test_opened_is_the_same_every_time(open_well):
    data = photographed(make_scan(KHMER, khmer=True))

    assert open_well(data, "a.jpg") == open_well(data, "a.jpg")


@pytest.mark.parametrize("picture", [Image.new("L", (600, 400), "white"), Image.new("L", (1, 1))])
def test_opened_refuses_a_picture_without_legible_words(picture, refused):
    assert "no words can be made out" in refused(saved(picture), "a.png")


def test_opened_refuses_a_picture_with_more_pixels_than_agreed(refused):
    data = saved(Image.new("1", (9000, 9000)))

    assert "9,000 x 9,000 pixels" in refused(data, "a.png")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_opened_refuses_a_picture_that_ends_early(form, refused):
    whole = saved(make_scan(ONE_LINE, width=800), form)

    assert "damaged" in refused(whole[: len(whole) // 2], "a.png")


def test_page_picture_shows_a_photograph_upright_without_its_notes():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Sok Dara"
    data = saved(Image.new("RGB", (200, 400), "white"), "JPEG", exif=exif)

    shown = page_picture(data, "a.jpg", page=1, width=100)

    assert not isinstance(shown, Refusal)
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.size == (100, 50)
        assert not picture.getexif()


def test_made_out_says_what_to_install_where_tesseract_is_missing(monkeypatch):
    monkeypatch.setattr(recognition.shutil, "which", lambda _: None)

    sheet = recognition.made_out(make_scan(ONE_LINE), (1600, 240))

    assert "install tesseract-ocr" in str(sheet.trouble)


def test_made_out_names_khmer_where_only_english_is_installed(monkeypatch):
    monkeypatch.setattr(recognition, "installed_languages", lambda: "eng")

    sheet = recognition.made_out(Image.new("L", (300, 300), "white"), (300, 300))

    assert "tesseract-ocr-khm" in str(sheet.trouble)


def test_made_out_counts_words_that_it_is_not_sure_of(monkeypatch):
    head = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        "5\t1\t1\t1\t1\t1\t10\t10\t20\t10\t95.5\tSok",
        "5\t1\t1\t1\t1\t2\t40\t10\t20\t10\t31.0\tDara",
    ]
    monkeypatch.setattr(recognition, "_table", lambda *_: (rows, 100, 100))
    assert head.count("\t") == rows[0].count("\t")

    sheet = recognition.made_out(Image.new("L", (100, 100)), (100, 100))

    assert [word.text for word in sheet.lines[0].words] == ["Sok", "Dara"]
    assert sheet.unsure_words == 1


def test_opened_stops_at_more_pages_than_agreed(open_well):
    pages = [make_scan("The first page of two."), make_scan("The second page of two.")]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    found = open_well(data, "scan.tif", limits=Limits(scanned_pages=1))

    assert found.text == "The first page of two."
    assert "more than 1 pages" in str(found.pages[1].trouble)


def test_opened_says_which_pages_wait_past_the_limit(open_well):
    pages = [make_scan("The first page of two."), make_scan("The second page of two.")]
    data = saved(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=200)

    found = open_well(data, "scan.pdf", limits=Limits(scanned_pages=1))

    assert [page.waits for page in found.pages] == [False, True]
    assert found.text == "The first page of two."
