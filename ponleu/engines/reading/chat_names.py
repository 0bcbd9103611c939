"""People who write in a chat: "Kanika: How many are with you?"."""

from __future__ import annotations

import re
from collections import Counter

from ponleu.engines.reading.word_sets import word_set

_HANDLE = re.compile(
    r"(?:(?<=\n)|(?<=[\])]\s)|\A)(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)(?=\s?:\s)"
)
_TIMED = re.compile(
    r"(?:(?<=\n)|\A)(?P<name>[^\W\d_][\w’'-]+(?:[ \t][^\W\d_][\w’'-]+)?)"
    r"(?=[ \t,:]{1,3}[\[(]?\d{1,2}[:.h]\d{2}(?:\s?[ap]m)?[\])]?[ \t:]*\r?(?:\n|\Z))",
    re.IGNORECASE,
)
"""A name and a time on a line of their own: "arben 21:04"."""
_NO_PEOPLE = word_set(
    "user agent bot caller operator officer question answer q a note date place subject to from "
    "cc bcc re time reply message sms name address phone tel re-sent forwarded attachment annex "
    "dear sir madam update photo video source contact email e-mail website hotline me you "
    "reference ref attn place-time conclusion summary background recommendation recommendations"
)
LEAST_TURNS = 2


def chat_names(text: str) -> list[tuple[int, int]]:
    """Offsets of the names before what two or more turns of a chat say; empty if none."""
    heads = [*_HANDLE.finditer(text), *_TIMED.finditer(text)]
    found = [match for match in heads if match["name"].lower() not in _NO_PEOPLE]
    turns = Counter(match["name"] for match in found)
    return [match.span("name") for match in found if turns[match["name"]] >= LEAST_TURNS]
