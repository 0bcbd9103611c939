"""With the database file in hand: no private half, no word of a sheet, no secret lies in it."""

import base64

import pytest
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Ring
from tests.keyrings.conftest import SECRET

SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="searches the bytes of SQLite")


def in_all_guises(secret):
    """The bytes as they are, in hex and in base 64 at each of its three offsets."""
    guises = [secret, secret.hex().encode(), secret.hex().upper().encode()]
    guises += [base64.b64encode(b"\x00" * n + secret)[4:-4] for n in range(3)]
    return guises


@pytest.fixture
def planted(coast, country, make_person, make_user, noon):
    """People, rings, a ring that was left, recovery with its sheets: all that is private."""
    root, ben = make_person("root", "KH"), make_person("ben")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    services.put_out(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    officers = [make_user(f"officer-{n}") for n in (1, 2, 3)]
    sheets = services.begin_recovery(root.user, root.pair, officers, at=noon)
    services.cover(coast.user, coast.pair, country["KH-18"], at=noon)
    pairs = [person.pair for person in (coast, root, ben)]
    for person in (coast, root):
        pairs += queries.held_pairs(person.user, person.pair).values()
    return pairs, sheets


@SQLITE
def test_the_database_file_holds_no_private_half_and_no_sheet(
    planted, coast, country, sealed_now, enter
):
    pairs, sheets = planted
    page = enter(coast).get(reverse("keyrings:unit", args=["KH-18"]))
    assert page.status_code == 200

    everything = connection.connection.serialize()

    assert len(pairs) == 6
    assert pairs[0].public in everything  # the search finds what does lie there
    for pair in pairs:
        assert not any(guise in everything for guise in in_all_guises(pair.private))
    for sheet in sheets:
        for start in range(0, 33, 3):
            words = " ".join(sheet.words.split()[start : start + 3])
            assert words.encode() not in everything


@SQLITE
def test_who_keeps_accounts_opens_nothing_with_every_row_in_hand(
    planted, country, make_person, make_user, sealed_now, noon
):
    keeper = make_person("keeper", "KH", granted=False)
    role = keeper.user.grants.get().role
    role.actions = [Action.ACCOUNTS_MANAGE, Action.COMPLAINT_READ]
    role.save()
    keeper.user.forget_reaches()
    envelope = sealed_now(country["KH-18"])

    assert keeper.user.may(Action.COMPLAINT_READ, country["KH-18"].people.first())
    assert queries.held_pairs(keeper.user, keeper.pair) == {}
    for ring in Ring.objects.all():
        assert queries.opened_ring(ring, keeper.pair) is None
    assert not any(guise in envelope for guise in in_all_guises(SECRET))
