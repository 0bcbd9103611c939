"""``ponleu keys``: which units have keys; beginning them; never a key and never a name."""

import argparse
import json

import pytest

from ponleu.faces.cli import keys
from ponleu.foundation.accounts.models import User
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import services
from ponleu.foundation.keyrings.models import Holder, Ring


def run(*words):
    parser = argparse.ArgumentParser()
    keys.add_arguments(parser)
    return keys.run(parser.parse_args(words))


def test_keys_status_counts_and_names_nobody(coast, country, make_person, noon, capsys):
    root = make_person("root", "KH")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    officers = [make_person(f"officer-{n}", "KH", granted=False).user for n in (1, 2, 3)]
    services.begin_recovery(root.user, root.pair, officers, at=noon)

    assert run("status") == 0

    said = capsys.readouterr().out
    found = json.loads(said)
    assert found["recovery"] == [
        {"unit": "KH", "begun_at": noon.isoformat(), "renewal_is_due": False}
    ]
    short = [
        (u["unit"], u["holders"], u["waiting"], u["covered_by_recovery"]) for u in found["units"]
    ]
    assert short == [("KH", 1, 0, True), ("KH-18", 1, 0, False)]
    for secret in (*Ring.objects.values_list("public", flat=True), coast.pair.private):
        assert bytes(secret).hex() not in said
    assert "ana" not in said.lower().replace("granted", "")


def test_keys_begin_gives_a_unit_keys_held_by_all_who_have_the_grant(country, make_person, capsys):
    make_person("ana")
    make_person("root", "KH")
    make_person("zoe", granted=False)

    assert run("begin", "KH-18") == 0

    assert json.loads(capsys.readouterr().out)["holders"] == 2
    assert sorted(h.user.username for h in Holder.objects.all()) == ["ana", "root"]
    assert Entry.objects.get(action="ring.begun").actor == ""


@pytest.mark.parametrize(
    ("code", "said"),
    [("KH-99", "no such unit"), ("KH-12", "Nobody here has a key"), ("KH-18", "has keys")],
)
def test_keys_begin_refuses(coast, capsys, code, said):
    assert run("begin", code) == 1

    out = capsys.readouterr()
    assert said in out.err
    assert out.out == ""
    assert Ring.objects.count() == 1


def test_keys_begin_takes_the_place_of_keys_that_nobody_opens(coast, make_person, capsys):
    User.objects.filter(pk=coast.user.pk).update(is_active=False)
    make_person("ben")

    assert run("begin", "KH-18") == 0

    assert json.loads(capsys.readouterr().out)["rings"] == 2
