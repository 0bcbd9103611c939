"""The Khmer face of a Word document: set for both scripts, and carried inside the file."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import NAMESPACE_OID, UUID, uuid5

from docx.document import Document as Made
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from ponleu.foundation.core.faces import FONTS, KHMER_BOLD, KHMER_FACE, KHMER_REGULAR

FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FACES = (("embedRegular", KHMER_REGULAR), ("embedBold", KHMER_BOLD))
BLACK = RGBColor(0, 0, 0)
LINE_SPACING = 1.3
"""Khmer stacks signs above and below its letters: less makes lines touch."""


def set_faces(made: Made, sizes: Mapping[str, int]) -> None:
    """One face for both scripts, each as large; Word takes Khmer from the complex-script ones.

    Args:
        sizes: in points, by the name of a style of the document.
    """
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.name, style.font.size = KHMER_FACE, Pt(size)
        style.font.color.rgb = BLACK
        style.paragraph_format.space_before = Pt(14 if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.line_spacing = LINE_SPACING
        properties = style.element.get_or_add_rPr()
        faces = properties.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            faces.attrib.pop(qn(f"w:{theme}"), None)
        faces.set(qn("w:cs"), KHMER_FACE)
        if style.font.bold:
            style.font.cs_bold = True
        _set(properties, "w:szCs", {"w:val": str(2 * size)})
        _set(properties, "w:lang", {"w:val": "en-GB", "w:bidi": "km-KH"})


def _set(properties: BaseOxmlElement, tag: str, values: dict[str, str]) -> None:
    """Give a style an element of run properties, in place of the one that it has."""
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(name), value)
    properties.append(made)


def make_bold(run: Run) -> None:
    """In both scripts."""
    run.font.bold = run.font.cs_bold = True


def embed_faces(made: Made) -> None:
    """Put the face into the file, in the form of ECMA-376 (part 4, 17.8.1)."""
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
