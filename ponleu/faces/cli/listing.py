"""A reading as a list for the eye: facts by kind, each with its words and its value."""

from __future__ import annotations

from collections.abc import Iterator

from ponleu.engines.reading import Amount, Fact, FactKind, Reading
from ponleu.engines.reading.types import FactValue
from ponleu.faces.cli.documents import Document

WIDTH = 96
"""Characters of a fact's words that are shown."""
_HEADINGS = {
    FactKind.PERSON: "People",
    FactKind.ORGANISATION: "Organisations",
    FactKind.SITE: "Sites",
    FactKind.PLACE: "Places",
    FactKind.DATE: "Dates",
    FactKind.AMOUNT: "Amounts",
    FactKind.EVENT: "Events",
    FactKind.CLAIM: "Claims",
    FactKind.DENIAL: "Denials",
    FactKind.REQUEST: "Requests",
    FactKind.COMMITMENT: "Commitments",
    FactKind.PENALTY: "Penalties",
}


def listing(document: Document, reading: Reading) -> str:
    """The reading of one document, ready to print, with a blank line at its end."""
    return "\n".join([*_lines(document, reading), "", ""])


def _lines(document: Document, reading: Reading) -> Iterator[str]:
    published = reading.published.isoformat() if reading.published else "not stated"
    yield f"{document.file}  language {reading.language}, published {published}"
    if reading.machine_translated:
        yield "  A machine translated this text: every fact is less certain."
    for kind, heading in _HEADINGS.items():
        facts = [fact for fact in reading.facts if fact.kind is kind]
        if facts:
            yield f"  {heading} ({len(facts)})"
        for fact in facts:
            yield f"    {fact.start:>6}-{fact.end:<6} {fact.confidence:.2f}  {_line(fact, reading)}"


def _line(fact: Fact, reading: Reading) -> str:
    words = shortened(fact.text)
    value = _shown(fact.value)
    pieces = [f"{words} = {value}" if value and value != words else words]
    pieces += [
        f"{name}: {_shown(part.value) or shortened(part.text)}"
        for name, part in fact.parts.items()
        if name != "content"
    ]
    if fact.against is not None:
        pieces.append(f"against: {shortened(reading.facts[fact.against].text)}")
    return "; ".join(pieces)


def shortened(text: str) -> str:
    """A text on one line, cut where it grows too long to look through."""
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _shown(value: FactValue) -> str:
    if isinstance(value, Amount):
        return f"{value.number:,.15g} {value.unit}"
    return value
