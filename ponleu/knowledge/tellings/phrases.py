"""Phrases of the country's tables, looked for in text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_GAP: Final = r"(?:[^\w.;!?\n]+(?!(?:not|never|no)\b)[\w\u1780-\u17d3'\u2019]+){0,6}?[^\w.;!?\n]+"
"""Up to six words, none of which turns the phrase round."""
_GAP_KHMER: Final = r"[^\u17d4\n]{0,25}?"
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase of a table stands.

    Attributes:
        label: what the table says of it.
    """

    start: int
    end: int
    label: str


class Phrases:
    """A table of phrases; ``*`` ends a word in any way, ``...`` is up to six words."""

    def __init__(self, table: Mapping[str, str]) -> None:
        """Take phrases and what each is the mark of."""
        by_label: dict[str, list[str]] = {}
        for phrase, label in table.items():
            by_label.setdefault(label, []).append(phrase)
        self._patterns = {
            label: re.compile(
                "|".join(_pattern(one) for one in sorted(phrases, key=len, reverse=True)), re.I
            )
            for label, phrases in by_label.items()
        }

    def within(self, text: str, start: int, end: int) -> list[Hit]:
        """All that stand between two offsets, in text order; of each label the longest."""
        return sorted(self._hits(text, start, end), key=lambda hit: (hit.start, hit.end))

    def labels(self, text: str, start: int, end: int) -> set[str]:
        """The labels of those that stand there."""
        return {hit.label for hit in self._hits(text, start, end)}

    def _hits(self, text: str, start: int, end: int) -> Iterator[Hit]:
        for label, pattern in self._patterns.items():
            for match in pattern.finditer(text, start, end):
                yield Hit(match.start(), match.end(), label)


def _pattern(phrase: str) -> str:
    is_khmer = bool(_KHMER.search(phrase))
    parts = []
    for part in phrase.split(" ... "):
        words = (re.escape(word).replace(r"\*", r"\w*") for word in part.split())
        parts.append(r"\s+".join(words).replace("'", "['\u2019]"))
    if is_khmer:
        return _GAP_KHMER.join(parts)
    edge = "" if phrase.startswith("n'") else r"\b"
    return rf"{edge}{_GAP.join(parts)}\b"
