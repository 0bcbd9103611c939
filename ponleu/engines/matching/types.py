"""What matching takes and gives: records, names in a form to compare, reasons, matches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ponleu.engines.reasons import Reason


class Kind(StrEnum):
    """What a record is about; names of different kinds are read by different rules."""

    PERSON = "person"
    ORGANISATION = "organisation"
    SITE = "site"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a register, or what is asked about one.

    Attributes:
        id: any text, unique in its table; empty for a question.
        name: as written, in any script; may hold titles and legal forms.
        kind: None if it is not known.
        aliases: other names of the same, as written.
        born: ISO year, month or day ("1990", "1990-05", "1990-05-21"); empty if unknown.
        sex: "f", "m", or empty if unknown.
        place: government code ("1801") or, failing that, words; empty if unknown.
        identifiers: numbers of passports, cards, licences, telephones; "sort:number" or bare.
        scope: where its keeper keeps it; not compared, it tells who may search for it.
    """

    id: str
    name: str
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()
    born: str = ""
    sex: str = ""
    place: str = ""
    identifiers: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name, ready to be compared.

    Attributes:
        letters: folded Latin letters and digits, ASCII, at least one.
        units: the same word as units of sound, one byte each, from the table of sounds.
        rarity_bits: how much it tells that two names share it, -log2 of its share among names.
        is_initial: a single letter that may stand for a whole word.
        text: as it was written.
        families: Chinese family names that the word may write, one byte for each character:
            words that share a byte may be one family name ("Tan", "Chen", "陈").
    """

    letters: bytes
    units: bytes
    rarity_bits: float
    is_initial: bool
    text: str
    families: bytes = b""


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name read for comparison: its words without titles and legal forms, in their order.

    Attributes:
        text: as written.
        tokens: empty if nothing that names is left.
        dropped: titles, offices and legal forms that were left out, as written.
        script: ISO 15924 of most letters.
    """

    text: str
    tokens: tuple[Token, ...]
    dropped: tuple[str, ...]
    script: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two records being one.

    Attributes:
        score: probability that they are the same, in 0..1.
        is_thin: there is too little to say either way; the score is then near what is usual.
        contradicts: features that cannot both be true of one (passport, sex, birth year).
        reasons: strongest first.
    """

    score: float
    is_thin: bool
    contradicts: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A register entry that a question may mean; see ``Comparison``."""

    id: str
    score: float
    reasons: tuple[Reason, ...]
