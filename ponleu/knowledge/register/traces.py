"""From accepted proposals to the entries that they entered or mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry, Mention
from ponleu.knowledge.sources.models import Source


def entered_by(actor: User, proposals: Sequence[UUID]) -> dict[UUID, list[dict[str, str]]]:
    """For each proposal, links to what it stands behind: reference, address, label."""
    mentions = (
        Mention.objects.filter(
            proposal__in=proposals,
            withdrawn_at=None,
            entry__in=Entry.objects.visible_to(actor).filter(withdrawn_at=None),
        )
        .select_related("entry")
        .order_by("pk")
    )
    links: dict[UUID, list[dict[str, str]]] = {}
    for mention in mentions:
        link = {
            "reference": mention.entry.reference,
            "address": reverse("register:entry", args=[mention.entry_id]),
            "label": mention.entry.name,
        }
        known = links.setdefault(mention.proposal, [])
        if link not in known:
            known.append(link)
    return links


def entry_in_source(actor: User, source: Source, name: str) -> Entry | None:
    """The standing entry of that name which a person accepted in this source, if there is one."""
    return (
        Entry.objects.visible_to(actor)
        .filter(
            withdrawn_at=None,
            names__text=name,
            names__withdrawn_at=None,
            mentions__source=source,
            mentions__withdrawn_at=None,
        )
        .order_by("entered_at")
        .first()
    )
