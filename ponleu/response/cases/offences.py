"""The offences that an allegation may name, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from ponleu.foundation.packs.offences import load_offences

NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Named:
    """An offence as it is read."""

    code: str
    name: str
    provision: str
    source: str
    is_verified: bool


def offences() -> list[Named]:
    """All that may be chosen, in the order of the country's table."""
    in_khmer = (get_language() or "").startswith("km")
    return [
        Named(
            each.code,
            each.name_km if in_khmer else each.name,
            each.provision_km if in_khmer else each.provision,
            each.source,
            each.is_verified,
        )
        for each in load_offences(settings.PONLEU_COUNTRY).values()
    ]


def named(code: str) -> Named:
    """One offence; one that the table holds no longer is told by its code."""
    found = next((each for each in offences() if each.code == code), None)
    return found or Named(code, code, code, "", is_verified=False)


def speaking_for() -> dict[str, frozenset[str]]:
    """By offence, what reporters say fits that speaks for it."""
    return {code: each.signs for code, each in load_offences(settings.PONLEU_COUNTRY).items()}
