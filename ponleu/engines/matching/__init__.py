"""Matching: who is this, which place is that, have we seen it before."""

from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.types import (
    Comparison,
    Kind,
    Match,
    NameForm,
    Record,
    Token,
)
from ponleu.engines.reasons import Reason, Translatable

VERSION = "2"
"""Goes up when scores change; every proposal names the one it came from."""

__all__ = [
    "VERSION",
    "Comparison",
    "Kind",
    "Match",
    "NameForm",
    "Reason",
    "Record",
    "Token",
    "Translatable",
    "compare",
]
