"""Codes of allegations as officers read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ponleu.response.cases.queries import Answering
from ponleu.response.cases.rules import Precision, Reason, Verdict, Why
from ponleu.response.complaints.words import CHANNELS, URGENCIES

Word = str | Promise

VERDICTS: Mapping[str, Word] = {
    Verdict.DIFFERENT: _("Not one matter"),
    Verdict.UNSURE: _("Cannot tell"),
}
PRECISIONS: Mapping[str, Word] = {
    Precision.DAY: _("this day"),
    Precision.MONTH: _("some day of this month"),
    Precision.YEAR: _("some day of this year"),
}
ANSWERINGS: Mapping[str, Word] = {
    Answering.ANSWERED: _("Answered"),
    Answering.NOT_YET: _("Not answered yet"),
    Answering.LATE: _("Not answered, and late"),
    Answering.NO_WAY_BACK: _("No receipt: cannot be answered"),
    Answering.TAKEN_BACK: _("Taken back by the reporter"),
}
FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def reason_words(reason: Reason) -> str:
    """One reason as a sentence, made only of what was not sealed."""
    sentence = _SENTENCES[reason.kind](reason)
    return str(sentence)


def day_words(on: date | None, precision: str) -> str:
    """A day as exactly as it is known; "" if it is not."""
    return date_format(on, FORMATS[Precision(precision)]) if on else ""


def _same_place(reason: Reason) -> str:
    said = ngettext(
        "%(number)d complaint was linked with it by officers.",
        "%(number)d complaints were linked with it by officers.",
        reason.number,
    )
    return said % {"number": reason.number}


def _near_in_time(reason: Reason) -> str:
    first, last = (day_words(day, Precision.DAY) for day in (reason.first, reason.last))
    if reason.first == reason.last:
        return gettext("All came on %(day)s.") % {"day": first}
    said = ngettext(
        "They came from %(first)s to %(last)s, never more than %(number)d day apart.",
        "They came from %(first)s to %(last)s, never more than %(number)d days apart.",
        reason.number,
    )
    return said % {"first": first, "last": last, "number": reason.number}


def _several_ways(reason: Reason) -> str:
    return gettext("They came in %(number)d different ways.") % {"number": reason.number}


def _one_way(reason: Reason) -> str:
    said = gettext("All came the same way (%(way)s): one person may have told it more than once.")
    return said % {"way": CHANNELS.get(reason.word, reason.word)}


def _urgent(reason: Reason) -> str:
    said = gettext("The most urgent that nobody decided yet: %(word)s (%(number)d of %(of)d).")
    word = URGENCIES[int(reason.word)]
    return said % {"word": word, "number": reason.number, "of": reason.of}


def _all_decided(_reason: Reason) -> str:
    return gettext("All of them are decided already.")


_SENTENCES = {
    Why.SAME_PLACE: _same_place,
    Why.NEAR_IN_TIME: _near_in_time,
    Why.SEVERAL_WAYS: _several_ways,
    Why.ONE_WAY: _one_way,
    Why.URGENT: _urgent,
    Why.ALL_DECIDED: _all_decided,
}
