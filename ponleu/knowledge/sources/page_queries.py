"""Reads about the pages of sources, for screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.sources.layout import Highlight
from ponleu.knowledge.sources.models import Source, SourcePage
from ponleu.knowledge.sources.page_layout import Frame, frames
from ponleu.knowledge.sources.rules import PICTURED, SHOWN_WIDTH

MOST_LISTED = 20
MOST_DRAWN = 12
"""Pages whose pictures one screen may offer: a picture is about 100 kB."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A highlight on a page's picture; ``is_asked`` if it is of the question in hand."""

    key: str
    family: str
    frames: Sequence[Frame]
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a screen shows it.

    Attributes:
        height: pixels, for ``width`` pixels across.
        before, after: numbers of the pages beside it, None at the ends.
        is_first: the picture that is shown first, before any other is asked for.
        asked: "START-END" of the question in hand, "" if it does not stand on this page.
    """

    page: SourcePage
    width: int
    height: int
    marks: Sequence[Marked] = ()
    before: int | None = None
    after: int | None = None
    is_first: bool = False
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """What is known of the pages of a source.

    Attributes:
        doubtful: pages with words read with doubt, or that could not be read, the first few.
        more: how many others there are of those.
        waiting: how many pages wait to be made out.
        first: number of the first page.
    """

    count: int
    doubtful: Sequence[SourcePage]
    more: int
    waiting: int
    first: int


def pages_of(source: Source) -> Pages | None:
    """A source's pages in short; None if it has no pages that can be shown."""
    if source.format not in PICTURED:
        return None
    every = list(source.pages.defer("boxes"))
    if not every:
        return None
    doubtful = [page for page in every if page.unsure_words or page.trouble]
    return Pages(
        count=len(every),
        doubtful=doubtful[:MOST_LISTED],
        more=max(len(doubtful) - MOST_LISTED, 0),
        waiting=sum(page.waits for page in every),
        first=every[0].number,
    )


def page_of(source: Source, number: int, marks: Sequence[Highlight]) -> Drawn:
    """One page with its highlights.

    Raises:
        NotFound: the source has no such page that can be shown.
    """
    found = source.pages.filter(number=number).first() if source.format in PICTURED else None
    if found is None:
        raise NotFound(_("There is no such record."))
    numbers = set(source.pages.filter(number__in=[number - 1, number + 1]).values_list("number"))
    return Drawn(
        page=found,
        width=SHOWN_WIDTH,
        height=_height(found),
        marks=_marked(found, marks),
        before=number - 1 if (number - 1,) in numbers else None,
        after=number + 1 if (number + 1,) in numbers else None,
        is_first=True,
    )


def pages_under(source: Source, marks: Sequence[Highlight], *, first: str) -> list[Drawn]:
    """The pages on which highlights stand, with them: of many a few, with that of the question.

    Args:
        first: the key of the question in hand, "" if none waits.
    """
    if source.format not in PICTURED or not marks:
        return []
    bare = [page for page in source.pages.defer("boxes") if _on(page, marks)]
    asked = [mark for mark in marks if mark.key == first]
    begin = next((at for at, page in enumerate(bare) if _on(page, asked)), 0)
    window = bare[min(begin, max(len(bare) - MOST_DRAWN, 0)) :][:MOST_DRAWN]
    wanted = [page.pk for page in window]
    shown = bare[begin].pk if bare else None
    return [
        Drawn(
            page=page,
            width=SHOWN_WIDTH,
            height=_height(page),
            marks=_marked(page, marks, first),
            is_first=page.pk == shown,
            asked=next((f"{mark.start}-{mark.end}" for mark in _on(page, asked)), ""),
        )
        for page in source.pages.filter(pk__in=wanted)
    ]


def number_at(source: Source, start: int) -> int | None:
    """The number of the page on which an offset of the text stands."""
    if source.format not in PICTURED:
        return None
    holding = source.pages.filter(start__lte=start, end__gt=start)
    return holding.values_list("number", flat=True).first()


def _on(page: SourcePage, marks: Sequence[Highlight]) -> list[Highlight]:
    return [mark for mark in marks if mark.start < page.end and mark.end > page.start]


def _height(page: SourcePage) -> int:
    return max(round(SHOWN_WIDTH * page.height / page.width), 1) if page.width else SHOWN_WIDTH


def _marked(page: SourcePage, marks: Sequence[Highlight], asked: str = "") -> list[Marked]:
    made = (
        Marked(
            mark.key,
            mark.family,
            frames(page.boxes, mark.start, mark.end),
            is_asked=bool(asked) and mark.key == asked,
        )
        for mark in _on(page, marks)
    )
    return [mark for mark in made if mark.frames]
