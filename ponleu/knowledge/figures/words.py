"""Figures, their periods and what stands against them, as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.figures.queries import Clash
from ponleu.knowledge.figures.rules import Bound, ConflictKind

Word = str | Promise

BOUNDS: Mapping[str, Word] = {
    Bound.EXACT: _("exactly this number"),
    Bound.AT_LEAST: _("at least this number"),
    Bound.ABOUT: _("about this number"),
}
COUNTED: Mapping[str, Word] = {
    "persons": _("persons"),
    "cases": _("cases"),
    "charges": _("charges"),
    "sites": _("sites"),
    "complaints": _("complaints"),
}
KINDS: Mapping[str, Word] = {
    ConflictKind.SAME_PERIOD: _("Same time, different numbers"),
    ConflictKind.LONGER_IS_SMALLER: _("Longer time, smaller number"),
    ConflictKind.PART_EXCEEDS: _("A part is more than the whole"),
    ConflictKind.PARTS_EXCEED: _("The parts are more than the whole"),
    ConflictKind.PERCENT: _("The percentage does not come out"),
    ConflictKind.BASE: _("The year before was published otherwise"),
    ConflictKind.WORDS: _("The numbers in its words do not add up"),
}


class Numbered(Protocol):
    """Whatever holds a number and how it was given."""

    @property
    def value(self) -> int: ...

    @property
    def bound(self) -> str: ...


def number_words(figure: Numbered) -> str:
    """The number as it was given: "at least 100"."""
    written = f"{figure.value:,}"
    if figure.bound == Bound.AT_LEAST:
        return gettext("at least %(number)s") % {"number": written}
    if figure.bound == Bound.ABOUT:
        return gettext("about %(number)s") % {"number": written}
    return written


def period_words(figure: Figure) -> str:
    """The period as it was written, with what is unsure about it."""
    first, dash, last = figure.period.partition("/")
    code = gettext("%(first)s to %(last)s") % {"first": first, "last": last} if dash else first
    return f"{code} ({figure.period_note})" if figure.period_note else code


def clash_words(clash: Clash) -> str:
    """One sentence that says what cannot be right."""
    if clash.conflict.kind is ConflictKind.WORDS:
        values = dict(clash.conflict.values)
        return gettext(values.pop("template")) % values
    sentence = _SENTENCES[clash.conflict.kind]
    return gettext(sentence) % {**_of_figures(clash), **clash.conflict.values}


def _of_figures(clash: Clash) -> dict[str, str]:
    found = {"one": number_words(clash.one), "one_period": period_words(clash.one)}
    if clash.other:
        found |= {"other": number_words(clash.other), "other_period": period_words(clash.other)}
        found["population"] = clash.other.population or gettext("all")
    return found


_SENTENCES: Mapping[str, str] = {
    ConflictKind.SAME_PERIOD: gettext_noop(
        "For %(one_period)s one says %(one)s, another %(other)s."
    ),
    ConflictKind.LONGER_IS_SMALLER: gettext_noop(
        "%(other_period)s lies within %(one_period)s and counts more: %(other)s against %(one)s."
    ),
    ConflictKind.PART_EXCEEDS: gettext_noop(
        "%(population)s alone are %(other)s in %(other_period)s; all together only %(one)s in "
        "%(one_period)s."
    ),
    ConflictKind.PARTS_EXCEED: gettext_noop("%(parts)s = %(sum)s, more than %(one)s."),
    ConflictKind.PERCENT: gettext_noop(
        "A change of %(change)s on %(base)s is %(right)s per cent, not %(stated)s."
    ),
    ConflictKind.BASE: gettext_noop(
        "Its change means %(base)s a year before; for that time %(published)s was published."
    ),
}
