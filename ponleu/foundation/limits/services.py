"""Counting what is done from a network, and saying when it was enough for this hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from ponleu.foundation.limits.models import RateCount
from ponleu.foundation.limits.rules import hour_of

KEPT_HOURS = 24


@transaction.atomic
def take(kind: str, mark: str, *, at: datetime, most: int) -> bool:
    """Count one more, unless this hour has had its ``most``. False if it has.

    Locks the count's row until the caller's transaction ends.

    Args:
        kind: what is done, at most 24 letters.
        mark: by whom, such as ``rules.network_of(address)``; only its keyed hash is kept.
        most: how often it may be done in one hour of the clock.
    """
    hour = hour_of(at)
    row, is_new = RateCount.objects.get_or_create(
        kind=kind, network=_tag(kind, mark, hour), hour=hour
    )
    if is_new:
        RateCount.objects.filter(hour__lt=hour - timedelta(hours=KEPT_HOURS)).delete()
    rows = RateCount.objects.filter(pk=row.pk)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    row = rows.get()
    if row.count >= most:
        return False
    row.count += 1
    row.save(update_fields=["count"])
    return True


def _tag(kind: str, mark: str, hour: datetime) -> str:
    salt = f"ponleu.limits {kind} {hour.isoformat()}"
    return salted_hmac(salt, mark, algorithm="sha256").hexdigest()[:32]
