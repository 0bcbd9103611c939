"""Faces of type for paper: what PDF and Word documents carry inside."""

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
KHMER_FACE = "Noto Sans Khmer"
"""It has Latin letters too."""
KHMER_REGULAR, KHMER_BOLD = "noto-sans-khmer-400.ttf", "noto-sans-khmer-700.ttf"
