"""The labelled documents of incidents, as the benchmark needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
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


def load(name: str) -> LabelledSet:
    """One of the two sets; FileNotFoundError if there is none yet."""
    folder = FOLDER / name
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return LabelledSet(
        [_document(folder / file) for file in sorted(labels["documents"])],
        labels["documents"],
        labels["incidents"],
        labels["contradictions"],
        labels.get("arithmetic", []),
    )


def _document(file: Path) -> Document:
    stated = json.loads(Path(f"{file}.meta.json").read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    published = date.fromisoformat(stated["published"])
    return Document(file.name, "", text, published, stated.get("language", ""))
