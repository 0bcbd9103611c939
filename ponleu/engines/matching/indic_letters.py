"""Words of Indian scripts in Latin letters, with the vowel "a" that is not written."""

from __future__ import annotations

import unicodedata
from typing import Final

from anyascii import anyascii

SCRIPTS: Final = frozenset({"Deva", "Beng", "Guru", "Gujr", "Telu", "Knda", "Mlym", "Sinh"})
_SILENT_ENDS: Final = frozenset({"Deva", "Beng", "Guru", "Gujr"})
"""Scripts of languages where the last consonant of a word stands without a vowel."""


def indic_letters(word: str, script: str) -> str:
    """A word letter by letter, "a" after a consonant that has no sign: "रमन" is "raman"."""
    word = unicodedata.normalize("NFC", word)
    pieces: list[str] = []
    for at, letter in enumerate(word):
        plain = anyascii(letter)
        pieces.append(plain)
        if not _is_consonant(letter, plain):
            continue
        after = word[at + 1 : at + 2]
        is_last = not after
        if (is_last and script not in _SILENT_ENDS) or (after and _is_letter(after)):
            pieces.append("a")
    return "".join(pieces)


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter) == "Lo"


def _is_consonant(letter: str, plain: str) -> bool:
    return _is_letter(letter) and plain[:1].lower() not in {"", "a", "e", "i", "o", "u"}
