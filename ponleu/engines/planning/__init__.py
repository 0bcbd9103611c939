"""Which sites are visited, by whom, when; what is left out and why; how good it is."""

from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.faults import faults
from ponleu.engines.planning.optw import read_optw
from ponleu.engines.planning.planner import Way, make_ready, plan
from ponleu.engines.planning.reading_json import read_instance
from ponleu.engines.planning.types import (
    Bundle,
    Effort,
    LeftOut,
    Plan,
    Problem,
    Round,
    Site,
    Team,
    Vehicle,
    Visit,
    Why,
)
from ponleu.engines.planning.vrplib import read_vrplib

__all__ = [
    "Bundle",
    "Effort",
    "LeftOut",
    "Plan",
    "Problem",
    "Round",
    "Site",
    "Team",
    "Vehicle",
    "Visit",
    "Way",
    "Why",
    "breaches",
    "faults",
    "make_ready",
    "plan",
    "read_instance",
    "read_optw",
    "read_vrplib",
]
