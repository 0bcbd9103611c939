"""How much each thing that two tellings share or not weighs, in bits, and why so much.

Source: I. P. Fellegi and A. B. Sunter, "A theory for record linkage" (1969): the weight of an
agreement is log2 of how much oftener it occurs among pairs of one incident than among others.
The figures are estimates stated here to be argued with, some changed after reading errors on the
tuning sets of nine authors. ``START_BITS``, "month", "other_district" and "other_sort" were chosen
by trying values on all nine; none is fitted otherwise: weights fitted on four authors did as well
on a fifth, no better (``python -m benchmarks.incidents.fitting``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ponleu.engines.reasons import Translatable


@dataclass(frozen=True, slots=True)
class Weight:
    """One row of the table: bits, the sentence for a person, and why so many bits."""

    bits: float
    template: Translatable
    why: str


START_BITS: Final = -2.0
"""Of pairs close enough to be looked at, about one in five tells of one incident."""

APART_BITS: Final = -12.0
"""For a pair that shares no place in time, site, person nor source, nothing else is weighed."""

WINDOW_DAYS: Final = 14
"""Tellings further apart in time are looked at only for a site, a person or a source."""
LIMIT_DAYS: Final = 7
"""Reports of one day's event put it a week wrong at most: dates of single events further apart
are never joined, nor the second raid of a building with the first."""
SINGLE_DAYS: Final = 7
"""Days that are known to the week count as the date of a single event."""
ALIKE: Final = 0.75
"""From here on two names of sites or persons are taken for alike."""
MANY: Final = 5
"""Smaller numbers of people agree by chance too often to say much."""
LIMIT_PEOPLE: Final = 2
"""Names beyond the second that are shared tell little more."""

_SAME_KIND: Final = Translatable("same kind of event: %(shared)s")
_SAME_SORT: Final = Translatable("same sort of place: %(shared)s")
_SAME_NUMBER: Final = Translatable("same number: %(number)s %(what)s")
_DAYS_APART: Final = Translatable("%(days)s days apart (%(here)s, %(there)s)")

WEIGHTS: Final = {
    "site": Weight(
        6.0,
        Translatable("both name the site: “%(here)s”, “%(there)s”"),
        "a named building has one such event in sixty days at most",
    ),
    "other_site": Weight(
        -6.0,
        Translatable("other sites: “%(here)s”, “%(there)s”"),
        "one building in about ten has a second name that the other side uses; a day, a commune "
        "and a count that all agree outweigh it",
    ),
    "other_script": Weight(
        -1.0,
        Translatable("sites in two scripts: “%(here)s”, “%(there)s”"),
        "a name and its translation are seldom found alike",
    ),
    "village": Weight(4.0, Translatable("same village (%(place)s)"), "some 14,000 villages"),
    "commune": Weight(
        3.5, Translatable("same commune (%(place)s)"), "events crowd in a few dozen communes"
    ),
    "district": Weight(
        2.5, Translatable("same district (%(place)s)"), "a third of all raids is in one city"
    ),
    "province": Weight(
        1.0, Translatable("same province (%(place)s)"), "half of all raids is in two provinces"
    ),
    "other_commune": Weight(
        -2.0,
        Translatable("other communes (%(here)s, %(there)s)"),
        "neighbours are often mistaken",
    ),
    "other_district": Weight(
        -0.5,
        Translatable("other districts (%(here)s, %(there)s)"),
        "towns are loosely named, and those who deny name another",
    ),
    "other_province": Weight(
        -8.0,
        Translatable("other provinces (%(here)s, %(there)s)"),
        "hardly ever mistaken",
    ),
    "also_on": Weight(
        1.5,
        Translatable("one names the day of the other, too (%(here)s, %(there)s)"),
        "reports that come later tell of the first day and of what followed",
    ),
    "same_day": Weight(
        3.5, Translatable("same day (%(here)s)"), "one day of the two weeks looked at"
    ),
    "next_day": Weight(2.0, _DAYS_APART, "reports are often one day off"),
    "near_days": Weight(0.5, _DAYS_APART, "reports are seldom two or three days off"),
    "month": Weight(
        1.5,
        Translatable("days that may be the same (%(here)s, %(there)s)"),
        "a loose date fits many",
    ),
    "same_week": Weight(
        1.5,
        Translatable("days of one week (%(here)s, %(there)s)"),
        "a day in the week that the other gives",
    ),
    "week_apart": Weight(
        -3.0,
        _DAYS_APART,
        "another raid is likelier than a slip",
    ),
    "far_days": Weight(-8.0, _DAYS_APART, "not one event"),
    "count": Weight(
        2.5,
        _SAME_NUMBER,
        "numbers above four seldom agree by chance",
    ),
    "small_count": Weight(
        1.0,
        _SAME_NUMBER,
        "ones and twos agree by chance",
    ),
    "count_fits": Weight(
        0.5,
        Translatable("numbers that may be the same: %(here)s, %(there)s"),
        "“about a dozen” fits many",
    ),
    "other_count": Weight(
        -0.5,
        Translatable("other numbers: %(here)s, %(there)s"),
        "reports of one event disagree half the time",
    ),
    "nationality": Weight(
        1.0, Translatable("same nationality: %(shared)s"), "four nationalities are common"
    ),
    "other_nationality": Weight(
        -2.0,
        Translatable("other nationalities: %(here)s; %(there)s"),
        "seldom told wrongly for a whole group",
    ),
    "person": Weight(4.0, Translatable("both name %(here)s"), "a person is in few incidents"),
    "kind": Weight(0.5, _SAME_KIND, "most tellings are of raids"),
    "site_sort": Weight(0.5, _SAME_SORT, "most incidents are in buildings"),
    "rare_sort": Weight(
        2.0,
        _SAME_SORT,
        "kilns, boats and farms are few among the incidents of two weeks",
    ),
    "other_sort": Weight(
        -1.0,
        Translatable("other sorts of place: %(here)s; %(there)s"),
        "a kiln is seldom called a hotel, but a text names other buildings, too",
    ),
    "floors": Weight(3.0, Translatable("same number of floors: %(here)s"), "seen by everyone"),
    "other_floors": Weight(
        -3.0, Translatable("other floors: %(here)s, %(there)s"), "counted from the street"
    ),
    "beside": Weight(2.5, Translatable("both stand by the same: %(shared)s"), "few places have it"),
    "who": Weight(1.5, Translatable("both are about %(shared)s"), "few incidents are"),
    "rare_kind": Weight(1.5, _SAME_KIND, "deaths and escapes are few"),
    "told_apart": Weight(
        -6.0, Translatable("one says that the other is another (%(what)s)"), "writers know"
    ),
    "other_kind": Weight(
        -1.5,
        Translatable("other kinds of event: %(here)s; %(there)s"),
        "a death is seldom told as a raid",
    ),
    "copy": Weight(8.0, Translatable("copies of one text"), "a copy tells of what the first told"),
}
