"""Ways to find names in a register, all of one shape, so that they can be measured alike.

Each module-level class builds what it needs once (``build``), opens it (``__init__``) and
answers one question after another (``ask``) with the numbers of at most ten rows. Libraries and
tables are loaded (``load``) before the clock starts.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from benchmarks.matching.noise import TITLES

LIMIT = 10


class Screener(Protocol):
    """One way to find names."""

    @staticmethod
    def load() -> None: ...

    @staticmethod
    def build(names: list[str], place: Path) -> None: ...

    def __init__(self, names: list[str], place: Path) -> None: ...

    def ask(self, text: str) -> list[int]: ...


class Ponleu:
    """Ponleu's index file; a question is a name and nothing else."""

    @staticmethod
    def load() -> None:
        import ponleu.foundation.screening.register_index  # noqa: F401
        from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

        load_matching_lexicon("kh")

    @staticmethod
    def build(names: list[str], place: Path) -> None:
        from ponleu.engines.matching.types import Record
        from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
        from ponleu.foundation.screening.register_index import RegisterIndex

        records = (Record(str(row), name) for row, name in enumerate(names))
        RegisterIndex.build(place / "names.index", records, load_matching_lexicon("kh"))

    def __init__(self, names: list[str], place: Path) -> None:
        from ponleu.engines.matching.types import Record
        from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
        from ponleu.foundation.screening.register_index import RegisterIndex

        self._record = Record
        self._index = RegisterIndex(place / "names.index", load_matching_lexicon("kh"))

    def ask(self, text: str) -> list[int]:
        return [int(hit.record.id) for hit in self._index.find(self._record("", text), LIMIT)]


def plain(text: str) -> str:
    """Lower-case Latin letters, titles of the benchmark's own list taken off: in peers' favour."""
    from anyascii import anyascii

    for title in TITLES:
        text = text.removeprefix(f"{title} ")
    return " ".join(anyascii(text).lower().replace(",", " ").split())


class Tantivy:
    """Tantivy's 3-gram index, the top 200 ordered anew by rapidfuzz."""

    CANDIDATES = 200

    @staticmethod
    def load() -> None:
        import rapidfuzz.fuzz  # noqa: F401
        import tantivy  # noqa: F401

    @staticmethod
    def build(names: list[str], place: Path) -> None:
        import tantivy

        folder = place / "tantivy"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        index = Tantivy._opened(folder)
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for row, name in enumerate(names):
            writer.add_document(tantivy.Document(name=plain(name), row=row))
        writer.commit()
        writer.wait_merging_threads()

    @staticmethod
    def _opened(folder: Path):  # type: ignore[no-untyped-def]  # tantivy has no types
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("name", stored=False, tokenizer_name="grams", index_option="freq")
        schema.add_integer_field("row", stored=True, fast=True)
        index = tantivy.Index(schema.build(), path=str(folder))
        grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(3, 3, prefix_only=False))
        index.register_tokenizer("grams", grams.filter(tantivy.Filter.lowercase()).build())
        return index

    def __init__(self, names: list[str], place: Path) -> None:
        import tantivy
        from rapidfuzz import fuzz

        self._names = [plain(name) for name in names]
        self._tantivy, self._fuzz = tantivy, fuzz
        self._index = self._opened(place / "tantivy")
        self._index.reload()
        self._searcher = self._index.searcher()
        self._schema = self._index.schema

    def ask(self, text: str) -> list[int]:
        text = plain(text)
        grams = {text[at : at + 3] for at in range(len(text) - 2)}
        query = self._tantivy.Query.boolean_query(
            [
                (
                    self._tantivy.Occur.Should,
                    self._tantivy.Query.term_query(self._schema, "name", gram, "freq"),
                )
                for gram in grams
            ]
        )
        hits = self._searcher.search(query, self.CANDIDATES, count=False).hits
        rows = [self._searcher.doc(address).get_first("row") for _, address in hits]
        return ranked(text, rows, self._names, self._fuzz)


def ranked(text: str, rows: list[int], names: list[str], fuzz) -> list[int]:  # type: ignore[no-untyped-def]
    """The ten rows whose names are likest, in their order or sorted."""
    sorted_text = " ".join(sorted(text.split()))
    scores = [
        (
            max(
                fuzz.ratio(text, names[row]),
                fuzz.ratio(sorted_text, " ".join(sorted(names[row].split()))),
            ),
            row,
        )
        for row in rows
    ]
    return [row for _, row in sorted(scores, reverse=True)[:LIMIT]]


