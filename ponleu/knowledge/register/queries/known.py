"""What is known of entries for a time, cut to what the person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Detail, Entry, Identifier, Position, Tie
from ponleu.knowledge.sources.models import Source

MOST_FACTS = 200
MOST_TIES = 500


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie as it is read from one of its ends.

    Attributes:
        holds: the entry of the page is the holder: "owner of"; else "owner:".
        entry: the entry of the page's group that the tie is recorded at.
        other: the entry at the other end.
    """

    tie: Tie
    holds: bool
    entry: Entry
    other: Entry


def seen(actor: User) -> Q:
    """Rows whose source the actor may read, or that name no source."""
    visible = Source.objects.visible_to(actor).filter(pk=OuterRef("source"))
    return Q(source=None) | Q(Exists(visible))


def details(actor: User, entries: Sequence[Entry]) -> list[Detail]:
    """Standing details of entries, the newest of each sort first."""
    rows = Detail.objects.filter(seen(actor), entry__in=entries, withdrawn_at=None)
    return list(_read(rows.order_by("sort", "-since", "-entered_at", "pk"))[:MOST_FACTS])


def identifiers(actor: User, entries: Sequence[Entry]) -> list[Identifier]:
    """Standing numbers of entries, as digests."""
    rows = Identifier.objects.filter(seen(actor), entry__in=entries, withdrawn_at=None)
    return list(_read(rows.order_by("sort", "-entered_at", "pk"))[:MOST_FACTS])


def positions(actor: User, entries: Sequence[Entry]) -> list[Position]:
    """Exact positions, newest first; none for those who may not see where a site exactly is."""
    allowed = [each for each in entries if access.may(actor, Action.SITE_EXACT, each)]
    rows = Position.objects.filter(seen(actor), entry__in=allowed, withdrawn_at=None)
    return list(_read(rows.order_by("-entered_at", "pk"))[:MOST_FACTS])


def ties(actor: User, entries: Sequence[Entry]) -> list[TieLine]:
    """Standing ties of entries to others that the actor may see too, those held first."""
    keys = {entry.pk: entry for entry in entries}
    visible = Entry.objects.visible_to(actor).filter(withdrawn_at=None)
    rows = (
        Tie.objects.filter(seen(actor), withdrawn_at=None, holder__in=visible, held__in=visible)
        .filter(Q(holder__in=keys) | Q(held__in=keys))
        .select_related("holder", "held", "source")
        .defer("source__text")
        .order_by("sort", "-since", "pk")[:MOST_TIES]
    )
    lines = []
    for tie in rows:
        holds = tie.holder_id in keys
        entry, other = (tie.holder, tie.held) if holds else (tie.held, tie.holder)
        lines.append(TieLine(tie, holds, entry, other))
    return lines


def _read(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("entry", "source").defer("source__text")
