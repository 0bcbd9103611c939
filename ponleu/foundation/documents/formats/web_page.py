"""Web pages: the whole visible text, with what is not the article marked and not left out."""

from __future__ import annotations

import codecs
import copy
import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import trafilatura
from lxml import etree, html

from ponleu.foundation.documents.formats.layout import Layout
from ponleu.foundation.documents.formats.page_article import article_marks
from ponleu.foundation.documents.formats.page_blocks import Block, blocks_of
from ponleu.foundation.documents.formats.page_facts import stated_by
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Extracted, HintKind, Limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_WHERE_CHARSET_STANDS = 4096
MOST_ELEMENTS = 30_000
"""Larger pages are marked by their markup alone: weighing them takes too long."""
LONGEST_BYLINE = 150


def extract(data: bytes, name: str, limits: Limits, *, encoding: str = "") -> Extracted:
    """The text of a page. ``encoding`` is what a message or archive around it states."""
    words, encoding = decoded(data, encoding)
    tree = _tree(words)
    blocks = list(blocks_of(tree))
    if not blocks:
        raise Refused("it shows no words", "the whole page", "save it again when it has loaded")
    stated = stated_by(tree)
    layout = Layout(limits)
    headline = _headline(blocks, stated.title)
    _lay_out(layout, blocks, _main_text(tree), headline)
    return Extracted(
        text=layout.text,
        encoding=encoding,
        published=stated.published,
        title=blocks[headline].words if headline >= 0 else stated.title,
        origin=stated.origin,
        hints=layout.ordered_hints(),
    )


@cache
def warm_up() -> None:
    """Load the word lists that trafilatura loads with the first hard page: 0.35 s."""
    _main_text(_tree("<p>A page."))


def decoded(data: bytes, stated: str = "") -> tuple[str, str]:
    """The characters of a page and their encoding: its mark, else as stated, else UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    found = _CHARSET.search(data, 0, _WHERE_CHARSET_STANDS)
    for encoding in (stated, found.group(1).decode("ascii") if found else "", "utf-8"):
        try:
            return data.decode(encoding), codecs.lookup(encoding).name
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace"), "cp1252"


def _tree(words: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    markup = _DECLARATION.sub("", words, count=1).replace("\0", "")
    if not markup.strip():
        raise Refused("it is empty", "byte 0", "check that it was saved or downloaded whole")
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        mend = "save it again when it has loaded"
        raise Refused("it shows no words", "the whole page", mend) from None


def _main_text(tree: html.HtmlElement) -> str:
    """What trafilatura takes for the article, "" if nothing."""
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return ""
    found = trafilatura.bare_extraction(
        copy.deepcopy(tree), include_comments=False, favor_recall=True, with_metadata=False
    )
    return (getattr(found, "text", "") or "") if found else ""


def _lay_out(layout: Layout, blocks: Sequence[Block], main: str, headline: int) -> None:
    marks = article_marks(blocks, main)
    _take_in_byline(blocks, marks, headline)
    spans: list[tuple[int, int]] = []
    for number, block in enumerate(blocks):
        start = layout.add(block.words, gap=block.gap)
        kind = _kind(block, is_headline=number == headline)
        if kind:
            layout.mark(kind, start)
        spans.append((start, layout.length))
    _mark_runs(layout, spans, [None if mark else HintKind.BOILERPLATE for mark in marks])
    _mark_runs(layout, spans, [HintKind.TABLE if b.place.table else None for b in blocks])


def _headline(blocks: Sequence[Block], title: str) -> int:
    """The heading that is the title, or else the first one, or -1."""
    headings = [
        (number, block)
        for number, block in enumerate(blocks)
        if block.kind is HintKind.TITLE and not block.place.is_furniture
    ]
    same = [n for n, b in headings if title and (b.words in title or title in b.words)]
    return (same or [number for number, _ in headings] or [-1])[0]


def _take_in_byline(blocks: Sequence[Block], marks: list[bool], headline: int) -> None:
    """The headline, and bylines and captions from it to the article's end, are the article's."""
    last = max((number for number, mark in enumerate(marks) if mark), default=-1)
    if headline < 0:
        return
    marks[headline] = True
    for number in range(headline, last):
        if _kind(blocks[number]) in (HintKind.BYLINE, HintKind.CAPTION):
            marks[number] = True


def _kind(block: Block, *, is_headline: bool = False) -> HintKind | None:
    if block.kind is HintKind.TITLE:
        return block.kind if is_headline else None
    is_long = block.kind is HintKind.BYLINE and len(block.words) > LONGEST_BYLINE
    return None if is_long else block.kind


def _mark_runs(
    layout: Layout, spans: Sequence[tuple[int, int]], kinds: Sequence[HintKind | None]
) -> None:
    for kind, run in groupby(zip(spans, kinds, strict=True), key=lambda one: one[1]):
        held = [span for span, _ in run]
        if kind:
            layout.mark(kind, held[0][0], held[-1][1])
