"""Load what matching needs to know of one country from its tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.khmer_order import in_order
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.sound_costs import NOTHING, SORT_WEIGHTS, Spelling, sounds
from ponleu.engines.matching.sound_units import CONSONANTS, VOWELS, khmer_inventory
from ponleu.engines.matching.titles import SORTS, titles_of
from ponleu.foundation.packs.tables import PackError, Row, read_table

FOLDER = "matching"
KHMER_UNITS = frozenset(khmer_inventory())
LATIN_UNITS = frozenset({*CONSONANTS, *VOWELS})


@cache
def load_matching_lexicon(country: str) -> Lexicon:
    """The tables of a country's pack, checked. Kept for the life of the process.

    Raises:
        PackError: there is no such pack, or one of its tables has a bad row.
    """
    folder = resources.files(__package__) / country
    if not country.isidentifier() or not (folder / FOLDER).is_dir():
        raise PackError(country, 1, "there is no pack of this name for matching; Ponleu has: kh")
    return read_matching_lexicon(folder, country)


def read_matching_lexicon(folder: Traversable, country: str) -> Lexicon:
    """The tables in a pack's folder.

    Raises:
        PackError: a table is missing or has a bad row.
    """
    own = folder / FOLDER
    learned = sounds((*_learned(own / "khmer_sounds.csv"), *_habits(own / "spelling_habits.csv")))
    sorts, english = _titles(folder)
    return Lexicon(
        unit_ids=learned.unit_ids,
        costs=learned.costs,
        gaps=learned.gaps,
        spellings=learned.spellings,
        titles=titles_of(sorts),
        english=english,
        shares=dict(_shares(own / "name_shares.csv")),
        place_shares=dict(_shares(own / "place_words.csv")),
        families=_families(own / "family_names.csv"),
        numbers=dict(_numbers(own / "number_words.csv")),
        other_names=_other_names(own / "place_other_names.csv"),
        version=f"{country}-{_digest(own)}",
    )


def _digest(folder: Traversable) -> str:
    """Eight letters that follow from the content of all tables of a folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".csv"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _rows(file: Traversable, *columns: str) -> Iterator[Row]:
    if not file.is_file():
        raise PackError(file.name, 1, f"the table is missing; make it with {','.join(columns)}")
    return read_table(file, columns)


def _number(file: Traversable, row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        mend = f"{column} must be a number, not {row[column]!r}"
        raise PackError(file.name, row.line, mend) from None


def _key(text: str) -> str:
    return in_order(fold(text))


def _learned(file: Traversable) -> Iterator[Spelling]:
    for row in _rows(file, "khmer", "latin", "sort", "share", "count"):
        if row["sort"] not in SORT_WEIGHTS:
            mend = f"sort must be one of {', '.join(SORT_WEIGHTS)}, not {row['sort']!r}"
            raise PackError(file.name, row.line, mend)
        count = _number(file, row, "count")
        yield _spelling(file, row, row["sort"], count)


def _habits(file: Traversable) -> Iterator[Spelling]:
    for row in _rows(file, "khmer", "latin", "share"):
        yield _spelling(file, row, "habit", 0.0)


def _spelling(file: Traversable, row: Row, sort: str, count: float) -> Spelling:
    for unit, known in ((row["khmer"], KHMER_UNITS), (row["latin"], LATIN_UNITS)):
        if unit != NOTHING and unit not in known:
            raise PackError(file.name, row.line, f"there is no such unit of sound: {unit!r}")
    return Spelling(row["khmer"], row["latin"], sort, _number(file, row, "share"), count)


def _titles(folder: Traversable) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Phrases with their sorts, the table of matching before those of reading; English words."""
    sorts: dict[str, str] = {}
    english: dict[str, str] = {}
    file = folder / FOLDER / "titles.csv"
    for row in _rows(file, "phrase", "sort"):
        sort, _, word = row["sort"].partition("=")
        if sort not in SORTS:
            mend = f"sort must be one of {', '.join(sorted(SORTS))}, not {sort!r}"
            raise PackError(file.name, row.line, mend)
        sorts.setdefault(_key(row["phrase"]), sort)
        if word:
            english[_key(row["phrase"])] = word
    words = folder / "words"
    for table, column, sort in (
        (folder / "titles.csv", ("title",), "honorific"),
        (folder / "offices.csv", ("phrase", "office"), "office"),
        (words / "titles_km.csv", ("phrase", "label"), "honorific"),
        (words / "offices_km.csv", ("phrase", "label"), "office"),
        (folder / "site_nouns.csv", ("phrase", "label"), "site"),
        (words / "organisation_heads.csv", ("phrase", "label"), "site"),
    ):
        for row in _rows(table, *column):
            sorts.setdefault(_key(row[column[0]]), sort)
    sorts.pop("", None)
    return sorts, english


def _shares(file: Traversable) -> Iterator[tuple[str, float]]:
    for row in _rows(file, "word", "per_million"):
        per_million = _number(file, row, "per_million")
        if per_million <= 0:
            raise PackError(file.name, row.line, "per_million must be more than 0")
        yield _key(row["word"]), per_million / 1e6


def _families(file: Traversable) -> Mapping[str, bytes]:
    """Family name -> ids of its characters, by their row in the table."""
    families: dict[str, bytes] = {}
    for number, row in enumerate(_rows(file, "characters", "readings"), 1):
        if number > 255:
            raise PackError(file.name, row.line, "the table may have 255 rows")
        for reading in (*row["characters"].split(), *row["readings"].split()):
            key = _key(reading)
            families[key] = families.get(key, b"") + bytes([number])
    return families


def _numbers(file: Traversable) -> Iterator[tuple[str, str]]:
    for row in _rows(file, "word", "number"):
        yield _key(row["word"]), row["number"]


def _other_names(file: Traversable) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in _rows(file, "other", "name"):
        key = fold(row["other"])
        names[key] = (*names.get(key, ()), row["name"])
    return names
