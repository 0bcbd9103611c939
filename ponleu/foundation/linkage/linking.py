"""Which records of one or more tables are about the same."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ponleu.engines.matching.clusters import Clusters, Facts, Link, join_links
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.likeness import costs_of
from ponleu.engines.matching.link_columns import KINDS, SEXES, ColumnMaker, LinkColumns
from ponleu.engines.matching.link_forms import forms
from ponleu.engines.matching.link_keys import keys
from ponleu.engines.matching.link_numbers import REACHED, day_text
from ponleu.engines.matching.link_reasons import link_reasons
from ponleu.engines.matching.types import Record
from ponleu.foundation.linkage.chances import measured_chances
from ponleu.foundation.linkage.engine import LinkEngine
from ponleu.foundation.linkage.pattern_function import PatternFunction
from ponleu.foundation.linkage.tables import TRAINED_ON, key_table, record_table
from ponleu.foundation.linkage.training import learned_weights, with_fitted_prior

LEAST_WEIGHT = 0.0
"""Bits from which two rows are joined: it is then likelier than not that they are one."""

PAIRS_PER_SLICE = 3_000_000
TRAINING_PAIRS = 50_000

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Linkage:
    """What was found.

    Attributes:
        ids: of the rows, in their order.
        links: every pair that was scored at least ``LEAST_WEIGHT``.
        clusters: the rows that are taken for one.
        columns: what was compared.
    """

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    clusters: Clusters
    columns: LinkColumns

    def reasons(self, link: Link) -> tuple[str, ...]:
        """Why a link holds, in sentences."""
        return link_reasons(self.columns, link.a, link.b)


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
            columns = _columns(records, lexicon, progress)
            pattern = PatternFunction(costs_of(lexicon.costs, lexicon.gaps))
            links = tuple(_links(columns, pattern, engine, progress, least_weight))
    finally:
        engine.close()
    progress(f"joining {len(links):,} links")
    return Linkage(tuple(columns.ids), links, join_links(_RowFacts(columns), links), columns)


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


def _columns(records: Iterable[Record], lexicon: Lexicon, progress: Progress) -> LinkColumns:
    made = ColumnMaker(lexicon)
    for number, record in enumerate(records, start=1):
        made.add(record)
        if number % 100_000 == 0:
            progress(f"read {number:,} records")
    return made.columns()


def _links(
    columns: LinkColumns,
    pattern: PatternFunction,
    engine: LinkEngine,
    progress: Progress,
    least_weight: float,
) -> Iterable[Link]:
    keyed, pairs = key_table(columns, keys(columns))
    progress(f"{len(columns.ids):,} records, at most {pairs:,} pairs share a key")
    if not pairs:
        return
    packed = forms(columns)
    records = record_table(columns)
    engine.hold(records, packed, pattern)
    engine.load("keyed", keyed)
    del keyed
    progress("measuring how often different persons agree")
    chances = measured_chances(columns, partial(pattern.of_rows, packed))
    progress("learning how records of one person agree")
    rules = training_rules(records)
    weights = learned_weights(
        chances, {column: engine.alike(column, step) for column, step in rules.items()}
    )
    slices = 1 + pairs // PAIRS_PER_SLICE
    if chances.prior.is_guess:
        possible = len(columns.ids) * (len(columns.ids) - 1) / 2 / slices
        met = engine.met(slices)
        weights = with_fitted_prior(weights, met, chances.prior.chance, possible)
    enough = pc.greater_equal(weights["weight"], least_weight)
    for number, scored in enumerate(engine.scored(weights.filter(enough), slices), start=1):
        progress(f"scored part {number} of {slices}: {scored.num_rows:,} links")
        found = (scored[name].to_pylist() for name in ("l", "r", "weight"))
        yield from (Link(*link) for link in zip(*found, strict=True))


def training_rules(table: pa.Table) -> Mapping[str, int]:
    """Columns on which pairs for training agree -> every how manieth row is taken."""
    rules = {}
    for column in TRAINED_ON:
        counts = np.unique(table[column].drop_null().to_numpy(), return_counts=True)[1]
        pairs = int((counts * (counts - 1) // 2).sum())
        if pairs:
            rules[column] = 1 + pairs // TRAINING_PAIRS
    return rules


class _RowFacts(Sequence[Facts]):
    """What of each row can contradict another, made when it is asked for."""

    def __init__(self, columns: LinkColumns) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns.ids)

    @overload
    def __getitem__(self, row: int) -> Facts: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Facts]: ...
    def __getitem__(self, row: int | slice) -> Facts | Sequence[Facts]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        of = self._columns
        numbers = (of.number_texts[number] for number in of.numbers.of(row))
        return Facts(
            KINDS[of.kinds[row]],
            SEXES[of.sexes[row]],
            day_text(int(of.born[row])),
            tuple(f"{sort}:{text}" for sort, text in numbers if sort != REACHED),
        )
