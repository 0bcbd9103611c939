"""Load the words of one country from its tables."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ponleu.engines.reading.types import Lexicon, OrganisationName, PlaceName
from ponleu.foundation.packs.place_names import cambodian_places
from ponleu.foundation.packs.tables import PackError, Row, read_table

GAZETTEERS: Mapping[str, Callable[[], Iterator[PlaceName]]] = {"kh": cambodian_places}
"""Packs whose places come from a package rather than from a table of their own."""
_ABROAD = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}|/\S.*)")


@cache
def load_lexicon(country: str) -> Lexicon:
    """All words of a country's pack, checked. Kept for the life of the process.

    Args:
        country: name of the pack's folder, "kh".

    Raises:
        PackError: there is no such pack, or one of its tables has a bad row.
    """
    lexicon = read_lexicon(resources.files(__package__) / country, country)
    # tens of thousands of objects that stay: the collector need not walk them again and again
    gc.collect()
    gc.freeze()
    return lexicon


def read_lexicon(folder: Traversable, country: str) -> Lexicon:
    """The words in one folder of tables.

    Raises:
        PackError: a table is missing or has a bad row.
    """
    if not country.isidentifier() or not folder.is_dir():
        raise PackError(country, 1, "there is no pack of this name; Ponleu has: kh")
    places = [*GAZETTEERS.get(country, tuple)(), *_aliases(folder / "place_aliases.csv")]
    places += _abroad(folder / "foreign_places.csv")
    return Lexicon(
        places=tuple(places),
        organisations=tuple(_organisations(folder / "organisations.csv")),
        offices=_phrases(folder / "offices.csv", "phrase", "office"),
        titles=frozenset(_column(folder / "titles.csv", "title")),
        surnames=frozenset(_column(folder / "surnames.csv", "surname")),
        words=_word_lists(folder),
    )


def _rows(file: Traversable, *columns: str) -> Iterator[Row]:
    if not file.is_file():
        raise PackError(file.name, 1, f"the table is missing; make it with {','.join(columns)}")
    return read_table(file, columns)


def _aliases(file: Traversable) -> Iterator[PlaceName]:
    for row in _rows(file, "code", "name", "sort"):
        code = row["code"]
        is_government = code.isdecimal() and len(code) in {2, 4, 6, 8}
        is_country = len(code) == 2 and code.isalpha() and code.isupper()
        if not (is_government or is_country):
            mend = f"code must be 2, 4, 6 or 8 digits or a country's two letters, not {code!r}"
            raise PackError(file.name, row.line, mend)
        yield PlaceName(code, row["name"])


def _abroad(file: Traversable) -> Iterator[PlaceName]:
    for row in _rows(file, "code", "name", "sort"):
        if not _ABROAD.fullmatch(row["code"]):
            mend = f"code must be as in ISO 3166-2 (VN-39) or VN/Name, not {row['code']!r}"
            raise PackError(file.name, row.line, mend)
        yield PlaceName(row["code"], row["name"])


def _organisations(file: Traversable) -> Iterator[OrganisationName]:
    for row in _rows(file, "key", "name", "sort"):
        yield OrganisationName(row["key"], row["name"], row["sort"])


def _column(file: Traversable, column: str) -> Iterator[str]:
    for row in _rows(file, column):
        yield row[column]


def _phrases(file: Traversable, phrase: str, label: str) -> Mapping[str, str]:
    phrases: dict[str, str] = {}
    for row in _rows(file, phrase, label):
        key = row[phrase].lower()
        if phrases.setdefault(key, row[label]) != row[label]:
            mend = f"{row[phrase]!r} stands above with another {label}; keep one of the two"
            raise PackError(file.name, row.line, mend)
    return MappingProxyType(phrases)


def _word_lists(folder: Traversable) -> Mapping[str, Mapping[str, str]]:
    lists = {"site_nouns": _phrases(folder / "site_nouns.csv", "phrase", "label")}
    for file in sorted((folder / "words").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".csv"):
            lists[file.name.removesuffix(".csv")] = _phrases(file, "phrase", "label")
    return MappingProxyType(lists)
