"""What the address of a document's page asks for."""

from __future__ import annotations


def asked_span(text: str, length: int) -> tuple[int, int] | None:
    """The span that ``?at=START-END`` asks for; None if it is none of a text of this length."""
    start, _dash, end = text.partition("-")
    if not (text.isascii() and start.isdecimal() and end.isdecimal() and len(text) < 20):
        return None
    return (int(start), int(end)) if 0 <= int(start) < int(end) <= length else None
