"""One way to write a text for comparison: small letters, no marks, digits 0 to 9."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 200
"""Letters of a name that are compared; what follows is cut."""

_LETTERS: Final = str.maketrans(
    {
        "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ŋ": "ng", "þ": "th", "ħ": "h", "ə": "e",
        "'": None, "’": None, "‘": None, "ʼ": None, "`": None, "´": None, "ʻ": None,
    }
)  # fmt: skip
_ASCII_BREAKS: Final = re.compile(r"[^a-z0-9]+")
_MARKED: Final = frozenset({"LATIN", "GREEK", "CYRILLIC"})


def fold(text: str) -> str:
    """A text as words of folded letters with one blank between: "  Đặng-Văn A." is "dang van a".

    Letters of scripts without capitals are kept with all their signs.
    """
    text = text[: 4 * LONGEST]
    if text.isascii():
        plain = text.lower().translate(_LETTERS)
        return _ASCII_BREAKS.sub(" ", plain).strip()[:LONGEST]
    text = unicodedata.normalize("NFKC", text).casefold()
    spread = unicodedata.normalize("NFD", text).translate(_LETTERS)
    kept: list[str] = []
    takes_marks = False
    for letter in spread:
        sort = unicodedata.category(letter)
        if sort[0] == "M":
            if takes_marks:
                continue
        elif sort == "Cf":
            continue
        else:
            takes_marks = _is_marked(letter)
        kept.append(_folded(letter, sort))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())[:LONGEST].strip()


def _folded(letter: str, sort: str) -> str:
    if sort[0] in "LM":
        return letter
    if sort == "Nd":
        return str(unicodedata.digit(letter))
    return letter if sort[0] == "N" else " "


def _is_marked(letter: str) -> bool:
    """Whether marks on the letter may be left out: not so in Khmer, Thai or Devanagari."""
    return letter.isascii() or unicodedata.name(letter, "").partition(" ")[0] in _MARKED
