"""Incidents: which tellings are of one event, and where they contradict each other."""

from ponleu.engines.incidents.arithmetic import arithmetic_slips
from ponleu.engines.incidents.contradictions import contradictions
from ponleu.engines.incidents.grouping import Incidents
from ponleu.engines.incidents.names import Names
from ponleu.engines.incidents.types import (
    ArithmeticSlip,
    Contradiction,
    ContradictionKind,
    Count,
    Days,
    Incident,
    Span,
    Statement,
    Telling,
)

__all__ = [
    "ArithmeticSlip",
    "Contradiction",
    "ContradictionKind",
    "Count",
    "Days",
    "Incident",
    "Incidents",
    "Names",
    "Span",
    "Statement",
    "Telling",
    "arithmetic_slips",
    "contradictions",
]
