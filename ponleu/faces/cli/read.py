"""`ponleu read`: facts in documents, as JSON or as a list to look through."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ponleu.engines.reading import Hint, Reading, Refusal, join_people
from ponleu.engines.reading.learning_weighing import apply_weights
from ponleu.faces.cli.documents import Document, open_documents
from ponleu.faces.cli.listing import listing
from ponleu.faces.cli.reading_json import as_json
from ponleu.faces.cli.suggesters import SUGGESTERS, remarks, suggesters_for
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.packs.reading_weights import load_weights
from ponleu.foundation.suggesters.options import BadSetting, Options
from ponleu.foundation.suggesters.reading import read_with

DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what was read in it."""

    document: Document
    reading: Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, web pages, PDF, Word, Excel, e-mail, scans, archives, folders; - is input",
    )
    parser.add_argument(
        "--published",
        type=_day,
        metavar="YYYY-MM-DD",
        help="day of publication, for files that have no FILE.meta.json saying it",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a list")
    parser.add_argument(
        "--suggest",
        action="append",
        choices=SUGGESTERS,
        default=[],
        help="also ask a model: an installed spaCy model, or the language model that is set up",
    )


def run(args: argparse.Namespace) -> int:
    """Read the files and print what they say.

    Returns:
        0 when every file was read, 1 when any was refused or a model that was asked for
        could not help. Each gets one line on standard error; the others are still read.
    """
    try:
        options = suggesters_for(args.suggest, os.environ)
    except BadSetting as fault:
        print(f"ponleu: {fault}", file=sys.stderr)
        return REFUSED
    documents, refused = _opened(args.files, args.published)
    readings, unanswered = _read(documents, options)
    found = [Read(d, reading) for d, reading in zip(documents, readings, strict=True)]
    if args.json:
        documents_read = [as_json(one.document, one.reading) for one in found]
        print(json.dumps({"documents": documents_read}, ensure_ascii=False, indent=1))
    else:
        for one in found:
            sys.stdout.write(listing(one.document, one.reading))
    return REFUSED if refused or unanswered else DONE


def _opened(files: Sequence[str], published: date | None) -> tuple[list[Document], int]:
    documents: list[Document] = []
    refused = 0
    for file, opened in open_documents(files, published):
        if isinstance(opened, Refusal):
            refused += 1
            print(f"{file}: {opened}", file=sys.stderr)
        else:
            documents.append(opened)
    return documents, refused


def _read(documents: Sequence[Document], options: Options) -> tuple[list[Reading], int]:
    """The readings, and how many times a model that was asked for could not help."""
    lexicon, weights = load_lexicon("kh"), load_weights("kh")
    readings: list[Reading] = []
    unanswered = 0
    for number, document in enumerate(documents, start=1):
        print(f"reading {number} of {len(documents)}: {document.file}", file=sys.stderr)
        found = read_with(
            document.text,
            lexicon,
            options,
            published=document.published,
            sealed=False,
            hints=[Hint(str(hint.kind), hint.start, hint.end) for hint in document.hints],
        )
        unanswered += len(found.refused)
        for line in remarks(found):
            print(f"{document.file}: {line}", file=sys.stderr)
        weighed = apply_weights(weights, found.reading)
        readings.append(replace(weighed, language=document.language or weighed.language))
    return join_people(readings), unanswered


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2022-08-26"
        raise argparse.ArgumentTypeError(message) from None
