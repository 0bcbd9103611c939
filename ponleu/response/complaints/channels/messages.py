"""E-mail messages as complaints, one by one or several in an archive."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import Format, HintKind, Limits, Reader, archives, sniffing
from ponleu.foundation.documents.archives import Allowance, Entry
from ponleu.foundation.documents.litter import without_litter
from ponleu.foundation.documents.types import Extracted
from ponleu.response.complaints.channels.types import (
    MOST_WHAT,
    Brought,
    Carried,
    Fault,
    fault_of,
)
from ponleu.response.complaints.intake import Told

MESSAGE_TYPE = "message/rfc822"
MOST_ATTACHMENTS = 100
LIMITS = Limits(entries=MOST_ATTACHMENTS, unpacked_bytes=500 * 1024 * 1024)
ARCHIVE = Limits(entries=20_000, unpacked_bytes=1024 * 1024 * 1024)
"""Of an archive of messages; each is taken out, read and let go before the next."""


def is_message(data: bytes, name: str) -> bool:
    """Whether bytes are an e-mail message."""
    return sniffing.format_of(data, name) is Format.EML


def brought_message(data: bytes, name: str, language: str, reader: Reader) -> Brought | Fault:
    """What a message tells: its words, who sent it, when; with all that came with it.

    The message as it was sent is one of its files.

    Args:
        language: in which it is taken to be written.
    """
    if not is_message(data, name):
        return Fault(_("it is no e-mail message"), name, _("save it from the mail program as .eml"))
    found = reader.extract(data, name, Format.EML, LIMITS)
    if isinstance(found, Refusal):
        return Fault(found.problem, f"{name}, {found.place}", found.mend)
    what = _words(found) or found.title
    fault = _fault(found, what)
    if fault:
        problem, mend = fault
        return Fault(problem, name, mend)
    told = Told(language=language, what=what, beside=_beside(found))
    return Brought(name, told, b"message " + data, (_original(data, name), *_attachments(found)))


def brought_messages(
    data: bytes, name: str, language: str, reader: Reader
) -> Iterator[Brought | Fault]:
    """What the messages in an archive tell, by their names."""
    entries = table_of_contents(data)
    if isinstance(entries, Refusal):
        yield fault_of(entries)
        return
    empty = True
    for entry in entries:
        if not list(without_litter([entry.name])):
            continue
        empty = False
        if isinstance(entry.data, Refusal):
            yield Fault(entry.data.problem, entry.name, entry.data.mend)
        else:
            yield brought_message(entry.data, entry.name, language, reader)
    if empty:
        yield Fault(_("it is empty"), name, _("check that it was saved whole"))


def table_of_contents(data: bytes) -> Iterator[Entry] | Refusal:
    """What an archive holds, or why it cannot be unpacked."""
    return archives.entries_of(data, Allowance(ARCHIVE))


def _fault(found: Extracted, what: str) -> tuple[str, str] | None:
    by_hand = _("take the complaint down by hand")
    if len(what) > MOST_WHAT:
        return _("it has more than %(most)d letters") % {"most": MOST_WHAT}, by_hand
    if len(found.inside) > MOST_ATTACHMENTS:
        return _("it has more than %(most)d attachments") % {"most": MOST_ATTACHMENTS}, by_hand
    if not what.strip() and not found.inside:
        return _("it holds no words and no files"), _("check that it was saved whole")
    return None


def _words(found: Extracted) -> str:
    """What was written, without the header lines that stand before it."""
    head = next((h.end for h in found.hints if h.kind is HintKind.HEADER and h.start == 0), 0)
    return found.text[head:].lstrip("\n")


def _beside(found: Extracted) -> dict[str, str]:
    beside = {
        "consent": "not_asked",
        "sender": found.origin,
        "subject": found.title,
        "sent": found.published.isoformat() if found.published else "",
    }
    return {name: words for name, words in beside.items() if words}


def _original(data: bytes, name: str) -> Carried:
    last = name.rsplit("/", 1)[-1]
    return Carried(last if last.endswith(".eml") else f"{last}.eml", MESSAGE_TYPE, data)


def _attachments(found: Extracted) -> Iterator[Carried]:
    for name, data in found.inside.items():
        sort = mimetypes.guess_type(name)[0] or "application/octet-stream"
        yield Carried(name, sort, data)
