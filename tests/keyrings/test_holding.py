"""Letting in, putting out, and what each of them opens afterwards."""

import pytest

from ponleu.engines.sealing import new_key_pair, recipients_of
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.models import Grant, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Holder, Notice, Ring


def test_let_in_opens_what_came_before_and_what_comes(
    coast, country, make_person, sealed_now, reads, noon
):
    unit, ben = country["KH-18"], make_person("ben")
    before = sealed_now(unit)

    services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)

    assert reads(ben, before)
    assert reads(ben, sealed_now(unit))
    assert reads(coast, before)
    entry = Entry.objects.filter(action="ring.let_in").get()
    assert (entry.actor, entry.target, entry.reason) == (
        str(coast.user.pk),
        str(ben.user.pk),
        "KH-18",
    )


def test_let_in_needs_the_grant_for_the_whole_unit(coast, country, make_person, noon):
    zoe = make_person("zoe", granted=False)
    partly = make_person("ben")
    Grant.objects.filter(user=partly.user).update(territory="1801")

    for person in (zoe, partly):
        with pytest.raises(NotPermitted, match="no grant"):
            services.let_in(coast.user, coast.pair, country["KH-18"], person.user, at=noon)

    assert Holder.objects.count() == 1


def test_let_in_by_who_does_not_hold_the_keys_is_refused(coast, country, make_person, noon):
    unit, ben, cam = country["KH-18"], make_person("ben"), make_person("cam")

    for actor, pair in (
        (ben.user, ben.pair),
        (ben.user, coast.pair),
        (coast.user, ben.pair),
        (coast.user, new_key_pair()),
    ):
        with pytest.raises(NotPermitted):
            services.let_in(actor, pair, unit, cam.user, at=noon)

    assert Holder.objects.count() == 1
    assert not Entry.objects.filter(action="ring.let_in").exists()


def test_let_in_by_a_holder_whose_grant_has_ended_is_refused(coast, country, make_person, noon):
    ben = make_person("ben")
    Grant.objects.filter(user=coast.user).update(ended_at=noon)
    actor = User.objects.get(pk=coast.user.pk)

    with pytest.raises(NotPermitted):
        services.let_in(actor, coast.pair, country["KH-18"], ben.user, at=noon)


def test_let_in_by_a_holder_of_another_unit_is_refused(coast, country, make_person, noon):
    ben = make_person("ben", "KH-12")
    services.begin_ring(country["KH-12"], [ben.user], actor=None, at=noon)
    cam = make_person("cam", "KH-12")

    with pytest.raises(NotPermitted):
        services.let_in(coast.user, coast.pair, country["KH-12"], cam.user, at=noon)


def test_nobody_lets_in_or_puts_out_themselves(coast, country, noon):
    for service in (services.let_in, services.put_out):
        with pytest.raises(NotPermitted, match="themselves"):
            service(coast.user, coast.pair, country["KH-18"], coast.user, at=noon)


def test_let_in_of_who_has_no_key_or_holds_already_is_refused(
    coast, country, make_person, make_user, noon
):
    unit, ben = country["KH-18"], make_person("ben")
    keyless = make_user("keyless", unit=unit, actions=[Action.COMPLAINT_READ])

    with pytest.raises(InvalidInput):
        services.let_in(coast.user, coast.pair, unit, keyless, at=noon)
    services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)
    with pytest.raises(services.AlreadyHolds):
        services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)

    assert Holder.objects.filter(ended_at=None).count() == 2


def test_a_person_with_a_fresh_key_opens_nothing_until_let_in_again(
    coast, country, make_person, sealed_now, reads, noon
):
    unit, ben = country["KH-18"], make_person("ben")
    services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)
    envelope = sealed_now(unit)
    fresh = ben._replace(pair=accounts.begin_key_pair(ben.user, "after a reset", at=noon))

    assert not reads(fresh, envelope)
    services.let_in(coast.user, coast.pair, unit, fresh.user, at=noon)

    assert reads(fresh, envelope)
    assert Holder.objects.filter(user=ben.user, ended_at=None).count() == 1


def test_put_out_opens_nothing_new_and_no_ring_any_more(
    coast, country, make_person, sealed_now, reads, noon
):
    unit, ben, cam = country["KH-18"], make_person("ben"), make_person("cam")
    for newcomer in (ben, cam):
        services.let_in(coast.user, coast.pair, unit, newcomer.user, at=noon)
    before = sealed_now(unit)

    services.put_out(coast.user, coast.pair, unit, ben.user, at=noon)

    after = sealed_now(unit)
    assert [reads(person, after) for person in (coast, cam, ben)] == [True, True, False]
    assert [reads(person, before) for person in (coast, cam, ben)] == [True, True, False]
    assert Ring.objects.count() == 2
    for ring in Ring.objects.all():
        assert queries.opened_ring(ring, ben.pair) is None
        assert ben.pair.id not in recipients_of(bytes(ring.sealed))


def test_put_out_of_who_does_not_hold_is_refused_and_changes_nothing(
    coast, country, make_person, noon
):
    ben = make_person("ben")

    with pytest.raises(NotFound):
        services.put_out(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)

    assert Ring.objects.count() == 1


def test_put_out_fails_whole_when_it_fails_late(coast, country, make_person, noon, monkeypatch):
    unit, ben = country["KH-18"], make_person("ben")
    services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)
    sealed = bytes(Ring.objects.get().sealed)

    def stop(**what):
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr("ponleu.foundation.journal.services.record", stop)
    with pytest.raises(RuntimeError):
        services.put_out(coast.user, coast.pair, unit, ben.user, at=noon)

    assert bytes(Ring.objects.get().sealed) == sealed
    assert Holder.objects.filter(user=ben.user, ended_at=None).exists()


def test_cover_shares_earlier_rings_that_only_the_actor_opens(
    coast, country, make_person, sealed_now, reads, noon
):
    unit, ben = country["KH-18"], make_person("ben")
    before = sealed_now(unit)
    User.objects.filter(pk=coast.user.pk).update(is_active=False)
    services.begin_ring(unit, [ben.user], actor=None, at=noon)
    User.objects.filter(pk=coast.user.pk).update(is_active=True)
    services.let_in(ben.user, ben.pair, unit, coast.user, at=noon)
    assert not reads(ben, before)

    done = services.cover(coast.user, coast.pair, unit, at=noon)

    assert done == 2
    assert reads(ben, before)


def test_cover_by_who_does_not_hold_is_refused(coast, country, make_person, noon):
    ben = make_person("ben")

    with pytest.raises(NotPermitted):
        services.cover(ben.user, ben.pair, country["KH-18"], at=noon)


def test_holders_and_the_newcomer_are_told_but_not_who_did_it(coast, country, make_person, noon):
    unit, ben, cam = country["KH-18"], make_person("ben"), make_person("cam")
    services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)
    Notice.objects.all().delete()

    services.let_in(coast.user, coast.pair, unit, cam.user, at=noon)
    services.put_out(coast.user, coast.pair, unit, ben.user, at=noon)

    told = Notice.objects.order_by("code", "to__username")
    assert [(n.code, n.to.username, n.about.username) for n in told] == [
        ("let_in", "ben", "cam"),
        ("let_in", "cam", "cam"),
        ("put_out", "cam", "ben"),
    ]
