"""Facts as a language model offers them: unchecked words, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ponleu.engines.reading.types import FactKind, Reading

MENTIONS = frozenset(
    {
        FactKind.PERSON,
        FactKind.ORGANISATION,
        FactKind.SITE,
        FactKind.PLACE,
        FactKind.DATE,
        FactKind.AMOUNT,
    }
)
_SAID = frozenset({"speaker", "content", "through", "to"})
PARTS: Mapping[FactKind, frozenset[str]] = {
    FactKind.PERSON: frozenset({"office", "office_place", "organisation"}),
    FactKind.AMOUNT: frozenset({"of"}),
    FactKind.EVENT: frozenset({"who", "with", "where", "when", "how_many"}),
    FactKind.CLAIM: _SAID,
    FactKind.DENIAL: _SAID | {"mark"},
    FactKind.REQUEST: _SAID,
    FactKind.COMMITMENT: frozenset({"speaker", "content", "who", "due"}),
    FactKind.PENALTY: frozenset({"amount", "conduct", "law", "speaker", "content"}),
}
"""Names that the parts of each kind may have; other kinds have none."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One fact offered.

    Attributes:
        quote: its words, which have to stand in the text.
        context: more of the text around them, to tell which of several places is meant.
        sort: for an event or a penalty, what sort.
        parts: words of the text by the name of the part.
    """

    kind: str
    quote: str
    context: str = ""
    sort: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


class Drop(StrEnum):
    """Why an offer came to nothing."""

    TOO_MANY = "beyond the number that is looked at"
    KIND = "of no known kind"
    TOO_LONG = "longer than a fact can be"
    QUOTE = "its words are not in the text"
    PART = "a part's name is unknown or its words are not in the text"
    NUMBER = "an amount without a number"
    FURNITURE = "a statement from the page's furniture"
    HELD = "the rules already found a fact there"
    AGAIN = "offered before"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A reading with the offers that stood the check, and how many of the others fell to what."""

    reading: Reading
    taken: int
    dropped: Mapping[Drop, int]
