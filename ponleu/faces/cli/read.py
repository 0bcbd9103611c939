"""`ponleu read`: facts in plain documents, as JSON or as a list to look through."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ponleu.engines.reading import Reading, Refusal, join_people, read
from ponleu.faces.cli.documents import Document, open_document
from ponleu.faces.cli.listing import listing
from ponleu.faces.cli.reading_json import as_json
from ponleu.foundation.packs.lexicon import load_lexicon

DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what was read in it."""

    document: Document
    reading: Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="plain-text documents; - is standard input"
    )
    parser.add_argument(
        "--published",
        type=_day,
        metavar="YYYY-MM-DD",
        help="day of publication, for files that have no FILE.meta.json saying it",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a list")


def run(args: argparse.Namespace) -> int:
    """Read the files and print what they say.

    Returns:
        0 when every file was read, 1 when any was refused. A refused file gets one line
        on standard error and the others are still read.
    """
    documents, refused = _opened(args.files, args.published)
    readings = _read(documents)
    found = [Read(d, reading) for d, reading in zip(documents, readings, strict=True)]
    if args.json:
        documents_read = [as_json(one.document, one.reading) for one in found]
        print(json.dumps({"documents": documents_read}, ensure_ascii=False, indent=1))
    else:
        for one in found:
            sys.stdout.write(listing(one.document, one.reading))
    return REFUSED if refused else DONE


def _opened(files: Sequence[str], published: date | None) -> tuple[list[Document], int]:
    documents: list[Document] = []
    refused = 0
    for file in files:
        opened = open_document(file, published)
        if isinstance(opened, Refusal):
            refused += 1
            print(f"{file}: {opened}", file=sys.stderr)
        else:
            documents.append(opened)
    return documents, refused


def _read(documents: Sequence[Document]) -> list[Reading]:
    lexicon = load_lexicon("kh")
    readings: list[Reading] = []
    for number, document in enumerate(documents, start=1):
        print(f"reading {number} of {len(documents)}: {document.file}", file=sys.stderr)
        reading = read(document.text, lexicon, published=document.published)
        readings.append(replace(reading, language=document.language or reading.language))
    return join_people(readings)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2022-08-26"
        raise argparse.ArgumentTypeError(message) from None
