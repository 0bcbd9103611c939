"""Load the words of receipts: 256 things, the same number for the same thing in ten languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ponleu.foundation.packs.tables import PackError, Row, read_table

LANGUAGES = ("km", "en", "zh", "vi", "th", "id", "my", "bn", "hi", "fil")
"""Columns of the table of words; ``id`` serves Malay too, ``zh`` is simplified Chinese."""

COUNT = 256
"""Words of a language: one for each value of a byte."""

WORDS_FILE = "receipt_words.csv"
LETTERS_FILE = "receipt_letters.csv"


@dataclass(frozen=True, slots=True, eq=False)
class ReceiptWords:
    """The words of receipts.

    Attributes:
        words: language -> its 256 words, word n for the byte n.
        meanings: what the words of a number mean, in English.
        same_letters: letter that people may write -> the one of the table, as 龍 -> 龙.
    """

    words: Mapping[str, tuple[str, ...]]
    meanings: tuple[str, ...]
    same_letters: Mapping[str, str]


@cache
def load_receipt_words(country: str = "kh") -> ReceiptWords:
    """The words of a country's pack, checked. Kept for the life of the process.

    Raises:
        PackError: there is no such pack, or one of its two tables has a bad row.
    """
    folder = resources.files(__package__) / country
    if not country.isidentifier() or not (folder / WORDS_FILE).is_file():
        raise PackError(country, 1, "there is no pack of this name for receipts; Ponleu has: kh")
    return read_receipt_words(folder)


def read_receipt_words(folder: Traversable) -> ReceiptWords:
    """The words and letters in a pack's folder.

    Raises:
        PackError: the numbers are not 0 to 255 in order, a word stands twice in a language,
            or a letter is not one sign.
    """
    rows = _numbered(folder / WORDS_FILE)
    words = {language: tuple(_different(rows, language)) for language in LANGUAGES}
    return ReceiptWords(
        words=MappingProxyType(words),
        meanings=tuple(row["meaning"] for row in rows),
        same_letters=MappingProxyType(dict(_letters(folder / LETTERS_FILE))),
    )


def _rows(file: Traversable, *columns: str) -> list[Row]:
    if not file.is_file():
        raise PackError(file.name, 1, f"the table is missing; make it with {','.join(columns)}")
    return list(read_table(file, columns))


def _numbered(file: Traversable) -> list[Row]:
    rows = _rows(file, "number", "meaning", *LANGUAGES)
    for number, row in enumerate(rows):
        if row["number"] != str(number):
            raise PackError(file.name, row.line, f"number must be {number}, not {row['number']!r}")
    if len(rows) != COUNT:
        raise PackError(file.name, len(rows) + 1, f"give {COUNT} rows; there are {len(rows)}")
    return rows


def _different(rows: Iterable[Row], language: str) -> Iterator[str]:
    lines: dict[str, int] = {}
    for row in rows:
        word = row[language]
        if first := lines.get(word):
            mend = f"{word!r} stands in line {first} too; find another word under {language}"
            raise PackError(WORDS_FILE, row.line, mend)
        lines[word] = row.line
        yield word


def _letters(file: Traversable) -> Iterator[tuple[str, str]]:
    for row in _rows(file, "written", "meant"):
        for column in ("written", "meant"):
            if len(row[column]) != 1:
                mend = f"{column} must be one letter, not {row[column]!r}"
                raise PackError(file.name, row.line, mend)
        yield row["written"], row["meant"]
