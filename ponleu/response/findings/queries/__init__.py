"""Reads of evidence and findings: actor first, ordered, bounded."""

from ponleu.response.findings.queries.findings import (
    FindingPage,
    Holding,
    Listed,
    OfAllegation,
    finding_page,
    of_allegation,
    open_to_reader,
    standing,
)
from ponleu.response.findings.queries.lists import (
    Counts,
    Findings,
    View,
    counts,
    listed,
    waiting,
)
from ponleu.response.findings.queries.pieces import (
    Carried,
    Choices,
    PiecePage,
    by_reference,
    carried,
    choices,
    choosable,
    piece_page,
    place_of,
)

__all__ = [
    "Carried",
    "Choices",
    "Counts",
    "FindingPage",
    "Findings",
    "Holding",
    "Listed",
    "OfAllegation",
    "PiecePage",
    "View",
    "by_reference",
    "carried",
    "choices",
    "choosable",
    "counts",
    "finding_page",
    "listed",
    "of_allegation",
    "open_to_reader",
    "piece_page",
    "place_of",
    "standing",
    "waiting",
]
