"""The labelled documents of incidents, as the benchmark needs them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ponleu.faces.cli.documents import Document

FOLDER = Path(__file__).parent / "labelled"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Documents with what people say of them."""

    documents: list[Document]
    incidents_of: dict[str, list[str]]
    incidents: dict[str, dict[str, Any]]
    contradictions: list[dict[str, Any]]
    arithmetic: list[dict[str, Any]]


def tuning_sets() -> list[str]:
    """The sets that may be read while rules are written: one for each author."""
    return sorted(path.parent.name for path in FOLDER.glob("tuning*/labels.json"))


def load(name: str) -> LabelledSet:
    """One set; FileNotFoundError if there is none of that name."""
    folder = FOLDER / name
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return LabelledSet(
        [_document(folder / file) for file in sorted(labels["documents"])],
        labels["documents"],
        labels["incidents"],
        labels["contradictions"],
        labels.get("arithmetic", []),
    )


def together(names: Sequence[str]) -> LabelledSet:
    """Several sets as one; each document is called after its set, "tuning_b/01.txt"."""
    sets = [(name, load(name)) for name in names]
    return LabelledSet(
        [replace(d, file=f"{name}/{d.file}") for name, one in sets for d in one.documents],
        {
            f"{name}/{file}": [f"{name}/{incident}" for incident in told]
            for name, one in sets
            for file, told in one.incidents_of.items()
        },
        {f"{name}/{key}": about for name, one in sets for key, about in one.incidents.items()},
        [
            {**pair, "a": _inside(name, pair["a"]), "b": _inside(name, pair["b"])}
            for name, one in sets
            for pair in one.contradictions
        ],
        [_inside(name, slip) for name, one in sets for slip in one.arithmetic],
    )


def _inside(name: str, words: dict[str, str]) -> dict[str, str]:
    return {**words, "document": f"{name}/{words['document']}"}


def _document(file: Path) -> Document:
    stated = json.loads(Path(f"{file}.meta.json").read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    published = date.fromisoformat(stated["published"])
    return Document(file.name, "", text, published, stated.get("language", ""))
