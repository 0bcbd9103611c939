"""What a web page's markup says of the words inside an element."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from ponleu.foundation.documents.types import HintKind

_UNSEEN_TAGS = """
    audio canvas datalist head iframe map noscript object script style svg template video
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_FURNITURE = frozenset(["nav", "footer"])
_FURNITURE_ROLES = frozenset(["navigation", "contentinfo", "search"])
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|dateline|posted-on|publish(?:ed)?-date)")
_CAPTION = re.compile(r"(?:^|[\s_-])caption")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OF_LAYOUT = "descendant::table|descendant::h1|descendant::h2|descendant::td[count(p|div)>1]"


@dataclass(frozen=True, slots=True)
class Place:
    """What the elements around a word say of it.

    Attributes:
        holder: number of the block's element.
        beside: number of the element around that one, the same for neighbours.
        is_furniture: in navigation or at the page's foot.
    """

    is_unseen: bool = False
    is_linked: bool = False
    is_kept: bool = False
    is_furniture: bool = False
    kind: HintKind | None = None
    table: int = 0
    holder: int = 0
    beside: int = 0


def place_in(element: etree._Element, around: Place, holder: int) -> Place:
    """The place of what stands directly in an element."""
    tag = element.tag
    if around.is_unseen or tag in _UNSEEN or _is_hidden(element):
        return replace(around, is_unseen=True)
    return Place(
        is_linked=around.is_linked or tag == "a",
        is_kept=around.is_kept or tag in ("pre", "textarea"),
        is_furniture=around.is_furniture or _is_furniture(element, tag),
        kind=_kind(element, tag) or around.kind,
        table=holder if tag == "table" and _holds_data(element) else around.table,
        holder=holder,
        beside=around.beside if holder == around.holder else around.holder,
    )


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_furniture(element: etree._Element, tag: str) -> bool:
    if element.get("role") in _FURNITURE_ROLES:
        return True
    return tag in _FURNITURE and not any(True for _ in element.iterancestors("article"))


def _kind(element: etree._Element, tag: str) -> HintKind | None:
    if tag == "h1":
        return HintKind.TITLE
    if tag == "blockquote":
        return HintKind.QUOTE
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if tag in ("figcaption", "caption") or _CAPTION.search(names):
        return HintKind.CAPTION
    stated = element.get("rel") == "author" or element.get("itemprop") in (
        "author",
        "datePublished",
    )
    return HintKind.BYLINE if stated or tag == "time" or _BYLINE.search(names) else None


def _holds_data(table: etree._Element) -> bool:
    """Whether a table holds rows to read, and not the page itself laid out in it."""
    return not table.xpath(f"boolean({_OF_LAYOUT})")
