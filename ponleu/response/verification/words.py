"""Codes of verification as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.response.verification.rules import (
    Conclusion,
    Giver,
    Information,
    Purpose,
    Reliability,
    Same,
    TaskState,
    TurnKind,
    Waiting,
)

Word = str | Promise

RELIABILITIES: Mapping[str, Word] = {
    Reliability.A: _("Always reliable so far, no doubt about it"),
    Reliability.B: _("Usually reliable, with small doubts"),
    Reliability.C: _("Fairly reliable: right at times"),
    Reliability.D: _("Usually not reliable"),
    Reliability.E: _("Not reliable: wrong before, or has a reason to mislead"),
    Reliability.F: _("Cannot be judged: not known well enough"),
}
INFORMATIONS: Mapping[str, Word] = {
    Information.ONE: _("Confirmed by others who do not depend on it"),
    Information.TWO: _("Probably true: fits what is known"),
    Information.THREE: _("Possibly true: fits in part"),
    Information.FOUR: _("Doubtful: nothing fits it yet"),
    Information.FIVE: _("Improbable: what is known speaks against it"),
    Information.SIX: _("Cannot be judged"),
}
CONCLUSIONS: Mapping[str, Word] = {
    Conclusion.ANSWERED: _("Answered"),
    Conclusion.NOT_ANSWERABLE: _("Cannot be answered"),
}
TURNS: Mapping[str, Word] = {
    TurnKind.GIVEN: _("Given"),
    TurnKind.HANDED_OVER: _("Handed over"),
    TurnKind.DONE: _("Done"),
    TurnKind.REOPENED: _("Reopened"),
}
TASKS: Mapping[str, Word] = {
    TaskState.OPEN: _("Open"),
    TaskState.LATE: _("Late"),
    TaskState.DONE: _("Done"),
}
PURPOSES: Mapping[str, Word] = {
    Purpose.INTERVIEW: _("being asked"),
    Purpose.EVIDENCE: _("use as evidence"),
    Purpose.PROSECUTOR: _("sharing with the prosecutor"),
    Purpose.EMBASSY: _("sharing with their embassy"),
    Purpose.RESEARCH: _("research, without their identity"),
}
SAMES: Mapping[str, Word] = {
    Same.ENTRY: _("the same person of the register"),
    Same.CONTACT: _("the same number or address"),
}
GIVERS: Mapping[str, Word] = {
    Giver.SELF: _("The person"),
    Giver.CAREGIVER: _("Whoever cares for the child"),
    Giver.CHILD: _("The child"),
}
WAITINGS: Mapping[str, Word] = {
    Waiting.DRAFT: _("Not sent yet"),
    Waiting.WAITS: _("Waits for an answer"),
    Waiting.NO_ANSWER: _("No answer came"),
    Waiting.ANSWERED: _("Answered"),
}
