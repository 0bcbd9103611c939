"""Counters and the installation's one row."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.models import Counter, Installation, is_demonstration, next_reference
from ponleu.foundation.core.references import is_reference

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_next_reference_counts_each_kind_and_year_apart():
    given = [next_reference(*kind) for kind in (("D", 2026), ("D", 2026), ("C", 2026), ("D", 2027))]

    assert [reference[:13] for reference in given] == [
        "D-2026-000001",
        "D-2026-000002",
        "C-2026-000001",
        "D-2027-000001",
    ]
    assert all(is_reference(reference) for reference in given)


def test_a_counter_is_unique_for_kind_and_year():
    Counter.objects.create(prefix="D", year=2026)

    with pytest.raises(IntegrityError), transaction.atomic():
        Counter.objects.create(prefix="D", year=2026)


def test_a_record_says_what_it_is_only_once():
    Installation.objects.create(kind=Installation.REAL, country="kh", begun_at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(kind=Installation.DEMONSTRATION, country="kh", begun_at=NOON)
    assert not is_demonstration()
