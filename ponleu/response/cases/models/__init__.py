"""Allegations, cases, and what people decided about either."""

from ponleu.response.cases.models.allegation import (
    Allegation,
    AllegationQuerySet,
    Gathering,
    GatheringQuerySet,
)
from ponleu.response.cases.models.apart import KeptApart, Side
from ponleu.response.cases.models.case import Case, CaseQuerySet, Closing
from ponleu.response.cases.models.known import known_to
from ponleu.response.cases.models.people import CaseExclusion, Membership
from ponleu.response.cases.models.regrouping import CaseAllegation, Regrouping, Related, SplitOff

__all__ = [
    "Allegation",
    "AllegationQuerySet",
    "Case",
    "CaseAllegation",
    "CaseExclusion",
    "CaseQuerySet",
    "Closing",
    "Gathering",
    "GatheringQuerySet",
    "KeptApart",
    "Membership",
    "Regrouping",
    "Related",
    "Side",
    "SplitOff",
    "known_to",
]
