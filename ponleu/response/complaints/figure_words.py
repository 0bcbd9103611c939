"""What each figure of complaints means, in words: for the page and for its table as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.places import queries as places
from ponleu.response.complaints.figures import WITH_RECEIPT, WITHOUT_RECEIPT, By, Figures, Went
from ponleu.response.complaints.words import CHANNELS, OUTCOMES

Word = str | Promise

TITLES: Mapping[By, Word] = {
    By.MONTH: _("Month received"),
    By.PROVINCE: _("Province"),
    By.CHANNEL: _("How it came"),
    By.OUTCOME: _("What became of it"),
    By.RECEIPT: _("Acknowledged"),
    By.LOOK: _("First look"),
    By.DECISION: pgettext_lazy("figures", "Decision"),
}
DEFINITIONS: Mapping[By, Word] = {
    By.MONTH: _("The month in which it came in, by the country's own calendar."),
    By.PROVINCE: _("The province that was told, or that of the unit that answers for it."),
    By.CHANNEL: _("The way by which it came to us."),
    By.OUTCOME: _("What an officer decided last. One that was opened again counts as not decided."),
    By.RECEIPT: _("Whether its reporter got a receipt at once, with which to read our answer."),
    By.LOOK: _(
        "Whether an officer who may decide opened it by the time that its urgency asks for."
    ),
    By.DECISION: _("Whether it was decided by the time that its urgency asks for."),
}
POPULATION = _(
    "All complaints received in the period that you may see, taken back by their reporters or not; "
    "without what was set aside as junk. Several may be about one matter or from one person."
)
RECEIPTS: Mapping[str, Word] = {
    WITH_RECEIPT: _("With a receipt"),
    WITHOUT_RECEIPT: _("Without a receipt: an answer would reach nobody"),
}
WENT: Mapping[str, Word] = {
    Went.ON_TIME: _("On time"),
    Went.LATE: _("Done, but late"),
    Went.OVERDUE: _("Not done, and late"),
    Went.RUNNING: _("Not done, time is left"),
    Went.STOPPED: _("Taken back by the reporter before"),
}


def cell_word(by: By, of: str, names: Mapping[str, str]) -> Word:
    """What one row of a table counts.

    Args:
        names: of provinces, by code.
    """
    if by is By.MONTH:
        year, month = of.split("-")
        return date_format(date(int(year), int(month), 1), "F Y")
    if by is By.PROVINCE:
        return names.get(of, of) if of else gettext("Province not told")
    tables: Mapping[By, Mapping[str, Word]] = {
        By.CHANNEL: CHANNELS,
        By.OUTCOME: OUTCOMES,
        By.RECEIPT: RECEIPTS,
    }
    return tables.get(by, WENT)[of]


def province_names(found: Figures) -> dict[str, str]:
    """Names of the provinces that figures tell of."""
    codes = {of for table in found.tables if table.by is By.PROVINCE for of, _n in table.cells}
    return places.names(codes - {""})
