"""``ponleu screen``: who of a register each question may mean, as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

from ponleu.engines.matching.scales import Scales
from ponleu.engines.matching.types import Match, Record
from ponleu.faces.cli.tables import BadTable, Complain, Complaints, open_table, records
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.foundation.screening.asking import matches
from ponleu.foundation.screening.register_index import RegisterIndex
from ponleu.foundation.screening.sections import BadIndexFile

DONE, REFUSED = 0, 1
DEFAULT_LIMIT = 10
MOST_CHANGED = 0.2
"""Share of a register past which its index is built anew rather than changed."""

_PIECE = 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--register", required=True, metavar="FILE", help="table of entries with id and name"
    )
    parser.add_argument(
        "--queries", required=True, metavar="FILE", help="table of questions with the same columns"
    )
    parser.add_argument(
        "--limit",
        type=_limit,
        default=DEFAULT_LIMIT,
        metavar="N",
        help=f"most matches of a question, {DEFAULT_LIMIT} if not said",
    )
    parser.add_argument(
        "--index",
        type=Path,
        metavar="FILE",
        help="keep the index of the register here and open it next time; it follows the register",
    )


def run(args: argparse.Namespace) -> int:
    """Print one line of JSON for each question.

    Returns:
        0 when every row of both tables was read, 1 when any was left out or mended.
    """
    complaints = Complaints()
    scales = load_scales("kh")
    try:
        with tempfile.TemporaryDirectory() as folder:
            index = _index(args.register, args.index or Path(folder, "index"), scales, complaints)
            with open_table(args.queries, ("name",), complaints) as table:
                for _, query in records(table, complaints):
                    print(line_of(query, matches(index, query, scales, args.limit)))
    except BadTable as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except OSError as failure:
        reason = (failure.strerror or "it cannot be written").lower()
        print(f"{args.index}: {reason}; give --index a place to write to", file=sys.stderr)
        return REFUSED
    return REFUSED if complaints.count else DONE


def line_of(query: Record, found: list[Match]) -> str:
    """What is printed of one question: its id and its matches with their reasons."""
    listed = [
        {
            "id": match.id,
            "score": round(match.score, 4),
            "reasons": [reason.text for reason in match.reasons],
        }
        for match in found
    ]
    return json.dumps({"query": query.id, "matches": listed}, ensure_ascii=False)


def _index(register: str, file: Path, scales: Scales, complain: Complain) -> RegisterIndex:
    """The index of a register: opened if it is of this register, brought up to it if not."""
    called = _mark(register)
    try:
        index = RegisterIndex(file, scales.lexicon)
    except (BadIndexFile, FileNotFoundError):
        index = None
    if index is not None and called and index.called == called:
        return index
    with open_table(register, ("name",), complain) as table:
        entries = (record for _, record in records(table, complain))
        if index is None:
            print(f"building the index of {register}", file=sys.stderr)
            return RegisterIndex.build(file, entries, scales.lexicon, called=called)
        return _followed(index, list(entries), file, scales, called)


def _followed(
    index: RegisterIndex, entries: list[Record], file: Path, scales: Scales, called: str
) -> RegisterIndex:
    changes = index.difference(entries, called=called)
    count = len(changes.put) + len(changes.withdrawn)
    if count > MOST_CHANGED * len(entries):
        print(f"building {file} anew", file=sys.stderr)
        return RegisterIndex.build(file, entries, scales.lexicon, called=called)
    print(f"{count} entries changed since {file} was written", file=sys.stderr)
    index.apply(changes)
    return index


def _mark(register: str) -> str:
    """Something that changes with the register; empty for standard input."""
    if register == "-":
        return ""
    mark = blake2b(digest_size=16)
    try:
        with Path(register).open("rb") as opened:
            while piece := opened.read(_PIECE):
                mark.update(piece)
    except OSError as failure:
        reason = (failure.strerror or "it cannot be opened").lower()
        raise BadTable(f"{register}: {reason}; give the path of a CSV file") from None
    return mark.hexdigest()


def _limit(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 1000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
