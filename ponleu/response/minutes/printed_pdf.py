"""Minutes as PDF: A4, its fonts inside, its content attached, the hash at each page's foot."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst

from ponleu.response.minutes.printing import Paper

HERE = Path(__file__).parent
FORM, FONTS = HERE / "printed.typ", HERE / "fonts"


def pdf(paper: Paper) -> bytes:
    """The file; the same paper gives the same bytes."""
    said = json.dumps(asdict(paper), ensure_ascii=False)
    made = typst.compile(
        str(FORM),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"minutes": said},
        pdf_standards=["a-3b"],
        timestamp=paper.at_s,
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF is one file")
    return made
