"""Asking whether a name is known, and entering who is not there yet."""

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand

pytestmark = pytest.mark.usefixtures("demonstration")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def hotel(ana, unit, noon):
    known = by_hand.Known(
        kind=EntryKind.SITE,
        name="Paper Lantern Hotel",
        spellings=["the one behind the petrol station", "សណ្ឋាគារ គោមក្រដាស"],
        territory="18",
    )
    return by_hand.enter_known(ana, known, unit=unit, at=noon)


def ask(client, name, **fields):
    answer = client.get(reverse("register:find"), {"kind": "site", "name": name, **fields})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "name", ["one behind petrol station", "Papper Lantern", "Hotel Paper Lantern", "គោមក្រដាស"]
)
def test_find_knows_nicknames_slips_and_scripts(client, ana, hotel, name):
    client.force_login(ana)

    page = ask(client, name)

    assert hotel.reference in page


def test_find_counts_what_tells_of_it(client, ana, hotel, make_source, unit, noon, enter):
    source = make_source("They hold us in Paper Lantern Hotel.", unit=unit, territory="18")
    enter("Paper Lantern Hotel", kind=EntryKind.SITE, source=source, same_as=hotel)
    client.force_login(ana)

    assert "1 document or message tells of it" in ask(client, "paper lantern")


def test_find_says_when_nobody_is_meant(client, ana, hotel):
    client.force_login(ana)

    assert "Nobody in the register" in ask(client, "Zzyzx Quartz Foundry")


def test_find_for_htmx_is_the_list_alone(client, ana, hotel):
    client.force_login(ana)

    page = client.get(reverse("register:find"), {"name": "lantern"}, headers=HTMX)

    assert "<html" not in page.content.decode()


@pytest.mark.parametrize("name", ["", "x", "\x00\u202e", "a" * 5000, "🏨🏨"])
def test_find_takes_any_text(client, ana, hotel, name):
    client.force_login(ana)

    ask(client, name)


def test_find_of_another_unit_finds_nothing(client, ben, hotel):
    client.force_login(ben)

    assert hotel.reference not in ask(client, "Paper Lantern Hotel")


def test_enter_puts_it_into_the_unit_of_the_actor(client, ana, unit):
    client.force_login(ana)

    client.post(
        reverse("register:enter"),
        {
            "kind": "site",
            "name": "Blue Gourd Hostel",
            "spellings": "Blue Gord\n\nខ្លោកខៀវ",
            "place": "1801",
            "unit": unit.pk,
        },
    )

    entry = Entry.objects.get()
    assert (entry.unit, entry.territory, entry.status) == (unit, "18", "confirmed")
    assert list(entry.names.values_list("text", flat=True)) == [
        "Blue Gourd Hostel",
        "Blue Gord",
        "ខ្លោកខៀវ",
    ]


def test_enter_refuses_a_unit_out_of_reach(client, ana, make_unit):
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    client.force_login(ana)

    answer = client.post(
        reverse("register:enter"), {"kind": "site", "name": "X Y", "unit": other.pk}
    )

    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_enter_shows_who_it_may_be(client, ana, hotel):
    client.force_login(ana)

    page = client.get(reverse("register:enter"), {"kind": "site", "name": "Paper Lantern"})

    assert hotel.reference in page.content.decode()


@pytest.mark.parametrize("name", ["find", "enter"])
def test_pages_need_a_sign_in(client, name):
    assert client.get(reverse(f"register:{name}")).status_code == 302


def test_enter_needs_the_grant(client, make_user, unit):
    client.force_login(make_user("rea", unit=unit, actions=[Action.REGISTER_READ]))

    assert client.get(reverse("register:enter")).status_code == 403
