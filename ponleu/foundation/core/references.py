"""References that people read out over the telephone: ``C-2026-004217-K``."""

from __future__ import annotations

CHECK_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
"""23 letters without I, O and U. As 23 is prime and no divisor of a power of ten, a wrong
digit and two digits swapped always change the letter."""


def check_letter(prefix: str, year: int, serial: int) -> str:
    """The letter that guards a reference against a slip of tongue or pen."""
    return CHECK_LETTERS[int(f"{ord(prefix) - 64}{year:04d}{serial:06d}") % len(CHECK_LETTERS)]


def reference(prefix: str, year: int, serial: int) -> str:
    """Write a reference: kind letter A-Z, year, serial of at least six digits, check letter."""
    return f"{prefix}-{year:04d}-{serial:06d}-{check_letter(prefix, year, serial)}"


def is_reference(text: str) -> bool:
    """Whether a text is a whole reference with the right check letter."""
    pieces = text.strip().upper().split("-")
    if len(pieces) != 4 or len(pieces[0]) != 1 or not pieces[0].isascii():
        return False
    prefix, year, serial, _ = pieces
    if not (prefix.isalpha() and _is_number(year) and _is_number(serial)):
        return False
    return reference(prefix, int(year), int(serial)) == text.strip().upper()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
