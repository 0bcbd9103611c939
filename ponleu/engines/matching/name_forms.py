"""A name as written, read into the form in which names are compared."""

from __future__ import annotations

from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.khmer_order import in_order
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.scripts import script_of_most
from ponleu.engines.matching.titles import without_titles
from ponleu.engines.matching.tokens import tokens_of
from ponleu.engines.matching.types import Kind, NameForm, Token

MOST_TOKENS = 16
_OF_PLACES = frozenset({Kind.PLACE, Kind.SITE})


def read_name(text: str, lexicon: Lexicon, kind: Kind | None = None) -> NameForm:
    """The words of a name without titles and legal forms, each in letters and in sounds.

    Any text is read; of an empty or a strange one the form has no tokens. At most 200
    letters and 16 words are read.
    """
    folded = fold(text)
    ordered = folded if folded.isascii() else in_order(folded)
    parted = without_titles(ordered.split()[:MOST_TOKENS], lexicon.titles, kind)
    tokens: list[Token] = []
    for kept in parted.words:
        tokens += tokens_of(kept, lexicon, of_place=kind in _OF_PLACES)
    return NameForm(text, tuple(tokens[:MOST_TOKENS]), parted.dropped, script_of_most(folded))


def official_names(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Official names of a place that is called by an old one or as the press calls it."""
    return lexicon.other_names.get(fold(text), ())
