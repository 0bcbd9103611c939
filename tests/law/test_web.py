"""The page of the law: who opens it, what it finds, what it works out."""

import re

import pytest
from django.utils import translation

from ponleu.foundation.accounts.rules import Action

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def signed_in(client, make_user):
    user = make_user("ana", actions=[Action.HOME])
    client.force_login(user)
    return user


def body(response):
    text = response.content.decode()
    assert "!missing" not in text
    return re.sub(r"\s+", " ", text)


def test_index_asks_to_sign_in(client):
    assert client.get("/law/").status_code == 302


def test_index_is_refused_without_any_grant(client, make_user):
    client.force_login(make_user("nobody"))

    assert client.get("/law/").status_code == 403


def test_index_shows_all_provisions_and_what_was_checked(client, signed_in):
    text = body(client.get("/law/"))

    assert "44 provisions, of any day" in text
    assert "7 to 15 years" in text
    assert "6 days to 1 month" in text
    assert "31 to 60 days of base wage" in text
    assert "not checked by a lawyer" in text
    assert "80,000 riel" in text
    assert "for articles 261, 264, 372 only" in text


def test_index_shows_what_held_on_a_day_and_says_the_words(client, signed_in):
    text = body(client.get("/law/", {"on": "2005-01-01", "words": "forced labour"}))

    assert "as valid on 1 January 2005" in text
    assert "Article 15" in text
    assert "Article 12<" not in text


def test_index_says_what_to_do_when_nothing_is_found(client, signed_in):
    assert "Change the day, or look for fewer words." in body(client.get("/law/", {"words": "zzz"}))


def test_index_works_a_fine_out_in_riel(client, signed_in):
    asked = {"article": "labour-363-365", "days": "42", "persons": "2", "fined_on": "2024-01-15"}

    text = body(client.get("/law/", asked))

    assert "42 days × 80,000 riel × 2 workers = <b>6,720,000 riel</b>" in text  # 42 × 160,000
    assert "lie outside" not in text


def test_index_says_when_days_lie_outside_the_band_or_no_base_is_known(client, signed_in):
    asked = {"article": "labour-361-362", "days": "42", "persons": "1", "fined_on": "2010-01-15"}

    text = body(client.get("/law/", asked))

    assert "no base wage for that day" in text
    assert "lie outside what the provision allows" in text


def test_index_shows_a_stated_amount_as_a_difference(client, signed_in):
    text = body(client.get("/law/", {"riel": "2620000", "stated_on": "2022-09-12"}))

    assert "2,620,000 riel ÷ 40,000 riel = <b>65.5 days</b>" in text
    assert "Nothing is corrected." in text
    assert "65 days would be 2,600,000 riel" in text
    assert "66 days would be 2,640,000 riel" in text
    assert "article 369 threatens: 61 to 90 days" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"riel": "1680000", "stated_on": "2022-09-12"}, "It is a whole number of days."),
        ({"riel": "1220000", "stated_on": "2022-09-12"}, "in no band of the table"),
        ({"riel": "1680000", "stated_on": "2010-01-01"}, "the days cannot be worked out"),
    ],
)
def test_index_says_what_it_cannot_say(client, signed_in, asked, said):
    assert said in body(client.get("/law/", asked))


def test_index_refuses_what_is_no_number_or_day(client, signed_in):
    wrong = {"article": "x", "days": "0", "persons": "0", "fined_on": "x", "on": "x"}

    text = body(client.get("/law/", {**wrong, "riel": "-1", "stated_on": ""}))

    assert text.count("govuk-error-summary__title") == 2
    assert "44 provisions" in text


def test_index_is_read_in_khmer(client, signed_in):
    with translation.override("km"):
        text = body(client.get("/law/", headers={"Accept-Language": "km"}))

    assert "ច្បាប់ការងារ (១៩៩៧)" in text


def test_index_asks_the_database_only_who_reads(client, signed_in, django_assert_num_queries):
    client.get("/law/")
    with django_assert_num_queries(6):  # session, person, their grants; nothing of the law
        client.get("/law/", {"riel": "2620000", "stated_on": "2022-09-12"})
