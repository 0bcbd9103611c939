"""What goes into reading and what comes out: plain, frozen values.

All offsets are Unicode code points into the unchanged text, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ponleu.engines.errors import EngineError


class FactKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    SITE = "site"
    PLACE = "place"
    DATE = "date"
    AMOUNT = "amount"
    EVENT = "event"
    CLAIM = "claim"
    DENIAL = "denial"
    REQUEST = "request"
    COMMITMENT = "commitment"
    PENALTY = "penalty"


class ZoneKind(StrEnum):
    """Quotations, bylines and captions lie inside article zones; no others overlap."""

    ARTICLE = "article"
    BOILERPLATE = "boilerplate"
    QUOTATION = "quotation"
    BYLINE = "byline"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Zone:
    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, such as 2620000 riel or 871 kg."""

    number: float
    unit: str


FactValue = str | Amount
"""Government code of a place, ISO date or interval, canonical name, or amount."""


@dataclass(frozen=True, slots=True)
class Part:
    """A named piece of a fact with its own span: speaker, content, due, office, law...

    Attributes:
        value: the piece resolved, as for facts: a code, an ISO date, a canonical
            name, an amount. Empty when the words themselves are all there is.
    """

    text: str
    start: int
    end: int
    value: FactValue = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the words say, with the words.

    Attributes:
        text: equals ``document[start:end]``.
        value: the fact resolved; see ``FactValue``. For claims, denials, requests,
            commitments, events and penalties: a short label of the sort
            ("report", "raid", "closure"), or "".
        parts: named pieces, each with its own span.
        rule: identifier of the rule that found it, "places.gazetteer".
        confidence: 0..1.
        reason: one sentence for the reviewer: which words made the rule fire,
            what a date was anchored on, why two spellings are one person.
        against: index, in the reading's ``facts``, of the claim that a denial answers.
        raw_confidence: as the rule has it, where weights have replaced it; else None.
    """

    kind: FactKind
    text: str
    start: int
    end: int
    value: FactValue
    rule: str
    confidence: float
    parts: Mapping[str, Part] = field(default_factory=dict)
    reason: str = ""
    against: int | None = None
    raw_confidence: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EngineError(f"a fact needs 0 <= start < end; got {self.start}, {self.end}")
        if not 0 <= self.confidence <= 1:
            raise EngineError(f"confidence must be in 0..1; got {self.confidence}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A span that something outside the rules, such as a trained model, takes for a name.

    Attributes:
        kind: PERSON or ORGANISATION; the rules know other kinds better, and they are ignored.
    """

    kind: FactKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Hint:
    """What a document's markup says of a span.

    Attributes:
        kind: "title", "byline", "caption", "header", "table", "boilerplate" (a menu, other
            stories) or "quote" (the earlier message in an answer).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that a machine's translation put for others, and what was meant."""

    text: str
    start: int
    end: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in one language, as an ISO 639-1 code; "und" if it cannot be told."""

    language: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text laid out for the finders: cut into zones and sentences, nothing changed.

    Attributes:
        published: day of publication, the anchor of dates that need one.
        sentences: in text order; none crosses a paragraph or a zone of boilerplate.
            A sentence inside quotation marks keeps ``zone`` QUOTATION.
        machine_translated: marks of machine translation were found.
        passages: the languages of its paragraphs, in text order; together all of them.
    """

    text: str
    language: str
    published: date | None
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    machine_translated: bool = False
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document.

    Attributes:
        language: ISO 639-1 code of the main language, "und" if not known.
        facts: ordered by start, then end, then kind.
        passages: the languages of its paragraphs.
        slips: known slips of a machine translation; none where no machine translated.
        weights: version of the weights that the confidences are from; "" if the rules' own.
    """

    language: str
    published: date | None
    zones: tuple[Zone, ...]
    facts: tuple[Fact, ...]
    machine_translated: bool = False
    weights: str = ""
    passages: tuple[Passage, ...] = ()
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One way a place is written.

    Attributes:
        code: government code: 2 digits province, 4 district, 6 commune, 8 village;
            or ISO 3166-1 alpha-2 in upper case for a country.
        name: as written, any script, without the word for its level.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """One way an organisation is written; all with one ``key`` are the same body."""

    key: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one country and its languages, as plain values from a pack.

    Attributes:
        places: every spelling of every place.
        organisations: known bodies and their abbreviations.
        offices: office phrase in lower case -> canonical office,
            {"provincial governor": "governor"}.
        titles: words before a name that are not part of it: "Mr", "H.E.", "Oknha", "Lok".
        surnames: family names common in the country; help, never needed.
        words: further word lists by name ("claim_verbs", "denial_verbs", "site_nouns",
            "conducts"...), each phrase in lower case -> its label.
    """

    places: tuple[PlaceName, ...]
    organisations: tuple[OrganisationName, ...]
    offices: Mapping[str, str]
    titles: frozenset[str]
    surnames: frozenset[str]
    words: Mapping[str, Mapping[str, str]]
