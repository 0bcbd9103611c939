"""Counts for each network and hour: what is kept of an address, and when it is enough."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.limits import services
from ponleu.foundation.limits.models import RateCount
from ponleu.foundation.limits.rules import hour_of, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        (" 203.0.113.4 ", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_network_of_forgets_the_single_address(address, network):
    assert network_of(address) == network


def test_hour_of_drops_minutes():
    at = datetime(2026, 11, 22, 15, 59, 59, 9, tzinfo=UTC)

    assert hour_of(at) == datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_take_allows_as_many_as_are_allowed(db, noon):
    taken = [services.take("report", "203.0.113.0/24", at=noon, most=2) for _ in range(3)]

    assert taken == [True, True, False]
    assert RateCount.objects.get().count == 2


def test_take_counts_networks_kinds_and_hours_apart(db, noon):
    marks = [("report", "a", noon), ("report", "b", noon), ("check", "a", noon)]
    marks.append(("report", "a", noon + timedelta(hours=1)))

    assert [services.take(kind, mark, at=at, most=1) for kind, mark, at in marks] == [True] * 4


def test_take_keeps_no_address_and_no_two_rows_that_can_be_joined(db, noon):
    for hours in (0, 1):
        services.take("report", "203.0.113.0/24", at=noon + timedelta(hours=hours), most=1)

    tags = list(RateCount.objects.values_list("network", flat=True))
    assert len(set(tags)) == 2
    assert not any("203" in tag and "113" in tag and "." in tag for tag in tags)


def test_take_with_another_secret_gives_other_tags(db, noon, settings):
    services.take("report", "a", at=noon, most=9)
    settings.SECRET_KEY = "another secret of the installation"
    services.take("report", "a", at=noon, most=9)

    assert RateCount.objects.count() == 2


def test_take_drops_what_is_older_than_a_day(db, noon):
    services.take("report", "a", at=noon, most=1)

    services.take("report", "a", at=noon + timedelta(hours=25), most=1)

    assert RateCount.objects.get().hour == hour_of(noon + timedelta(hours=25))


def test_one_network_has_one_row_in_an_hour(db, noon):
    row = {"kind": "report", "network": "x", "hour": hour_of(noon)}
    RateCount.objects.create(**row)

    with pytest.raises(IntegrityError, match=r"(?i)limits_ratecount"), transaction.atomic():
        RateCount.objects.create(**row)
