"""Pages of keys: for holders, for who waits, for the wrong unit, shut, and signed out."""

import pytest
from django.urls import reverse

from ponleu.engines.sealing import recipients_of
from ponleu.foundation.accounts.models import Grant, User
from ponleu.foundation.accounts.opened_keys import COOKIE
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Holder, Notice, Ring
from ponleu.foundation.keyrings.rules import fingerprint

HTMX = {"HX-Request": "true"}
UNIT_PAGES = ("let_in", "put_out", "cover")


def address(name, code="KH-18"):
    return reverse(f"keyrings:{name}", args=[code])


@pytest.fixture
def ben(make_person):
    """Has the grant for KH-18 and waits."""
    return make_person("ben")


def test_index_shows_a_holder_their_key_and_who_waits(coast, ben, enter):
    page = enter(coast).get(reverse("keyrings:index"))

    words = page.content.decode()
    assert page.status_code == 200
    assert fingerprint(coast.pair.public) in words
    assert "you hold the keys" in words
    assert "1 waits to be let in" in words
    assert "no-store" in page.headers["Cache-Control"]


def test_index_shows_others_no_unit_and_no_officers(coast, make_person, enter):
    zoe = make_person("zoe", "KH-12", granted=False)

    words = enter(zoe).get(reverse("keyrings:index")).content.decode()

    assert "Unit KH-18" not in words
    assert ">Ana" not in words
    assert " Ana" not in words
    assert 'id="recovery"' not in words


def test_unit_shows_the_holder_who_waits_with_the_signs_of_their_key(coast, ben, enter):
    words = enter(coast).get(address("unit")).content.decode()

    assert fingerprint(ben.pair.public) in words
    assert f'value="{ben.user.pk}"' in words
    assert Entry.objects.filter(action="record.listed", target_type="keyrings.holder").exists()


def test_unit_shows_who_waits_whom_to_ask_and_no_button(coast, ben, enter):
    words = enter(ben).get(address("unit")).content.decode()

    assert "You do not hold these keys" in words
    assert "Ana" in words
    assert address("put_out") not in words
    assert address("let_in") not in words


def test_who_holds_the_keys_above_is_told_that_they_open_this(
    coast, country, make_person, enter, noon
):
    root = make_person("root", "KH")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    client = enter(root)

    listed = client.get(reverse("keyrings:index")).content.decode()
    page = client.get(address("unit")).content.decode()

    assert "you wait to be let in" not in listed
    assert "held by others" in listed
    assert "You hold the keys of a unit above" in page


@pytest.mark.parametrize("granted", [True, False])
def test_pages_of_a_unit_of_others_are_not_found(coast, make_person, enter, granted):
    client = enter(make_person("zoe", "KH-12", granted=granted))

    answers = [client.get(address("unit")).status_code]
    for name in UNIT_PAGES:
        answers.append(client.post(address(name), {"user": coast.user.pk}).status_code)
    answers.append(client.post(reverse("keyrings:begin"), {"unit": "KH-18"}).status_code)

    assert answers == [404] * 5
    assert Holder.objects.filter(ended_at=None).count() == 1


def test_pages_send_who_is_signed_out_to_sign_in(client, coast):
    for name in ("index", "recover", "begin_recovery"):
        assert "/sign-in/" in client.get(reverse(f"keyrings:{name}")).url
    assert "/sign-in/" in client.get(address("unit")).url
    for name in UNIT_PAGES:
        assert "/sign-in/" in client.post(address(name), {"user": coast.user.pk}).url
    assert "/sign-in/" in client.post(reverse("keyrings:seen", args=[1])).url


def test_with_the_key_shut_nothing_is_done_and_the_page_says_how_to_open_it(coast, ben, enter):
    client = enter(coast)
    client.cookies.pop(COOKIE)

    page = client.get(address("unit")).content.decode()
    answers = [
        client.post(address("let_in"), {"user": ben.user.pk}),
        client.post(address("cover")),
        client.post(reverse("keyrings:begin"), {"unit": "KH-1801"}),
    ]

    assert reverse("accounts:open_key") in page
    assert address("let_in") not in page
    assert [answer.status_code for answer in answers] == [403] * 3
    assert Holder.objects.count() == 1


def test_let_in_without_scripts_comes_back_to_the_page(coast, ben, enter):
    answer = enter(coast).post(address("let_in"), {"user": ben.user.pk})

    assert answer.url == address("unit")
    assert Holder.objects.filter(user=ben.user, ended_at=None).exists()


