"""Published test vectors, kept as JSON beside the tests with where they come from."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "vectors"


def published(name):
    """The vectors of one file, such as published("slip39")."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["vectors"]


def flipped(content, bit):
    """The content with one bit turned over."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
