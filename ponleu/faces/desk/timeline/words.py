"""How kinds, days and gaps of a timeline are told, and the sign of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ponleu.faces.desk.timeline.moments import Gap, Kind, Moment, Precision

Word = str | Promise

KINDS: Mapping[Kind, Word] = {
    Kind.CLAIM: _("Claims"),
    Kind.DENIAL: _("Denials"),
    Kind.FIGURE: _("Figures"),
    Kind.COMMITMENT: _("Commitments"),
    Kind.COMPLAINT: _("Complaints"),
    Kind.ALLEGATION: _("Allegations"),
    Kind.CASE: _("Cases"),
    Kind.FINDING: _("Findings"),
    Kind.OPERATION: _("Operations"),
    Kind.MEASURE: _("Measures"),
    Kind.ANSWER: _("Public answers"),
    Kind.QUESTION: _("Visits"),
}
ONE: Mapping[Kind, Word] = {
    Kind.CLAIM: _("Claim"),
    Kind.DENIAL: _("Denial"),
    Kind.FIGURE: _("Figure"),
    Kind.COMMITMENT: _("Commitment"),
    Kind.COMPLAINT: _("Complaint"),
    Kind.ALLEGATION: _("Allegation"),
    Kind.CASE: _("Case"),
    Kind.FINDING: _("Finding"),
    Kind.OPERATION: _("Operation"),
    Kind.MEASURE: _("Measure"),
    Kind.ANSWER: _("Public answer"),
    Kind.QUESTION: _("Question of a visitor"),
}
SIGNS: Mapping[Kind, str] = {
    Kind.CLAIM: "M-6-5H6V3H0L-4 7V3H-6Z",
    Kind.DENIAL: "M-5-5L5 5M5-5L-5 5",
    Kind.FIGURE: "M-5 5V0M0 5V-5M5 5V-2",
    Kind.COMMITMENT: "M-4 6V-6H6L3-3L6 0H-4",
    Kind.COMPLAINT: "M0-6A6 6 0 1 1-.1-6Z",
    Kind.ALLEGATION: "M0-6L6 5H-6Z",
    Kind.CASE: "M-6-5H6V5H-6Z",
    Kind.FINDING: "M0-7L7 0L0 7L-7 0Z",
    Kind.OPERATION: "M-6 0H6M2-4L6 0L2 4",
    Kind.MEASURE: "M-5-6H5V0A5 6 0 0 1-5 0Z",
    Kind.ANSWER: "M-6-2L0-6V6L-6 2ZM3-3A4 4 0 0 1 3 3",
    Kind.QUESTION: "M-3-3A3 3 0 1 1 0 1V3M0 5V6",
}
"""Lines around a middle of 0, 0 that fit a square of 14: the shape tells the kind, colour none."""

FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def when_words(moment: Moment) -> str:
    """When something was, as exactly as it is known."""
    if moment.precision is Precision.PERIOD:
        told = gettext("%(first)s to %(last)s") % {
            "first": date_format(moment.at, "j F Y"),
            "last": date_format(moment.until, "j F Y"),
        }
    else:
        told = date_format(moment.at, FORMATS[moment.precision])
    if moment.is_dated_by_entry:
        return gettext("entered on %(day)s, own day not recorded") % {"day": told}
    return told


def gap_words(gap: Gap) -> str:
    """That nothing is recorded for a while, in whole months."""
    number = max(1, round(gap.days / 30.44))
    said = ngettext(
        "Nothing of this is recorded from %(first)s to %(last)s: about %(number)d month.",
        "Nothing of this is recorded from %(first)s to %(last)s: about %(number)d months.",
        number,
    )
    return said % {
        "first": date_format(gap.first, "j F Y"),
        "last": date_format(gap.last, "j F Y"),
        "number": number,
    }


def tick_words(on: date) -> str:
    """A line of the axis: the year in January, else the month too."""
    return str(on.year) if on.month == 1 else date_format(on, "M Y")
