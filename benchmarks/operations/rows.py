"""Rows written in batches."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any

from benchmarks.complaints import queue

AT = queue.AT
BATCH = 2_000


def kept(rows: Iterable[Any]) -> list[Any]:
    """Write rows in batches and give them back."""
    found: list[Any] = []
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)
        found += batch
    print(".", end="", file=sys.stderr, flush=True)
    return found
