"""What came of sites, measures, looking again, alerts that were judged, debriefs, the delay."""

from ponleu.response.outcomes.models.alerts import AlertJudgement
from ponleu.response.outcomes.models.debrief import Debrief
from ponleu.response.outcomes.models.delay import DelayChange
from ponleu.response.outcomes.models.looking import LookDue, LookedAgain
from ponleu.response.outcomes.models.measures import Measure, MeasureStep
from ponleu.response.outcomes.models.noted import NotedCode, OutcomeNote

__all__ = [
    "AlertJudgement",
    "Debrief",
    "DelayChange",
    "LookDue",
    "LookedAgain",
    "Measure",
    "MeasureStep",
    "NotedCode",
    "OutcomeNote",
]
