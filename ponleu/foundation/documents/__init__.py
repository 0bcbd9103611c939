"""Documents of any format as text with layout: where each word stands, and in which role."""

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.folders import walk
from ponleu.foundation.documents.opened import opened, page_picture
from ponleu.foundation.documents.reader import Reader
from ponleu.foundation.documents.types import (
    Box,
    Format,
    Hint,
    HintKind,
    Limits,
    Opened,
    Page,
    Part,
)

__all__ = [
    "Box",
    "Format",
    "Hint",
    "HintKind",
    "Limits",
    "Opened",
    "Page",
    "Part",
    "Reader",
    "Refusal",
    "opened",
    "page_picture",
    "walk",
]
