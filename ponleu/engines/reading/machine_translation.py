"""Marks by which a machine's translation gives itself away."""

from __future__ import annotations

from ponleu.engines.reading.broken_english import is_broken
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.phrase_table import PhraseTable, phrase_table, phrases_in
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Lexicon

NEEDED = 2
"""Sum of the marks' weights from which a document is flagged: one strong mark or two weak."""
WEIGHTS = {"strong": 2, "weak": 1, "faint": 0.5}
"""A faint mark is one that people write too, but translations far oftener: "netizen"."""


def is_machine_translated(text: str, lexicon: Lexicon) -> bool:
    """Whether the text holds enough of the pack's marks (``mt_marks``) or breaks grammar."""
    seen = {found.words: found.label for found in phrases_in(row_of(text), _marks(lexicon))}
    return sum(WEIGHTS.get(label, 0) for label in seen.values()) >= NEEDED or is_broken(text)


@once_per
def _marks(lexicon: Lexicon) -> PhraseTable:
    return phrase_table(lexicon.words.get("mt_marks", {}))
