"""Pictures for the screen."""

from __future__ import annotations

import io

from PIL import Image

QUALITY = 80


def as_webp(picture: Image.Image) -> bytes:
    """A picture as WebP, with nothing in it but what is seen."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()
