"""Words made out in pictures by tesseract, in English and Khmer, with how sure it is."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageOps

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.formats.page_words import Line, Sheet, Word, spaced

LANGUAGES = ("eng", "khm")
UNSURE = 50.0
"""Of 100: words under it stay in the text and are counted."""
ILLEGIBLE = 35.0
"""Mean sureness under which a page is a drawing, a blur or another script."""
SMALL_WIDTH = 1_600
"""Pixels: narrower pictures are enlarged, up to three times, before they are read."""
_MOST_ENLARGED = 3
_WORD_LEVEL = "5"
_ON_A_PAGE = "--psm 3 --oem 1 tsv"


def made_out(picture: Image.Image, size: tuple[float, float]) -> Sheet:
    """The words of a picture, or why there are none."""
    program, languages = shutil.which("tesseract"), installed_languages()
    if not program or not languages:
        mend = "install tesseract-ocr, tesseract-ocr-eng and tesseract-ocr-khm, or type the text"
        trouble = Refusal("it is a picture of text", "its words", mend)
        return Sheet(*size, (), trouble=trouble, waits=True)
    table = _table(program, languages, _prepared(picture))
    if table is None:
        mend = "scan it again in parts, straight and without a background"
        return Sheet(*size, (), trouble=Refusal("it takes too long to make out", "its words", mend))
    rows = list(_rows(table))
    sure = [row.sure for row in rows]
    if not rows or sum(sure) / len(sure) < ILLEGIBLE:
        return Sheet(*size, (), recognised_as=languages, trouble=_illegible(languages))
    unsure = sum(one < UNSURE for one in sure)
    return Sheet(*size, _lines(rows), recognised_as=languages, unsure_words=unsure)


@dataclass(frozen=True, slots=True)
class _Row:
    """A word in tesseract's table: block, paragraph and line, place, sureness."""

    block: str
    paragraph: str
    line: str
    word: Word
    sure: float


def installed_languages() -> str:
    """Those of ours that tesseract has, "eng+khm"; "" for none."""
    program = shutil.which("tesseract")
    if not program:
        return ""
    command = [program, "--list-langs"]
    listed = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 our own words
    return "+".join(one for one in LANGUAGES if one in listed.stdout.decode().split())


def _prepared(picture: Image.Image) -> Image.Image:
    """Grey, with full contrast, and large enough."""
    grey = picture.convert("L")
    factor = min(_MOST_ENLARGED, SMALL_WIDTH / max(grey.width, 1))
    if factor > 1:
        size = round(grey.width * factor), round(grey.height * factor)
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return ImageOps.autocontrast(grey, cutoff=1)


def _table(program: str, languages: str, picture: Image.Image) -> tuple[list[str], int, int] | None:
    """Tesseract's table of words with the size of what it saw; None if it was stopped."""
    out = io.BytesIO()
    picture.save(out, "PPM")
    command = [program, "stdin", "stdout", "-l", languages, *_ON_A_PAGE.split()]
    done = subprocess.run(  # noqa: S603 our own words; the picture goes in on standard input
        command, input=out.getvalue(), capture_output=True, check=False
    )
    if done.returncode:
        return None
    return done.stdout.decode("utf-8", "replace").splitlines()[1:], picture.width, picture.height


def _rows(table: tuple[list[str], int, int]) -> Iterator[_Row]:
    lines, across, down = table
    for line in lines:
        cells = line.split("\t")
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        place = left / across, top / down, (left + width) / across, (top + height) / down
        block, paragraph, number = cells[2:5]
        word = Word(cells[11].strip(), *place)
        yield _Row(block, paragraph, number, word, float(cells[10]))


def _lines(rows: Sequence[_Row]) -> list[Line]:
    lines = groupby(rows, key=lambda row: (row.block, row.paragraph, row.line))
    return spaced([[one.word for one in line] for _, line in lines])


def _illegible(languages: str) -> Refusal:
    """Nothing legible; if Khmer is not installed, that may be why."""
    mend = "scan it at 300 dpi, straight and sharp, or type the text"
    if "khm" not in languages:
        mend = "install tesseract-ocr-khm if it is Khmer; else " + mend
    return Refusal("no words can be made out in it", "the picture", mend)
