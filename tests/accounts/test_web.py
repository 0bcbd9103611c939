"""Pages about accounts: signed out, of another unit, without the grant, and rightly there."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.models import Grant, User
from ponleu.foundation.accounts.web.urls import urlpatterns
from ponleu.foundation.journal.models import Entry

POSTED = {
    "choose_preferences",
    "sign_out_everywhere",
    "give_grant",
    "deactivate",
    "reactivate",
    "reset_sign_in",
    "sign_out",
    "end_grant",
}


@pytest.fixture
def cast(country, make_keeper, make_user, demonstration):
    """A keeper of the coast, one of the capital, and a person of the coast."""
    return {
        "keeper": make_keeper("kim", country["KH-18"]),
        "stranger": make_keeper("sam", country["KH-12"]),
        "analyst": make_user("ana", unit=country["KH-18"], actions=["source.read"]),
        "person": make_user("dara", unit=country["KH-18"]),
    }


@pytest.fixture
def grant(cast, reader_role, country, noon):
    """A standing grant of the person."""
    return services.give_grant(
        cast["keeper"], cast["person"], reader_role, country["KH-18"], "", at=noon
    )


def address_of(name, person, grant):
    """The address of a page for the person and, where it needs one, the grant."""
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    known = {"user_id": person.pk, "grant_id": grant.pk}
    wanted = pattern.pattern.converters
    return reverse(f"accounts:{name}", kwargs={key: known[key] for key in wanted})


def ask(client, name, person, grant, **form):
    address = address_of(name, person, grant)
    return client.post(address, form) if name in POSTED else client.get(address)


@pytest.mark.parametrize("name", [pattern.name for pattern in urlpatterns])
def test_signed_out_people_are_sent_to_sign_in(client, cast, grant, name):
    response = ask(client, name, cast["person"], grant)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [p.name for p in urlpatterns if "people" in str(p.pattern)])
def test_people_who_keep_no_accounts_are_refused(client, cast, grant, name):
    client.force_login(cast["analyst"])

    assert ask(client, name, cast["person"], grant).status_code == 403


@pytest.mark.parametrize("name", [p.name for p in urlpatterns if "user_id" in p.pattern.converters])
def test_a_keeper_of_another_unit_does_not_learn_that_the_person_exists(
    client, cast, grant, reader_role, country, name
):
    client.force_login(cast["stranger"])
    form = {"role": reader_role.pk, "unit": "KH-12", "territory": "", "reason": "why"}
    before = Entry.objects.count()

    response = ask(client, name, cast["person"], grant, **form)

    assert response.status_code == 404
    assert b"Dara" not in response.content
    assert Entry.objects.count() == before


def test_the_list_shows_people_of_ones_own_units_only(client, cast):
    client.force_login(cast["keeper"])

    page = client.get(reverse("accounts:people")).content.decode()
    said = re.sub(r"<[^>]*>", " ", page)  # no attributes, in which chance spells names too

    assert "Dara" in said
    assert "Sam" not in said


def test_the_list_finds_a_person_by_a_piece_of_the_name(client, cast):
    client.force_login(cast["keeper"])

    page = client.get(reverse("accounts:people"), {"text": "dar"}).content.decode()

    assert "Dara" in page
    assert ">Ana<" not in page


def test_the_list_costs_the_same_for_any_number_of_people(
    client, cast, make_user, country, django_assert_max_num_queries
):
    for number in range(20):
        make_user(f"person-{number}", unit=country["KH-18"], actions=["source.read"])
    client.force_login(cast["keeper"])
    client.get(reverse("accounts:people"))

    with django_assert_max_num_queries(10):
        client.get(reverse("accounts:people"))


def test_a_keeper_adds_a_person_and_sees_the_passphrase_once(client, cast):
    client.force_login(cast["keeper"])
    form = {
        "name": "New Person",
        "username": "new.person",
        "unit": "KH-1801",
        "language": "en",
        "post": "",
        "name_km": "",
    }

    response = client.post(reverse("accounts:add_person"), form)

    shown = re.search(r"<code>((?:[a-z2-9]{4}-){4}[a-z2-9]{4})</code>", response.content.decode())
    user = User.objects.get(username="new.person")
    assert response.status_code == 201
    assert user.check_password(shown[1])
    assert user.must_change_passphrase
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("username", "dara", "This username is taken"),
        ("username", "New Person", "small letters"),
        ("unit", "KH-12", "Select a valid choice"),
        ("name", "", "This field is required"),
    ],
)
def test_adding_a_person_says_what_is_wrong(client, cast, field, wrong, said):
    client.force_login(cast["keeper"])
    form = {
        "name": "New Person",
        "username": "new.person",
        "unit": "KH-18",
        "language": "en",
        field: wrong,
    }

    response = client.post(reverse("accounts:add_person"), form)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "There is a problem" in response.content.decode()
    assert not User.objects.filter(name="New Person").exists()


def test_a_keeper_gives_and_ends_a_grant(client, cast, reader_role):
    client.force_login(cast["keeper"])
    person = cast["person"]
    form = {"role": reader_role.pk, "unit": "KH-1801", "territory": "1801"}

    given = client.post(reverse("accounts:give_grant", args=[person.pk]), form)
    grant = Grant.objects.get(user=person)
    ended = client.post(reverse("accounts:end_grant", args=[person.pk, grant.pk]))

    assert given.url == ended.url == reverse("accounts:person", args=[person.pk])
    grant.refresh_from_db()
    assert (grant.unit_id, grant.territory) == ("KH-1801", "1801")
    assert grant.ended_at is not None


def test_giving_the_same_grant_twice_is_said_beside_the_form(client, cast, grant, reader_role):
    client.force_login(cast["keeper"])
    form = {"role": reader_role.pk, "unit": "KH-18", "territory": ""}

    response = client.post(reverse("accounts:give_grant", args=[cast["person"].pk]), form)

    assert response.status_code == 409
    assert b"This person has this grant already" in response.content


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"unit": "KH-12"}, 422), ({"role": "none"}, 422), ({"territory": "K"}, 422)],
)
def test_giving_a_grant_says_what_is_wrong(client, cast, reader_role, wrong, status):
    client.force_login(cast["keeper"])
    form = {"role": reader_role.pk, "unit": "KH-18", "territory": "18", **wrong}

    response = client.post(reverse("accounts:give_grant", args=[cast["person"].pk]), form)

    assert response.status_code == status
    assert not Grant.objects.filter(user=cast["person"]).exists()


def test_ones_own_page_offers_no_change(client, cast):
    client.force_login(cast["keeper"])

    page = client.get(reverse("accounts:person", args=[cast["keeper"].pk])).content.decode()

    assert "Another keeper does it" in page
    assert "Give a grant" not in page
    assert "Deactivate" not in page


def test_deactivating_needs_a_reason_and_can_be_undone(client, cast):
    client.force_login(cast["keeper"])
    person = cast["person"]

    refused = client.post(reverse("accounts:deactivate", args=[person.pk]), {"reason": ""})
    assert refused.status_code == 422
    client.post(reverse("accounts:deactivate", args=[person.pk]), {"reason": "left"})
    assert not User.objects.get(pk=person.pk).is_active
    client.post(reverse("accounts:reactivate", args=[person.pk]), {"reason": "came back"})

    assert User.objects.get(pk=person.pk).is_active


def test_a_new_way_in_is_shown_once(client, cast):
    client.force_login(cast["keeper"])

    response = client.post(
        reverse("accounts:reset_sign_in", args=[cast["person"].pk]), {"reason": "lost the phone"}
    )

    shown = re.search(r"<code>((?:[a-z2-9]{4}-){4}[a-z2-9]{4})</code>", response.content.decode())
    assert User.objects.get(pk=cast["person"].pk).check_password(shown[1])


def test_the_roles_page_says_what_each_may_do(client, make_user, demonstration, noon):
    services.load_structure("kh", at=noon)
    client.force_login(make_user("ana", actions=["roles.read"]))

    page = client.get(reverse("accounts:roles")).content.decode()

    assert "System keeper" in page
    assert "keep accounts: add people, give and end grants" in page
    assert "!missing" not in page


def test_the_roles_page_needs_its_grant(client, cast):
    client.force_login(cast["analyst"])

    assert client.get(reverse("accounts:roles")).status_code == 403


def test_ones_own_account_shows_the_grants_and_keeps_choices(client, cast):
    client.force_login(cast["analyst"])
    assert b"Role of ana" in client.get(reverse("accounts:me")).content

    response = client.post(reverse("accounts:choose_preferences"), {"language": "km"})

    ana = User.objects.get(username="ana")
    assert (ana.language, ana.keys_by_letter) == ("km", False)
    assert response.cookies["django_language"].value == "km"


@pytest.mark.parametrize("is_on", [True, False])
def test_ones_own_account_shows_the_choices_as_they_are(client, cast, is_on):
    User.objects.update(keys_by_letter=is_on, language="km")
    client.force_login(cast["analyst"])

    page = client.get(reverse("accounts:me")).content.decode()

    assert ("checked" in page) is is_on
    assert '<option value="km" selected>' in page


def test_a_language_that_is_not_there_is_refused(client, cast):
    client.force_login(cast["analyst"])

    response = client.post(reverse("accounts:choose_preferences"), {"language": "xx"})

    assert response.status_code == 422


def test_names_are_shown_in_the_readers_script(make_user):
    ana = make_user("ana", name_km="អាណា")

    assert str(ana) == "Ana"
    with override("km"):
        assert str(ana) == "អាណា"


@pytest.mark.parametrize("name", ["me", "people", "add_person", "person"])
def test_pages_have_all_their_variables_and_no_inline_script(client, cast, grant, name):
    client.force_login(cast["keeper"])

    page = ask(client, name, cast["person"], grant).content.decode()

    assert "!missing" not in page
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", page)


def test_every_control_has_a_label(client, cast, grant):
    client.force_login(cast["keeper"])

    for name in ("me", "people", "add_person", "person"):
        page = ask(client, name, cast["person"], grant).content.decode()
        controls = re.findall(r'<(?:input(?![^>]*type="hidden")|select)[^>]*id="(\w+)"', page)
        assert controls
        for control in controls:
            assert '<label class="govuk-label' in page
            assert f'for="{control}"' in page
