"""What an entry of the register is, in which script a name stands, how names sound. Pure."""

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


_ALIKE = (
    ("chh", "c"),
    ("ch", "c"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "p"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("nh", "n"),
    ("ng", "ŋ"),
    ("ck", "k"),
    ("g", "k"),
    ("q", "k"),
    ("j", "c"),
    ("x", "s"),
    ("z", "s"),
    ("w", "v"),
)
"""Consonants that romanisations of Khmer write for one another, longest first."""

_CONSONANTS = re.compile("|".join(written for written, _ in _ALIKE))
_VOWELS = re.compile(r"[aeiou]+|(?<=.)y+")
_REPEATED = re.compile(r"(.)\1+")


def sound(folded: str) -> str:
    """A key under which spellings of one Khmer name in Latin letters fall together.

    Khmer has more vowels than Latin letters, so that people write them as they please; what
    they agree on is the consonants and, roughly, whether the first vowel is spoken in front.
    For each word the key holds its consonants, aspirated and plain ones alike, and in place
    of the first vowels one letter: "i" if they begin with e, i or y, else "o". All other
    vowels, and h after the beginning, are left out. Words come in order of the alphabet,
    as family and given names change places.

    It brings too many together rather than too few: it proposes, and a person decides.
    Words in other scripts stay as they are.

    Args:
        folded: a name folded by ``search.rules.fold``.
    """
    words = re.split(r"[\s.,'’\-]+", folded)
    return " ".join(sorted(_word_sound(word) for word in words if word))


def _word_sound(word: str) -> str:
    if not re.fullmatch("[a-z]+", word):
        return word
    plain = _CONSONANTS.sub(lambda found: dict(_ALIKE)[found.group()], word)
    plain = _REPEATED.sub(r"\1", plain[0] + plain[1:].replace("h", ""))
    if not (first := _VOWELS.search(plain)):
        return plain
    front = first.group()[0] in "eiy"
    rest = _VOWELS.sub("", plain[first.end() :])
    return plain[: first.start()] + ("i" if front else "o") + rest
