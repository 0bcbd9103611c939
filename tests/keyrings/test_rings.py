"""Beginning keys, and to whom a unit's content is sealed."""

import pytest
from django.db import connection

from ponleu.engines.sealing import key_id, new_key_pair, recipients_of
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotPermitted
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Notice, Ring


def test_begin_ring_is_opened_by_its_holders_only(country, make_person, sealed_now, reads, noon):
    ana, ben = make_person("ana"), make_person("ben")

    services.begin_ring(country["KH-18"], [ana.user], actor=None, at=noon)

    envelope = sealed_now(country["KH-18"])
    assert reads(ana, envelope)
    assert not reads(ben, envelope)
    assert Entry.objects.filter(action="ring.begun", reason="KH-18").count() == 1


def test_begin_ring_leaves_out_who_has_no_key_and_refuses_if_that_is_everybody(
    country, make_person, make_user, noon
):
    ana, keyless = make_person("ana"), make_user("keyless", unit=country["KH-18"])

    with pytest.raises(services.NobodyToHold):
        services.begin_ring(country["KH-18"], [keyless], actor=None, at=noon)
    services.begin_ring(country["KH-18"], [keyless, ana.user], actor=None, at=noon)

    assert [h.user for h in queries.standing_holders(country["KH-18"])] == [ana.user]
    assert Ring.objects.count() == 1


def test_begin_ring_is_refused_while_somebody_opens_the_standing_one(coast, country, noon):
    with pytest.raises(services.RingStands):
        services.begin_ring(country["KH-18"], [coast.user], actor=None, at=noon)

    assert Ring.objects.count() == 1


def test_begin_ring_takes_the_place_of_one_that_nobody_opens_any_more(
    coast, country, make_person, sealed_now, reads, noon
):
    before = sealed_now(country["KH-18"])
    User.objects.filter(pk=coast.user.pk).update(is_active=False)
    ben = make_person("ben")

    services.begin_ring(country["KH-18"], [ben.user], actor=None, at=noon)

    assert reads(ben, sealed_now(country["KH-18"]))
    assert not reads(ben, before)
    assert Ring.objects.filter(ended_at=None).count() == 1


def test_begin_own_ring_needs_the_keys_above_where_there_are_any(coast, country, make_person, noon):
    district = country["KH-1801"]
    ben = make_person("ben")

    with pytest.raises(NotPermitted):
        services.begin_own_ring(ben.user, ben.pair, district, at=noon)
    services.begin_own_ring(coast.user, coast.pair, district, at=noon)

    assert [h.user for h in queries.standing_holders(district)] == [coast.user]


def test_begin_own_ring_needs_no_keys_where_none_are_above_but_the_grant(
    country, make_person, noon
):
    ana, zoe = make_person("ana"), make_person("zoe", granted=False)

    with pytest.raises(NotPermitted):
        services.begin_own_ring(zoe.user, zoe.pair, country["KH-18"], at=noon)
    with pytest.raises(NotPermitted):
        services.begin_own_ring(ana.user, ana.pair, country["KH-12"], at=noon)
    with pytest.raises(NotPermitted):
        services.begin_own_ring(ana.user, new_key_pair(), country["KH-18"], at=noon)
    services.begin_own_ring(ana.user, ana.pair, country["KH-18"], at=noon)

    assert Ring.objects.get().unit == country["KH-18"]


def test_begin_own_ring_never_replaces_keys_that_lost_their_holders(
    coast, country, make_person, noon
):
    User.objects.filter(pk=coast.user.pk).update(is_active=False)
    ben = make_person("ben")

    with pytest.raises(services.RingStands, match="Whoever runs Ponleu"):
        services.begin_own_ring(ben.user, ben.pair, country["KH-18"], at=noon)

    assert Ring.objects.count() == 1


def test_begin_ring_tells_the_holders_above(country, make_person, noon):
    root, ana = make_person("root", "KH"), make_person("ana")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)

    services.begin_ring(country["KH-18"], [ana.user], actor=None, at=noon)

    told = Notice.objects.filter(unit=country["KH-18"]).values_list("to__username", flat=True)
    assert sorted(told) == ["ana", "root"]


def test_recipients_are_the_rings_of_the_unit_and_of_all_above(
    coast, country, make_person, sealed_now, reads, noon
):
    root, elsewhere = make_person("root", "KH"), make_person("ben", "KH-12")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    services.begin_ring(country["KH-12"], [elsewhere.user], actor=None, at=noon)

    envelope = sealed_now(country["KH-1801"])

    assert len(recipients_of(envelope)) == 2
    assert reads(root, envelope)
    assert reads(coast, envelope)
    assert not reads(elsewhere, envelope)


def test_recipients_are_none_without_a_ring_and_once_nobody_opens_it(coast, country):
    assert queries.recipients(country["KH-12"].path) == []
    assert len(queries.recipients(country["KH-1801"].path)) == 1

    User.objects.filter(pk=coast.user.pk).update(is_active=False)

    assert queries.recipients(country["KH-1801"].path) == []


def test_recipients_are_none_once_the_only_holder_began_a_fresh_key(coast, country, noon):
    accounts.begin_key_pair(coast.user, "given by a keeper", at=noon)

    assert queries.recipients(country["KH-18"].path) == []


def test_recipients_cost_the_same_however_many_units_and_holders(
    coast, country, make_person, noon, django_assert_num_queries
):
    root = make_person("root", "KH")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    for name in ("ben", "cam", "dan"):
        newcomer = make_person(name)
        services.let_in(coast.user, coast.pair, country["KH-18"], newcomer.user, at=noon)

    with django_assert_num_queries(3):
        queries.recipients(country["KH-1801"].path)


def test_held_pairs_are_none_with_the_key_shut_or_of_somebody_else(coast, make_person):
    ben = make_person("ben")

    assert len(queries.held_pairs(coast.user, coast.pair)) == 1
    assert queries.held_pairs(coast.user, None) == {}
    assert queries.held_pairs(coast.user, ben.pair) == {}
    assert queries.held_pairs(ben.user, coast.pair) == {}


def test_held_pairs_leave_out_a_ring_whose_public_half_was_exchanged(coast):
    planted = new_key_pair()
    Ring.objects.update(public=planted.public)

    assert queries.held_pairs(coast.user, coast.pair) == {}


def test_held_pairs_leave_out_an_envelope_moved_from_another_ring(
    coast, country, make_person, noon
):
    ben = make_person("ben", "KH-12")
    services.begin_ring(country["KH-12"], [ben.user], actor=None, at=noon)
    theirs = Ring.objects.get(unit="KH-18").sealed
    Ring.objects.filter(unit="KH-12").update(sealed=theirs)

    assert list(queries.held_pairs(coast.user, coast.pair)) == [
        key_id(bytes(Ring.objects.get(unit="KH-18").public))
    ]
    assert queries.held_pairs(ben.user, ben.pair) == {}


def test_a_damaged_envelope_of_a_ring_counts_for_nobody(coast, country):
    with connection.cursor() as cursor:
        cursor.execute("update keyrings_ring set sealed = %s", [b"PNSE\x01damaged"])

    assert queries.recipients(country["KH-18"].path) == []
    assert queries.held_pairs(coast.user, coast.pair) == {}
