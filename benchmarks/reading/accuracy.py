"""How well reading does on labelled documents: ``python -m benchmarks.reading.accuracy``.

The table goes to standard error, the same as JSON to standard output. ``--peers`` sets other
programs beside Ponleu in the same run; ``--errors FILE`` writes what went wrong, for the
tuning set only: the final set is for the figure alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading.errors import error_lines
from benchmarks.reading.labels import FOLDER, BadLabel, LabelledDocument, load_set
from benchmarks.reading.machine import state
from benchmarks.reading.parties import folder
from benchmarks.reading.ponleu_reader import names_before
from benchmarks.reading.readers import entrants
from benchmarks.reading.runs import Run, run
from benchmarks.reading.statement_scores import Fold
from benchmarks.reading.summary import summary
from benchmarks.reading.table import table
from ponleu.foundation.packs.lexicon import load_lexicon

SETS = ("tuning", "final")
WRONG_USE = 2


def main(words: Sequence[str]) -> int:
    """Read, score, print. 0 when done, 1 when nothing can be scored, 2 for wrong use."""
    args = _arguments(words)
    if args.errors and args.set != "tuning":
        print("errors are told of the tuning set only", file=sys.stderr)
        return WRONG_USE
    try:
        documents = load_set(FOLDER / args.set)
    except BadLabel as fault:
        print(f"a label does not fit its document: {fault}", file=sys.stderr)
        return 1
    if not documents:
        print(f"no labelled documents in {FOLDER.name}/{args.set}", file=sys.stderr)
        return 1
    fold = folder(names_before(load_lexicon("kh")))
    before = state()
    runs = [run(one, _texts(documents)) for one in entrants(peers=args.peers)]
    results = [_result(one, documents, fold) for one in runs]
    print(_heading(args.set, documents, before), file=sys.stderr)
    print(table(results), file=sys.stderr)
    print(json.dumps({"set": args.set, "machine": before, "readers": results}, indent=1))
    if args.errors:
        _write_errors(args.errors, documents, runs[0], fold)
    return 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.accuracy")
    parser.add_argument("--set", choices=SETS, default="tuning")
    parser.add_argument("--peers", action="store_true", help="other programs side by side")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="what the rules got wrong")
    return parser.parse_args(words)


def _texts(documents: Sequence[LabelledDocument]) -> list[tuple[str, Any]]:
    return [(document.text, document.published) for document in documents]


def _result(one: Run, documents: Sequence[LabelledDocument], fold: Fold) -> dict[str, Any]:
    if one.missing:
        return {"name": one.name, "missing": one.missing}
    pairs = list(zip(documents, one.proposed, strict=True))
    speed = {
        "documents_per_cpu_second": round(len(documents) / one.cpu_seconds, 1),
        "characters_per_cpu_second": round(one.characters / one.cpu_seconds),
        "cpu_seconds": round(one.cpu_seconds, 4),
        "peak_megabytes": one.peak_megabytes,
    }
    return {"name": one.name, **summary(pairs, fold), "speed": speed}


def _heading(name: str, documents: Sequence[LabelledDocument], machine: dict[str, object]) -> str:
    letters = sum(len(document.text) for document in documents)
    return (
        f"{name}: {len(documents)} documents, {letters:,} characters; "
        f"load {machine['load']} on {machine['processors']} processors; "
        "in brackets: precision/recall, labelled"
    )


def _write_errors(
    file: Path, documents: Sequence[LabelledDocument], rules: Run, fold: Fold
) -> None:
    pairs = zip(documents, rules.proposed, strict=True)
    lines = [line for pair in pairs for line in error_lines(*pair, fold)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
