"""Terms, fines and days as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.packs.dated import Term, Unit
from ponleu.foundation.packs.provisions import FineUnit, Provision, WageBase

AGGRAVATORS: Mapping[str, str | Promise] = {
    "minor": _("the victim is a minor"),
    "minor_under_15": _("the victim is under 15"),
    "official": _("a public official who abuses authority"),
    "group": _("an organised group"),
    "torture": _("torture"),
    "ransom": _("ransom"),
    "repeated": _("repeated"),
}


def law_name(provision: Provision) -> str:
    """The law in the reader's language."""
    return provision.law_km if _is_khmer() else provision.law


def what_words(provision: Provision) -> str:
    """What it is about, in the reader's language."""
    return provision.what_km if _is_khmer() else provision.what


def instrument(base: WageBase) -> str:
    """What set the base wage, in the reader's language."""
    return base.instrument_km if _is_khmer() else base.instrument


def articles_words(base: WageBase) -> str:
    """The articles that a base wage is for: "261, 264, 372"; "" for all that have no other."""
    return ", ".join(sorted(base.articles))


def prison_words(provision: Provision) -> str:
    """How long prison may last: "7 to 15 years"; "" if the table states none."""
    low, high = provision.min_prison, provision.max_prison
    if low is None or high is None:
        return ""
    if low.unit is high.unit and low.number < high.number:
        return gettext("%(low)d to %(high)s") % {"low": low.number, "high": _term(high)}
    return gettext("%(low)s to %(high)s") % {"low": _term(low), "high": _term(high)}


def fine_words(provision: Provision) -> str:
    """How high a fine may be: "31 to 60 days of base wage"; "" if the table states none."""
    if provision.fine_unit is None:
        return ""
    values = {"low": grouped(provision.min_fine or 0), "high": grouped(provision.max_fine or 0)}
    if provision.fine_unit is FineUnit.DAYS:
        return gettext("%(low)s to %(high)s days of base wage") % values
    return gettext("%(low)s to %(high)s riel") % values


def aggravator_words(provision: Provision) -> list[str]:
    """What makes the provision apply."""
    return [str(AGGRAVATORS.get(each, each)) for each in provision.aggravators]


def days_words(days: Fraction) -> str:
    """Days exactly if two decimals can tell them, else as a fraction: "65.5 days"."""
    if days.denominator == 1:
        whole = days.numerator
        return ngettext("%(n)s day", "%(n)s days", whole) % {"n": grouped(whole)}
    if 100 % days.denominator == 0:
        return gettext("%(n)s days") % {"n": f"{float(days):,.2f}".rstrip("0")}
    return gettext("about %(n)s days") % {"n": f"{float(days):,.2f}"}


def grouped(number: int) -> str:
    """A number with commas: 2,620,000."""
    return f"{number:,}"


def _term(term: Term) -> str:
    if term.unit is Unit.DAYS:
        return ngettext("%(n)d day", "%(n)d days", term.number) % {"n": term.number}
    if term.unit is Unit.MONTHS:
        return ngettext("%(n)d month", "%(n)d months", term.number) % {"n": term.number}
    return ngettext("%(n)d year", "%(n)d years", term.number) % {"n": term.number}


def _is_khmer() -> bool:
    return (get_language() or "").startswith("km")
