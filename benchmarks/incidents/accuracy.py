"""How well incidents are found: ``python -m benchmarks.incidents.accuracy --set tuning``.

``--set all`` is every tuning set for itself, and all their documents in one pool. The table goes
to standard error, the same as JSON to standard output. ``--errors`` tells what went wrong, of
tuning sets only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from benchmarks.incidents.baselines import tf_idf, window_and_province
from benchmarks.incidents.labels import LabelledSet, load, together, tuning_sets
from benchmarks.incidents.scores import b_cubed, pairs_by_kind
from benchmarks.reading.machine import state
from ponleu.faces.cli.incidents import as_json, read_all
from ponleu.knowledge.tellings.finding import Found, find

ALL = "all"
WRONG_USE = 2


def main(words: Sequence[str]) -> int:
    """Find, score, print. 0 when done, 1 when there is nothing to score, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents.accuracy")
    parser.add_argument("--set", default="tuning", help="a folder of labelled/, or all")
    parser.add_argument("--errors", action="store_true", help="tell what went wrong")
    args = parser.parse_args(words)
    if args.errors and args.set not in tuning_sets():
        print("errors are told of one tuning set", file=sys.stderr)
        return WRONG_USE
    try:
        sets = _sets(args.set)
    except FileNotFoundError:
        print(f"no labelled documents in {args.set}", file=sys.stderr)
        return 1
    before = state()
    results = {}
    for name, labelled in sets.items():
        found = find(read_all(labelled.documents))
        results[name] = scored(found, labelled)
        print("\n".join([name, *_table(results[name])]), file=sys.stderr)
        if args.errors:
            print("\n".join(_errors(found, labelled)), file=sys.stderr)
    print(json.dumps({"machine": before, "sets": results}, indent=1))
    return 0


def _sets(name: str) -> dict[str, LabelledSet]:
    if name != ALL:
        return {name: load(name)}
    return {**{one: load(one) for one in tuning_sets()}, "together": together(tuning_sets())}


def scored(found: Found, labelled: LabelledSet) -> dict[str, Any]:
    """All figures of one run."""
    printed = as_json(found)
    groups = _groups(printed)
    return {
        "documents": {
            "ponleu": b_cubed(groups, labelled.incidents_of),
            "week and province": b_cubed(
                window_and_province(labelled.documents), labelled.incidents_of
            ),
            "tf-idf": b_cubed(tf_idf(labelled.documents), labelled.incidents_of),
        },
        "contradictions": pairs_by_kind(
            printed["contradictions"], placed(labelled.contradictions, labelled)
        ),
        "arithmetic": _arithmetic(printed["arithmetic"], labelled),
        "sites_under_several_names": _sites(printed, labelled),
    }


def _groups(printed: dict[str, Any]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for one in printed["incidents"]:
        for document in one["documents"]:
            groups.setdefault(document, []).append(one["id"])
    return groups


def placed(pairs: Sequence[dict[str, Any]], labelled: LabelledSet) -> list[dict[str, Any]]:
    """Labelled pairs with the offsets of their words."""
    texts = {one.file: one.text for one in labelled.documents}

    def side(words: dict[str, str]) -> dict[str, Any]:
        start = texts[words["document"]].index(words["text"])
        return {**words, "start": start, "end": start + len(words["text"])}

    return [{"kind": one["kind"], "a": side(one["a"]), "b": side(one["b"])} for one in pairs]


def _arithmetic(found: Sequence[dict[str, Any]], labelled: LabelledSet) -> dict[str, int]:
    def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
        inside = one["text"] in other["text"] or other["text"] in one["text"]
        return bool(one["document"] == other["document"] and inside)

    right = sum(any(same(one, other) for other in labelled.arithmetic) for one in found)
    return {"found": len(found), "right": right, "labelled": len(labelled.arithmetic)}


def _sites(printed: dict[str, Any], labelled: LabelledSet) -> dict[str, int]:
    """Pairs of documents of one incident with several names of its site: how many are joined."""
    groups = _groups(printed)
    texts = {one.file: one.text for one in labelled.documents}
    joined = pairs = 0
    for incident, about in labelled.incidents.items():
        told = [name for name, of in labelled.incidents_of.items() if incident in of]
        named = {d: {name for name in about["sites"] if name in texts[d]} for d in told}
        for number, a in enumerate(told):
            for b in told[:number]:
                if named[a] and named[b] and not named[a] & named[b]:
                    pairs += 1
                    joined += bool(set(groups.get(a, [])) & set(groups.get(b, [])))
    return {"joined": joined, "pairs": pairs}


def _table(result: dict[str, Any]) -> list[str]:
    lines = [f"{'':<24}{'precision':>10}{'recall':>10}{'F1':>10}"]
    for name, row in result["documents"].items():
        lines.append(f"{name:<24}" + "".join(f"{value:>10.3f}" for value in row.values()))
    lines.append(
        f"{'contradictions':<24}{'precision':>10}{'recall':>10}{'found':>10}{'labelled':>10}"
    )
    for kind, row in result["contradictions"].items():
        shown = f"{row['precision']:>10.3f}{row['recall']:>10.3f}"
        lines.append(f"{kind:<24}{shown}{row['found']:>10}{row['labelled']:>10}")
    for name in ("arithmetic", "sites_under_several_names"):
        lines.append(f"{name}: {result[name]}")
    return lines


def _errors(found: Found, labelled: LabelledSet) -> list[str]:
    printed = as_json(found)
    groups = _groups(printed)
    lines = [
        f"{name}: found {groups.get(name, [])}, right {right}"
        for name, right in labelled.incidents_of.items()
    ]
    wanted = placed(labelled.contradictions, labelled)
    for one in printed["contradictions"]:
        if not pairs_by_kind([one], wanted)["all"]["precision"]:
            lines.append(f"wrong {_shown(one)} {one['reason']}")
    for one in wanted:
        if not pairs_by_kind(printed["contradictions"], [one])["all"]["recall"]:
            lines.append(f"missed {_shown(one)}")
    return lines


def _shown(one: dict[str, Any]) -> str:
    sides = (f"{one[side]['document']} “{one[side]['text'][:70]}”" for side in "ab")
    return f"{one['kind']}: {' | '.join(sides)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
