"""Checking a proof of filing: whether a number, a day and a code belong together, and no more."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from ponleu.engines.sealing import proves as engine_proves


def proves(reference: str, day: date, code: str) -> bool:
    """Whether we gave out this code for this number and day. Reads nothing of the record."""
    key = settings.PONLEU_PROOF_KEY.encode()
    return engine_proves(code, reference, day, key=key)
