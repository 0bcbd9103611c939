"""B-cubed for documents that may be of several incidents, and pairs of words found or missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Groups = Mapping[str, Sequence[str]]
"""For each document the names of its incidents."""


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 if both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(found: Groups, right: Groups) -> dict[str, float]:
    """Extended B-cubed over documents that are labelled with an incident.

    Source: E. Amigo, J. Gonzalo, J. Artiles, F. Verdejo, "A comparison of extrinsic clustering
    evaluation metrics" (2009), section 5: multiplicity precision and recall, each document's own
    pair included. A document that was found to tell of none counts as alone.
    """
    documents = sorted(name for name, incidents in right.items() if incidents)
    own = {name: found.get(name) or [f"alone:{name}"] for name in documents}
    precision, recall = (
        _mean(_multiplicity(one, other, documents) for one, other in sides)
        for sides in (
            [_sides(name, documents, own, right) for name in documents],
            [_sides(name, documents, right, own) for name in documents],
        )
    )
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def _sides(
    name: str, documents: Sequence[str], of: Groups, against: Groups
) -> tuple[dict[str, int], dict[str, int]]:
    shared = {other: len(set(of[name]) & set(of[other])) for other in documents}
    agreed = {other: len(set(against[name]) & set(against[other])) for other in documents}
    return shared, agreed


def _multiplicity(
    shared: Mapping[str, int], agreed: Mapping[str, int], documents: Sequence[str]
) -> float:
    pairs = [other for other in documents if shared[other]]
    return _mean(min(shared[other], agreed[other]) / shared[other] for other in pairs)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def pairs_by_kind(
    found: Sequence[dict[str, Any]], right: Sequence[dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """Precision and recall of contradictions, by kind and for all.

    One that is found is right if the kind is and each side's words overlap a side's.

    Args:
        found, right: {"kind", "a", "b"}, each side {"document", "start", "end"}.
    """
    hits: Counter[str] = Counter()
    recalled: Counter[str] = Counter()
    for one in found:
        hits[one["kind"]] += any(_same(one, other) for other in right)
    for one in right:
        recalled[one["kind"]] += any(_same(other, one) for other in found)
    counted_found, counted = Counter(x["kind"] for x in found), Counter(x["kind"] for x in right)
    rows = {
        kind: _row(hits[kind], counted_found[kind], recalled[kind], counted[kind])
        for kind in sorted(counted | counted_found)
    }
    totals = (counter.total() for counter in (hits, counted_found, recalled, counted))
    return {**rows, "all": _row(*totals)}


def _row(hits: int, found: int, recalled: int, labelled: int) -> dict[str, float]:
    return {
        "precision": hits / found if found else 0.0,
        "recall": recalled / labelled if labelled else 0.0,
        "found": found,
        "labelled": labelled,
    }


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["kind"] != other["kind"]:
        return False
    straight = _overlap(one["a"], other["a"]) and _overlap(one["b"], other["b"])
    return straight or (_overlap(one["a"], other["b"]) and _overlap(one["b"], other["a"]))


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    same = one["document"] == other["document"]
    return bool(same and one["start"] < other["end"] and other["start"] < one["end"])
