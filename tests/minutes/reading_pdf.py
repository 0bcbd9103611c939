"""What stands in a PDF: its words, what is attached, the fonts that it is written with."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium


def page_texts(made):
    """Text of each page without blanks. Signs that are drawn from several glyphs come repeated."""
    with pypdfium2.PdfDocument(made) as document:
        return [
            "".join(document[number].get_textpage().get_text_range().split())
            for number in range(len(document))
        ]


def attached(made):
    """What is attached to a PDF: its name and bytes."""
    with pypdfium2.PdfDocument(made) as document:
        (one,) = (document.get_attachment(n) for n in range(document.count_attachments()))
        return one.get_name(), bytes(one.get_data())


def fonts_in(made):
    """Names of the fonts with which a PDF is written; all of them lie in it."""
    found = set()
    with pypdfium2.PdfDocument(made) as document:
        for number in range(len(document)):
            for each in document[number].get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
                font = pdfium.FPDFTextObj_GetFont(each.raw)
                room = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, room, 200)
                assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
                found.add(room.value.decode())
    return found
