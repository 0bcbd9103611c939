"""PDF: the text of each page with the place of each word; pages without text are made out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.formats import recognition
from ponleu.foundation.documents.formats.page_words import Line, PagedText, Sheet
from ponleu.foundation.documents.formats.pdf_characters import lines_of
from ponleu.foundation.documents.formats.properties import proper_title
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.formats.webp import as_webp
from ponleu.foundation.documents.types import Extracted, Limits

_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_SCAN_DPI = 300
_POINTS_AN_INCH = 72
_MOSTLY = 0.5
LONGEST_STAMP = 80
"""Characters that a scanner's program, or a page number, adds to a picture of a page."""


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """The text of a PDF, page by page."""
    document = _document(data)
    count = len(document)
    if count > limits.pages:
        mend = "print the pages that matter to a new PDF"
        raise Refused(f"it has more than {limits.pages:,} pages", f"page {limits.pages + 1}", mend)
    paged = PagedText(limits)
    for sheet in _sheets(document, limits):
        paged.add(sheet)
    paged.mark_running_lines()
    stated = document.get_metadata_dict()
    return Extracted(
        text=paged.layout.text,
        title=proper_title(stated.get("Title", "")),
        made=_day(stated.get("CreationDate", "")),
        pages=tuple(paged.pages),
        boxes=tuple(paged.boxes),
        hints=paged.layout.ordered_hints(),
    )


def page_picture(data: bytes, number: int, width: int, limits: Limits) -> bytes:
    """A page drawn anew, as WebP."""
    document = _document(data)
    if not 0 < number <= len(document):
        raise Refused("it has no such page", f"page {number}", f"ask for 1 to {len(document)}")
    page = document[number - 1]
    return as_webp(_drawn(page, width / max(page.get_width(), 1), limits))


def _document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        if getattr(failure, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            mend = "open it with its password and print it to a new PDF"
            raise Refused("it is a PDF locked with a password", "the whole file", mend) from None
        mend = "open it in its own program, save it again and give that"
        raise Refused("it is a damaged PDF", "the whole file", mend) from None


def _sheets(document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[Sheet]:
    scans = limits.scanned_pages
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield _damaged(number + 1)
            continue
        size = page.get_width(), page.get_height()
        lines = lines_of(page)
        if not _is_blank(page) and (lines is None or _is_stamped_scan(page, lines)):
            yield _made_out(page, size, limits) if scans > 0 else _past(number + 1, size, limits)
            scans -= 1
        else:
            yield Sheet(*size, lines or ())
        page.close()


def _damaged(number: int) -> Sheet:
    mend = "print the document to a new PDF from the program that shows it"
    return Sheet(0, 0, (), trouble=Refusal("the page is damaged", f"page {number}", mend))


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing at all is drawn on a page."""
    return bool(pdfium.FPDFPage_CountObjects(page) == 0)


def _is_stamped_scan(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> bool:
    """Whether a page is a picture on which a scanner's program left a line of text."""
    if sum(len(word.text) for line in lines for word in line.words) > LONGEST_STAMP:
        return False
    whole = page.get_width() * page.get_height()
    return any(
        (right - left) * (top - bottom) >= _MOSTLY * whole
        for left, bottom, right, top in (
            picture.get_bounds() for picture in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])
        )
    )


def _past(number: int, size: tuple[float, float], limits: Limits) -> Sheet:
    most = f"more than {limits.scanned_pages} pages of it are pictures"
    mend = "print these pages to a PDF of their own"
    trouble = Refusal(most, f"page {number}", mend)
    return Sheet(*size, (), trouble=trouble, waits=True)


def _made_out(page: pypdfium2.PdfPage, size: tuple[float, float], limits: Limits) -> Sheet:
    picture = _drawn(page, _SCAN_DPI / _POINTS_AN_INCH, limits)
    return recognition.made_out(picture, size)


def _drawn(page: pypdfium2.PdfPage, scale: float, limits: Limits) -> Image.Image:
    """A page as a picture, made smaller if it would have too many pixels."""
    pixels = page.get_width() * page.get_height() * scale * scale
    fit = min(1.0, (limits.pixels / 4 / max(pixels, 1)) ** 0.5)
    bitmap = page.render(scale=scale * fit, grayscale=False)
    picture: Image.Image = bitmap.to_pil()
    return picture


def _day(stated: str) -> date | None:
    found = _DAY.match(stated)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
