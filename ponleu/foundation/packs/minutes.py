"""What stands on minutes of an operation by itself: headings and sentences with places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from ponleu.foundation.packs.tables import PackError, read_table

FORM, COLUMNS = "minutes_form.csv", ("code", "name", "name_km")
_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A heading or sentence, in English and Khmer, with the same places ``%(name)s``."""

    english: str
    khmer: str


@lru_cache(maxsize=4)
def load_minutes_form(country: str) -> Mapping[str, Sentence]:
    """Sentences of a country's minutes by code.

    Raises:
        PackError: a code stands twice, or the two languages have other places.
    """
    found: dict[str, Sentence] = {}
    for row in read_table(files(__package__) / country / FORM, COLUMNS):
        if row["code"] in found:
            raise PackError(FORM, row.line, f"the code {row['code']} stands there twice")
        if sorted(_PLACE.findall(row["name"])) != sorted(_PLACE.findall(row["name_km"])):
            raise PackError(FORM, row.line, "both languages have the same places, such as %(at)s")
        found[row["code"]] = Sentence(row["name"], row["name_km"])
    return MappingProxyType(found)
