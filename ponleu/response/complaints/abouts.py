"""What complaints were judged to be about, and how many others are about the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry
from ponleu.response.complaints.models import About, Complaint
from ponleu.response.complaints.rules import State


@dataclass(frozen=True, slots=True)
class Linked:
    """That a complaint is about an entry, for someone who may see both.

    Attributes:
        others: other complaints about the same, of those that the person may see.
    """

    about: About
    others: int


def linked(actor: User, complaints: Collection[Complaint]) -> dict[UUID, list[Linked]]:
    """What some complaints are about, by their keys; entries that the actor may not see are not
    there.
    """
    standing = About.objects.filter(complaint__in=complaints, ended_at=None)
    rows = list(standing.select_related("entry", "by").order_by("at", "pk"))
    if not rows:
        return {}
    seen = _seen(actor, {row.entry_id for row in rows})
    counts = complaint_counts(actor, [row.entry for row in rows])
    counted = {complaint.pk for complaint in complaints if _counts(complaint)}
    found: dict[UUID, list[Linked]] = {}
    for row in rows:
        if row.entry_id in seen:
            others = counts.get(head_of(row.entry), 0) - (row.complaint_id in counted)
            found.setdefault(row.complaint_id, []).append(Linked(row, others))
    return found


def complaint_counts(actor: User, entries: Iterable[Entry]) -> dict[UUID, int]:
    """How many complaints that the actor may see are about each entry or one joined with it.

    By the key of the entry under which they are shown together, see ``head_of``. What was set
    aside or taken back is not counted.
    """
    heads = {head_of(entry) for entry in entries}
    if not heads:
        return {}
    seen = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
    seen = seen.filter(is_junk=False).exclude(state=State.WITHDRAWN)
    rows = About.objects.filter(Exists(seen), ended_at=None).filter(
        Q(entry__in=heads) | Q(entry__head__in=heads)
    )
    counted = rows.order_by().values(shown=Coalesce("entry__head", "entry"))
    return dict(
        counted.annotate(number=Count("complaint", distinct=True)).values_list("shown", "number")
    )


def entry_of(actor: User, key: UUID) -> Entry | None:
    """A standing entry that the actor may see."""
    return Entry.objects.visible_to(actor).standing().filter(pk=key).first()


def head_of(entry: Entry) -> UUID:
    """The key of the entry under which this one is shown: its own, if it was joined with none."""
    return entry.head_id or entry.pk


def _seen(actor: User, keys: Collection[UUID]) -> set[UUID]:
    entries = Entry.objects.visible_to(actor).of_keys(keys)
    return set(entries.order_by().values_list("pk", flat=True))


def _counts(complaint: Complaint) -> bool:
    return not complaint.is_junk and complaint.state != State.WITHDRAWN
