"""A document read by the rules with the suggesters that an installation uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ponleu.engines.errors import Refusal
from ponleu.engines.reading import Hint, Lexicon, Reading, Suggestion, read
from ponleu.engines.reading.quoted import with_offers
from ponleu.foundation.suggesters.language_model import offers_for
from ponleu.foundation.suggesters.options import Endpoint, Options
from ponleu.foundation.suggesters.spacy_model import names_by

MALFORMED = "not of the form asked for"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A reading, and how the suggesters fared.

    Attributes:
        refused: suggesters that could not take part, each with why; the rest stands.
        taken: offers of the language model that were added.
        dropped: offers that were not, by reason.
    """

    reading: Reading
    refused: tuple[Refusal, ...] = ()
    taken: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)


def read_with(
    text: str,
    lexicon: Lexicon,
    options: Options,
    *,
    published: date | None,
    sealed: bool,
    hints: Sequence[Hint] = (),
) -> Suggested:
    """Everything the rules find, with what the suggesters add to it.

    A suggester that fails never fails the reading.

    Args:
        sealed: whether the text is under seal; the language model then gets none of it.
        hints: what the document's own markup says of its lines.
    """
    names = _names(text, options)
    suggestions = () if isinstance(names, Refusal) else names
    reading = read(text, lexicon, published=published, suggestions=suggestions, hints=hints)
    refused = (names,) if isinstance(names, Refusal) else ()
    if options.language_model is None:
        return Suggested(reading, refused)
    return _with_language_model(
        text, lexicon, reading, options.language_model, refused, sealed=sealed
    )


def _names(text: str, options: Options) -> list[Suggestion] | Refusal:
    if not options.spacy_model:
        return []
    names = names_by(options.spacy_model)
    return names if isinstance(names, Refusal) else names(text)


def _with_language_model(
    text: str,
    lexicon: Lexicon,
    reading: Reading,
    endpoint: Endpoint,
    refused: tuple[Refusal, ...],
    *,
    sealed: bool,
) -> Suggested:
    answer = offers_for(text, endpoint, sealed=sealed)
    if isinstance(answer, Refusal):
        return Suggested(reading, (*refused, answer))
    quoted = with_offers(text, lexicon, reading, answer.offers)
    dropped = {str(why): times for why, times in quoted.dropped.items()}
    if answer.malformed:
        dropped[MALFORMED] = answer.malformed
    return Suggested(quoted.reading, refused, quoted.taken, dropped)
