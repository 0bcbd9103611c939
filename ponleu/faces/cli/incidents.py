"""`ponleu incidents`: which documents report the same incident, where they contradict."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import Any, Final

from ponleu.engines.incidents import (
    ArithmeticSlip,
    Contradiction,
    Incident,
    Incidents,
    Names,
    Span,
    arithmetic_slips,
    contradictions,
)
from ponleu.engines.incidents.weights import ALIKE
from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.types import Kind, Record
from ponleu.engines.reading import FactKind, Hint, Lexicon, Reading, Refusal, read
from ponleu.faces.cli.documents import Document, open_documents
from ponleu.faces.cli.listing import shortened
from ponleu.faces.cli.telling_counts import people_words
from ponleu.faces.cli.tellings import Said, Words, bare_name, site_names, tellings_of
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.packs.matching_weights import load_scales

DONE, REFUSED = 0, 1
_LEAST: Final = 0.05
"""Likeness below which two names need not be remembered."""
_SAME_BUT_NOUN: Final = 0.9
"""How alike two names are that differ by "hotel" or "block 7"."""
_SAID_TOGETHER: Final = 0.8
"""How alike two names are that one text gives to one site: a second name, or a slip of ours."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in the documents.

    Attributes:
        slips: (document, slip) in the order of the documents.
    """

    incidents: list[Incident]
    contradictions: list[Contradiction]
    slips: list[tuple[str, ArithmeticSlip]]


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
    found = find(list(documents.values()))
    if args.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found)))
    return REFUSED if refused else DONE


def find(documents: Sequence[Document]) -> Found:
    """The incidents of documents, their contradictions, and figures that do not add up."""
    said = [
        Said(one.file, one.text, reading, sha256(" ".join(one.text.split()).encode()).hexdigest())
        for one, reading in zip(documents, _readings(documents), strict=True)
    ]
    lexicon = load_lexicon("kh")
    nouns = lexicon.words["site_nouns"]
    sites = site_names(said, nouns)
    names = likenesses({name for one in sites for _, name in one}, nouns)
    learn_people(names, {str(f.value) for one in said for f in one.reading.facts
                         if f.kind is FactKind.PERSON})  # fmt: skip
    words = Words(people_words(list(lexicon.words["nationalities"])), _codes(lexicon))
    tellings = [
        telling
        for one, its_sites in zip(said, sites, strict=True)
        for telling in tellings_of(one, its_sites, names, words)
    ]
    _learn_second_names(names, [telling.sites for telling in tellings])
    grouped = Incidents(tellings, names)
    incidents = grouped.all()
    against = [
        found
        for incident in incidents
        for found in contradictions(grouped.tellings_of(incident), names)
    ]
    slips = [(one.key, slip) for one in said for slip in arithmetic_slips(one.text)]
    return Found(incidents, against, slips)


def _readings(documents: Sequence[Document]) -> list[Reading]:
    lexicon = load_lexicon("kh")
    found = []
    for number, one in enumerate(documents, start=1):
        print(f"reading {number} of {len(documents)}: {one.file}", file=sys.stderr)
        found.append(_read(one, lexicon))
    return found


def _read(document: Document, lexicon: Lexicon) -> Reading:
    hints = [Hint(str(hint.kind), hint.start, hint.end) for hint in document.hints]
    return read(document.text, lexicon, published=document.published, hints=hints)


def likenesses(names: set[str], nouns: Collection[str]) -> Names:
    """How alike each two names of sites are, as matching scores them.

    Names that are the same but for a noun or a number before them are alike.
    """
    scales = load_scales("kh")
    records = [Record("", name, Kind.SITE) for name in sorted(names)]
    found = Names()
    for a, b in combinations(records, 2):
        bare = bare_name(a.name, nouns)
        is_same = bool(bare) and bare == bare_name(b.name, nouns)
        score = _SAME_BUT_NOUN if is_same else compare(a, b, scales).score
        if score >= _LEAST:
            found.learn(a.name, b.name, score)
    return found


def _learn_second_names(names: Names, together: Sequence[Sequence[str]]) -> None:
    """Take names that one text gives to one site for alike, and those that share such a name."""
    beside: dict[str, set[str]] = {}
    for sites in together:
        for a, b in combinations(sites, 2):
            names.learn(a, b, _SAID_TOGETHER)
            for here, there in ((a, b), (b, a)):
                beside.setdefault(here, set()).update(names.near(there))
    for shared in beside.values():
        for a, b in combinations(sorted(shared), 2):
            names.learn(a, b, ALIKE)


def learn_people(names: Names, people: set[str]) -> None:
    """Add how alike each two names of people are; one word alone is no name."""
    scales = load_scales("kh")
    records = [Record("", name, Kind.PERSON) for name in sorted(people) if " " in name]
    for a, b in combinations(records, 2):
        score = compare(a, b, scales).score
        if score >= _LEAST:
            names.learn(a.name, b.name, score)


def _codes(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for place in lexicon.places:
        if place.code.isdecimal() and len(place.code) <= len("180603"):
            found.setdefault(place.name.casefold(), set()).add(place.code)
    return {name: frozenset(codes) for name, codes in found.items()}


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
