"""What stands in tables (CSV) that other programs open."""

from __future__ import annotations


def cell(text: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
