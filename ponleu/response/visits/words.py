"""Codes of visits as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponleu.response.visits.models import Visit
from ponleu.response.visits.rules import (
    Answered,
    Became,
    MeetingState,
    PositionKind,
    Precision,
    VisitKind,
)

Word = str | Promise

KINDS: Mapping[str, Word] = {
    VisitKind.RAPPORTEUR: _("Special rapporteur or expert of the United Nations"),
    VisitKind.TIP_OFFICE: _("Office that writes the trafficking in persons report"),
    VisitKind.DELEGATION: _("Foreign delegation"),
    VisitKind.COMMITTEE: _("Mission of our own committee"),
    VisitKind.OTHER: _("Another visit"),
}
PRECISIONS: Mapping[str, Word] = {
    Precision.DAY: _("on these days"),
    Precision.MONTH: _("some days of these months"),
}
MEETING_STATES: Mapping[str, Word] = {
    MeetingState.PLANNED: _("Planned"),
    MeetingState.HELD: _("Took place"),
    MeetingState.CANCELLED: _("Cancelled"),
}
STANDINGS: Mapping[str, Word] = {
    Answered.LATE: _("Not answered, and late"),
    Answered.WAITING: _("Not answered yet"),
    Answered.ANSWERED_LATE: _("Answered late"),
    Answered.ANSWERED: _("Answered"),
}
POSITIONS: Mapping[str, Word] = {
    PositionKind.ACCEPTED: _("Accepted"),
    PositionKind.PARTLY_ACCEPTED: _("Accepted in part"),
    PositionKind.NOTED: _("Noted"),
    PositionKind.REFUSED: _("Not accepted"),
    PositionKind.PROGRESS: _("Told what was done so far"),
    PositionKind.DONE: _("Said to be done"),
}
BECAME: Mapping[str, Word] = {
    Became.LATE: _("Accepted, and late"),
    Became.NO_REPLY: _("Nobody replied yet"),
    Became.ACCEPTED: _("Accepted"),
    Became.PARTLY_ACCEPTED: _("Accepted in part"),
    Became.NOTED: _("Noted"),
    Became.REFUSED: _("Not accepted"),
    Became.DONE: _("Said to be done"),
}
FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y"}


def days_words(visit: Visit) -> str:
    """From when to when a visit is, as exactly as that is known."""
    form = FORMATS[Precision(visit.precision)]
    first, last = (date_format(day, form) for day in (visit.begins_on, visit.ends_on))
    if first == last:
        return first
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
