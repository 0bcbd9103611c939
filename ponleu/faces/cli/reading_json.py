"""A reading as the JSON that `ponleu read` promises."""

from __future__ import annotations

from typing import TypedDict

from ponleu.engines.reading import Amount, Fact, Part, Passage, Reading, Slip, Zone
from ponleu.engines.reading.types import FactValue
from ponleu.faces.cli.documents import Document


class AmountJson(TypedDict):
    number: float
    unit: str


class ZoneJson(TypedDict):
    kind: str
    start: int
    end: int


class PartJson(TypedDict):
    text: str
    start: int
    end: int
    value: str | AmountJson


class FactJson(TypedDict):
    """``against`` is the number of the claim, in this list, that a denial answers."""

    kind: str
    text: str
    start: int
    end: int
    value: str | AmountJson
    parts: dict[str, PartJson]
    rule: str
    confidence: float
    reason: str
    against: int | None


class PassageJson(TypedDict):
    language: str
    start: int
    end: int


class SlipJson(TypedDict):
    """Words that a machine's translation put for others."""

    text: str
    start: int
    end: int
    meaning: str


class DocumentJson(TypedDict):
    file: str
    sha256: str
    language: str
    published: str | None
    machine_translated: bool
    weights: str
    passages: list[PassageJson]
    slips: list[SlipJson]
    zones: list[ZoneJson]
    facts: list[FactJson]


def as_json(document: Document, reading: Reading) -> DocumentJson:
    """One document with all that was read in it."""
    return {
        "file": document.file,
        "sha256": document.sha256,
        "language": reading.language,
        "published": reading.published.isoformat() if reading.published else None,
        "machine_translated": reading.machine_translated,
        "weights": reading.weights,
        "passages": [_passage(passage) for passage in reading.passages],
        "slips": [_slip(slip) for slip in reading.slips],
        "zones": [_zone(zone) for zone in reading.zones],
        "facts": [_fact(fact) for fact in reading.facts],
    }


def _passage(passage: Passage) -> PassageJson:
    return {"language": passage.language, "start": passage.start, "end": passage.end}


def _slip(slip: Slip) -> SlipJson:
    return {
        "text": slip.text, "start": slip.start, "end": slip.end, "meaning": slip.meaning,
    }  # fmt: skip


def _zone(zone: Zone) -> ZoneJson:
    return {"kind": zone.kind.value, "start": zone.start, "end": zone.end}


def _fact(fact: Fact) -> FactJson:
    return {
        "kind": fact.kind.value,
        "text": fact.text,
        "start": fact.start,
        "end": fact.end,
        "value": _value(fact.value),
        "parts": {name: _part(part) for name, part in fact.parts.items()},
        "rule": fact.rule,
        "confidence": fact.confidence,
        "reason": fact.reason,
        "against": fact.against,
    }


def _part(part: Part) -> PartJson:
    return {"text": part.text, "start": part.start, "end": part.end, "value": _value(part.value)}


def _value(value: FactValue) -> str | AmountJson:
    if isinstance(value, Amount):
        whole = int(value.number) if float(value.number).is_integer() else value.number
        return {"number": whole, "unit": value.unit}
    return value
