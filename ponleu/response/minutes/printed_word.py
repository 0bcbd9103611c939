"""Minutes as a Word document: the same words, the same foot, the Khmer face inside."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from docx import Document
from docx.document import Document as Made
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from ponleu.foundation.core.word_faces import embed_faces, make_bold, set_faces
from ponleu.response.minutes.printed_faces import plain
from ponleu.response.minutes.printing import Paper
from ponleu.response.minutes.rules.laying import Block

WIDTH_CM = 16.4
CELL, FOOT = "Minutes cell", "Minutes foot"
SIZES = MappingProxyType({"Normal": 11, "Heading 1": 16, "Heading 2": 12, CELL: 9, FOOT: 7})
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
PLACED: Mapping[str, WD_ALIGN_PARAGRAPH] = MappingProxyType(
    {"kingdom": CENTRE, "motto": CENTRE, "title": CENTRE, "about": CENTRE, "right": RIGHT}
)
BOLD = frozenset({"kingdom", "motto", "left", "about", "mark"})


def word(paper: Paper) -> bytes:
    """The file."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.bottom_margin, section.footer_distance = Cm(2.8), Cm(1)
    for name in (CELL, FOOT):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    set_faces(made, SIZES)
    made.styles[CELL].paragraph_format.space_after = Pt(2)
    for block in paper.blocks:
        _add(made, block)
    _foot(made, paper)
    properties = made.core_properties
    properties.title, properties.author = plain(paper.title), plain(paper.unit)
    properties.created = properties.modified = datetime.fromtimestamp(paper.at_s, UTC)
    embed_faces(made)
    _attach(made, paper)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _add(made: Made, block: Block) -> None:
    if block.kind == "table":
        _add_table(made, block)
    elif block.kind in ("title", "heading"):
        heading = made.add_heading(plain(block.text), level=1 if block.kind == "title" else 2)
        _place(heading, block.kind)
    else:
        paragraph = made.add_paragraph()
        run = paragraph.add_run(plain(block.text))
        if block.kind in BOLD:
            make_bold(run)
        _place(paragraph, block.kind)


def _place(paragraph: Paragraph, kind: str) -> None:
    if kind in PLACED:
        paragraph.alignment = PLACED[kind]


def _add_table(made: Made, block: Block) -> None:
    heads = block.cells[0]
    table = made.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    widths = [Cm(WIDTH_CM * width / sum(block.widths)) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    style = made.styles[CELL].style_id
    for number, cells in enumerate(block.cells):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0]._p.style = style
            run = cell.paragraphs[0].add_run(plain(text))
            if number == 0:
                make_bold(run)
    first = table.rows[0]._tr.get_or_add_trPr()
    first.append(OxmlElement("w:tblHeader"))


def _foot(made: Made, paper: Paper) -> None:
    """Reference, version and hash, then the code and the number of the page."""
    foot = made.sections[0].footer
    lines = [f"{paper.foot} {paper.sha256}", f"{paper.code} {paper.page} ".lstrip()]
    for number, line in enumerate(lines):
        paragraph = foot.paragraphs[0] if number == 0 else foot.add_paragraph()
        paragraph.style = FOOT
        paragraph.add_run(plain(line))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot.paragraphs[-1]._p.append(field)


def _attach(made: Made, paper: Paper) -> None:
    """The canonical content, in base 64, as a part of its own."""
    data = base64.b64encode(paper.content.encode()).decode()
    said = f'<minutes xmlns="urn:ponleu:minutes" sha256="{paper.sha256}">{data}</minutes>'
    part = Part(PackURI("/customXml/item2.xml"), "application/xml", said.encode())
    made.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
