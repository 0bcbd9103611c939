"""The Khmer word lists of a pack as expressions, made once for a lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.khmer_text import END, KHMER, START, any_of, folded
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Lexicon

TRAP: Final = "trap"
"""Label of words that hold a shorter word of another list and do not mean it."""


@dataclass(frozen=True, slots=True)
class KhmerWords:
    """Words and expressions that several finders share.

    Attributes:
        labels: of each list, phrase in one spelling -> label.
        common: an everyday word at this place: no unknown name begins so.
        closed: one that is no noun.
        traps: expression for words such as "energy" that begin like "that".
        speakers: words for those who speak, group 1.
    """

    labels: Mapping[str, Mapping[str, str]]
    common: re.Pattern[str]
    closed: re.Pattern[str]
    traps: str
    speakers: re.Pattern[str]

    def label(self, words: str, phrase: str) -> str:
        """Label of a phrase of one list, "" if it is not in it."""
        return self.labels.get(words, {}).get(phrase, "")

    def any(self, *lists: str, label: str = "") -> str:
        """Expression for the phrases of some lists, of one label only if it is given."""
        return any_of(
            phrase
            for name in lists
            for phrase, found in self.labels.get(name, {}).items()
            if found != TRAP and (not label or found.split(":")[0] == label)
        )

    def finder(self, *lists: str, label: str = "") -> re.Pattern[str]:
        """Phrases of the lists as whole syllables; traps are matched first, group 1 is empty."""
        return re.compile(f"{START}(?:{self.traps}|({self.any(*lists, label=label)})){END}")


@once_per
def khmer_words(lexicon: Lexicon) -> KhmerWords:
    """The Khmer words of a lexicon."""
    labels = {
        name.removesuffix("_km"): _folded(phrases)
        for name, phrases in lexicon.words.items()
        if name.endswith("_km")
    }
    labels["offices"] = {**_khmer(lexicon.offices), **labels.get("offices", {})}
    titles = {folded(title): "address" for title in lexicon.titles if KHMER.match(title)}
    labels["titles"] = {**titles, **labels.get("titles", {})}
    labels["sites"] = _khmer(lexicon.words.get("site_nouns", {})) | labels.get("site_nouns", {})
    surnames = {folded(name): "name" for name in lexicon.surnames if KHMER.match(name)}
    labels["surnames"] = surnames | labels.get("surnames", {})
    everyday = labels.get("common", {})
    common = [phrase for phrase, label in everyday.items() if label != TRAP]
    for name in ("offices", "speech", "events", "titles"):
        common += labels.get(name, {})
    closed = [phrase for phrase, label in everyday.items() if label not in {TRAP, "noun"}]
    closed += labels.get("speech", {})
    traps = any_of(phrase for phrase, label in everyday.items() if label == TRAP)
    said, speaking = any_of(labels.get("speech", {})), any_of(labels.get("speakers", {}))
    speakers = re.compile(f"{START}(?:(?:{traps}|{said}){END}|({speaking}){END})")
    return KhmerWords(
        labels, re.compile(any_of(common) + END), re.compile(any_of(closed) + END), traps, speakers
    )


def _khmer(phrases: Mapping[str, str]) -> dict[str, str]:
    return {folded(phrase): label for phrase, label in phrases.items() if KHMER.match(phrase)}


def _folded(phrases: Mapping[str, str]) -> dict[str, str]:
    return {folded(phrase): label for phrase, label in phrases.items()}


def longest_first(phrases: Iterable[str]) -> list[str]:
    """Phrases so ordered that none hides a longer one."""
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
