"""What may come of a site, what may follow, and what alerts are. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

MOST_PEOPLE = 10_000
"""Above this a number of people is a slip of the finger."""


class Code(StrEnum):
    """What came of a site; several may hold."""

    VICTIMS_RESCUED = "victims_rescued"
    SUSPECTS_ARRESTED = "suspects_arrested"
    EVIDENCE_SEIZED = "evidence_seized"
    SITE_SEALED = "site_sealed"
    SITE_VACATED = "site_vacated"
    NO_OFFENCE_FOUND = "no_offence_found"
    ACCESS_REFUSED = "access_refused"
    POSTPONED = "postponed"
    ABORTED = "aborted"


FOUND = frozenset(
    {Code.VICTIMS_RESCUED, Code.SUSPECTS_ARRESTED, Code.EVIDENCE_SEIZED, Code.SITE_SEALED}
)
"""Outcomes that say that something was found."""

NOT_LOOKED_AT = frozenset({Code.POSTPONED, Code.ABORTED, Code.ACCESS_REFUSED})
"""Outcomes of a site that nobody saw from inside: alone, they tell nothing of what was there."""

_NOT_BOTH: Mapping[Code, frozenset[Code]] = MappingProxyType(
    {
        Code.POSTPONED: frozenset(Code) - {Code.POSTPONED},
        Code.NO_OFFENCE_FOUND: frozenset(
            {Code.VICTIMS_RESCUED, Code.SUSPECTS_ARRESTED, Code.SITE_SEALED, Code.ACCESS_REFUSED}
        ),
    }
)


class Flaw(StrEnum):
    """Why outcomes and numbers of a site do not go together."""

    NOTHING_SAID = "nothing_said"
    NOT_BOTH = "not_both"
    ARRESTED_WITHOUT_NUMBER = "arrested_without_number"
    NUMBER_WITHOUT_ARREST = "number_without_arrest"
    CARE_WITHOUT_LOOKING = "care_without_looking"


def flaw(
    codes: Collection[Code], arrested: int | None, to_care: int | None, to_justice: int | None
) -> Flaw | None:
    """Why an outcome cannot be kept as it stands; none if it can.

    Args:
        arrested, to_care, to_justice: numbers of people, from 0; none if nobody counted.
    """
    if not codes:
        return Flaw.NOTHING_SAID
    if any(_NOT_BOTH.get(code, frozenset()) & set(codes) for code in codes):
        return Flaw.NOT_BOTH
    if Code.SUSPECTS_ARRESTED in codes and not arrested:
        return Flaw.ARRESTED_WITHOUT_NUMBER
    if Code.SUSPECTS_ARRESTED not in codes and arrested:
        return Flaw.NUMBER_WITHOUT_ARREST
    if set(codes) <= NOT_LOOKED_AT and (to_care or to_justice):
        return Flaw.CARE_WITHOUT_LOOKING
    return None


class MeasureKind(StrEnum):
    """What may be ordered against a site or an organisation. None of it can be against a person."""

    LABOUR_FINE = "labour_fine"
    OTHER_FINE = "other_fine"
    TEMPORARY_CLOSURE = "temporary_closure"
    PERMANENT_CLOSURE = "permanent_closure"
    LICENCE_SUSPENSION = "licence_suspension"
    LICENCE_REVOCATION = "licence_revocation"
    CONFISCATION = "confiscation"


FINES = frozenset({MeasureKind.LABOUR_FINE, MeasureKind.OTHER_FINE})
FOR_A_TIME = frozenset({MeasureKind.TEMPORARY_CLOSURE, MeasureKind.LICENCE_SUSPENSION})
"""These end on a day that is said when they are proposed."""
CLOSES = frozenset(
    {
        MeasureKind.TEMPORARY_CLOSURE,
        MeasureKind.PERMANENT_CLOSURE,
        MeasureKind.LICENCE_SUSPENSION,
        MeasureKind.LICENCE_REVOCATION,
    }
)
"""After these a site may come back under another name."""

AGAINST = frozenset({"site", "organisation"})
"""Kinds of the register that a measure may be against."""


class Alerted(StrEnum):
    """What somebody is alerted to."""

    RELAPSE = "relapse"
    NEW_NAME = "new_name"


class Ground(StrEnum):
    """What gives rise to an alert."""

    COMPLAINT = "complaint"
    ALLEGATION = "allegation"
    FINDING = "finding"
    ENTRY = "entry"


class Verdict(StrEnum):
    """What a person says of an alert."""

    SO = "so"
    NOT_SO = "not_so"
