"""Matching: who is this, which place is that, have we seen it before."""

from ponleu.engines.matching.types import (
    Comparison,
    Kind,
    Match,
    NameForm,
    Reason,
    Record,
    Token,
)

__all__ = ["Comparison", "Kind", "Match", "NameForm", "Reason", "Record", "Token"]
