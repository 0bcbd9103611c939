"""The country's provisions and base wages for pages and for rooms above, day by day."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from ponleu.foundation.law import rules
from ponleu.foundation.law.rules import Fine, StatedFine
from ponleu.foundation.packs.offences import load_offences
from ponleu.foundation.packs.provisions import (
    FineUnit,
    Provision,
    WageBase,
    load_provisions,
    load_wage_bases,
)


def provisions(day: date | None = None, words: str = "") -> list[Provision]:
    """Provisions in the order of the table: all, or those that hold on a day and say the words."""
    found = load_provisions(settings.PONLEU_COUNTRY)
    return rules.matching(rules.valid_on(found, day) if day else found, words)


def provision(code: str) -> Provision | None:
    """One provision; None if the table holds no such code."""
    return next((each for each in provisions() if each.code == code), None)


def fined_in_days() -> list[Provision]:
    """Provisions that threaten days of base wage."""
    return [each for each in provisions() if each.fine_unit is FineUnit.DAYS]


def wage_bases() -> tuple[WageBase, ...]:
    """All base wages, in the order of the table."""
    return load_wage_bases(settings.PONLEU_COUNTRY)


def fine(days: int, provision: Provision, day: date, persons: int = 1) -> Fine:
    """What a fine of so many days is on a day, by the country's base wages."""
    return rules.fine(wage_bases(), days, provision, day, persons)


def stated_fine(amount_riel: int, day: date) -> StatedFine:
    """A stated amount beside the days of base wage of that day, and whose band they lie in."""
    return rules.stated_fine(wage_bases(), provisions(), amount_riel, day)


def offence_valid(code: str, day: date) -> bool:
    """Whether an offence stands on a provision that held on a day; False for an unknown code."""
    offence = load_offences(settings.PONLEU_COUNTRY).get(code)
    return offence is not None and rules.is_valid(offence, day)
