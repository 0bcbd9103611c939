"""Reading: a document's text in, facts with exact character offsets out."""

from ponleu.engines.reading.decode import MAX_BYTES, Decoded, Refusal, decode
from ponleu.engines.reading.joining import join_people
from ponleu.engines.reading.pipeline import read
from ponleu.engines.reading.types import (
    Amount,
    Document,
    Fact,
    FactKind,
    Hint,
    Lexicon,
    OrganisationName,
    Part,
    Passage,
    PlaceName,
    Reading,
    Sentence,
    Slip,
    Suggestion,
    Zone,
    ZoneKind,
)

__all__ = [
    "MAX_BYTES",
    "Amount",
    "Decoded",
    "Document",
    "Fact",
    "FactKind",
    "Hint",
    "Lexicon",
    "OrganisationName",
    "Part",
    "Passage",
    "PlaceName",
    "Reading",
    "Refusal",
    "Sentence",
    "Slip",
    "Suggestion",
    "Zone",
    "ZoneKind",
    "decode",
    "join_people",
    "read",
]
