"""Weights of evidence fitted to labelled pairs: ``python -m benchmarks.incidents.fitting``.

Logistic regression with base 2, drawn towards the weights that the engine states (a normal prior
of ``SPREAD`` bits around each), by Newton's method. Prints what each author left out would give,
B-cubed of that author's set with weights fitted on the others, and the weights of all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations

import numpy as np

from benchmarks.incidents.labels import LabelledSet, load, tuning_sets
from benchmarks.incidents.scores import b_cubed
from ponleu.engines.incidents import Incidents, Names, Telling
from ponleu.engines.incidents.evidence import is_impossible, may_be_one, reasons
from ponleu.engines.incidents.weights import START_BITS, WEIGHTS
from ponleu.faces.cli.incidents import read_all
from ponleu.knowledge.tellings.finding import tellings_and_names

SPREAD = 1.5
"""Bits by which a stated weight is thought to be off."""
ROUNDS = 30
FEATURES = sorted(WEIGHTS)
Pairs = list[tuple[dict[str, float], bool]]
Told = tuple[LabelledSet, list[Telling], Names]


def main() -> int:
    """Fit, leave out, print."""
    told = {name: _told(name) for name in tuning_sets()}
    pairs = {name: pairs_of(*one) for name, one in told.items()}
    left_out = {}
    for name, one in told.items():
        others = [pair for other in told if other != name for pair in pairs[other]]
        left_out[name] = {
            "stated": _scored(one, {}),
            "fitted on others": _scored(one, fitted(others)),
        }
    weights = fitted([pair for one in pairs.values() for pair in one])
    result = {
        "pairs": {name: [len(one), sum(same for _, same in one)] for name, one in pairs.items()},
        "left_out": left_out,
        "weights": {name: [WEIGHTS[name].bits, round(weights[name], 2)] for name in FEATURES},
    }
    print(json.dumps(result, indent=1))
    return 0


def _told(name: str) -> Told:
    labelled = load(name)
    return (labelled, *tellings_and_names(read_all(labelled.documents)))


def pairs_of(labelled: LabelledSet, tellings: Sequence[Telling], names: Names) -> Pairs:
    """Features of pairs that the engine looks at, and whether they are of one incident.

    Of documents of several incidents only pairs that share none are used: which of their
    tellings is of which incident is not labelled.
    """
    found: Pairs = []
    for a, b in combinations(tellings, 2):
        here, there = (labelled.incidents_of[one.document] for one in (a, b))
        is_clear = len(here) == len(there) == 1 or not set(here) & set(there)
        if a.document == b.document or not is_clear or is_impossible(a, b):
            continue
        if may_be_one(a, b, names):
            found.append((_features(a, b, names), bool(set(here) & set(there))))
    return found


def _features(a: Telling, b: Telling, names: Names) -> dict[str, float]:
    found: dict[str, float] = {}
    for reason in reasons(a, b, names):
        share = reason.bits / WEIGHTS[reason.feature].bits
        found[reason.feature] = found.get(reason.feature, 0.0) + share
    return found


def fitted(pairs: Pairs) -> dict[str, float]:
    """Bits of each feature that make the labels of these pairs likeliest."""
    rows = np.array([[one.get(name, 0.0) for name in FEATURES] for one, _ in pairs])
    labels = np.array([float(same) for _, same in pairs])
    prior = np.array([WEIGHTS[name].bits for name in FEATURES])
    bits = prior.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp2(-(rows @ bits + START_BITS)))
        slope = np.log(2) * rows.T @ (labels - chance) - (bits - prior) / SPREAD**2
        bend = np.log(2) ** 2 * rows.T @ (rows * (chance * (1 - chance))[:, None])
        bits = bits + np.linalg.solve(bend + np.eye(len(prior)) / SPREAD**2, slope)
    return dict(zip(FEATURES, (float(one) for one in bits), strict=True))


def _scored(told: Told, weights: Mapping[str, float]) -> float:
    labelled, tellings, names = told
    with _weighing(weights):
        groups: dict[str, list[str]] = {}
        for number, incident in enumerate(Incidents(tellings, names).all()):
            for document in incident.documents:
                groups.setdefault(document, []).append(str(number))
    return round(b_cubed(groups, labelled.incidents_of)["f1"], 3)


@contextmanager
def _weighing(weights: Mapping[str, float]) -> Iterator[None]:
    """The engine with other weights for a while."""
    stated = dict(WEIGHTS)
    WEIGHTS.update({n: replace(stated[n], bits=bits) for n, bits in weights.items()})
    try:
        yield
    finally:
        WEIGHTS.update(stated)


if __name__ == "__main__":
    sys.exit(main())
