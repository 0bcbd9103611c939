"""Marks by which a machine's translation gives itself away."""

from __future__ import annotations

from ponleu.engines.reading.memo import once_per_lexicon
from ponleu.engines.reading.words import PhraseSet, phrase_key, tokenise
from ponleu.engines.reading.types import Lexicon

NEEDED = 2
"""Sum of the marks' weights from which a document is flagged: one strong mark or two weak."""
WEIGHTS = {"strong": 2, "weak": 1}


def is_machine_translated(text: str, lexicon: Lexicon) -> bool:
    """Whether the text holds enough of the pack's marks (word list ``mt_marks``)."""
    index, weights = _marks(lexicon)
    tokens = tokenise(text)
    seen = {index.at(tokens, position)[1] for position in range(len(tokens))}
    return sum(weights.get(key, 0) for key in seen) >= NEEDED


@once_per_lexicon
def _marks(lexicon: Lexicon) -> tuple[PhraseSet, dict[str, int]]:
    marks = lexicon.words.get("mt_marks", {})
    weights = {phrase_key(phrase): WEIGHTS.get(label, 1) for phrase, label in marks.items()}
    return PhraseSet(weights), weights
