"""Telling people about keys, and their saying that they have seen it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.journal import services as journal
from ponleu.foundation.keyrings.models import Holder, Notice
from ponleu.foundation.keyrings.rules import Told


def tell(
    code: Told,
    people: Iterable[User],
    unit: Unit,
    *,
    by: User | None,
    at: datetime,
    about: User | None = None,
) -> None:
    """Tell each of some people once; whoever did it knows already."""
    told = {person.pk: person for person in people if by is None or person.pk != by.pk}
    Notice.objects.bulk_create(
        Notice(to=person, code=code, unit=unit, about=about, by=by, told_at=at)
        for person in told.values()
    )


def holders_of(units: Iterable[Unit]) -> list[User]:
    """Whom a change of some units' keys concerns: all who hold them and can sign in."""
    found = Holder.objects.filter(unit__in=units, ended_at=None, user__is_active=True)
    return [holder.user for holder in found.select_related("user").order_by("pk")]


@transaction.atomic
def mark_seen(actor: User, notice_id: int, *, at: datetime) -> None:
    """Note that the actor has seen a notice; a second time changes nothing.

    Raises:
        NotFound: it was not told to the actor.
    """
    notice = Notice.objects.get_for(actor, notice_id, lock=True)
    if notice.seen_at is None:
        notice.seen_at = at
        notice.save(update_fields=["seen_at"])
        journal.record(at=at, actor=actor, action="key_notice.seen", target=notice)
