"""What the database refuses by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.keyrings.models import Holder, Notice, Officer, Recovery, Ring


@pytest.fixture
def recovery(coast, country, noon):
    return Recovery.objects.create(
        unit=country["KH"], public=b"p" * 32, begun_by=coast.user, begun_at=noon
    )


def refuses(rule, make):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make()
    said = str(refusal.value)
    return rule in said or "UNIQUE constraint failed" in said


def test_one_ring_of_a_unit_stands(coast, country, noon):
    one = Ring.objects.get()

    def make():
        Ring.objects.create(unit=one.unit, public=one.public, sealed=one.sealed, made_at=noon)

    assert refuses("keyrings_ring_one_standing", make)


def test_a_person_holds_once(coast, country, noon):
    def make():
        Holder.objects.create(
            unit=country["KH-18"], user=coast.user, key_id=b"k" * 16, let_in_at=noon
        )

    assert refuses("keyrings_holder_once", make)


def test_one_recovery_of_a_root_stands(recovery, coast, noon):
    def make():
        Recovery.objects.create(
            unit=recovery.unit, public=b"q" * 32, begun_by=coast.user, begun_at=noon
        )

    assert refuses("keyrings_recovery_one_standing", make)


def test_a_sheet_has_one_officer_and_an_officer_one_sheet(recovery, coast, make_person):
    ben = make_person("ben")
    Officer.objects.create(recovery=recovery, user=coast.user, number=1, sheet_mark=b"m" * 32)

    for user, number, rule in (
        (ben.user, 1, "keyrings_officer_one_sheet"),
        (coast.user, 2, "keyrings_officer_once"),
        (ben.user, 4, "keyrings_officer_number"),
        (ben.user, 0, "keyrings_officer_number"),
    ):

        def make(user=user, number=number):
            Officer.objects.create(
                recovery=recovery, user=user, number=number, sheet_mark=b"m" * 32
            )

        assert refuses(rule, make)


def test_a_notice_is_not_seen_before_it_is_told(coast, country, noon):
    def make():
        Notice.objects.create(
            to=coast.user,
            code="begun",
            unit=country["KH"],
            told_at=noon,
            seen_at=noon - timedelta(seconds=1),
        )

    assert refuses("keyrings_notice_seen_after_told", make)
