"""Word documents: paragraphs and tables in their order, then notes, heads and feet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from ponleu.foundation.documents.formats.layout import LINE, PARAGRAPH, Layout, one_line
from ponleu.foundation.documents.formats.properties import proper_title
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Extracted, HintKind, Limits

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _STYLE, _VALUE = qn("w:t"), qn("w:pStyle"), qn("w:val")
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_LEFT_OUT = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # says it twice
    qn("w:moveFrom"),
    qn("w:rPr"),
    qn("w:pPr"),
)
_KINDS = (
    (re.compile(r"title$|^heading ?1", re.I), HintKind.TITLE),
    (re.compile(r"caption", re.I), HintKind.CAPTION),
    (re.compile(r"quote", re.I), HintKind.QUOTE),
)
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml$")
_HEADS = re.compile(r"word/(?:header|footer)\d*\.xml$")
_PICTURES = re.compile(r"word/media/[^/]+\.(?:png|jpe?g|tiff?)$", re.I)


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """The text of a Word document. One that only holds pictures gives these as parts."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        mend = "open it in Word, save it again and give that"
        raise Refused("it is a damaged Word document", "the whole file", mend) from None
    layout = Layout(limits)
    styles = {style.style_id: style.name or "" for style in document.styles}
    _add_body(layout, document.element.body, styles)
    for pattern in (_NOTES, _HEADS):
        _add_margins(layout, document, pattern)
    stated = document.core_properties
    return Extracted(
        text=layout.text,
        title=_title(layout) or proper_title(stated.title or ""),
        made=_made(document),
        hints=layout.ordered_hints(),
        inside={} if layout.length else _pictures(data),
    )


def _add_body(layout: Layout, body: etree._Element, styles: dict[str, str]) -> None:
    for block in _blocks(body):
        if block.tag == _TABLE:
            _add_table(layout, block)
        elif words := _words(block):
            kind = _kind(styles.get(_style(block), ""))
            layout.add(words, kind=kind)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also inside controls and insertions; a table is one block."""
    for child in body:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _blocks(child)


def _add_table(layout: Layout, table: etree._Element) -> None:
    start = None
    for row in table.iter(_ROW):
        if _holder(row, _TABLE) is not table:
            continue  # of a table in a cell, whose words are in the cell
        cells = [one_line(_words(cell)) for cell in row.iter(_CELL) if _holder(cell, _ROW) is row]
        words = "\t".join(cells).strip()
        if words:
            at = layout.add(words, gap=PARAGRAPH if start is None else LINE)
            start = at if start is None else start
    if start is not None:
        layout.mark(HintKind.TABLE, start)


def _holder(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _words(block: etree._Element) -> str:
    """The words of a paragraph or cell, as they read with all changes accepted."""
    pieces: list[str] = []
    _gather(block, pieces)
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(lines).strip()


def _gather(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag in _BREAKS:
            pieces.append(_BREAKS[child.tag])
        else:
            _gather(child, pieces)
            if child.tag == _PARAGRAPH:
                pieces.append("\n")


def _style(paragraph: etree._Element) -> str:
    style = next(paragraph.iter(_STYLE), None)
    return "" if style is None else style.get(_VALUE) or ""


def _kind(style: str) -> HintKind | None:
    return next((kind for pattern, kind in _KINDS if pattern.search(style)), None)


def _title(layout: Layout) -> str:
    titles = [hint for hint in layout.hints if hint.kind is HintKind.TITLE]
    return one_line(layout.text[titles[0].start : titles[0].end]) if titles else ""


def _add_margins(layout: Layout, document: Document, pattern: re.Pattern[str]) -> None:
    """Notes, or heads and feet, each once, after the body."""
    said = set()
    parts = document.part.package.iter_parts()
    for part in sorted(parts, key=lambda part: str(part.partname)):
        if not pattern.search(str(part.partname)):
            continue
        for paragraph in _root(part.blob).iter(_PARAGRAPH):
            words = one_line(_words(paragraph))
            if words and words not in said:
                said.add(words)
                kind = HintKind.HEADER if pattern is _HEADS else None
                layout.add(words, kind=kind)


def _root(markup: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(markup, parser)


def _made(document: Document) -> date | None:
    made = document.core_properties.created
    return made.date() if made else None


def _pictures(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _PICTURES.search(name)]
        return {name: archive.read(name) for name in names}
