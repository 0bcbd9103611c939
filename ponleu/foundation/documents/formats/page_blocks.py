"""What a reader sees of a web page, block by block, menus and all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ponleu.foundation.documents.formats.layout import LINE, PARAGRAPH, one_line
from ponleu.foundation.documents.formats.page_places import Place, place_in
from ponleu.foundation.documents.types import HintKind

_PARAGRAPH_TAGS = """
    address article aside blockquote body caption details dialog div dl fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary table td th ul
"""
_PARAGRAPHS = frozenset(_PARAGRAPH_TAGS.split())
_LINES = frozenset(["li", "tr", "dt", "dd", "br", "option", "legend"])
_ROWS = frozenset(["table", "tr", "caption"])
_CELLS = frozenset(["td", "th"])
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words, with the line ends before it.

    Attributes:
        link_share: which share of its characters are links.
        kind: the role that the markup gives to most of it.
    """

    words: str
    gap: int
    link_share: float
    kind: HintKind | None
    place: Place


def blocks_of(tree: etree._Element) -> Iterator[Block]:
    """The blocks of a page in the order of its source."""
    walk = _Walk()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield from walk.enter(element)
        elif event == "end":
            yield from walk.leave(element)
        else:
            walk.hear(element.tail)
    yield from walk.flushed()


class _Walk:
    """Goes through a page and gives out a block wherever one ends."""

    def __init__(self) -> None:
        self.places = [Place()]
        self.heard: list[tuple[str, Place]] = []
        self.gap = PARAGRAPH
        self.last_break = ""
        self.elements = 0

    def enter(self, element: etree._Element) -> Iterator[Block]:
        """Begin an element; gives out the block that it ends, if any."""
        self.elements += 1
        tag, around = element.tag, self.places[-1]
        place = place_in(element, around, self.elements if _breaks(tag, around) else around.holder)
        self.places.append(place)
        if not place.is_unseen:
            yield from self._broken(tag, place)
            if place.table and tag in _CELLS and self.heard:
                self.heard.append(("\t", place))
        self.hear(element.text)

    def leave(self, element: etree._Element) -> Iterator[Block]:
        """End an element; gives out its last block, if it is one."""
        place = self.places.pop()
        if not place.is_unseen:
            yield from self._broken("" if element.tag == "br" else element.tag, place)
        self.hear(element.tail)

    def hear(self, words: str | None) -> None:
        """Take in a run of text that stands in the present element."""
        place = self.places[-1]
        if words and not place.is_unseen:
            self.heard.append((words if place.is_kept else _BLANKS.sub(" ", words), place))

    def _broken(self, tag: str, place: Place) -> Iterator[Block]:
        if not _breaks(tag, place):
            if place.table and tag in _PARAGRAPHS | _LINES:
                self.heard.append((" ", place))
            return
        yield from self.flushed()
        twice = tag == "br" and self.last_break == "br"
        self.gap = max(self.gap, LINE if tag in _LINES and not twice else PARAGRAPH)
        self.last_break = tag

    def flushed(self) -> Iterator[Block]:
        """What was heard since the last block, as one."""
        heard, self.heard = self.heard, []
        runs = [(run, place) for run, place in heard if not run.isspace()]
        if not runs:
            return
        words = "".join(run for run, _ in heard)
        sizes: Counter[HintKind | None] = Counter()
        linked = 0
        for run, place in runs:
            sizes[place.kind] += len(run)
            linked += len(run) * place.is_linked
        place = runs[0][1]
        share, kind = linked / sizes.total(), sizes.most_common(1)[0][0]
        yield Block(_tidy(words, place), self.gap, share, kind, place)
        self.gap, self.last_break = LINE, ""


def _breaks(tag: str, place: Place) -> bool:
    return tag in _ROWS if place.table else tag in _PARAGRAPHS or tag in _LINES


def _tidy(words: str, place: Place) -> str:
    if place.table:
        return "\t".join(one_line(cell) for cell in words.split("\t")).strip()
    if place.is_kept:
        return "\n".join(line.rstrip() for line in words.splitlines()).strip("\n")
    return one_line(words)
