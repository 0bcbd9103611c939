"""Proposals kept up to date with tellings and with what people said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from ponleu import __version__
from ponleu.engines import incidents as engine
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import Member, Proposed, Telling


def regroup(keys: Iterable[UUID], *, at: datetime) -> None:
    """Group anew these tellings and all that hang together with them.

    A proposal keeps its key as long as most of its tellings stay together.
    """
    together = kinship.hanging_together(keys)
    rows = list(Telling.objects.current().filter(pk__in=together).order_by("pk"))
    of_key = {str(row.pk): row for row in rows}
    before = {row.proposed_id for row in rows if row.proposed_id}
    free = set(before)
    found = sorted(kinship.grouped(rows), key=lambda one: (-len(one.tellings), one.tellings))
    for incident in found:
        members = [of_key[key] for key in incident.tellings]
        if len(incident.documents) > 1:
            free.discard(_propose(incident, members, free, at))
        else:
            Telling.objects.filter(pk__in=[row.pk for row in members]).update(proposed=None)
    Proposed.objects.filter(pk__in=free, tellings=None).delete()


def close_judged(proposals: Iterable[UUID]) -> None:
    """Note of which proposals all documents are in one incident by now, and of which not."""
    for key in proposals:
        rows = list(Telling.objects.current().filter(proposed=key).values_list("pk", flat=True))
        Proposed.objects.filter(pk=key).update(is_open=_is_open(rows))


def _propose(
    incident: engine.Incident, members: Sequence[Telling], free: set[UUID], at: datetime
) -> UUID:
    """Store one proposal under the key that most of its tellings had, if it is still free."""
    had = Counter(row.proposed_id for row in members if row.proposed_id in free)
    keys = [row.pk for row in members]
    values = {
        "score": incident.score,
        "engine_version": __version__,
        "is_open": _is_open(keys),
    }
    if had:
        key = max(had, key=lambda each: (had[each], str(each)))
        assert key is not None  # noqa: S101  for the type checker
        Proposed.objects.filter(pk=key).update(**values)
    else:
        key = Proposed.objects.create(proposed_at=at, **values).pk
    Telling.objects.filter(pk__in=keys).update(proposed=key)
    return key


def _is_open(keys: Sequence[UUID]) -> bool:
    """Whether any two of these tellings are not in one incident."""
    rows = Member.objects.standing().filter(telling__in=keys).order_by()
    incidents = list(rows.values_list("incident", flat=True))
    return len(incidents) < len(keys) or len(set(incidents)) > 1
