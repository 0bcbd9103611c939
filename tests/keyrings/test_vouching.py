"""Keys that somebody wrote into the database alone: nothing is sealed to them."""

from __future__ import annotations

import pytest

from ponleu.engines.sealing import new_key_pair
from ponleu.foundation.accounts.models import UserKey
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Holder, Recovery, Ring
from ponleu.foundation.keyrings.queries.standing import standing_holders
from ponleu.foundation.keyrings.vouching import is_vouched, vouch

STRANGER = new_key_pair()


def test_recipients_leave_an_exchanged_key_out_and_the_unit_is_told(coast, country):
    before = queries.recipients(coast_path(country))
    Ring.objects.update(public=STRANGER.public)

    (keys,) = queries.keys_of([country["KH-18"]])

    assert len(before) == 1
    assert queries.recipients(coast_path(country)) == []
    assert keys.is_exchanged


def test_begin_ring_replaces_an_exchanged_key(coast, country, noon):
    Ring.objects.update(public=STRANGER.public)

    ring = services.begin_ring(country["KH-18"], [coast.user], actor=None, at=noon)

    assert queries.recipients(coast_path(country)) == [bytes(ring.public)]
    assert bytes(ring.public) != STRANGER.public


def test_a_code_of_another_ring_does_not_vouch(coast, country, make_person, noon):
    root = make_person("root", "KH")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    above = Ring.objects.get(unit=country["KH"])
    Ring.objects.filter(unit=country["KH-18"]).update(public=above.public, vouched=above.vouched)

    assert not is_vouched(Ring.objects.get(unit=country["KH-18"]))
    assert queries.recipients(coast_path(country)) == [bytes(above.public)]


def test_fresh_keys_are_not_sealed_to_a_holder_that_somebody_exchanged(
    coast, country, make_person, noon
):
    ben = make_person("ben")
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    UserKey.objects.filter(user=ben.user).update(public=STRANGER.public)
    Holder.objects.filter(user=ben.user).update(key_id=STRANGER.id)

    holders = standing_holders(country["KH-18"])

    assert [holder.user for holder in holders] == [coast.user]


def test_recovery_that_somebody_exchanged_is_none(country, make_person, noon):
    people = [make_person(name, "KH") for name in ("ana", "ben", "cam", "dan")]
    services.begin_ring(country["KH"], [people[0].user], actor=None, at=noon)
    services.begin_recovery(
        people[0].user, people[0].pair, [person.user for person in people[1:]], at=noon
    )
    assert queries.recovery_for(country["KH"]) is not None

    Recovery.objects.update(public=STRANGER.public)

    assert queries.recovery_for(country["KH"]) is None


@pytest.mark.parametrize("parts", [(b"ab", b"c"), (b"a", b"bc"), (b"abc",)])
def test_vouch_keeps_parts_apart(parts):
    others = {(b"ab", b"c"), (b"a", b"bc"), (b"abc",)} - {parts}

    assert vouch(parts) not in {vouch(other) for other in others}


def coast_path(country):
    return country["KH-18"].path
