"""``ponleu plan verify``: whether a draw is as it was committed to."""

from __future__ import annotations

import argparse
import sys

from ponleu.engines.planning.unannounced import documents
from ponleu.faces.cli.plan_files import FileRefused, read

DONE, REFUSED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("mix", metavar="MIXED.json")
    parser.add_argument("draw", metavar="DRAWN.json")
    parser.add_argument(
        "--commitment",
        metavar="FILE",
        action="append",
        required=True,
        help="what a party gave out before the draw, as you kept it; once for each party",
    )


def run(args: argparse.Namespace) -> int:
    """Say whether a draw is valid, or which parts of it are not."""
    try:
        commitments = [read(path) for path in args.commitment]
        found = documents.differences(read(args.mix), read(args.draw), commitments)
    except (FileRefused, documents.NotReadable) as refusal:
        print(f"ponleu plan verify: {refusal}", file=sys.stderr)
        return REFUSED
    for line in found:
        print(line, file=sys.stderr)
    print("not valid" if found else "valid")
    return REFUSED if found else DONE
