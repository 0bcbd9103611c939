"""How a copy is called on pages: one sentence with its reference, publisher and days between."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponleu.engines.reading.alike import Kind
from ponleu.knowledge.sources.likeness import Alike

register = template.Library()


@register.filter
def copy_words(other: Alike) -> str:
    """What the document that is shown is to another one, who published that one, and when."""
    words = _lead(other) % {"reference": other.source.reference}
    named = {"words": words, "origin": other.source.origin, "when": _when(other)}
    if named["origin"] and named["when"]:
        return _("%(words)s, published by %(origin)s %(when)s") % named
    if named["origin"]:
        return _("%(words)s, published by %(origin)s") % named
    if named["when"]:
        return _("%(words)s, published %(when)s") % named
    return words


def _lead(other: Alike) -> str:
    return {
        Kind.SAME_WORDS: _("Same text as %(reference)s"),
        Kind.NEAR: _("Nearly the same text as %(reference)s"),
        Kind.LONGER: _("A part of %(reference)s, which is longer"),
        Kind.SHORTER: _("Holds the text of %(reference)s, which is shorter"),
        Kind.NONE: _("Copy of %(reference)s, other words"),
    }[other.relation.kind]


def _when(other: Alike) -> str:
    if other.later is None:
        return ""
    if not other.days:
        return _("on the same day")
    if other.later.days < 0:
        return ngettext("%(days)d day earlier", "%(days)d days earlier", other.days) % {
            "days": other.days
        }
    return ngettext("%(days)d day later", "%(days)d days later", other.days) % {"days": other.days}
