"""What a file's properties say of the document: often what a program put there by itself."""

from __future__ import annotations

import re

from ponleu.foundation.documents.formats.layout import one_line

_BY_A_PROGRAM = re.compile(
    r"microsoft|untitled|^(?:powerpoint |word )?(?:document|presentation|workbook|book|slide|scan)"
    r"\s*\d*$|\.(?:docx?|pdf|rtf|indd|qxd|xlsx?|pptx?|tmp|html?)$",
    re.IGNORECASE,
)
LONGEST = 300


def proper_title(stated: str) -> str:
    """A title that a person may have given, "" if a program did."""
    title = one_line(stated.replace("\0", ""))
    return "" if len(title) > LONGEST or _BY_A_PROGRAM.search(title) else title
