"""What each figure of the command means, in words: for the page and for its table as a file."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponleu.response.outcomes.queries.dashboard import By, What
from ponleu.response.outcomes.words import month_word

Word = str | Promise

TITLES: Mapping[What, Word] = {
    What.STARTED: _("Started"),
    What.SIGNED: _("Signed"),
    What.DONE: _("Done"),
    What.TELLABLE: _("May be told in public"),
    What.SITES: _("Sites"),
    What.FOUND: _("Found something"),
    What.VACATED: _("Found empty"),
    What.MEASURES: _("With a measure"),
    What.DUE: _("To look at again"),
    What.OVERDUE: _("Overdue"),
    What.RELAPSED: _("Relapsed"),
}
DEFINITIONS: Mapping[What, Word] = {
    What.STARTED: _("Operations that began in the period."),
    What.SIGNED: _("Of these, operations with a prosecutor's sign-off, narrowed or not."),
    What.DONE: _("Of these, operations that are over."),
    What.TELLABLE: _("Of these, operations whose end lies longer back than the delay in force."),
    What.SITES: _("Sites of the operations that began in the period."),
    What.FOUND: _(
        "Of these sites, those where people were brought to safety, suspects arrested, evidence"
        " seized or the site sealed."
    ),
    What.VACATED: _("Of these sites, those that were found empty."),
    What.MEASURES: _("Of these sites, those after which a measure is ordered and not lifted."),
    What.DUE: _("Of these sites, those to be looked at again by today, and nobody has yet."),
    What.OVERDUE: _("Of these sites, those whose day to be looked at again is over."),
    What.RELAPSED: _(
        "Of these sites, those of which a person judged that they relapsed or came back under"
        " another name."
    ),
}
BYS: Mapping[By, Word] = {
    By.ALL: _("All"),
    By.MONTH: _("Month of the start"),
    By.PROVINCE: _("Province of the site"),
    By.UNIT: _("Unit"),
}
POPULATION = _(
    "Operations that have started and are open to you. A sealed order is in no number; those in"
    " which you are named stand in a list of their own."
)
SOURCE = _("Operations, outcomes, measures and judgements of this record; nothing entered by hand.")


def value_word(by: By, value: str, names: Mapping[str, str]) -> Word:
    """What one row of a table counts.

    Args:
        names: of provinces and units, by code.
    """
    if by is By.ALL:
        return BYS[By.ALL]
    if by is By.MONTH:
        return month_word(value)
    return names.get(value, value) or gettext("Place not known")
