"""What an entry of the register is, in which script a name stands. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum

LONGEST_NAME = 200
LONGEST_SORT = 40

_PLACE_CODE = re.compile(r"(?:[0-9]{2}){1,4}|[A-Z]{2}")


class EntryKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    SITE = "site"

    @property
    def prefix(self) -> str:
        """Letter of its references."""
        return {"person": "P", "organisation": "O", "site": "S"}[self.value]


class EntryStatus(StrEnum):
    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"


def is_place_code(text: str) -> bool:
    """Whether a text has the form of a government code (province to village) or of a country's."""
    return _PLACE_CODE.fullmatch(text) is not None


UNKNOWN_SCRIPT = "Zyyy"
SCRIPTS = {
    "LATIN": "Latn",
    "KHMER": "Khmr",
    "CJK": "Hani",
    "THAI": "Thai",
    "LAO": "Laoo",
    "MYANMAR": "Mymr",
    "HANGUL": "Hang",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "BENGALI": "Beng",
    "DEVANAGARI": "Deva",
}
"""First word of a letter's Unicode name -> ISO 15924. "Hani" leaves open which Chinese it is."""


def script_of(text: str) -> str:
    """The script in which most letters of a text stand, by ISO 15924; "Zyyy" if none is known."""
    found = Counter(
        script
        for sign in text
        if unicodedata.category(sign)[0] in "LM"
        and (script := SCRIPTS.get(unicodedata.name(sign, "").split(" ")[0]))
    )
    return max(found, key=lambda script: (found[script], script)) if found else UNKNOWN_SCRIPT
