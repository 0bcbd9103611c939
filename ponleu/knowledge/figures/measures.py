"""The measures of the country's table in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from ponleu.foundation.packs.measures import load_measures


@dataclass(frozen=True, slots=True)
class Named:
    """A measure as it is read."""

    code: str
    name: str
    about: str
    counted: str
    is_running: bool


def measures() -> list[Named]:
    """All, in the order of the table."""
    in_khmer = (get_language() or "").startswith("km")
    return [
        Named(
            each.code,
            each.name_km if in_khmer else each.name,
            each.about_km if in_khmer else each.about,
            each.counted,
            each.is_running,
        )
        for each in load_measures(settings.PONLEU_COUNTRY).values()
    ]


def named(code: str) -> Named:
    """One measure; one that the table holds no longer is told by its code."""
    found = next((each for each in measures() if each.code == code), None)
    return found or Named(code, code, "", "", is_running=False)


def is_measure(code: str) -> bool:
    """Whether the country's table holds it."""
    return code in load_measures(settings.PONLEU_COUNTRY)


def is_running(code: str) -> bool:
    """Whether it counts everything up to its last day."""
    found = load_measures(settings.PONLEU_COUNTRY).get(code)
    return found is not None and found.is_running
