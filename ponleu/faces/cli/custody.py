"""``ponleu custody verify``: whether a custody report holds, and files are originals of it."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ponleu.response.custody.rules import chain

DONE, REFUSED, WRONG_USE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu custody``."""
    commands = parser.add_subparsers(dest="custody_command", required=True)
    check = commands.add_parser("verify", help="check a custody report, and files against it")
    check.add_argument("report", type=Path, metavar="REPORT.json")
    check.add_argument("files", type=Path, nargs="*", metavar="FILE", help="originals, as copied")
    check.add_argument(
        "--key", default="", metavar="HEX", help="the public key that the record gave out"
    )


def run(args: argparse.Namespace) -> int:
    """Say what holds, or what is wrong, a line each; returns the exit code."""
    try:
        report = chain.read_report(args.report.read_bytes())
        wrong = chain.faults(report, key=args.key)
        if not wrong:
            wrong, right = _files(report, args.files)
    except chain.NotAReport as fault:
        wrong = [str(fault)]
    except OSError as fault:
        print(f"{fault.filename}: cannot be read", file=sys.stderr)
        return WRONG_USE
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        return REFUSED
    print(f"{report['reference']}: {len(report['links'])} links hold")
    print(f"signed by the key {report['key']}")
    for line in right:
        print(line)
    return DONE


def _files(report: Mapping[str, Any], paths: list[Path]) -> tuple[list[str], list[str]]:
    known = chain.originals(report)
    wrong, right = [], []
    for path in paths:
        with path.open("rb") as file:
            number = known.get(hashlib.file_digest(file, "sha256").hexdigest())
        if number is None:
            wrong.append(f"{path}: it is no original of this exhibit, or was changed")
        else:
            right.append(f"{path}: original {number}")
    return wrong, right
