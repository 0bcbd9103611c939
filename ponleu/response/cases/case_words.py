"""Codes of cases as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.response.cases.models import Allegation
from ponleu.response.cases.offences import named
from ponleu.response.cases.queries.case_files import Shown
from ponleu.response.cases.queries.case_history import Happened
from ponleu.response.cases.rules import Part

Word = str | Promise

PARTS: Mapping[str, Word] = {
    Part.LEADS: _("leads"),
    Part.INVESTIGATES: _("investigates"),
    Part.VERIFIES: _("verifies"),
    Part.ADVISES: _("advises"),
    Part.FOLLOWS: _("follows"),
}
TABS: Mapping[str, Word] = {
    Shown.MINE: _("My cases"),
    Shown.UNIT: _("Others open to my unit"),
    Shown.CLOSED: _("Closed"),
}
HAPPENINGS: Mapping[str, Word] = {
    Happened.OPENED: _("Case opened"),
    Happened.TAKEN_IN: _("Allegation taken in"),
    Happened.TAKEN_OUT: _("Allegation taken out"),
    Happened.LET_IN: _("Let in"),
    Happened.LET_OUT: _("Let out"),
    Happened.CONFLICT: _("Conflict of interest"),
    Happened.LIFTED: _("Conflict of interest lifted"),
    Happened.CLOSED: _("Closed"),
    Happened.REOPENED: _("Opened again"),
    Happened.MERGED: _("Merged into this one"),
    Happened.MERGED_AWAY: _("Merged into"),
    Happened.SPLIT: _("Split off"),
    Happened.SPLIT_FROM: _("Split off from"),
    Happened.MERGE_UNDONE: _("Merge undone"),
    Happened.SPLIT_UNDONE: _("Split undone"),
}


def allegation_label(allegation: Allegation) -> str:
    """An allegation in one line: what, about whom or what, and its reference."""
    return f"{named(allegation.offence).name}: {allegation.entry.name} ({allegation.reference})"
