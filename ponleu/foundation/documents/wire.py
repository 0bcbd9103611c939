"""What goes between the two processes: JSON, in which a hostile document can do no harm."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.types import Box, Extracted, Hint, HintKind, Page

EXTRACTED, REFUSED, BYTES = "extracted", "refused", "bytes"


def packed(result: Extracted | Refusal | bytes) -> bytes:
    """A result on its way."""
    if isinstance(result, Refusal):
        return json.dumps({REFUSED: asdict(result)}).encode()
    if isinstance(result, bytes):
        return json.dumps({BYTES: base64.b64encode(result).decode("ascii")}).encode()
    stated = {
        "text": result.text,
        "encoding": result.encoding,
        "published": result.published and result.published.isoformat(),
        "made": result.made and result.made.isoformat(),
        "title": result.title,
        "origin": result.origin,
        "pages": [asdict(page) for page in result.pages],
        "boxes": [list(asdict(box).values()) for box in result.boxes],
        "hints": [[hint.kind.value, hint.start, hint.end] for hint in result.hints],
        "inside": [
            [name, base64.b64encode(data).decode("ascii")] for name, data in result.inside.items()
        ],
    }
    return json.dumps({EXTRACTED: stated}).encode()


def unpacked(message: bytes) -> Extracted | Refusal | bytes:
    """A result that has come.

    Raises:
        ValueError, KeyError, TypeError: the other side did not keep to the form.
    """
    stated: dict[str, Any] = json.loads(message)
    if BYTES in stated:
        return base64.b64decode(stated[BYTES])
    if REFUSED in stated:
        return Refusal(**stated[REFUSED])
    return _extracted(stated[EXTRACTED])


def _extracted(stated: dict[str, Any]) -> Extracted:
    return Extracted(
        text=stated["text"],
        encoding=stated["encoding"],
        published=_day(stated["published"]),
        made=_day(stated["made"]),
        title=stated["title"],
        origin=stated["origin"],
        pages=tuple(_page(page) for page in stated["pages"]),
        boxes=tuple(Box(*box) for box in stated["boxes"]),
        hints=tuple(Hint(HintKind(kind), start, end) for kind, start, end in stated["hints"]),
        inside={name: base64.b64decode(data) for name, data in stated["inside"]},
    )


def _page(stated: dict[str, Any]) -> Page:
    trouble = stated.pop("trouble")
    return Page(**stated, trouble=Refusal(**trouble) if trouble else None)


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated else None
