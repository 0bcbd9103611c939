"""E-mail messages: header lines, what was written, the earlier mail below it, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from itertools import islice

from ponleu.foundation.documents.formats import web_page
from ponleu.foundation.documents.formats.layout import LINE, Layout, one_line
from ponleu.foundation.documents.types import Extracted, Hint, HintKind, Limits

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_ANSWERED = re.compile(
    r"^(?:On .{5,200} wrote:|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}|_{20,}"
    r"|Le .{5,200} a écrit :|Begin forwarded message:)\s*$",
    re.MULTILINE,
)
_CITED = re.compile(r"^>.*(?:\n>.*)*", re.MULTILINE)
_STUB = 4
"""A plain part shorter than a fourth of the HTML beside it only says "see the HTML"."""


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """A message as text; its attachments are given back as they were sent."""
    message = message_from_bytes(data, policy=policy.default)
    layout = Layout(limits)
    for field in _SHOWN:
        words = _header(message, field)
        if words:
            layout.add(f"{field}: {words}", gap=LINE)
    layout.mark(HintKind.HEADER, 0)
    page = _add_body(layout, message, limits)
    return Extracted(
        text=layout.text,
        published=_sent(message),
        title=_header(message, "Subject"),
        origin=_header(message, "From"),
        hints=layout.ordered_hints(),
        encoding=page.encoding if page else "",
        inside=dict(islice(_attachments(message), limits.entries + 1)),
    )


def _header(message: EmailMessage, field: str) -> str:
    return one_line(str(message.get(field) or ""))


def _sent(message: EmailMessage) -> date | None:
    """The day in the sender's own zone."""
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date() if moment else None


def _add_body(layout: Layout, message: EmailMessage, limits: Limits) -> Extracted | None:
    plain, page = _plain(message), _page(message, limits)
    if page and len(plain) * _STUB < len(page.text):
        start = layout.add(page.text)
        layout.hints += [
            Hint(hint.kind, hint.start + start, hint.end + start)
            for hint in page.hints
            if hint.kind is not HintKind.BOILERPLATE
        ]
        _mark_earlier(layout, page.text, start)
        return page
    if plain:
        _mark_earlier(layout, plain, layout.add(plain))
    return None


def _plain(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    words = _content(body) if body else ""
    return "\n".join(line.rstrip() for line in words.splitlines()).strip("\n")


def _content(part: MIMEPart) -> str:
    try:
        content = part.get_content()
    except LookupError:  # an encoding that nobody knows
        content = part.get_payload(decode=True)
    return content if isinstance(content, str) else bytes(content).decode("utf-8", "replace")


def _page(message: EmailMessage, limits: Limits) -> Extracted | None:
    body = message.get_body(("html",))
    markup = body.get_payload(decode=True) if body else b""
    if not body or not isinstance(markup, bytes) or not markup.strip():
        return None
    stated = body.get_content_charset() or ""
    return web_page.extract(markup, "", limits, encoding=stated)


def _mark_earlier(layout: Layout, words: str, start: int) -> None:
    """Mark what was written before and only stands below the answer."""
    answered = _ANSWERED.search(words)
    end = answered.start() if answered else len(words)
    for cited in _CITED.finditer(words, 0, end):
        layout.mark(HintKind.QUOTE, start + cited.start(), start + cited.end())
    if answered:
        layout.mark(HintKind.QUOTE, start + answered.start())


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Names, each once, and bytes; pictures that only adorn the text are left out."""
    seen: dict[str, int] = {}
    for number, part in enumerate(message.iter_attachments(), start=1):
        if part.get("Content-ID") and part.get_content_disposition() != "attachment":
            continue
        name = part.get_filename() or f"attachment {number}{_ending(part)}"
        seen[name] = seen.get(name, 0) + 1
        unique = name if seen[name] == 1 else f"{seen[name]} {name}"
        yield unique, _bytes(part)


def _ending(part: EmailMessage) -> str:
    return ".eml" if part.get_content_type() == "message/rfc822" else ""


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        return bytes(inner)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
