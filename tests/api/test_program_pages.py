"""Pages about programs: signed out, of another unit, without the grant, and rightly there."""

import re

import pytest
from django.urls import reverse

from ponleu.faces.api.web.program_urls import urlpatterns
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.models import Program
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry

pytestmark = pytest.mark.usefixtures("demonstration")
POSTED = {"renew", "end"}
KEY = re.compile(r"ponleu_[a-z2-7]{58}")


@pytest.fixture
def signed(client, keeper):
    client.force_login(keeper)
    return keeper


def ask(client, name, program, **form):
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    known = {"program_id": program.pk} if pattern.pattern.converters else {}
    address = reverse(f"programs:{name}", kwargs=known)
    return client.post(address, form) if name in POSTED or form else client.get(address)


def body(response, status=200):
    assert response.status_code == status
    text = response.content.decode()
    assert "!missing" not in text
    return text


@pytest.mark.parametrize("name", [pattern.name for pattern in urlpatterns])
def test_signed_out_people_are_sent_to_sign_in(client, ngo, name):
    response = ask(client, name, ngo.program)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [pattern.name for pattern in urlpatterns])
def test_people_who_keep_no_accounts_are_refused(client, ngo, make_user, name):
    client.force_login(make_user("ana", actions=[Action.COMPLAINT_READ]))

    assert ask(client, name, ngo.program).status_code == 403


@pytest.mark.parametrize("name", [p.name for p in urlpatterns if p.pattern.converters])
def test_a_keeper_of_another_unit_does_not_learn_that_it_exists(
    client, ngo, make_user, country, name
):
    client.force_login(make_user("sam", unit=country["KH-12"], actions=[Action.ACCOUNTS_MANAGE]))
    before = Entry.objects.count()
    form = {"last_day": "2026-12-01"} if name == "renew" else {}

    response = ask(client, name, ngo.program, **form)

    assert response.status_code == 404
    assert b"Line of NGO" not in response.content
    assert Entry.objects.count() == before


def test_the_list_shows_programs_of_ones_own_units_only(client, ngo, make_user, country):
    sam = make_user("sam", unit=country["KH-12"], actions=[Action.ACCOUNTS_MANAGE])
    client.force_login(sam)

    page = body(client.get(reverse("programs:index")))

    assert "Line of NGO" not in page
    assert "No program has a key yet" in page


def test_the_list_tells_who_answers_and_when_it_was_used(client, signed, ngo, ask_words):
    page = body(client.get(reverse("programs:index")))

    assert "Line of NGO" in page
    assert "Who-Ngo" in page
    assert "22 November 2026" in page
    assert not KEY.search(page)


@pytest.fixture
def ask_words(client, ngo):
    client.get("/api/1/words/", headers={"Authorization": f"Bearer {ngo.key}"})


def test_the_list_costs_the_same_for_any_number(
    client, signed, make_program, django_assert_num_queries
):
    make_program()
    client.get(reverse("programs:index"))
    for _ in range(5):
        make_program("EMB")

    with django_assert_num_queries(7):
        client.get(reverse("programs:index"))


def test_a_keeper_makes_a_key_and_sees_it_once(client, signed, partners, make_user, noon):
    make_user("dara", unit=partners["NGO"])
    form = {
        "name": "Line",
        "unit": "NGO",
        "answerable": "dara",
        "channel": "ngo",
        "actions": ["complaint.take"],
        "territory": "",
        "last_day": "2027-11-22",
    }
    before = body(client.get(reverse("programs:make")))

    shown = client.post(reverse("programs:make"), form)

    (key,) = KEY.findall(body(shown, 201))
    program = Program.objects.get()
    assert 'value="2027-11-22"' in before
    assert shown["Cache-Control"] == "private, no-store"
    assert accounts.program_of(key, at=noon) == program
    assert program.actions == ["complaint.take"]
    page = body(client.get(reverse("programs:program", args=[program.pk])))
    assert not KEY.search(page)
    assert program.hint in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answerable": "kim"}, "Ask another keeper"),
        ({"answerable": "nobody"}, "There is no such person"),
        ({"last_day": "2026-11-21"}, "two years ahead"),
        ({"last_day": "2030-11-21"}, "two years ahead"),
        ({"territory": "1"}, "government code"),
        ({"name": ""}, "required"),
        ({"channel": "online_form"}, "Select a valid choice"),
        ({"actions": []}, "required"),
    ],
)
def test_what_cannot_be_stays_in_the_form(client, signed, partners, make_user, wrong, said):
    make_user("dara", unit=partners["NGO"])
    form = {
        "name": "Line",
        "unit": "NGO",
        "answerable": "dara",
        "channel": "ngo",
        "actions": ["complaint.take"],
        "last_day": "2027-11-22",
    }

    response = client.post(reverse("programs:make"), {**form, **wrong})

    assert response.status_code in (403, 404, 422)
    assert said in response.content.decode()
    assert not Program.objects.exists()


def test_a_unit_beyond_ones_own_cannot_be_chosen(client, make_user, country, partners):
    client.force_login(make_user("sam", unit=country["KH-12"], actions=[Action.ACCOUNTS_MANAGE]))

    assert "Unit NGO" not in body(client.get(reverse("programs:make")))


def test_a_new_key_takes_the_place_of_the_old(client, signed, ngo, noon):
    shown = ask(client, "renew", ngo.program, last_day="2026-12-24")

    (key,) = KEY.findall(body(shown, 201))
    assert accounts.program_of(ngo.key, at=noon) is None
    assert accounts.program_of(key, at=noon) == ngo.program


def test_a_new_key_for_too_long_is_refused_on_the_page(client, signed, ngo, noon):
    page = body(ask(client, "renew", ngo.program, last_day="2036-12-24"), 422)

    assert "two years ahead" in page
    assert accounts.program_of(ngo.key, at=noon) == ngo.program


def test_ending_is_at_once_and_the_list_says_so(client, signed, ngo, noon):
    response = ask(client, "end", ngo.program)

    assert response.url == reverse("programs:index")
    assert accounts.program_of(ngo.key, at=noon) is None
    assert "ended on 22 November 2026" in body(client.get(response.url))
    assert ask(client, "end", ngo.program).status_code == 409
    page = body(client.get(reverse("programs:program", args=[ngo.program.pk])))
    assert "End this program" not in page


def test_who_answers_for_a_program_is_told_that_another_makes_its_key(
    client, country, make_user, keeper, make_program
):
    dee = make_user("dee", unit=country["KH"], actions=[Action.ACCOUNTS_MANAGE])
    handed = make_program(answerable="dee")
    client.force_login(dee)

    page = body(ask(client, "program", handed.program))

    assert "Another keeper makes its key" in page
    assert ask(client, "renew", handed.program, last_day="2026-12-24").status_code == 403


def test_the_bar_leads_keepers_to_programs(client, signed):
    page = body(client.get(reverse("accounts:people")))

    assert f'href="{reverse("programs:index")}"' in page
