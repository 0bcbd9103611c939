"""Pieces of evidence, findings, and which pieces a finding cites."""

from ponleu.response.findings.models.findings import (
    Borne,
    Cited,
    Finding,
    FindingElement,
    FindingQuerySet,
)
from ponleu.response.findings.models.pieces import Piece, gone
from ponleu.response.findings.models.scope import allegations_open_to, open_to

__all__ = [
    "Borne",
    "Cited",
    "Finding",
    "FindingElement",
    "FindingQuerySet",
    "Piece",
    "allegations_open_to",
    "gone",
    "open_to",
]
