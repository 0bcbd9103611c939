"""Photographs and scans: upright, and their words made out."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.formats import recognition
from ponleu.foundation.documents.formats.page_words import PagedText, Sheet
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.formats.webp import as_webp
from ponleu.foundation.documents.types import Extracted, Limits

_KINDS = ("PNG", "JPEG", "TIFF", "WEBP")
_MEND = "open it in its own program, save it again as PNG and give that"


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """The words of a picture; a TIFF may have several pages."""
    paged = PagedText(limits)
    for number, picture in enumerate(_pictures(data, limits), start=1):
        size = float(picture.width), float(picture.height)
        if number > limits.scanned_pages:
            most = f"it has more than {limits.scanned_pages} pages"
            trouble = Refusal(most, f"page {number}", "save these pages apart")
            paged.add(Sheet(*size, (), trouble=trouble, waits=True))
        else:
            paged.add(recognition.made_out(picture, size))
    return Extracted(
        text=paged.layout.text,
        pages=tuple(paged.pages),
        boxes=tuple(paged.boxes),
        hints=paged.layout.ordered_hints(),
    )


def page_picture(data: bytes, number: int, width: int, limits: Limits) -> bytes:
    """A picture upright, as WebP."""
    for at, picture in enumerate(_pictures(data, limits), start=1):
        if at == number:
            factor = min(1.0, width / picture.width)
            size = max(round(picture.width * factor), 1), max(round(picture.height * factor), 1)
            return as_webp(picture.resize(size))
    raise Refused("it has no such page", f"page {number}", "ask for page 1")


def _pictures(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    """The frames of a picture, turned upright as its camera noted."""
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    try:
        with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
            for frame in ImageSequence.Iterator(picture):
                _refuse_huge(frame, limits)
                yield _upright(frame)
                if picture.format != "TIFF":
                    return  # of a moving picture the first frame
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refused("it is a damaged picture", "the whole file", _MEND) from None


def _refuse_huge(picture: Image.Image, limits: Limits) -> None:
    if picture.width * picture.height > limits.pixels:
        problem = f"it has {picture.width:,} x {picture.height:,} pixels"
        raise Refused(problem, f"more than {limits.pixels:,}", "make it smaller")


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera noted; what is see-through becomes white."""
    turned = ImageOps.exif_transpose(picture)
    if "A" in turned.getbands() or "transparency" in turned.info:
        seen = turned.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return turned.convert("RGB")
