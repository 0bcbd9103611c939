"""One reader's scores over a set, as plain values that print and compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.reading.labels import MENTIONS, STATEMENTS, LabelledDocument
from benchmarks.reading.mention_scores import leak, lost, mention_tallies, values_right
from benchmarks.reading.proposals import Proposed
from benchmarks.reading.statement_scores import (
    Fold,
    event_tallies,
    parties_right,
    statement_tallies,
)
from benchmarks.reading.tallies import Share, Tally, total, total_share

Pair = tuple[LabelledDocument, Proposed]
Scores = dict[str, Any]


def summary(pairs: Sequence[Pair], fold: Fold) -> Scores:
    """All figures of one reader over a set."""
    return {
        "mentions": _mentions(pairs),
        "styles": _by_style(pairs, fold),
        "values": _shares([values_right(*pair) for pair in pairs]),
        "leak": _share(total_share(leak(*pair) for pair in pairs)),
        "lost": _share(total_share(lost(*pair) for pair in pairs)),
        "statements": _tallies([statement_tallies(*pair) for pair in pairs]),
        "parties": _shares([parties_right(*pair, fold) for pair in pairs]),
        "events": _tallies([event_tallies(*pair) for pair in pairs]),
        "khmer_mentions": _tally(_all_mentions(pair for pair in pairs if pair[0].language == "km")),
    }


def _mentions(pairs: Sequence[Pair]) -> Scores:
    by_kind = _tallies([mention_tallies(*pair) for pair in pairs])
    return {"all": _tally(_all_mentions(pairs)), **{kind: by_kind.get(kind) for kind in MENTIONS}}


def _all_mentions(pairs: Iterable[Pair]) -> Tally:
    return total(total(mention_tallies(*pair).values()) for pair in pairs)


def _by_style(pairs: Sequence[Pair], fold: Fold) -> Scores:
    styles: Scores = {}
    for style in sorted({document.style for document, _ in pairs}):
        chosen = [pair for pair in pairs if pair[0].style == style]
        statements = _tallies([statement_tallies(*pair) for pair in chosen])
        styles[style] = {
            "documents": len(chosen),
            "mentions": _tally(_all_mentions(chosen)),
            "statements": statements["any"],
            "speakers": _shares([parties_right(*pair, fold) for pair in chosen])["speaker"],
            "events": _tallies([event_tallies(*pair) for pair in chosen])["same"],
        }
    return styles


def _tallies(each: Sequence[Mapping[str, Tally]]) -> Scores:
    names = {name: None for tallies in each for name in tallies}
    return {name: _tally(total(tallies[name] for tallies in each)) for name in names}


def _shares(each: Sequence[Mapping[str, Share]]) -> Scores:
    names = {name: None for shares in each for name in shares}
    return {name: _share(total_share(shares[name] for shares in each)) for name in names}


def _tally(tally: Tally) -> Scores:
    return {
        "f1": _rounded(tally.f1),
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "right": tally.right,
        "proposed": tally.proposed,
        "labelled": tally.labelled,
    }


def _share(share: Share) -> Scores:
    return {"share": _rounded(share.value), "part": share.part, "whole": share.whole}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


STATEMENT_ROWS = (*STATEMENTS, "any")
