"""Reasons of matching: kept beside what was proposed, told in the language of who reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from ponleu.engines.matching import Reason


def kept(reason: Reason) -> dict[str, Any]:
    """A reason as it is stored: its sentence is not filled, so that it can be translated."""
    return {
        "feature": reason.feature,
        "bits": round(reason.bits, 2),
        "template": reason.template,
        "values": dict(reason.values),
    }


def told(reason: Reason | Mapping[str, Any]) -> str:
    """The sentence of a reason, new or stored, in the language of the page.

    What was stored before sentences had places holds its ``text`` only: in English, except
    where it is a whole sentence of the catalogue.
    """
    if isinstance(reason, Reason):
        return _filled(reason.template, reason.values)
    if "template" in reason:
        return _filled(reason["template"], reason["values"])
    return gettext(str(reason["text"]))


def _filled(template: str, values: Mapping[str, str | int]) -> str:
    return gettext(template) % values
