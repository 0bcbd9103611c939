"""What comes out of a file that was brought: complaints, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ponleu.engines.errors import Refusal
from ponleu.response.complaints.intake import Told

MOST_WHAT = 100_000
MOST_NEAR = 2_000
MOST_SHORT = 500
MOST_ROW = 400_000
"""Letters of what happened, of the place in words, of any other field, and of a whole row."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that came with a complaint."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """One complaint out of a file, not kept yet; printing it shows nothing of it.

    Attributes:
        place: where in the file it stands: "row 7", "letter.eml".
        origin: what makes it the same when it is brought again.
    """

    place: str
    told: Told = field(repr=False)
    origin: bytes = field(repr=False)
    files: tuple[Carried, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something of a file does not come in. It repeats no word of what was told.

    Attributes:
        place: "row 7, column C (phone)"; "" if it is the whole file.
    """

    problem: str
    place: str
    mend: str

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place else ""
        return f"{self.problem}{where}: {self.mend}"


@dataclass(frozen=True, slots=True)
class Places:
    """Government codes of places by what people write for them.

    Attributes:
        known: all codes.
        named: code of what holds it, and its name folded, to its code; a province is held by "".
    """

    known: frozenset[str]
    named: Mapping[tuple[str, str], str]


def fault_of(refusal: Refusal) -> Fault:
    """What the parser of a document said."""
    return Fault(refusal.problem, refusal.place, refusal.mend)


def at_row(number: int, column: int | None = None, heading: str = "") -> str:
    """A row, or a cell of it, as a sheet shows them: "row 7, column C (phone)"."""
    if column is None:
        return _("row %(number)d") % {"number": number}
    letters = column_letters(column)
    if not heading:
        return _("row %(number)d, column %(letters)s") % {"number": number, "letters": letters}
    return _("row %(number)d, column %(letters)s (%(heading)s)") % {
        "number": number,
        "letters": letters,
        "heading": heading[:60],
    }


def column_letters(column: int) -> str:
    """The letters over a column of a sheet: 0 is A, 26 is AA."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
