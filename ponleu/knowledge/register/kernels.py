"""Compiles what compares names, so that the first person who asks does not wait for it.

Compiled loops are kept beside the program and used again until it changes.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from ponleu.engines.matching import Kind, Record, compare
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.register_index import RegisterIndex

NAMES = ("Blue Gourd Hostel", "ផ្ទះសំណាក់ខ្លោកខៀវ", "Lan Hulu 3", "蓝葫芦旅馆", "Nhà nghỉ Bầu Xanh")


def compile_kernels() -> None:
    """Ask a small register in every way that pages ask; a minute if nothing was compiled yet."""
    scales = load_scales(settings.PONLEU_COUNTRY)
    records = [Record(str(at), name, Kind.SITE, NAMES) for at, name in enumerate(NAMES)]
    with TemporaryDirectory() as folder:
        index = RegisterIndex.build(Path(folder) / "names", records[:2], scales.lexicon)
        for step in (None, Changes(tuple(records[2:])), Changes(withdrawn=("0",))):
            if step:
                index.apply(step)
            for record in records:
                index.find(record, len(NAMES))
        index.merge()
    alone = [Record("", name, Kind.SITE) for name in NAMES]
    for one in (*records, *alone):
        for other in (*records, *alone):
            compare(one, other, scales)
