"""Outcomes, measures, alerts and figures in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ponleu.response.outcomes.models.looking import MEASURE, OUTCOME
from ponleu.response.outcomes.rules.bands import UNKNOWN
from ponleu.response.outcomes.rules.kinds import (
    Alerted,
    Code,
    Flaw,
    Ground,
    MeasureKind,
    Verdict,
)
from ponleu.response.outcomes.rules.measures import State, Step

Word = str | Promise

CODES: Mapping[str, Word] = {
    Code.VICTIMS_RESCUED: _("People brought to safety"),
    Code.SUSPECTS_ARRESTED: _("Suspects arrested"),
    Code.EVIDENCE_SEIZED: _("Evidence seized"),
    Code.SITE_SEALED: _("Site sealed"),
    Code.SITE_VACATED: _("Site found empty"),
    Code.NO_OFFENCE_FOUND: _("No offence found"),
    Code.ACCESS_REFUSED: _("Entry refused"),
    Code.POSTPONED: _("This site was postponed"),
    Code.ABORTED: _("Broken off at this site"),
}
MEASURES: Mapping[str, Word] = {
    MeasureKind.LABOUR_FINE: _("Fine by the labour law"),
    MeasureKind.OTHER_FINE: _("Other fine"),
    MeasureKind.TEMPORARY_CLOSURE: _("Closure for a time"),
    MeasureKind.PERMANENT_CLOSURE: _("Closure for good"),
    MeasureKind.LICENCE_SUSPENSION: _("Licence suspended"),
    MeasureKind.LICENCE_REVOCATION: _("Licence revoked"),
    MeasureKind.CONFISCATION: _("Confiscation"),
}
STATES: Mapping[str, Word] = {
    State.PROPOSED: _("Proposed"),
    State.WITHDRAWN: _("Proposal withdrawn"),
    State.ORDERED: _("Ordered"),
    State.REFUSED: _("Not ordered"),
    State.LIFTED: _("Lifted"),
}
STEPS: Mapping[str, Word] = {
    Step.PROPOSE: _("Proposed"),
    Step.WITHDRAW: _("Withdraw the proposal"),
    Step.ORDER: _("Order it"),
    Step.REFUSE: _("Do not order it"),
    Step.TAKE_BACK: _("Take the decision back"),
    Step.LIFT: _("Lift it"),
    Step.PUT_BACK: _("Undo that"),
}
DONE: Mapping[str, Word] = {
    Step.PROPOSE: _("Proposed"),
    Step.WITHDRAW: _("Proposal withdrawn"),
    Step.ORDER: _("Ordered"),
    Step.REFUSE: _("Not ordered"),
    Step.TAKE_BACK: _("Decision taken back"),
    Step.LIFT: _("Lifted"),
    Step.PUT_BACK: _("Undone"),
}
FLAWS: Mapping[Flaw, Word] = {
    Flaw.NOTHING_SAID: _("Choose at least one outcome."),
    Flaw.NOT_BOTH: _(
        "These outcomes cannot all hold: a postponed site has no other, and where no offence was"
        " found nobody was rescued or arrested and nothing sealed."
    ),
    Flaw.ARRESTED_WITHOUT_NUMBER: _("Say how many suspects were arrested. No names."),
    Flaw.NUMBER_WITHOUT_ARREST: _("If suspects were arrested, tick that outcome, too."),
    Flaw.CARE_WITHOUT_LOOKING: _(
        "Nobody is handed over at a site that nobody saw from inside. Tick what else came of it."
    ),
}
ALERTED: Mapping[str, Word] = {
    Alerted.RELAPSE: _("Perhaps a relapse"),
    Alerted.NEW_NAME: _("Perhaps the same operator under a new name"),
}
GROUNDS: Mapping[str, Word] = {
    Ground.COMPLAINT: _("Complaint"),
    Ground.ALLEGATION: _("Allegation"),
    Ground.FINDING: _("Finding"),
    Ground.ENTRY: _("Register"),
}
VERDICTS: Mapping[str, Word] = {Verdict.SO: _("It is so"), Verdict.NOT_SO: _("It is not so")}


def asked_for(of: str, code: str) -> Word:
    """What asks for a look: an outcome, a measure, or a person."""
    if of == OUTCOME:
        return CODES[code]
    return MEASURES[code] if of == MEASURE else gettext("set by a person")


def days_left(days: int) -> str:
    """How long until a day, or since."""
    if days == 0:
        return gettext("today")
    if days < 0:
        said = ngettext("%(days)d day overdue", "%(days)d days overdue", -days)
        return said % {"days": -days}
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def band_word(by: str, value: str, names: Mapping[str, str]) -> str:
    """One row of the analysis of sites found empty.

    Args:
        names: of units, by key.
    """
    if value == UNKNOWN:
        return gettext("Not known to you: you do not read the order")
    if by == "unit":
        return names[value] or gettext("Nobody was asked")
    if by == "linked":
        return (
            gettext("Another site within five minutes")
            if value == "together"
            else gettext("No other site within five minutes")
        )
    low, high = value.split("-")
    if by == "people":
        if not high:
            return gettext("%(low)s people or more") % {"low": low}
        if high == "0":
            return gettext("Nobody opened it before")
        return gettext("%(low)s to %(high)s people") % {"low": low, "high": high}
    if not high:
        return gettext("%(low)s hours or more") % {"low": low}
    return gettext("%(low)s to under %(high)s hours") % {"low": low, "high": high}


def month_word(month: str) -> str:
    """A month, "2026-11", as people write it."""
    year, number = month.split("-")
    return date_format(date(int(year), int(number), 1), "F Y")
