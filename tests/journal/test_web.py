"""The journal's pages: who may open them, whole and in part, filters, and what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal import triggers
from ponleu.foundation.journal.models import Entry

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
BOTH = [Action.JOURNAL_READ, Action.JOURNAL_VERIFY]


@pytest.fixture
def sign_in(client, make_user, demonstration):
    def make(actions=BOTH, **where):
        person = make_user("ana", actions=actions, **where)
        client.force_login(person, backend="ponleu.foundation.accounts.backends.PassphraseBackend")
        return person

    return make


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(("method", "name"), [("get", "index"), ("post", "verify")])
def test_pages_send_the_signed_out_to_sign_in(client, method, name):
    response = getattr(client, method)(reverse(f"journal:{name}"))

    assert response.status_code == 302
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("method", "name"), [("get", "index"), ("post", "verify")])
def test_pages_refuse_without_the_grant(client, sign_in, make_entries, method, name):
    sign_in(actions=[Action.SOURCE_READ])
    make_entries(1, action="source.secret")

    response = getattr(client, method)(reverse(f"journal:{name}"))

    assert response.status_code == 403
    assert "source.secret" not in text_of(response)


def test_index_shows_who_did_what_and_that_it_is_being_read(client, sign_in, make_entries):
    ana = sign_in()
    make_entries(1, action="source.added")

    page = text_of(client.get(reverse("journal:index")))

    assert "source.added" in page
    assert "Ponleu itself" in page
    assert "journal.read" in page
    assert str(ana.pk)[-8:] in page
    assert "!missing" not in page


def test_index_shows_a_reader_of_one_unit_only_what_they_did(
    client, sign_in, make_unit, make_entries
):
    sign_in(unit=make_unit("18", parent=make_unit()))
    make_entries(1, action="source.secret")

    page = text_of(client.get(reverse("journal:index")))

    assert "source.secret" not in page
    assert "journal.read" in page


def test_index_filters_and_goes_on_to_older_entries(client, sign_in, make_entries):
    sign_in()
    make_entries(60, action="source.added")
    make_entries(1, action="source.opened")

    first = client.get(reverse("journal:index"), {"action": "source.added"})
    older = client.get(reverse("journal:index") + first.context["older_address"])

    assert [e.sequence for e in first.context["entries"]] == list(range(60, 10, -1))
    assert [e.sequence for e in older.context["entries"]] == list(range(10, 0, -1))
    assert older.context["older_address"] == ""


@pytest.mark.parametrize(
    "asked",
    [
        {"day": "soon"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"actor": "ana"},
        {"before": "0"},
        {"before": str(2**63)},
        {"action": "a" * 65},
    ],
)
def test_index_says_what_is_wrong_with_a_filter(client, sign_in, make_entries, asked):
    sign_in()
    make_entries(1)

    response = client.get(reverse("journal:index"), asked)

    assert response.status_code == 422
    assert response.context["form"].errors
    assert "sources.source" not in text_of(response)


def test_index_costs_the_same_for_any_number_of_entries(client, sign_in, make_entries):
    sign_in()
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("journal:index"))
    make_entries(60)

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("journal:index"))

    assert len(many) <= len(few)


def test_verify_says_that_the_journal_is_whole(client, sign_in, make_entries):
    sign_in()
    make_entries(3)

    response = client.post(reverse("journal:verify"))

    assert "3 rows fit together, up to row 3." in text_of(response)
    assert "<!doctype html>" in text_of(response)
    assert "!missing" not in text_of(response)


def test_verify_answers_htmx_with_the_finding_alone(client, sign_in, make_entries):
    sign_in()
    make_entries(1)

    response = client.post(reverse("journal:verify"), headers=HTMX)

    assert "<!doctype html>" not in text_of(response)
    assert "1 row fits the one before it" in text_of(response)


def test_verify_names_what_is_wrong(client, sign_in, make_entries):
    sign_in()
    make_entries(3)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE sequence = 2")
    triggers.install(connection)

    page = text_of(client.post(reverse("journal:verify")))

    assert "Not whole." in page
    assert "Row 2: The row is not what was written: its hash does not fit." in page


def test_verify_refuses_a_reader_of_one_unit(client, sign_in, make_unit):
    sign_in(unit=make_unit("18", parent=make_unit()))

    assert client.post(reverse("journal:verify")).status_code == 403


def test_verify_is_not_done_by_a_link(client, sign_in, make_entries):
    sign_in()
    make_entries(3)

    page = text_of(client.get(reverse("journal:verify")))

    assert "Check the newest rows" in page
    assert "up to row" not in page
    assert Entry.objects.count() == 3


def test_verify_is_open_to_a_keeper_who_reads_nothing(client, sign_in, make_entries):
    sign_in(actions=[Action.JOURNAL_VERIFY])
    make_entries(3, action="source.secret")

    page = text_of(client.post(reverse("journal:verify")))

    assert "3 rows fit together, up to row 3." in page
    assert "source.secret" not in page
    assert client.get(reverse("journal:index")).status_code == 403


def test_verify_needs_the_page_it_was_sent_from(sign_in):
    person = sign_in()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person, backend="ponleu.foundation.accounts.backends.PassphraseBackend")

    assert strict.post(reverse("journal:verify")).status_code == 403
