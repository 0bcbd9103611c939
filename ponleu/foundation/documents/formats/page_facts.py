"""What a web page states of itself: title, day of publication, who publishes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ponleu.foundation.documents.formats.layout import one_line

_PUBLISHED_NAMES = """
    article:published_time og:published_time datepublished date pubdate publishdate publish-date
    dc.date dc.date.issued dcterms.date dcterms.issued dcterms.created parsely-pub-date
    sailthru.date citation_publication_date
"""
_PUBLISHED = _PUBLISHED_NAMES.split()
_TITLES = ["og:title", "twitter:title", "dc.title", "headline"]
_PUBLISHERS = ["og:site_name", "application-name", "dc.publisher", "citation_journal_title"]
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_DAY = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?!\d)")
_LARGEST_STATEMENT = 500_000
"""Characters of JSON-LD; a page says less of itself."""


@dataclass(frozen=True, slots=True)
class Stated:
    title: str = ""
    published: date | None = None
    origin: str = ""


def stated_by(tree: etree._Element) -> Stated:
    """What the page says in its head, in JSON-LD and in marked-up times."""
    metas = _metas(tree)
    things = list(_linked_data(tree))
    return Stated(
        title=_first(metas, _TITLES) or _words(things, "headline") or _own_title(tree),
        published=_published(tree, metas, things),
        origin=_first(metas, _PUBLISHERS) or _publisher(things) or _host(tree, metas),
    )


def day_of(words: str | None) -> date | None:
    """The day with which an ISO date or time begins, as it is written, in its own zone."""
    found = _DAY.match((words or "").strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _metas(tree: etree._Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            metas.setdefault(name.strip().lower(), one_line(meta.get("content")))
    return metas


def _first(metas: dict[str, str], names: list[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _linked_data(tree: etree._Element) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        words = script.text or ""
        if script.get("type") != "application/ld+json" or len(words) > _LARGEST_STATEMENT:
            continue
        try:
            yield from _things(json.loads(words))
        except (ValueError, RecursionError):
            continue  # a broken statement says nothing


def _things(stated: Any) -> Iterator[dict[str, Any]]:
    """The things of a statement: one, a list, or a graph of them."""
    graph = stated.get("@graph", [stated]) if isinstance(stated, dict) else stated
    if isinstance(graph, list):
        yield from (thing for thing in graph if isinstance(thing, dict))


def _words(things: list[dict[str, Any]], name: str) -> str:
    found = (thing[name] for thing in things if isinstance(thing.get(name), str))
    return one_line(next(found, ""))


def _published(
    tree: etree._Element, metas: dict[str, str], things: list[dict[str, Any]]
) -> date | None:
    stated = [metas[name] for name in _PUBLISHED if name in metas]
    stated += [thing["datePublished"] for thing in things if _is_text(thing, "datePublished")]
    for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]"):
        stated += [element.get("datetime") or element.get("content") or ""]
    return next(filter(None, map(day_of, stated)), None)


def _is_text(thing: dict[str, Any], name: str) -> bool:
    return isinstance(thing.get(name), str)


def _publisher(things: list[dict[str, Any]]) -> str:
    for thing in things:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and _is_text(publisher, "name"):
            return one_line(publisher["name"])
    return ""


def _own_title(tree: etree._Element) -> str:
    title = tree.find(".//title")
    return one_line("".join(title.itertext())) if title is not None else ""


def _host(tree: etree._Element, metas: dict[str, str]) -> str:
    """The site that the page says it was saved from."""
    addresses = [metas.get("og:url", "")]
    addresses += [link.get("href") or "" for link in tree.xpath("//link[@rel='canonical']")]
    before = tree.xpath("preceding-sibling::comment()")
    addresses += _SAVED_FROM.findall(" ".join(comment.text or "" for comment in before))
    return next(filter(None, map(host_of, addresses)), "")


def host_of(address: str) -> str:
    """The site's name in an address, "" if it has none."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
