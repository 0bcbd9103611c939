"""Minutes as a Word document: the same words, the same foot, the Khmer face inside."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from uuid import NAMESPACE_OID, UUID, uuid5

from docx import Document
from docx.document import Document as Made
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ponleu.response.minutes.printed_pdf import FONTS
from ponleu.response.minutes.printing import Paper
from ponleu.response.minutes.rules.laying import Block
from ponleu.response.public_answers.statement import KHMER_FACE, set_faces

WIDTH_CM = 16.4
CELL, FOOT = "Minutes cell", "Minutes foot"
SIZES = MappingProxyType({"Normal": 11, "Heading 1": 16, "Heading 2": 12, CELL: 9, FOOT: 7})
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FACES = (("embedRegular", "noto-sans-khmer-400.ttf"), ("embedBold", "noto-sans-khmer-700.ttf"))
LATIN_FACE = KHMER_FACE
"""It has Latin letters too; so what is inside is all that the document needs."""
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
    for name in (CELL, FOOT):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    set_faces(made, SIZES, latin=LATIN_FACE)
    for block in paper.blocks:
        _add(made, block)
    _foot(made, paper)
    properties = made.core_properties
    properties.title, properties.author = plain(paper.title), plain(paper.unit)
    properties.created = properties.modified = datetime.fromtimestamp(paper.at_s, UTC)
    _embed_faces(made)
    _attach(made, paper)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def plain(text: str) -> str:
    """Without signs that a document cannot hold."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs"))


def _add(made: Made, block: Block) -> None:
    if block.kind == "table":
        _add_table(made, block)
    elif block.kind in ("title", "heading"):
        heading = made.add_heading(plain(block.text), level=1 if block.kind == "title" else 2)
        _place(heading, block.kind)
    else:
        paragraph = made.add_paragraph()
        run = paragraph.add_run(plain(block.text))
        _make_bold(run, is_bold=block.kind in BOLD)
        _place(paragraph, block.kind)


def _place(paragraph: Paragraph, kind: str) -> None:
    if kind in PLACED:
        paragraph.alignment = PLACED[kind]


def _make_bold(run: Run, *, is_bold: bool) -> None:
    """Of both scripts; left to the style otherwise."""
    run.font.bold = run.font.cs_bold = True if is_bold else None


def _add_table(made: Made, block: Block) -> None:
    heads = block.cells[0]
    table = made.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    widths = [Cm(WIDTH_CM * width / sum(block.widths)) for width in block.widths]
    for number, cells in enumerate(block.cells):
        row = table.add_row()
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = CELL
            _make_bold(cell.paragraphs[0].add_run(plain(text)), is_bold=number == 0)
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


def _embed_faces(made: Made) -> None:
    """Put the faces into the file, in the form of ECMA-376 (part 4, 17.8.1)."""
    table = made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    faces = []
    for number, (tag, file) in enumerate(FACES, start=1):
        key = uuid5(NAMESPACE_OID, file)
        blob = hidden((FONTS / file).read_bytes(), key)
        where = PackURI(f"/word/fonts/font{number}.odttf")
        link = table.relate_to(Part(where, FONT_TYPE, blob), RELATIONSHIP_TYPE.FONT)
        faces.append(f'<w:{tag} r:id="{link}" w:fontKey="{{{str(key).upper()}}}"/>')
    table._blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts xmlns:w="{NAMES}" xmlns:r="{LINKS}"><w:font w:name="{KHMER_FACE}">'
        f"{''.join(faces)}</w:font></w:fonts>"
    ).encode()
    settings = made.settings.element
    zoom = settings.find(qn("w:zoom"))
    settings.insert(
        0 if zoom is None else settings.index(zoom) + 1, OxmlElement("w:embedTrueTypeFonts")
    )


def hidden(font: bytes, key: UUID) -> bytes:
    """A font as Word embeds it: 32 bytes against the key read backwards; its own inverse."""
    mask = (key.bytes[::-1] * 2)[:32]
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _attach(made: Made, paper: Paper) -> None:
    """The canonical content, in base 64, as a part of its own."""
    data = base64.b64encode(paper.content.encode()).decode()
    said = f'<minutes xmlns="urn:ponleu:minutes" sha256="{paper.sha256}">{data}</minutes>'
    part = Part(PackURI("/customXml/item2.xml"), "application/xml", said.encode())
    made.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
