"""The faces inside the PDF, and what becomes of signs that none of them has."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont

from ponleu.foundation.core.faces import FONTS, KHMER_FACE, KHMER_REGULAR

FACES = (
    (KHMER_FACE, KHMER_REGULAR),
    ("Noto Sans", "noto-sans-400.ttf"),
    ("Noto Sans Thai", "noto-sans-thai-400.ttf"),
    ("Noto Sans Lao", "noto-sans-lao-400.ttf"),
    ("Noto Sans Myanmar", "noto-sans-myanmar-400.ttf"),
    ("Noto Sans Devanagari", "noto-sans-devanagari-400.ttf"),
    ("Noto Sans Bengali", "noto-sans-bengali-400.ttf"),
    ("Noto Sans Tamil", "noto-sans-tamil-400.ttf"),
    ("Noto Sans Sinhala", "noto-sans-sinhala-400.ttf"),
    ("Noto Sans Arabic", "noto-sans-arabic-400.ttf"),
    ("Noto Sans Ethiopic", "noto-sans-ethiopic-400.ttf"),
    ("Droid Sans Fallback", "droid-sans-fallback-400.ttf"),
    ("Noto Sans CJK KR", "noto-sans-cjk-kr-hangul-400.otf"),
)
"""Family and file, in the order in which a sign is looked for."""
NEVER_HELD = frozenset({"Cc", "Cs"})
NEVER_DRAWN = frozenset({"Cf", "Zs"})
SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Signs that choose between forms of the one before them."""


def plain(text: str) -> str:
    """Without signs that a document cannot hold."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in NEVER_HELD)


def without_face(text: str, faces: int = len(FACES)) -> frozenset[str]:
    """Signs of a text that none of the first faces can draw."""
    missing = {sign for sign in text if not _is_never_drawn(sign)}
    for _family, file in FACES[:faces]:
        if missing:
            missing -= _signs_of(file)
    return frozenset(missing)


def spelt(text: str, signs: frozenset[str]) -> str:
    """The text with some signs as their numbers in Unicode, such as ``[U+1F600]``."""
    return text.translate({ord(sign): f"[U+{ord(sign):04X}]" for sign in signs})


def _is_never_drawn(sign: str) -> bool:
    return sign in SELECTORS or unicodedata.category(sign) in NEVER_DRAWN


@lru_cache
def _signs_of(file: str) -> frozenset[str]:
    with TTFont(FONTS / file, lazy=True) as face:
        return frozenset(map(chr, face.getBestCmap()))
