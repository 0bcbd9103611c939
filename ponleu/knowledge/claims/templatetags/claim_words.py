"""Codes of claims and commitments as people read them."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponleu.foundation.law import words as law
from ponleu.knowledge.claims import rules
from ponleu.knowledge.claims.rules import ClaimKind

register = template.Library()
register.filter("law_days", law.days_words)
register.filter("law_grouped", law.grouped)
register.filter("law_instrument", law.instrument)

KINDS = {
    ClaimKind.CLAIM: gettext_lazy("Claim"),
    ClaimKind.DENIAL: gettext_lazy("Denial"),
    ClaimKind.REQUEST: gettext_lazy("Request"),
    ClaimKind.FIGURE: gettext_lazy("Figure"),
    ClaimKind.EVENT: gettext_lazy("Reported event"),
    ClaimKind.PENALTY: gettext_lazy("Penalty, as stated"),
}
PIECES = {
    "subject": gettext_lazy("About"),
    "amount": gettext_lazy("Amount"),
    "law": gettext_lazy("Law"),
    "conduct": gettext_lazy("Conduct"),
    "due": gettext_lazy("Due"),
    "place": gettext_lazy("Place"),
    "office": gettext_lazy("Office"),
    "office_place": gettext_lazy("Office of"),
    "organisation": gettext_lazy("Body"),
    "to": gettext_lazy("Asked of"),
    "who": gettext_lazy("Who"),
    "where": gettext_lazy("Where"),
    "when": gettext_lazy("When"),
    "how_many": gettext_lazy("How many"),
    "value": gettext_lazy("Read as"),
}


@register.filter
def claim_word(kind: str) -> str | Promise:
    """What sort of thing is said."""
    return KINDS[ClaimKind(kind)]


@register.filter
def piece_word(name: str) -> str | Promise:
    """What a piece of a claim is called; its own name if it has no other."""
    return PIECES.get(name, name)


@register.filter
def days_late(due_by: date | None, today: date) -> int:
    """By how many days a promise is late."""
    return rules.days_late(due_by, today)


@register.filter
def due_day(due: str) -> str:
    """A stated day, month, year or interval, no more precise than it was stated."""
    first, dash, last = due.partition("/")
    if dash:
        return _("%(first)s to %(last)s") % {"first": _written(first), "last": _written(last)}
    return _written(due)


def _written(text: str) -> str:
    day = rules.last_day(text)
    if day is None:
        return text
    return date_format(day, {4: "Y", 7: "F Y"}.get(len(text), "j F Y"))