def test_let_in_and_put_out_with_htmx_answer_only_the_part(coast, ben, enter):
    client = enter(coast)

    for name in ("let_in", "put_out"):
        answer = client.post(address(name), {"user": ben.user.pk}, headers=HTMX)

        assert answer.status_code == 200
        assert "keyrings/_unit.html" in [t.name for t in answer.templates]
        assert b"<!doctype html>" not in answer.content
        assert "HX-Request" in answer.headers["Vary"]
    assert Ring.objects.count() == 2


def test_a_refusal_with_htmx_lands_in_the_alerts(coast, ben, enter):
    answer = enter(ben).post(address("let_in"), {"user": ben.user.pk}, headers=HTMX)

    assert answer.status_code == 403
    assert answer.headers["HX-Retarget"] == "#alerts"


@pytest.mark.parametrize("user", ["", "nobody", "01a203f6-85c9-778d-863f-70631d1ded77"])
def test_let_in_of_nobody_is_not_found(coast, enter, user):
    assert enter(coast).post(address("let_in"), {"user": user}).status_code == 404


def test_who_lost_the_grant_keeps_no_button(coast, ben, enter, country, noon):
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    Grant.objects.filter(user=ben.user).update(ended_at=noon)
    client = enter(ben)

    page = client.get(address("unit"))
    answer = client.post(address("put_out"), {"user": coast.user.pk})

    assert address("put_out") not in page.content.decode()
    assert answer.status_code == 403
    seen_by_ana = enter(coast).get(address("unit")).content.decode()
    assert "no longer has the grant" in seen_by_ana


def test_begin_gives_a_unit_keys_and_makes_one_the_holder(country, make_person, enter):
    ana = make_person("ana")

    answer = enter(ana).post(reverse("keyrings:begin"), {"unit": "KH-18"})

    assert answer.url == address("unit")
    assert ana.pair.id in recipients_of(bytes(Ring.objects.get().sealed))


def test_seen_takes_a_notice_away_with_and_without_htmx(coast, ben, country, enter, noon):
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    client = enter(ben)
    notice = Notice.objects.get(to=ben.user)
    assert "Ana let Ben hold the keys" in client.get(reverse("keyrings:index")).content.decode()

    part = client.post(reverse("keyrings:seen", args=[notice.pk]), headers=HTMX)
    again = client.post(reverse("keyrings:seen", args=[notice.pk]))

    assert part.status_code == 200
    assert b"<button" not in part.content
    assert again.url == reverse("keyrings:index")
    assert queries.unseen_notices(ben.user) == []


def test_seen_of_somebody_elses_notice_is_not_found(coast, ben, country, enter, noon):
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    notice = Notice.objects.get(to=ben.user)

    assert enter(coast).post(reverse("keyrings:seen", args=[notice.pk])).status_code == 404


def test_the_bar_leads_to_keys_for_who_has_the_action_and_ones_own_page_for_all(
    coast, make_person, enter
):
    zoe = make_person("zoe", granted=False)

    shown = {
        person.user.username: [
            page["address"]
            for item in enter(person).get(reverse("accounts:me")).context["navigation"]
            for page in (item, *item["below"])
        ]
        for person in (coast, zoe)
    }
    own = enter(zoe).get(reverse("accounts:me")).content.decode()

    assert reverse("keyrings:index") in shown["ana"]
    assert reverse("keyrings:index") not in shown["zoe"]
    assert reverse("keyrings:index") in own


def test_index_and_unit_cost_the_same_for_any_number_of_people(
    coast, country, make_person, enter, noon, django_assert_max_num_queries
):
    for number in range(8):
        newcomer = make_person(f"new-{number}")
        if number % 2:
            services.let_in(coast.user, coast.pair, country["KH-18"], newcomer.user, at=noon)
    client = enter(coast)
    client.get(reverse("keyrings:index"))

    with django_assert_max_num_queries(24):
        client.get(reverse("keyrings:index"))
    with django_assert_max_num_queries(18):
        client.get(address("unit"))


def test_a_deactivated_holder_opens_no_page(coast, enter):
    client = enter(coast)
    User.objects.filter(pk=coast.user.pk).update(is_active=False)

    assert client.get(address("unit")).status_code == 302
