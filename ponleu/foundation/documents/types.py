"""A document taken apart: its text, and where on which page, in which role, each word stands.

All offsets are Unicode code points into ``text``, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ponleu.engines.errors import Refusal

MEGABYTE = 1024 * 1024


class Format(StrEnum):
    """Formats; ``CELLS`` is an Excel sheet cell by cell, which is asked for and never guessed."""

    TEXT = "txt"
    CSV = "csv"
    HTML = "html"
    MHTML = "mhtml"
    WEBARCHIVE = "webarchive"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CELLS = "cells"
    EML = "eml"
    PICTURE = "picture"
    ZIP = "zip"


class HintKind(StrEnum):
    """What the layout says of a span. Spans of different kinds may overlap.

    ``boilerplate``: menus, related stories, what is no part of the article.
    ``header``: running heads and feet of pages, notes' and messages' header lines.
    ``quote``: a block quotation, or the earlier message in an answer.
    """

    TITLE = "title"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"
    CAPTION = "caption"
    TABLE = "table"
    HEADER = "header"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Hint:
    kind: HintKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF, or a picture.

    Attributes:
        width, height: points of a PDF, pixels of a picture, as it is seen upright.
        recognised_as: the languages in which tesseract made out its words, "eng+khm";
            "" if they are the document's own.
        unsure_words: of ``words``, those that tesseract was less than half sure of; they
            stay in the text.
        trouble: why the page, and no other, could not be read; it then has no text.
        waits: the page is a picture that nobody tried to read: past ``Limits.scanned_pages``,
            or there is no tesseract.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    recognised_as: str = ""
    words: int = 0
    unsure_words: int = 0
    trouble: Refusal | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Where a word stands on its page: fractions of width and height, from the top left."""

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside a document: an archive's file, a message's attachment.

    Attributes:
        name: its path inside, with "/" between folders.
        data: its bytes; empty if they could not be taken out.
    """

    name: str
    data: bytes
    content: Opened | Refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as text, with what its layout tells.

    Attributes:
        text: unchanged plain text; else as taken out, with LF between lines. Empty if
            the document only holds others.
        encoding: of the bytes, "" where the format leaves no choice.
        published: the day that the document itself states as that of its publication or
            sending; never guessed, never the day of a file.
        made: the day that the file's properties state; a scan or a template is often
            older or younger than what it says, so this only helps a person to decide.
        origin: who published or sent it, as the document itself states.
        boxes: of words, in text order; of PDFs and pictures only.
        hints: by start.
    """

    text: str
    format: Format
    encoding: str = ""
    published: date | None = None
    made: date | None = None
    title: str = ""
    origin: str = ""
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()
    hints: tuple[Hint, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost. Past a limit it is refused, or the page or part is.

    Attributes:
        ratio: of unpacked to packed size, for what unpacks to more than ten megabytes.
        depth: of containers in containers, the outermost counted.
        scanned_pages: pages that are given to tesseract; 0 for none.
        cpu_seconds: of one document, and of one page in tesseract.
        scan_wall_seconds: of a PDF or picture, in which there may be pages to make out.
    """

    file_bytes: int = 50 * MEGABYTE
    characters: int = 5_000_000
    pages: int = 2_000
    pixels: int = 80_000_000
    cells: int = 2_000_000
    scanned_pages: int = 60
    entries: int = 2_000
    unpacked_bytes: int = 200 * MEGABYTE
    ratio: int = 200
    depth: int = 3
    memory_bytes: int = 1_500 * MEGABYTE
    cpu_seconds: int = 60
    wall_seconds: int = 120
    scan_wall_seconds: int = 900


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the process apart gives back: a document without its parts opened.

    Attributes:
        inside: name and bytes of each document inside.
    """

    text: str
    encoding: str = ""
    published: date | None = None
    made: date | None = None
    title: str = ""
    origin: str = ""
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()
    hints: tuple[Hint, ...] = ()
    inside: Mapping[str, bytes] = field(default_factory=dict)
