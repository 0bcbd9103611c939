"""How sure to be of a finding, learned from labels: ``python -m benchmarks.reading.weights``.

Each document of the tuning set is judged by weights learned from all the others, so that every
figure is of documents not learned from. The table goes to standard error, the same as JSON to
standard output. ``--write`` then learns from all of them and renews the pack's table;
``--export FILE`` writes the findings as ``ponleu learn --labelled FILE`` takes them.
``--set final`` measures the pack's table as it is on the set kept for the last figure.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.reading.findings import Findings, findings
from benchmarks.reading.labels import FOLDER, load_set
from ponleu.engines.reading import read
from ponleu.engines.reading.learning import HAND_SET, Judged, Weights, probability, train
from ponleu.engines.reading.learning_frozen import Paired, Score, compare_documents, score
from ponleu.engines.reading.learning_measures import Pair, reliability
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.packs.reading_weights import TABLE, load_weights, table_of

PACK = Path(__file__).parents[2] / "ponleu" / "foundation" / "packs" / "kh" / TABLE
TUNING, WRONG_USE = "tuning", 2
SOURCE = "learned from the labelled tuning set: benchmarks.reading.weights"


def main(words: Sequence[str]) -> int:
    """Measure, print, write what was asked for. 1: too few documents; 2: wrong use."""
    args = _arguments(words)
    if args.set != TUNING and (args.write or args.export):
        print("weights are learned from the tuning set only", file=sys.stderr)
        return WRONG_USE
    found = list(all_findings(FOLDER / args.set))
    if len(found) < 2:
        print("fewer than two labelled documents: nothing can be left out", file=sys.stderr)
        return 1
    begun = time.process_time()
    result = measured(found, _left_out if args.set == TUNING else _with_the_pack)
    result["cpu_seconds"] = round(time.process_time() - begun, 2)
    print("\n".join(table(result)), file=sys.stderr)
    print(json.dumps(result, indent=1))
    if args.write:
        PACK.write_text(table_of(train(_judged(found), version=""), SOURCE), encoding="utf-8")
    if args.export:
        lines = [json.dumps(asdict(one)) + "\n" for one in _judged(found)]
        args.export.write_text("".join(lines), encoding="utf-8")
    return 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.reading.weights")
    parser.add_argument("--set", choices=(TUNING, "final"), default=TUNING)
    parser.add_argument("--write", action="store_true", help="renew the pack's table")
    parser.add_argument("--export", type=Path, metavar="FILE", help="write the judged findings")
    return parser.parse_args(words)


def all_findings(folder: Path) -> Iterator[Findings]:
    """Each document of a folder read with the rules alone, and judged."""
    lexicon = load_lexicon("kh")
    for document in load_set(folder):
        yield findings(document, read(document.text, lexicon, published=document.published))


def measured(
    found: Sequence[Findings], weighed: Callable[[int, Sequence[Findings]], Paired]
) -> dict[str, Any]:
    """The rules' own confidences beside weights that were not learned from the document."""
    paired = [weighed(at, found) for at in range(len(found))]
    both = compare_documents(paired)
    before = [pair for one in paired for pair in one.before]
    after = [pair for one in paired for pair in one.after]
    styles = sorted({one.style for one in found})
    return {
        "documents": both.documents,
        "findings": both.findings,
        "right": sum(right for _, right in before),
        "comparison": asdict(both),
        "improves": both.improves,
        "reliability_before": [asdict(step) for step in reliability(before)],
        "reliability_after": [asdict(step) for step in reliability(after)],
        "by_style": {style: _of_style(style, found, paired) for style in styles},
    }


def _left_out(at: int, found: Sequence[Findings]) -> Paired:
    """One document with probabilities before, and after learning from all the others."""
    others = [*found[:at], *found[at + 1 :]]
    return _paired(found[at], train(_judged(others), version=""))


def _with_the_pack(at: int, found: Sequence[Findings]) -> Paired:
    return _paired(found[at], load_weights("kh"))


def _paired(held: Findings, weights: Weights) -> Paired:
    return Paired(_pairs(HAND_SET, held.judged), _pairs(weights, held.judged), held.missed)


def _judged(found: Iterable[Findings]) -> list[Judged]:
    return [one for document in found for one in document.judged]


def _pairs(weights: Weights, judged: Iterable[Judged]) -> list[Pair]:
    return [(probability(weights, one.case), one.accepted) for one in judged]


def _of_style(
    style: str, found: Sequence[Findings], paired: Sequence[Paired]
) -> dict[str, dict[str, Any]]:
    mine = [pair for one, pair in zip(found, paired, strict=True) if one.style == style]
    before = [each for one in mine for each in one.before]
    after = [each for one in mine for each in one.after]
    missed = sum(one.missed for one in mine)
    return {
        "before": asdict(score(before, missed=missed)),
        "after": asdict(score(after, missed=missed)),
    }


def table(result: dict[str, Any]) -> Iterator[str]:
    """The figures for the eye."""
    yield f"{result['findings']} findings of {result['documents']} documents"
    yield "figures of documents not learned from     before   after"
    both = result["comparison"]
    for name in Score.__dataclass_fields__:
        yield f"{name:<40}{both['before'][name]:>8.3f}{both['after'][name]:>8.3f}"
    for name in ("log_loss", "f1"):
        gain, error = both[f"{name}_gain"], both[f"{name}_error"]
        yield f"{name} better by {gain:.3f}, give or take {error:.3f}"
    for when in ("before", "after"):
        yield f"reliability {when}: said, right, findings"
        for step in result[f"reliability_{when}"]:
            yield f"  {step['expected']:.2f}  {step['right']:.2f}  {step['count']}"
    for style, figures in result["by_style"].items():
        losses = [figures[when]["log_loss"] for when in ("before", "after")]
        yield f"log loss, {style:<30}{losses[0]:>8.3f}{losses[1]:>8.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
