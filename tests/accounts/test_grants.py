"""Giving and ending grants: inside one's own reach, never to oneself."""

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.models import Grant
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry


def test_give_grant_lets_the_person_act(country, make_keeper, make_user, reader_role, noon):
    keeper = make_keeper("kim", country["KH-18"])
    dara = make_user("dara", unit=country["KH-18"])
    assert not dara.may("source.read")

    services.give_grant(keeper, dara, reader_role, country["KH-1801"], "1801", at=noon)

    assert dara.may("source.read")
    entry = Entry.objects.get()
    assert (entry.action, entry.target, entry.reason) == (
        "grant.given",
        str(dara.pk),
        "reads KH-1801 1801",
    )


@pytest.mark.parametrize(("unit", "territory"), [("KH", ""), ("KH-12", ""), ("KH", "18")])
def test_give_grant_refuses_to_reach_further_than_the_keeper(
    country, make_keeper, make_user, reader_role, noon, unit, territory
):
    keeper = make_keeper("kim", country["KH-18"])
    dara = make_user("dara", unit=country["KH-18"])

    with pytest.raises(NotPermitted):
        services.give_grant(keeper, dara, reader_role, country[unit], territory, at=noon)

    assert not Grant.objects.filter(user=dara).exists()
    assert not Entry.objects.exists()


def test_give_grant_refuses_a_wider_area_than_the_keepers(
    country, make_keeper, make_user, reader_role, noon
):
    keeper = make_keeper("kim", country["KH"], territory="18")
    dara = make_user("dara", unit=country["KH-18"])

    with pytest.raises(NotPermitted):
        services.give_grant(keeper, dara, reader_role, country["KH-18"], "", at=noon)


def test_give_grant_refuses_oneself(country, make_keeper, reader_role, noon):
    keeper = make_keeper("kim", country["KH"])

    with pytest.raises(NotPermitted):
        services.give_grant(keeper, keeper, reader_role, country["KH"], "", at=noon)


def test_the_database_refuses_a_grant_to_oneself(country, make_user, reader_role, noon):
    ana = make_user("ana")

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            user=ana, role=reader_role, unit=country["KH"], granted_by=ana, granted_at=noon
        )


def test_the_database_refuses_the_same_standing_grant_twice(country, make_user, reader_role, noon):
    grant = {"user": make_user("ana"), "role": reader_role, "unit": country["KH"]}
    Grant.objects.create(**grant, granted_at=noon, ended_at=noon)
    Grant.objects.create(**grant, granted_at=noon)

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(**grant, granted_at=noon)


def test_give_grant_hides_people_of_others(country, make_keeper, make_user, reader_role, noon):
    keeper = make_keeper("kim", country["KH-18"])
    theirs = make_user("dara", unit=country["KH-12"])

    with pytest.raises(NotFound):
        services.give_grant(keeper, theirs, reader_role, country["KH-18"], "", at=noon)


def test_give_grant_refuses_who_keeps_no_accounts(country, make_user, reader_role, noon):
    ana = make_user("ana", unit=country["KH"], actions=["source.read"])
    dara = make_user("dara", unit=country["KH"])

    with pytest.raises(NotFound):
        services.give_grant(ana, dara, reader_role, country["KH"], "", at=noon)


def test_give_grant_refuses_a_deactivated_person(
    country, make_keeper, make_user, reader_role, noon
):
    dara = make_user("dara", unit=country["KH"], is_active=False)

    with pytest.raises(InvalidInput):
        services.give_grant(
            make_keeper("kim", country["KH"]), dara, reader_role, country["KH"], "", at=noon
        )


def test_give_grant_refuses_what_is_no_territory(country, make_user, reader_role, noon):
    with pytest.raises(InvalidInput):
        services.give_grant(None, make_user("dara"), reader_role, country["KH"], "1", at=noon)


def test_give_grant_refuses_the_same_twice(country, make_user, reader_role, noon):
    dara = make_user("dara")
    services.give_grant(None, dara, reader_role, country["KH"], "", at=noon)

    with pytest.raises(services.AlreadyGranted):
        services.give_grant(None, dara, reader_role, country["KH"], "", at=noon)


def test_end_grant_ends_it_and_keeps_the_row(country, make_keeper, make_user, reader_role, noon):
    keeper, dara = make_keeper("kim", country["KH"]), make_user("dara", unit=country["KH-18"])
    grant = services.give_grant(keeper, dara, reader_role, country["KH-18"], "", at=noon)

    services.end_grant(keeper, grant.pk, at=noon)

    dara.forget_reaches()
    assert not dara.may("source.read")
    assert Grant.objects.get(pk=grant.pk).ended_at == noon
    assert Entry.objects.order_by("sequence").last().action == "grant.ended"


def test_end_grant_ends_it_once(country, make_keeper, make_user, reader_role, noon):
    keeper, dara = make_keeper("kim", country["KH"]), make_user("dara", unit=country["KH-18"])
    grant = services.give_grant(keeper, dara, reader_role, country["KH-18"], "", at=noon)
    services.end_grant(keeper, grant.pk, at=noon)

    with pytest.raises(NotFound):
        services.end_grant(keeper, grant.pk, at=noon)


def test_end_grant_hides_grants_of_others(country, make_keeper, make_user, reader_role, noon):
    keeper = make_keeper("kim", country["KH-18"])
    dara = make_user("dara", unit=country["KH-12"])
    grant = services.give_grant(None, dara, reader_role, country["KH-12"], "", at=noon)

    with pytest.raises(NotFound):
        services.end_grant(keeper, grant.pk, at=noon)


def test_end_grant_refuses_ones_own(country, make_keeper, noon):
    keeper = make_keeper("kim", country["KH"])

    with pytest.raises(NotPermitted):
        services.end_grant(keeper, keeper.grants.get().pk, at=noon)


def test_end_grant_refuses_a_grant_that_reaches_further_than_the_keeper(
    country, make_keeper, make_user, reader_role, noon
):
    keeper = make_keeper("kim", country["KH-18"])
    dara = make_user("dara", unit=country["KH-18"])
    grant = services.give_grant(None, dara, reader_role, country["KH"], "", at=noon)

    with pytest.raises(NotPermitted):
        services.end_grant(keeper, grant.pk, at=noon)
