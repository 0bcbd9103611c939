"""``ponleu account add``: a keeper for a real record, and only there."""

import argparse
import json

import pytest

from ponleu.faces.cli import account
from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.models import Installation


@pytest.fixture
def real_record(db, noon):
    """A real record that has just begun."""
    Installation.objects.create(kind=Installation.REAL, country="kh", begun_at=noon)
    services.load_structure("kh", at=noon)


def run(*words):
    parser = argparse.ArgumentParser()
    account.add_arguments(parser)
    return account.run(parser.parse_args(["add", *words]))


def test_account_add_makes_a_keeper_with_a_passphrase_for_once(real_record, capsys):
    assert run("sok.dara", "--name", "Sok Dara") == 0

    said = json.loads(capsys.readouterr().out)
    user = User.objects.get(username="sok.dara")
    assert said["username"] == "sok.dara"
    assert user.check_password(said["passphrase"])
    assert user.must_change_passphrase
    assert not user.is_demonstration
    assert user.may("accounts.manage", user)
    assert not user.may("source.read")


def test_account_add_for_one_province_keeps_that_province_only(real_record):
    run("sok.dara", "--name", "Sok Dara", "--unit", "KH-18")

    reach = User.objects.get().reaches("accounts.manage")
    assert [(one.unit_path, one.territory) for one in reach] == [("KH/18/", "")]


def test_account_add_is_refused_in_the_demonstration(demonstration, capsys):
    assert run("sok.dara", "--name", "Sok Dara") == 1

    assert "Only a real record" in capsys.readouterr().err
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Sok", "--name", "Sok"], "small letters"),
        (["sok.dara", "--name", "Sok", "--unit", "KH-99"], "no such unit"),
    ],
)
def test_account_add_says_what_is_wrong(real_record, capsys, words, said):
    assert run(*words) == 1

    assert said in capsys.readouterr().err
    assert not User.objects.exists()


def test_account_add_without_a_name_is_wrong_use(real_record):
    with pytest.raises(SystemExit) as end:
        run("sok.dara")

    assert end.value.code == 2


def test_two_passphrases_are_never_alike(real_record, capsys):
    run("sok.dara", "--name", "Sok Dara")
    run("sok.bopha", "--name", "Sok Bopha")

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["passphrase"] != second["passphrase"]
