"""`ponleu incidents`: which documents report the same incident, where they contradict."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from ponleu.engines.incidents import Span
from ponleu.engines.reading import Hint, Lexicon, Reading, Refusal, read
from ponleu.faces.cli.documents import Document, open_documents
from ponleu.faces.cli.listing import shortened
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.tellings.finding import Found, find
from ponleu.knowledge.tellings.scenes import Said

DONE, REFUSED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="documents as for read; - is input"
    )
    parser.add_argument(
        "--published",
        type=_day,
        metavar="YYYY-MM-DD",
        help="day of publication, for files that have no FILE.meta.json saying it",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a list")


def run(args: argparse.Namespace) -> int:
    """Read the files and print their incidents and contradictions.

    Returns:
        0 when every file was read, 1 when any was refused.
    """
    documents: dict[str, Document] = {}
    refused = 0
    for file, opened in open_documents(args.files, args.published):
        if isinstance(opened, Refusal):
            refused += 1
            print(f"{file}: {opened}", file=sys.stderr)
        else:
            documents[file] = opened
    found = find(read_all(list(documents.values())))
    if args.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found)))
    return REFUSED if refused else DONE


def read_all(documents: Sequence[Document]) -> list[Said]:
    """Documents as they were read, one after the other; how far it is goes to standard error."""
    lexicon = load_lexicon("kh")
    found = []
    for number, one in enumerate(documents, start=1):
        print(f"reading {number} of {len(documents)}: {one.file}", file=sys.stderr)
        words = sha256(" ".join(one.text.split()).encode()).hexdigest()
        found.append(Said(one.file, one.text, _read(one, lexicon), words))
    return found


def _read(document: Document, lexicon: Lexicon) -> Reading:
    hints = [Hint(str(hint.kind), hint.start, hint.end) for hint in document.hints]
    return read(document.text, lexicon, published=document.published, hints=hints)


def as_json(found: Found) -> dict[str, Any]:
    """The object that the command promises."""
    return {
        "incidents": [
            {
                "id": f"I{number}",
                "documents": list(one.documents),
                "sites": list(one.sites),
                "score": round(one.score, 4),
                "reasons": [reason.text for reason in one.reasons],
            }
            for number, one in enumerate(found.incidents, start=1)
        ],
        "contradictions": [
            {
                "kind": one.kind.value,
                "a": _side(one.a.span),
                "b": _side(one.b.span),
                "reason": one.reason,
            }
            for one in found.contradictions
        ],
        "arithmetic": [
            {
                "document": document,
                "start": slip.start,
                "end": slip.end,
                "text": slip.text,
                "reason": slip.reason,
            }
            for document, slip in found.slips
        ],
    }


def _side(span: Span) -> dict[str, str | int]:
    return {
        "document": span.document, "start": span.start, "end": span.end, "text": span.text,
    }  # fmt: skip


def _lines(found: Found) -> Iterator[str]:
    for number, one in enumerate(found.incidents, start=1):
        yield f"I{number}  {one.score:.2f}  {'; '.join(one.sites) or 'no site named'}"
        yield from (f"    {document}" for document in one.documents)
        yield from (f"    because {reason.text}" for reason in one.reasons)
    for against in found.contradictions:
        yield f"{against.kind}: {against.reason}"
        yield from (
            f"    {side.span.document} {side.span.start}: {shortened(side.span.text)}"
            for side in (against.a, against.b)
        )
    for document, slip in found.slips:
        yield f"arithmetic: {slip.reason}"
        yield f"    {document} {slip.start}: {shortened(slip.text)}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2022-08-26"
        raise argparse.ArgumentTypeError(message) from None