class RapidfuzzBrute:
    """Every name compared by rapidfuzz, in its order and sorted."""

    @staticmethod
    def load() -> None:
        import rapidfuzz.fuzz
        import rapidfuzz.process  # noqa: F401

    @staticmethod
    def build(names: list[str], place: Path) -> None:
        del names, place

    def __init__(self, names: list[str], place: Path) -> None:
        from rapidfuzz import fuzz, process

        del place
        self._names = [plain(name) for name in names]
        self._sorted = [" ".join(sorted(name.split())) for name in self._names]
        self._fuzz, self._process = fuzz, process

    def ask(self, text: str) -> list[int]:
        text = plain(text)
        best: dict[int, float] = {}
        for asked, names in ((text, self._names), (" ".join(sorted(text.split())), self._sorted)):
            for _, score, row in self._process.extract(
                asked, names, scorer=self._fuzz.ratio, limit=LIMIT
            ):
                best[row] = max(score, best.get(row, 0.0))
        return sorted(best, key=lambda row: -best[row])[:LIMIT]


class PgTrgm:
    """PostgreSQL with pg_trgm, a GIN index, names with similarity of at least 0.3."""

    @staticmethod
    def load() -> None:
        import psycopg  # noqa: F401

    @staticmethod
    def build(names: list[str], place: Path) -> None:
        import psycopg

        with psycopg.connect(os.environ["PG_BENCH"], autocommit=True) as link:
            link.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            link.execute("DROP TABLE IF EXISTS names")
            link.execute("CREATE TABLE names (line integer, name text)")
            with link.cursor().copy("COPY names FROM STDIN") as copy:
                for row, name in enumerate(names):
                    copy.write_row((row, plain(name)))
            link.execute("CREATE INDEX names_grams ON names USING gin (name gin_trgm_ops)")
            link.execute("VACUUM ANALYZE names")
        del place

    def __init__(self, names: list[str], place: Path) -> None:
        import psycopg

        del names, place
        self._link = psycopg.connect(os.environ["PG_BENCH"], autocommit=True)
        self._link.execute("SET pg_trgm.similarity_threshold = 0.3")

    def ask(self, text: str) -> list[int]:
        text = plain(text)
        found = self._link.execute(
            "SELECT line FROM names WHERE name %% %s ORDER BY similarity(name, %s) DESC LIMIT 10",
            (text, text),
        )
        return [row for (row,) in found]


class Names:
    """Names as nomenklatura's index wants to be shown them."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = names

    def entities(self, include_schemata: object = None):  # type: ignore[no-untyped-def]
        """Each name as a person of nomenklatura's model."""
        from followthemoney import Dataset, StatementEntity, model

        del include_schemata
        dataset = Dataset.make({"name": "names", "title": "Names"})
        for key, name in self._names:
            person = StatementEntity(dataset, {"schema": model["Person"].name, "id": key})
            person.add("name", plain(name))
            yield person


class Nomenklatura:
    """The index of nomenklatura, which looks for all questions of a batch at once; here for one."""

    @staticmethod
    def load() -> None:
        import followthemoney  # noqa: F401
        import nomenklatura.blocker.index  # noqa: F401

    @staticmethod
    def build(names: list[str], place: Path) -> None:
        from nomenklatura.blocker.index import Index

        shutil.rmtree(place, ignore_errors=True)
        Index(Names((f"r{row}", name) for row, name in enumerate(names)), place).build()

    def __init__(self, names: list[str], place: Path) -> None:
        from nomenklatura.blocker.index import Index

        del names
        self._index = Index(Names(()), place)

    def ask(self, text: str) -> list[int]:
        found = self._index.match_entities(Names([("q", text)]).entities())
        return [int(key.id[1:]) for _, likest in found for key, _ in likest[:LIMIT]]


TOOLS: dict[str, type[Screener]] = {
    "ponleu": Ponleu,
    "tantivy+rapidfuzz": Tantivy,
    "rapidfuzz brute": RapidfuzzBrute,
    "pg_trgm": PgTrgm,
    "nomenklatura": Nomenklatura,
}


def read_names(file: Path) -> list[str]:
    """The names of a register, in their order."""
    with file.open(newline="", encoding="utf-8") as opened:
        return [row["name"] for row in csv.DictReader(opened)]
