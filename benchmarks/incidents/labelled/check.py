"""Proves that the labels of the incident set stand in their documents.

``python benchmarks/incidents/labelled/check.py [SET...]`` prints one line for each fault, then
counts of each set (never a text); it exits with 1 if there was a fault. Sets that are not named
are not opened; without names all are.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEEDS = HERE.parents[2].parent / "shared" / "seeds"
KINDS = {"count", "denial", "date", "status", "place", "identity"}
PAIRS = ("contradictions", "not_contradictions", "unsettled")
RUN = 12
"""So many words in a row are nowhere the same as in a seed or in the other set."""
WORDS = (80, 350)
KHMER_LETTERS = 6.5
"""Khmer has no spaces between words: about so many code points make one."""

Texts = Mapping[str, str]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of twelve words of a text, without case and punctuation."""
    words = re.findall(r"[\w\u1780-\u17d3]+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def quotes(labels: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every quoted side of a label, with where it stands."""
    for key in PAIRS:
        for number, pair in enumerate(labels[key]):
            yield f"{key}[{number}].a", pair["a"]
            yield f"{key}[{number}].b", pair["b"]
    for number, slip in enumerate(labels["arithmetic"]):
        yield f"arithmetic[{number}]", slip


def quote_faults(labels: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    """Quotes that are not exactly once in their document, and kinds that do not exist."""
    for where, quote in quotes(labels):
        found = texts.get(quote["document"], "").count(quote["text"])
        if not quote["text"] or found != 1:
            yield f"{where}: its text stands {found} times in {quote['document']}, not once"
    for number, pair in enumerate(labels["contradictions"]):
        if pair["kind"] not in KINDS:
            yield f"contradictions[{number}]: no such kind {pair['kind']!r}"
        shared = set(labels["documents"].get(pair["a"]["document"], ())) & set(
            labels["documents"].get(pair["b"]["document"], ())
        )
        if not shared:
            yield f"contradictions[{number}]: its two documents tell of no common incident"


def document_faults(labels: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    """Documents without labels or the reverse, and incidents told by none."""
    for name in sorted(set(texts) ^ set(labels["documents"])):
        yield f"{name}: has no labels, or labels but no text"
    told = {incident for incidents in labels["documents"].values() for incident in incidents}
    for incident in sorted(told ^ set(labels["incidents"])):
        yield f"{incident}: not described, or told by no document"


def incident_faults(labels: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    """Site names that no document of the incident uses; unreadable dates and places."""
    for incident, said in labels["incidents"].items():
        tellers = [name for name, told in labels["documents"].items() if incident in told]
        together = "\n".join(texts.get(name, "") for name in tellers)
        for number, site in enumerate(said["sites"]):
            if site not in together:
                yield f"{incident}: no document of it writes sites[{number}]"
        if not re.fullmatch(r"\d{2}|\d{4}|\d{6}", said["place"]):
            yield f"{incident}: {said['place']!r} is not a place code"
        for day in said["date"].split("/"):
            date.fromisoformat(day)


def text_faults(folder: Path, texts: Texts) -> Iterator[str]:
    """Documents that are too short or too long, or whose meta file is not whole."""
    for name, text in texts.items():
        meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
        if set(meta) != {"published", "origin", "language"}:
            yield f"{name}: meta holds {sorted(meta)}"
        date.fromisoformat(meta["published"])
        khmer = meta["language"] == "km"
        words = len(re.sub(r"\s", "", text)) / KHMER_LETTERS if khmer else len(text.split())
        if not WORDS[0] <= words <= WORDS[1]:
            yield f"{name}: {words:.0f} words"


def shared_faults(texts: Texts, others: Iterable[Path], whose: str) -> Iterator[str]:
    """Documents that share twelve words in a row with another text."""
    known = set().union(*(runs(path.read_text(encoding="utf-8")) for path in others))
    for name, text in texts.items():
        if runs(text) & known:
            yield f"{name}: shares {RUN} words in a row with {whose}"


def set_faults(name: str, others: Iterable[str]) -> Iterator[str]:
    """All faults of one set, beside others."""
    folder = HERE / name
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    yield from document_faults(labels, texts)
    yield from quote_faults(labels, texts)
    yield from incident_faults(labels, texts)
    yield from text_faults(folder, texts)
    if SEEDS.is_dir():
        yield from shared_faults(texts, SEEDS.glob("*.txt"), "a seed")
    for other in others:
        if other != name:
            yield from shared_faults(texts, (HERE / other).glob("*.txt"), f"the set {other}")


def counts(name: str) -> str:
    """One line of how much a set holds."""
    labels = json.loads((HERE / name / "labels.json").read_text(encoding="utf-8"))
    held = ", ".join(f"{len(labels[key])} {key}" for key in labels)
    none = sum(not told for told in labels["documents"].values())
    several = sum(len(told) > 1 for told in labels["documents"].values())
    return f"{name}: {held}; {none} documents tell of no incident, {several} of two or more"


def main(words: Sequence[str]) -> int:
    """Prints the faults and the counts."""
    names = words or sorted(path.parent.name for path in HERE.glob("*/labels.json"))
    faults = [f"{name}/{fault}" for name in names for fault in set_faults(name, names)]
    for fault in faults:
        print(fault)
    for name in names:
        print(counts(name))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
