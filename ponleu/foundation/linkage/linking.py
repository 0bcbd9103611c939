"""Which records of one or more tables are about the same."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ponleu.engines.matching.clusters import Clusters, Facts, Link, join_links
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.likeness import costs_of
from ponleu.engines.matching.link_chances import name_chances, prior_chance
from ponleu.engines.matching.link_columns import ColumnMaker, LinkColumns
from ponleu.engines.matching.link_keys import keys
from ponleu.engines.matching.link_reasons import link_reasons
from ponleu.engines.matching.link_sounds import sound_groups
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.linkage.engine import LinkEngine
from ponleu.foundation.linkage.model import Chances, model
from ponleu.foundation.linkage.name_function import NameFunction
from ponleu.foundation.linkage.tables import key_table, record_table

LEAST_WEIGHT = 0.0
"""Bits from which two rows are joined: it is then likelier than not that they are one."""

PAIRS_PER_SLICE = 3_000_000
TRAINING_PAIRS = 150_000
TRAINED_ON = ("born", "paper", "phone", "letters")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Linkage:
    """What was found.

    Attributes:
        ids: of the rows, in their order.
        links: every pair that was scored at least ``LEAST_WEIGHT``.
        clusters: the rows that are taken for one.
        made: the columns that were compared.
    """

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    clusters: Clusters
    made: ColumnMaker

    def reasons(self, link: Link) -> tuple[str, ...]:
        """Why a link holds, in sentences."""
        return link_reasons(self.made, link.a, link.b)


def link_records(
    records: Iterable[Record],
    lexicon: Lexicon,
    engine: LinkEngine,
    progress: Progress,
    *,
    least_weight: float = LEAST_WEIGHT,
) -> Linkage:
    """Find the records that are about the same, within one table or in several together.

    The engine is closed when it is done.
    """
    try:
        with _without_collecting():
            made = _columns(records, lexicon, progress)
            names = NameFunction(costs_of(lexicon.costs, lexicon.gaps))
            links = tuple(_links(made, names, engine, progress, least_weight))
    finally:
        engine.close()
    columns = made.columns
    progress(f"joining {len(links):,} links")
    return Linkage(tuple(columns.ids), links, join_links(_facts(columns), links), made)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Millions of small values without a ring among them: looking for rings takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _columns(records: Iterable[Record], lexicon: Lexicon, progress: Progress) -> ColumnMaker:
    made = ColumnMaker(sound_groups(lexicon.unit_ids, lexicon.costs))
    readers = {kind: partial(read_name, lexicon=lexicon, kind=kind) for kind in (None, *Kind)}
    for number, record in enumerate(records, start=1):
        made.add(record, readers[record.kind])
        if number % 100_000 == 0:
            progress(f"read {number:,} records")
    return made


def _links(
    made: ColumnMaker,
    names: NameFunction,
    engine: LinkEngine,
    progress: Progress,
    least_weight: float,
) -> Iterable[Link]:
    table = record_table(made)
    keyed, pairs = key_table(made, keys(made.columns, made.sound_of_word()))
    progress(f"{table.num_rows:,} records, at most {pairs:,} pairs share a key")
    if not pairs:
        return
    engine.learn_function(names)
    engine.load("records", table)
    engine.load("keyed", keyed)
    del keyed
    chances = Chances(prior_chance(made.columns), _name_chances(made, table, names))
    progress("learning how records of one person agree")
    engine.train(model(made.columns, chances), training_rules(table))
    slices = 1 + pairs // PAIRS_PER_SLICE
    for number, scored in enumerate(engine.scored(slices, least_weight), start=1):
        progress(f"scored part {number} of {slices}: {scored.num_rows:,} links")
        columns = (scored[name].to_pylist() for name in ("l", "r", "weight"))
        yield from (Link(*link) for link in zip(*columns, strict=True))


def _name_chances(made: ColumnMaker, table: pa.Table, names: NameFunction) -> list[float]:
    forms = table["form"].combine_chunks()

    def levels(here: NDArray[np.int64], there: NDArray[np.int64]) -> NDArray[np.uint8]:
        return np.asarray(names(forms.take(pa.array(here)), forms.take(pa.array(there))))

    chances = name_chances(made.columns, made.sounds, levels)
    return [float(chance) for chance in chances]


def training_rules(table: pa.Table) -> Mapping[str, int]:
    """Columns on which pairs for training agree -> every how manieth row is taken."""
    rules = {}
    for column in TRAINED_ON:
        counts = Counter(table[column].drop_null().to_pylist())
        pairs = sum(count * (count - 1) // 2 for count in counts.values())
        if pairs:
            rules[column] = 1 + pairs // TRAINING_PAIRS
    return rules


def _facts(columns: LinkColumns) -> list[Facts]:
    return [
        Facts(kind, sex, born, papers)
        for kind, sex, born, papers in zip(
            columns.kinds, columns.sexes, columns.born, columns.papers, strict=True
        )
    ]
