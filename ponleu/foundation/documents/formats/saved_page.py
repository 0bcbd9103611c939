"""Web pages saved whole in one file: MHTML as Chromium writes it, webarchive as Safari does."""

from __future__ import annotations

import plistlib
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from xml.parsers.expat import ExpatError

from ponleu.foundation.documents.formats import web_page
from ponleu.foundation.documents.formats.layout import one_line
from ponleu.foundation.documents.formats.page_facts import host_of
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Extracted, Limits

_MEND = "save the page again, as HTML"


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """The page in the archive. The day on which it was saved is not that of its publication."""
    if data.startswith(b"bplist"):
        return _webarchive(data, name, limits)
    message = message_from_bytes(data, policy=policy.default)
    page = _first_page(message)
    if page is None:
        raise Refused("it holds no web page", "its parts", _MEND)
    payload = page.get_payload(decode=True)
    markup = payload if isinstance(payload, bytes) else b""
    stated = page.get_content_charset() or ""
    found = web_page.extract(markup, name, limits, encoding=stated)
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    return replace(
        found,
        title=found.title or one_line(str(message.get("Subject") or "")),
        origin=found.origin or host_of(str(address)),
    )


def _first_page(message: EmailMessage) -> EmailMessage | None:
    parts = message.walk() if message.is_multipart() else iter([message])
    kinds = ("text/html", "application/xhtml+xml")
    return next((part for part in parts if part.get_content_type() in kinds), None)


def _webarchive(data: bytes, name: str, limits: Limits) -> Extracted:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        markup, stated = main["WebResourceData"], main.get("WebResourceTextEncodingName") or ""
        address = main.get("WebResourceURL") or ""
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError):
        raise Refused("it is a damaged webarchive", "the whole file", _MEND) from None
    found = web_page.extract(bytes(markup), name, limits, encoding=str(stated))
    return replace(found, origin=found.origin or host_of(str(address)))
