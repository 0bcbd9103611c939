"""``ponleu journal verify`` and ``ponleu journal head``: is the journal whole, and sign its end."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.journal import heads
from ponleu.foundation.journal.verification import Problem, Verification, verify

DONE, REFUSED, WRONG_USE = 0, 1, 2
ROWS_BETWEEN_WORDS = 500_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu journal``."""
    commands = parser.add_subparsers(dest="journal_command", required=True)
    check = commands.add_parser("verify", help="walk the chain and compare it with signed heads")
    check.add_argument("--heads", type=Path, metavar="DIR", help="folder of signed heads")
    sign = commands.add_parser("head", help="sign the newest row into a folder kept elsewhere")
    sign.add_argument("folder", type=Path, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    try:
        return _sign(args.folder) if args.journal_command == "head" else _verify(args.heads)
    except DomainError as refusal:
        print(refusal.sentence, file=sys.stderr)
    except DatabaseError as trouble:
        print(f"The database cannot give the journal: {trouble}", file=sys.stderr)
    return REFUSED


def _verify(folder: Path | None) -> int:
    if folder is not None and not folder.is_dir():
        return _wrong_use(f"{folder}: no such folder; give the one that holds the signed heads")
    trusted = heads.own_keys(settings.PONLEU_KEYS) if folder else frozenset()
    found = verify(heads_folder=folder, trusted=trusted, progress=_Words())
    print(json.dumps(_as_json(found), indent=2))
    return DONE if found.is_whole else REFUSED


def _sign(folder: Path) -> int:
    if folder.exists() and not folder.is_dir():
        return _wrong_use(f"{folder}: not a folder; give one to keep the signed heads in")
    written = heads.export_head(folder, clock.now(), keys=settings.PONLEU_KEYS)
    print(json.dumps({"file": str(written), **json.loads(written.read_text())}, indent=2))
    return DONE


class _Words:
    """Says on standard error how far the walk has come."""

    def __init__(self) -> None:
        self.said = 0

    def __call__(self, rows: int) -> None:
        if rows - self.said >= ROWS_BETWEEN_WORDS:
            self.said = rows
            print(f"{rows:,} rows", file=sys.stderr)


def _as_json(found: Verification) -> dict[str, Any]:
    return {
        "whole": found.is_whole,
        "rows": found.rows,
        "head": {"sequence": found.head.sequence, "hash": found.head.hash},
        "heads_agreeing": found.heads,
        "problems": [_problem(problem) for problem in found.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "trouble": problem.trouble,
        "sequence": problem.sequence,
        "detail": problem.detail,
        "sentence": str(problem.sentence),
    }


def _wrong_use(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USE
