"""Who holds, who waits, who holds without a grant: as pages and the first page tell it."""

import pytest

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.models import Grant, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.rules import fingerprint


def names(entries):
    return [entry.user.username for entry in entries]


def test_keys_of_tells_who_holds_and_who_waits(coast, country, make_person, noon):
    ben = make_person("ben")
    make_person("zoe", granted=False)

    (keys,) = queries.keys_of([country["KH-18"]])

    assert names(keys.holders) == ["ana"]
    assert names(keys.waiting) == ["ben"]
    assert keys.waiting[0].fingerprint == fingerprint(ben.pair.public)
    assert (keys.rings, keys.is_covered, keys.left) == (1, False, ())


def test_who_holds_the_keys_above_does_not_wait(coast, country, make_person, noon):
    root = make_person("root", "KH")
    assert "root" in names(queries.keys_of([country["KH-18"]])[0].waiting)

    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)

    assert names(queries.keys_of([country["KH-18"]])[0].waiting) == []


def test_who_has_no_key_yet_waits_without_one(coast, country, make_user):
    make_user("keyless", unit=country["KH-18"], actions=[Action.COMPLAINT_READ])

    (keys,) = queries.keys_of([country["KH-18"]])

    assert (keys.waiting[0].fingerprint, keys.waiting[0].key_since) == ("", None)


def test_who_began_a_fresh_key_waits_again_and_it_is_said(coast, country, make_person, noon):
    ben = make_person("ben")
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    accounts.begin_key_pair(ben.user, "after a reset", at=noon)

    (keys,) = queries.keys_of([country["KH-18"]])

    assert names(keys.holders) == ["ana"]
    assert [(w.user.username, w.lost_earlier) for w in keys.waiting] == [("ben", True)]


def test_left_are_holders_without_grant_or_account(coast, country, make_person, noon):
    for name in ("ben", "cam", "dan"):
        newcomer = make_person(name)
        services.let_in(coast.user, coast.pair, country["KH-18"], newcomer.user, at=noon)
    Grant.objects.filter(user__username="ben").update(ended_at=noon)
    User.objects.filter(username="cam").update(is_active=False)

    (keys,) = queries.keys_of([country["KH-18"]])

    assert names(keys.left) == ["ben", "cam"]


def test_keys_of_costs_the_same_for_any_number_of_units_and_people(
    coast, country, make_person, noon, django_assert_num_queries
):
    for number in range(6):
        newcomer = make_person(f"more-{number}")
        services.let_in(coast.user, coast.pair, country["KH-18"], newcomer.user, at=noon)
        make_person(f"waits-{number}", "KH-12")

    with django_assert_num_queries(5):
        found = queries.keys_of(list(country.values()))

    assert [len(keys.holders) for keys in found] == [0, 7, 0, 0]


def test_units_shown_are_those_with_keys_that_one_holds_or_was_granted(
    coast, country, make_person, noon
):
    root, zoe = make_person("root", "KH"), make_person("zoe", "KH-12", granted=False)
    services.begin_ring(country["KH-12"], [make_person("ben", "KH-12").user], actor=None, at=noon)

    assert [u.pk for u in queries.units_shown(root.user)] == ["KH-12", "KH-18"]
    assert [u.pk for u in queries.units_shown(coast.user)] == ["KH-18"]
    assert queries.units_shown(zoe.user) == []


def test_units_shown_keep_a_unit_whose_keys_one_holds_without_a_grant(coast, noon):
    Grant.objects.filter(user=coast.user).update(ended_at=noon)

    assert [u.pk for u in queries.units_shown(User.objects.get(pk=coast.user.pk))] == ["KH-18"]


def test_units_to_begin_are_those_granted_that_have_no_keys(coast, country):
    assert [u.pk for u in queries.units_to_begin(coast.user)] == ["KH-1801"]


def test_unit_for_hides_what_is_none_of_ones_business(coast, country, make_person, noon):
    ben, zoe = make_person("ben", "KH-12"), make_person("zoe", granted=False)

    for person in (ben, zoe):
        with pytest.raises(NotFound):
            queries.unit_for(person.user, "KH-18")
    with pytest.raises(NotFound):
        queries.unit_for(coast.user, "KH-99")
    assert queries.unit_for(coast.user, "KH-18") == country["KH-18"]


def test_granted_people_have_the_grant_for_the_whole_unit(country, make_person):
    make_person("ana")
    make_person("root", "KH")
    make_person("below", "KH-1801")
    make_person("zoe", granted=False)
    make_person("gone", is_active=False)

    found = queries.granted_people(country["KH-18"])

    assert sorted(user.username for user in found) == ["ana", "root"]


def test_waiting_counts_what_a_holder_has_to_do(coast, country, make_person, noon):
    ben, cam = make_person("ben"), make_person("cam")
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    Grant.objects.filter(user=ben.user).update(ended_at=noon)

    assert queries.waiting(coast.user) == queries.Waiting(
        notices=0, to_let_in=1, left=1, uncovered=1
    )
    assert queries.waiting(ben.user) == queries.Waiting(notices=1)
    assert queries.waiting(cam.user) == queries.Waiting()


def test_waiting_of_who_holds_nothing_costs_two_queries(
    coast, make_person, django_assert_num_queries
):
    zoe = make_person("zoe", granted=False)

    with django_assert_num_queries(2):
        queries.waiting(zoe.user)
