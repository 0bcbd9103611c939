"""Adding, deactivating and resetting accounts: who may, what is kept, what is refused."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry


@pytest.fixture
def add(passphrase, noon):
    """Add a person as somebody."""

    def add(actor, unit, username="dara.sok", **more):
        details = {"name": "Sok Dara", "passphrase": passphrase, "at": noon, **more}
        return services.add_user(actor, username=username, unit=unit, **details)

    return add


def test_add_user_makes_a_person_who_changes_the_passphrase_first(
    country, make_keeper, add, passphrase
):
    keeper = make_keeper("kim", country["KH-18"])

    user = add(keeper, country["KH-1801"])

    user = User.objects.get(pk=user.pk)
    assert (user.name, user.unit, user.must_change_passphrase) == (
        "Sok Dara",
        country["KH-1801"],
        True,
    )
    assert user.check_password(passphrase)
    assert not user.grants.exists()
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.target) == (
        "account.added",
        str(keeper.pk),
        str(user.pk),
    )


@pytest.mark.slow
def test_add_user_keeps_the_passphrase_as_argon2id(country, add, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    user = add(None, country["KH"])

    assert user.password.startswith("argon2$argon2id$")


def test_add_user_refuses_a_unit_of_others(country, make_keeper, add):
    keeper = make_keeper("kim", country["KH-18"])

    with pytest.raises(NotPermitted):
        add(keeper, country["KH-12"])

    assert not User.objects.filter(username="dara.sok").exists()
    assert not Entry.objects.exists()


def test_add_user_refuses_a_person_without_accounts_to_keep(country, make_user, add):
    with pytest.raises(NotPermitted):
        add(make_user("ana", unit=country["KH-18"]), country["KH-18"])


@pytest.mark.parametrize("username", ["Sok", "so", "sok dara", "sók.dara"])
def test_add_user_refuses_a_username_with_two_spellings(country, add, username):
    with pytest.raises(InvalidInput):
        add(None, country["KH"], username)


def test_add_user_refuses_a_taken_username(country, make_user, add):
    make_user("dara.sok", unit=country["KH-12"])

    with pytest.raises(services.UsernameTaken):
        add(None, country["KH"])


@pytest.mark.parametrize("weak", ["only thirteen", "dara.sok.dara1"], ids=["short", "the name"])
def test_add_user_refuses_a_weak_passphrase(country, add, weak):
    with pytest.raises(InvalidInput):
        add(None, country["KH"], username="dara.sok.dara", passphrase=weak)

    assert not User.objects.exists()


def test_deactivate_refuses_the_person_everything_at_once(country, make_keeper, make_user, noon):
    keeper = make_keeper("kim", country["KH-18"])
    user = make_user("dara", unit=country["KH-18"], actions=["source.read"])

    services.deactivate(keeper, user.pk, reason="left the service", at=noon)

    user = User.objects.get(pk=user.pk)
    assert not user.is_active
    assert not user.may("source.read")
    entry = Entry.objects.get()
    assert (entry.action, entry.reason) == ("account.deactivated", "left the service")


def test_reactivate_undoes_it_with_the_grants(country, make_keeper, make_user, noon):
    keeper = make_keeper("kim", country["KH-18"])
    user = make_user("dara", unit=country["KH-18"], actions=["source.read"], is_active=False)

    services.reactivate(keeper, user.pk, reason="came back", at=noon)

    assert User.objects.get(pk=user.pk).may("source.read")


def test_reset_sign_in_lends_nobody_a_reach_beyond_their_own(
    country, make_keeper, make_user, reader_role, noon
):
    whole, keeper = make_keeper("ros", country["KH"]), make_keeper("kim", country["KH-18"])
    user = make_user("dara", unit=country["KH-18"])
    grant = services.give_grant(whole, user, reader_role, country["KH"], "", at=noon)
    fresh = {"passphrase": "another four words", "reason": "lost the phone", "at": noon}

    with pytest.raises(NotPermitted):
        services.reset_sign_in(keeper, user.pk, **fresh)

    assert User.objects.get(pk=user.pk).password == user.password
    services.end_grant(whole, grant.pk, at=noon)
    assert services.reset_sign_in(keeper, user.pk, **fresh).check_password(fresh["passphrase"])


def test_reset_sign_in_gives_a_way_in_for_once_and_takes_the_second_factors(
    country, make_keeper, make_user, noon
):
    keeper = make_keeper("kim", country["KH-18"])
    user = make_user("dara", unit=country["KH-18"])
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})

    services.reset_sign_in(
        keeper, user.pk, passphrase="another four words", reason="lost the phone", at=noon
    )

    user = User.objects.get(pk=user.pk)
    assert user.check_password("another four words")
    assert user.must_change_passphrase
    assert not Authenticator.objects.filter(user=user).exists()
    assert Entry.objects.get().action == "account.sign_in_reset"


CHANGES = {
    "deactivate": {},
    "reactivate": {},
    "reset_sign_in": {"passphrase": "another four words"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_changing_an_account_hides_people_of_others(country, make_keeper, make_user, noon, change):
    keeper = make_keeper("kim", country["KH-18"])
    theirs = make_user("dara", unit=country["KH-12"])

    with pytest.raises(NotFound):
        getattr(services, change)(keeper, theirs.pk, reason="why", at=noon, **CHANGES[change])

    assert not Entry.objects.exists()


@pytest.mark.parametrize("change", CHANGES)
def test_changing_an_account_refuses_ones_own(country, make_keeper, noon, change):
    keeper = make_keeper("kim", country["KH-18"])

    with pytest.raises(NotPermitted):
        getattr(services, change)(keeper, keeper.pk, reason="why", at=noon, **CHANGES[change])


@pytest.mark.parametrize("change", CHANGES)
def test_changing_an_account_needs_a_reason(country, make_keeper, make_user, noon, change):
    keeper = make_keeper("kim", country["KH-18"])
    user = make_user("dara", unit=country["KH-18"])

    with pytest.raises(InvalidInput):
        getattr(services, change)(keeper, user.pk, reason="  ", at=noon, **CHANGES[change])


def test_a_keeper_of_a_district_area_does_not_keep_the_whole_unit(
    country, make_keeper, make_user, noon
):
    # the keeper's grant is for KH-18 and below, but only in area 1801
    keeper = make_keeper("kim", country["KH-18"], territory="1801")
    of_province = make_user("dara", unit=country["KH-18"])
    of_district = make_user("bo", unit=country["KH-1801"])

    assert set(User.objects.visible_to(keeper)) == {keeper, of_district}
    with pytest.raises(NotFound):
        services.deactivate(keeper, of_province.pk, reason="why", at=noon)


def test_choose_preferences_keeps_language_and_keys(make_user, noon):
    ana = make_user("ana")

    services.choose_preferences(ana, language="km", keys_by_letter=False, at=noon)

    ana.refresh_from_db()
    assert (ana.language, ana.keys_by_letter) == ("km", False)


def test_choose_preferences_refuses_a_language_that_is_not_there(make_user, noon):
    with pytest.raises(InvalidInput):
        services.choose_preferences(make_user("ana"), language="xx", keys_by_letter=True, at=noon)


def test_two_people_cannot_have_one_username(make_user):
    make_user("ana")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("ana")
