"""The characters of a PDF page gathered into words and lines, each with its place."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ponleu.foundation.documents.formats import pdf_khmer
from ponleu.foundation.documents.formats.page_words import Line, Word, spaced
from ponleu.foundation.documents.formats.pdf_khmer import Character

_SQUARE = 1_000_000
"""Side of the square onto which a page is mapped, to get fractions of it."""
_FAR = 100.0
"""Points from the origin at which the page's two directions are measured."""
_HYPHENS = (0x02, 0xFFFE)
"""How pdfium tells a hyphen at a line's end."""
_BLANK = 0x20
_HIGH, _LOW, _AFTER_SURROGATES = 0xD800, 0xDC00, 0xE000
_BROKEN_SHARE = 0.3
"""Of characters that stand for nothing, from which the text layer is worthless."""
_FEWEST = 3
"""Characters; fewer are a stamp or a page number on a picture."""
_PIECE = 8
"""Characters after which a run without blanks, as in Khmer, gets a new box."""
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0xA4CF))
_COENG = "\u17d2"


@dataclass(slots=True)
class _Run:
    """A word as it grows, in the page's own measure."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_glued: bool


def lines_of(page: pypdfium2.PdfPage) -> list[Line] | None:
    """The lines of a page, or None if its text layer is missing or worthless."""
    characters = list(_characters(page.get_textpage()))
    visible = [one for one in characters if one.text > " "]
    broken = sum(one.text == "\ufffd" or "\ue000" <= one.text < "\uf900" for one in visible)
    unknown = sum(one.text == "\0" for one in characters)
    if len(visible) < _FEWEST or broken + unknown > _BROKEN_SHARE * (len(visible) + unknown):
        return None
    view = _View(page)
    rows = [_placed(view, row) for row in _rows(pdf_khmer.mended(characters))]
    return spaced([row for row in rows if row])


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[Character]:
    page, sides = text.raw, [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(side) for side in sides]  # made once: a book has a million characters
    left, right, bottom, top = sides
    high = 0
    for number in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, number)
        if _HIGH <= code < _LOW:
            high = code
            continue
        if _LOW <= code < _AFTER_SURROGATES:
            code = 0x10000 + ((high - _HIGH) << 10) + (code - _LOW) if high else 0xFFFD
        high = 0
        pdfium.FPDFText_GetCharBox(page, number, *places)
        yield Character(
            "-" if code in _HYPHENS else chr(code),
            left.value,
            right.value,
            bottom.value,
            top.value,
            is_supposed=code == _BLANK and pdfium.FPDFText_IsGenerated(page, number) == 1,
        )


def _rows(characters: Sequence[Character]) -> Iterator[list[_Run]]:
    row: list[_Run] = []
    goes_on = False
    for one in characters:
        if one.text in "\r\n":
            if row:
                yield row
            row, goes_on = [], False
        elif one.text.isspace():
            goes_on = False
        elif one.text > " ":
            _take(row, one, goes_on=goes_on)
            goes_on = True
    if row:
        yield row


def _take(row: list[_Run], one: Character, *, goes_on: bool) -> None:
    if not goes_on or _begins_piece(row[-1].text, one.text):
        row.append(_Run(one.text, one.left, one.right, one.bottom, one.top, is_glued=goes_on))
        return
    run = row[-1]
    run.text += one.text
    if one.right > one.left or one.top > one.bottom:  # else it is drawn with its letter
        run.left, run.right = min(run.left, one.left), max(run.right, one.right)
        run.bottom, run.top = min(run.bottom, one.bottom), max(run.top, one.top)


def _begins_piece(before: str, char: str) -> bool:
    if len(before) < _PIECE or not any(low <= ord(char) <= high for low, high in _UNSPACED):
        return False
    return not unicodedata.category(char).startswith("M") and not before.endswith(_COENG)


def _placed(view: _View, row: Sequence[_Run]) -> list[Word]:
    words = []
    for run in row:
        x0, y0 = view.seen(run.left, run.top)
        x1, y1 = view.seen(run.right, run.bottom)
        left, right = sorted((_on_page(x0), _on_page(x1)))
        top, bottom = sorted((_on_page(y0), _on_page(y1)))
        words.append(Word(run.text, left, top, right, bottom, run.is_glued))
    return words


class _View:
    """Where points of a page's own measure are seen, turned and cut as the page is."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.origin = _device(page, 0, 0)
        self.across = _device(page, _FAR, 0)
        self.up = _device(page, 0, _FAR)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Fractions of the page from its top left."""
        (ox, oy), (ax, ay), (ux, uy) = self.origin, self.across, self.up
        x, y = x / _FAR / _SQUARE, y / _FAR / _SQUARE
        down = oy / _SQUARE + (ay - oy) * x + (uy - oy) * y
        return ox / _SQUARE + (ax - ox) * x + (ux - ox) * y, down


def _device(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point as pdfium draws it in a large square."""
    across, down = ctypes.c_int(), ctypes.c_int()
    place = (0, 0, _SQUARE, _SQUARE, 0, x, y)
    pdfium.FPDF_PageToDevice(page, *place, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def _on_page(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)
