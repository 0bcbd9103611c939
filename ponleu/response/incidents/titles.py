"""What an incident is called: the site and day that the tellings shown give, and their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ponleu.foundation.places import queries as places
from ponleu.response.incidents.models import Telling
from ponleu.response.incidents.rules import common_name, likeliest_day


@dataclass(frozen=True, slots=True)
class Title:
    """A site or place and a day, as far as they are known.

    Attributes:
        site: "" if no telling names one.
        place: in words, the nearest that is given; "" if none is.
    """

    site: str
    place: str
    days: tuple[date, date] | None


def titles(groups: Iterable[tuple[UUID, Collection[Telling]]]) -> dict[UUID, Title]:
    """What each group of tellings is called, with one query for all places."""
    told = dict(groups)
    codes = {key: _nearest(rows) for key, rows in told.items()}
    named = places.names(code for code in codes.values() if code)
    return {
        key: Title(
            common_name(name for row in rows for name in row.values["sites"]),
            named.get(codes[key], ""),
            likeliest_day([(row.first, row.last) for row in rows if row.first and row.last]),
        )
        for key, rows in told.items()
    }


def _nearest(rows: Collection[Telling]) -> str:
    codes = [code for row in rows for code in row.values["places"]]
    return max(codes, key=lambda code: (codes.count(code), len(code), code), default="")
