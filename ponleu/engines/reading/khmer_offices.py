"""Offices in Khmer: the phrase, and the place or body that it is held in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ponleu.engines.reading.khmer_text import END, START
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Fact, FactKind, Lexicon

_LEVEL = re.compile("(?:រាជធានី|ខេត្ត|ក្រុង|ស្រុក|ខណ្ឌ|ឃុំ|សង្កាត់|ភូមិ|នៃ| )*")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by folded offsets.

    Attributes:
        end: after the office and what it is held in.
        held: the place or body, if one is named.
    """

    start: int
    phrase_end: int
    end: int
    value: str
    held: Fact | None


@dataclass(frozen=True, slots=True)
class Offices:
    """Finds the office at one place of a text."""

    words: KhmerWords
    pattern: re.Pattern[str]

    def at(
        self, text: str, start: int, limit: int, facts: Mapping[int, tuple[Fact, int]]
    ) -> Office | None:
        """The office that begins here.

        Args:
            facts: places and bodies by folded start, each with its folded end.
        """
        match = self.pattern.match(text, start, limit)
        if match is None:
            return None
        value = self.words.label("offices", match.group())
        level = _LEVEL.match(text, match.end(), limit)
        for at in (match.end(), level.end() if level else match.end()):
            if at in facts:
                held, end = facts[at]
                if held.kind in {FactKind.PLACE, FactKind.ORGANISATION}:
                    return Office(start, match.end(), end, value, held)
        end = level.end() if level and level.end() > match.end() else match.end()
        return Office(start, match.end(), start + len(text[start:end].rstrip()), value, None)


@once_per
def khmer_offices(lexicon: Lexicon) -> Offices:
    """The offices of a lexicon."""
    words = khmer_words(lexicon)
    return Offices(words, re.compile(START + words.any("offices") + END))
