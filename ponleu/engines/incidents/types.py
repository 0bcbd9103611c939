"""What goes into incidents and what comes out: plain, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ponleu.engines.errors import EngineError
from ponleu.engines.reasons import Reason, Translatable


class ContradictionKind(StrEnum):
    COUNT = "count"
    DENIAL = "denial"
    DATE = "date"
    STATUS = "status"
    PLACE = "place"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which it happened, or the first and last on which it may have.

    Attributes:
        is_span: it went on through all of these days, such as a year's figures.
    """

    first: date
    last: date
    is_span: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EngineError(f"days end on {self.last}, before they begin on {self.first}")

    @property
    def width(self) -> int:
        """Days between the first and the last; 0 for one day."""
        return (self.last - self.first).days

    def apart(self, other: Days) -> int:
        """Days that lie between both; 0 if one day may be the same."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people were what.

    Attributes:
        what: rescued, found, arrested, dead...; "" if the words do not say.
        low, high: the smallest and largest number that the words allow; ``high`` may be
            ``inf``.
        nationality: "" if the words do not say.
    """

    what: str
    low: float
    high: float
    nationality: str = ""

    def __post_init__(self) -> None:
        if self.high < self.low:
            raise EngineError(f"a count needs low <= high; got {self.low}, {self.high}")

    def fits(self, other: Count) -> bool:
        """Whether one number may be both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document; offsets in code points, half-open."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What some words say that other words may contradict.

    Attributes:
        topic: what it is about; only statements on one topic are compared. "closure",
            "confinement", "owner"...
        value: of a denial "said" or "denied"; of a status its word; of a place its
            government code; of an identity the name.
        count: of a count.
        days: of a date.
    """

    kind: ContradictionKind
    topic: str
    span: Span
    value: str = ""
    count: Count | None = None
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one document, claim or complaint tells of one incident.

    Attributes:
        key: the caller's own, another for each telling.
        document: a document may hold several tellings.
        places: government codes; the longer, the nearer.
        sites: names of the site, all meant for one.
        people: names of persons.
        kinds: words for the kind of event: raid, rescue, escape, death, court...
        apart: keys of tellings that are of other incidents, as a person judged or the document
            makes plain; never joined with these.
        marks: by what a site is told from others, "site: kiln", "floors: 7", "by: market".
        source: who told first; copies of one text have one source. "" if not known.
    """

    key: str
    document: str
    days: Days | None = None
    places: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    nationalities: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    source: str = ""
    apart: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()
    marks: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.key:
            raise EngineError("a telling needs a key")


@dataclass(frozen=True, slots=True)
class Incident:
    """Tellings taken for one incident: a proposal.

    Attributes:
        tellings: their keys, in order.
        sites: all names of the site that they give, in order.
        score: 0..1, the odds of the average pair; 1 for a telling that stands alone.
        reasons: the strongest of each feature, first what says most, for or against.
    """

    tellings: tuple[str, ...]
    documents: tuple[str, ...]
    sites: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements about one incident that cannot both be right."""

    kind: ContradictionKind
    a: Statement
    b: Statement
    template: Translatable
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def reason(self) -> str:
        """The sentence in English."""
        return self.template % self.values


@dataclass(frozen=True, slots=True)
class ArithmeticSlip:
    """Numbers that do not add up.

    Attributes:
        right: what the other numbers make it.
        tolerance: how far rounding alone may move the stated number.
    """

    start: int
    end: int
    text: str
    stated: float
    right: float
    tolerance: float
    template: Translatable
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def reason(self) -> str:
        """The sentence in English."""
        return self.template % self.values
