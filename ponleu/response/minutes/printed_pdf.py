"""Minutes as PDF: A4, its fonts inside, its content attached, the hash at each page's foot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import typst

from ponleu.foundation.core.faces import FONTS
from ponleu.response.minutes.printed_faces import FACES, plain, spelt, without_face
from ponleu.response.minutes.printing import Paper
from ponleu.response.minutes.rules.laying import Block

HERE = Path(__file__).parent
FORM = HERE / "printed.typ"


def pdf(paper: Paper) -> bytes:
    """The file; the same paper gives the same bytes.

    PDF/A takes no boxes. So a sign that no face has stands as its number, and the page says so.
    Typst also refuses some heaps of signs of several scripts; then all that the first face
    lacks is spelt.
    """
    try:
        return _made(_drawable(paper, len(FACES)))
    except typst.TypstError:
        return _made(_drawable(paper, 1))


def _made(paper: Paper) -> bytes:
    said = asdict(paper) | {"faces": [family for family, _file in FACES]}
    made = typst.compile(
        str(FORM),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"minutes": json.dumps(said, ensure_ascii=False)},
        pdf_standards=["a-3b"],
        timestamp=paper.at_s,
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF is one file")
    return made


def _drawable(paper: Paper, faces: int) -> Paper:
    """The paper with signs that the first faces lack spelt; the content stays as it is."""
    blocks = [_plain(block) for block in paper.blocks]
    missing = without_face("".join(_texts(paper, blocks)), faces)
    if not missing:
        return replace(paper, blocks=blocks)
    blocks = [_spelt(block, missing) for block in blocks]
    title = next(number for number, block in enumerate(blocks) if block.kind == "title")
    blocks.insert(title, Block("mark", paper.spelt))
    return replace(paper, blocks=blocks, unit=spelt(paper.unit, missing))


def _texts(paper: Paper, blocks: Sequence[Block]) -> Iterator[str]:
    yield paper.unit
    for block in blocks:
        yield block.text
        yield from (cell for row in block.cells for cell in row)


def _plain(block: Block) -> Block:
    cells = tuple(tuple(map(plain, row)) for row in block.cells)
    return replace(block, text=plain(block.text), cells=cells)


def _spelt(block: Block, missing: frozenset[str]) -> Block:
    cells = tuple(tuple(spelt(cell, missing) for cell in row) for row in block.cells)
    return replace(block, text=spelt(block.text, missing), cells=cells)
