"""Keys of programs: how they are written, who makes them, when they open nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.accounts import program_queries, services
from ponleu.foundation.accounts.models import Program
from ponleu.foundation.accounts.program_rules import (
    ProgramAction,
    fingerprint,
    hint,
    is_key,
    key_of,
)
from ponleu.foundation.accounts.services import Wish
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry

secrets = st.binary(min_size=32, max_size=32)


@pytest.fixture
def kim(country, make_keeper):
    """A keeper of the coast."""
    return make_keeper("kim", country["KH-18"])


@pytest.fixture
def wish(country, make_user, noon):
    """A program of the coast, for which Dara answers."""
    make_user("dara", unit=country["KH-18"])
    return Wish(
        name="Line of the coast",
        unit=country["KH-18"],
        answerable="dara",
        channel="ngo",
        actions=list(ProgramAction),
        territory="",
        ends_at=noon + timedelta(days=30),
    )


@pytest.fixture
def handed(kim, wish, noon):
    return services.make_program(kim, wish, at=noon)


def test_key_of_nothing_but_zeros():
    # 32 zero bytes in base 32 are 52 letters a; then six letters of a hash
    key = key_of(bytes(32))

    assert key.startswith("ponleu_" + "a" * 52)
    assert len(key) == 7 + 52 + 6


@given(secrets)
def test_a_key_is_one_and_its_hint_is_its_beginning(secret):
    key = key_of(secret)

    assert is_key(key)
    assert key.startswith(hint(key))
    assert len(hint(key)) == 13
    assert len(fingerprint(key)) == 32


@given(secrets, st.integers(7, 64), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_wrong_letter_makes_it_none(secret, place, letter):
    key = key_of(secret)
    slipped = key[:place] + letter + key[place + 1 :]

    assert is_key(slipped) == (slipped == key)


@given(secrets, secrets)
def test_two_secrets_have_two_keys_and_fingerprints(one, other):
    assert (fingerprint(key_of(one)) == fingerprint(key_of(other))) == (one == other)


def test_make_program_keeps_a_fingerprint_and_never_the_key(handed, kim, journaled):
    program = Program.objects.get()
    stored = repr(list(Program.objects.values())) + repr(list(Entry.objects.values()))

    assert bytes(program.fingerprint) == fingerprint(handed.key)
    assert handed.key not in stored
    assert handed.key[7:] not in repr(handed)
    assert (program.made_by, program.answerable.username) == (kim, "dara")
    assert journaled() == ["program.made"]


def test_program_of_opens_with_the_key_and_notes_the_day(handed, noon):
    program = services.program_of(handed.key, at=noon)

    assert program == handed.program
    assert program.last_used_date.isoformat() == "2026-11-22"
    assert program.may("complaint.take")
    assert not program.may("complaint.read")
    assert not program.may("accounts.manage")


def test_program_of_writes_once_a_day(handed, noon, django_assert_num_queries):
    services.program_of(handed.key, at=noon)

    with django_assert_num_queries(1):
        services.program_of(handed.key, at=noon + timedelta(hours=1))


@pytest.mark.parametrize("key", ["", "ponleu_", "ponleu_" + "a" * 58, key_of(b"x" * 32)])
def test_program_of_knows_no_other_key(handed, noon, key):
    assert services.program_of(key, at=noon) is None


def test_program_of_refuses_a_key_that_ran_out(handed, noon):
    assert services.program_of(handed.key, at=noon + timedelta(days=30)) is None


def test_program_of_refuses_when_the_account_of_who_answers_is_closed(handed, kim, noon):
    services.deactivate(kim, handed.program.answerable_id, reason="left", at=noon)

    assert services.program_of(handed.key, at=noon) is None
    assert program_queries.programs(kim, at=noon)[0].standing == "stopped"


def test_end_program_is_at_once_and_once(handed, kim, noon, journaled):
    services.end_program(kim, handed.program.pk, at=noon)

    assert services.program_of(handed.key, at=noon) is None
    with pytest.raises(ChangedMeanwhile):
        services.end_program(kim, handed.program.pk, at=noon)
    with pytest.raises(ChangedMeanwhile):
        services.renew_program(kim, handed.program.pk, ends_at=noon + timedelta(days=1), at=noon)
    assert journaled() == ["program.made", "program.ended"]


def test_renew_program_puts_a_new_key_in_the_place_of_the_old(handed, kim, noon):
    renewed = services.renew_program(
        kim, handed.program.pk, ends_at=noon + timedelta(days=60), at=noon
    )

    assert services.program_of(handed.key, at=noon) is None
    assert services.program_of(renewed.key, at=noon + timedelta(days=59)) == handed.program


def test_a_keeper_of_another_unit_does_not_learn_that_it_exists(handed, country, make_keeper, noon):
    sam = make_keeper("sam", country["KH-12"])

    assert program_queries.programs(sam, at=noon) == []
    with pytest.raises(NotFound):
        program_queries.program(sam, handed.program.pk, at=noon)
    with pytest.raises(NotFound):
        services.end_program(sam, handed.program.pk, at=noon)
    assert services.program_of(handed.key, at=noon) is not None


def test_make_program_refuses_beyond_the_accounts_that_one_keeps(kim, wish, country, noon):
    with pytest.raises(NotPermitted):
        services.make_program(kim, replace(wish, unit=country["KH"]), at=noon)
    with pytest.raises(NotPermitted):
        services.make_program(kim, replace(wish, unit=country["KH-12"]), at=noon)


def test_nobody_makes_a_key_for_themselves(kim, wish, noon):
    with pytest.raises(NotPermitted):
        services.make_program(kim, replace(wish, answerable="kim"), at=noon)
    assert not Program.objects.exists()


def test_nobody_renews_a_key_for_which_they_answer(handed, make_keeper, country, noon):
    dara = handed.program.answerable
    other = make_keeper("dee", country["KH-18"])
    Program.objects.update(answerable=other)

    with pytest.raises(NotPermitted):
        services.renew_program(other, handed.program.pk, ends_at=noon + timedelta(days=1), at=noon)
    assert dara != other


def test_the_database_refuses_a_key_for_oneself(handed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Program.objects.update(answerable=handed.program.made_by)


def test_the_database_refuses_an_end_without_a_person(handed, noon):
    with pytest.raises(IntegrityError), transaction.atomic():
        Program.objects.update(withdrawn_at=noon)


def test_who_answers_is_somebody_whose_account_the_keeper_keeps(
    kim, wish, make_user, country, noon
):
    make_user("far", unit=country["KH-12"])
    make_user("below", unit=country["KH-1801"])

    with pytest.raises(NotFound):
        services.make_program(kim, replace(wish, answerable="far"), at=noon)
    with pytest.raises(NotFound):
        services.make_program(kim, replace(wish, answerable="nobody"), at=noon)
    with pytest.raises(InvalidInput):
        services.make_program(kim, replace(wish, answerable="below"), at=noon)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"actions": []},
        {"actions": ["complaint.read"]},
        {"territory": "1"},
    ],
)
def test_make_program_refuses_what_cannot_be(kim, wish, noon, wrong):
    with pytest.raises(InvalidInput):
        services.make_program(kim, replace(wish, **wrong), at=noon)


@pytest.mark.parametrize("days", [0, -1, 732])
def test_a_key_stands_until_some_day_of_the_next_two_years(kim, wish, noon, days):
    with pytest.raises(InvalidInput):
        services.make_program(kim, replace(wish, ends_at=noon + timedelta(days=days)), at=noon)


def test_programs_costs_the_same_for_any_number(handed, kim, wish, noon, django_assert_num_queries):
    for _ in range(10):
        services.make_program(kim, wish, at=noon)
    kim.forget_reaches()

    with django_assert_num_queries(2):
        assert len(program_queries.programs(kim, at=noon)) == 11


def test_no_row_of_the_database_holds_the_key(handed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_program")
        assert handed.key[7:20] not in repr(cursor.fetchall())
