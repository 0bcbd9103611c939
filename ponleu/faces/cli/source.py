"""``ponleu source read-pages``: make out the scanned pages that an upload left waiting."""

from __future__ import annotations

import argparse
import sys

from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.knowledge.sources import pages

DONE, REFUSED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu source``."""
    parser.add_argument("task", choices=["read-pages"], help="what is to be done")
    parser.add_argument("reference", metavar="REFERENCE", help="of the document: D-2026-000004-K")


def run(args: argparse.Namespace) -> int:
    """Read page after page until none waits; what is read stands, also if it is cut off."""
    read = 0
    try:
        source = pages.of_reference(args.reference)
        left = pages.waiting_pages(source)
        while left:
            before, left = left, pages.read_next_pages(None, source.pk, at=clock.now())
            read += before - left
            print(f"{read} read, {left} wait", file=sys.stderr)
    except DomainError as refusal:
        print(f"{args.reference}: {refusal.sentence}", file=sys.stderr)
        return REFUSED
    print(f"{args.reference}: {read} pages read, none waits")
    return DONE
