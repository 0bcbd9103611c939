"""Pages of the register: the right person, the wrong unit, the signed-out, htmx and not."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.register import services
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import proposing

HTMX = {"HX-Request": "true"}
JOURNAL_LOCK = connection.vendor == "postgresql"
"""PostgreSQL asks for the journal's lock in a query of its own."""

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def signed_in(client, ana):
    client.force_login(ana)
    return ana


@pytest.fixture
def ben(client, make_user, make_unit):
    """Signed in, reads the register of another unit."""
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    user = make_user("ben", unit=other, actions=[Action.REGISTER_READ, Action.SOURCE_READ])
    client.force_login(user)
    return user


def body(response):
    text = response.content.decode()
    assert "!missing" not in text
    return text


def plain(response):
    """A page without the tokens that differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body(response))


def test_index_shows_entries_of_the_chosen_kind_with_links(client, signed_in, enter):
    entry = enter("Sok Dara", proposal=1)
    enter("Blue Gourd", kind=EntryKind.SITE, proposal=2)

    text = body(client.get(reverse("register:index"), {"kind": "person"}))

    assert "Sok Dara" in text
    assert "Blue Gourd" not in text
    assert reverse("register:entry", args=[entry.pk]) in text
    assert 'aria-current="page">People' in text


@pytest.mark.parametrize("query", [{}, {"kind": "nonsense"}, {"after": "nonsense"}])
def test_index_begins_with_sites_whatever_is_asked(client, signed_in, enter, query):
    enter("Blue Gourd", kind=EntryKind.SITE)

    assert "Blue Gourd" in body(client.get(reverse("register:index"), query))


def test_index_says_why_it_is_empty(client, signed_in):
    assert "No entries yet" in body(client.get(reverse("register:index")))
    assert "Nothing fits" in body(client.get(reverse("register:index"), {"text": "dara"}))


def test_index_filters_by_words_and_keeps_them_in_the_field(client, signed_in, enter):
    enter("Sok Dara", proposal=1)
    enter("Keo Mony", proposal=2)

    text = body(client.get(reverse("register:index"), {"kind": "person", "text": "DARA"}))

    assert "Sok Dara" in text
    assert "Keo Mony" not in text
    assert 'value="DARA"' in text


def test_index_sends_the_list_alone_to_htmx(client, signed_in, enter):
    enter("Blue Gourd", kind=EntryKind.SITE)

    part = client.get(reverse("register:index"), headers=HTMX)

    assert body(part).startswith('<div id="entries">')
    assert "HX-Request" in part.headers["Vary"]


def test_index_leads_to_the_next_page(client, signed_in, enter, monkeypatch):
    monkeypatch.setattr("ponleu.knowledge.register.queries.of_entries.PAGE", 1)
    first = enter("Aa Gourd", kind=EntryKind.SITE, proposal=1)
    enter("Bb Gourd", kind=EntryKind.SITE, proposal=2)

    text = body(client.get(reverse("register:index")))
    after = body(client.get(reverse("register:index"), {"after": str(first.pk)}))

    assert f"?kind=site&amp;after={first.pk}" in text
    assert "Bb Gourd" in after
    assert "Aa Gourd" not in after


def test_index_shows_nothing_of_another_unit(client, ben, enter):
    enter("Blue Gourd", kind=EntryKind.SITE)

    assert "Blue Gourd" not in body(client.get(reverse("register:index")))
    assert "Blue Gourd" not in body(client.get(reverse("register:index"), {"text": "gourd"}))


def test_index_costs_the_same_for_any_number_of_entries(
    client, signed_in, enter, django_assert_num_queries
):
    client.get(reverse("register:index"))
    for number in range(1, 12):
        enter(f"Gourd {number}", kind=EntryKind.SITE, proposal=number)

    with django_assert_num_queries(10 + JOURNAL_LOCK):
        client.get(reverse("register:index"))


@pytest.mark.parametrize("kind", list(EntryKind))
def test_entry_shows_names_mentions_and_facts_for_every_kind(client, signed_in, enter, kind):
    entry = enter("សុខ ដារ៉ា", kind=kind, place="1801")
    mention = entry.mentions.get()

    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    source = reverse("sources:page", args=[mention.source_id])
    assert entry.reference in text
    assert "Candidate" in text
    assert '<td lang="km">សុខ ដារ៉ា</td>' in text
    assert f'href="{source}?at={mention.start}-{mention.end}#at"' in text
    assert ">សុខ ដារ៉ា</mark>" in text


def test_entry_offers_what_is_said_with_and_without_scripts(client, signed_in, enter):
    entry = enter()
    said = reverse("claims:of_entry", args=[entry.pk])

    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    assert f'hx-get="{said}"' in text
    assert f'<a href="{said}">' in text


def test_entry_keeps_what_is_said_from_those_who_may_not_read_claims(client, ben, enter, noon):
    entry = enter()
    entry.unit = ben.unit
    entry.territory = "12"
    entry.save()

    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    assert reverse("claims:of_entry", args=[entry.pk]) not in text
    assert "No mention that you may read" in text


def test_entry_asks_whether_it_may_be_another(client, signed_in, enter, noon):
    other = enter("Kuch Darith", proposal=1)
    entry = enter("Kuoch Darith", proposal=2)
    proposing.catch_up(at=noon)

    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    assert "This may be Kuch Darith" in text
    assert "every word of one name answers a word of the other" in text
    assert reverse("register:entry", args=[other.pk]) in text


def test_entry_shows_offices_with_their_source(client, signed_in, enter, make_source, unit, noon):
    entry = enter()
    source = make_source("Director", unit=unit)
    services.give_office(
        signed_in,
        entry=entry,
        title="Director",
        place="18",
        organisation="Harbour Office",
        source=source,
        span=(0, 8),
        proposal=UUID(int=1),
        at=noon,
    )

    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    assert "Director, Harbour Office, 18" in text
    assert f'href="{reverse("sources:page", args=[source.pk])}?at=0-8#at"' in text


def test_entry_that_was_withdrawn_says_so_and_keeps_its_reference(client, signed_in, enter, noon):
    entry = enter()
    services.withdraw_by_proposal(signed_in, UUID(int=1), at=noon)

    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    assert "Withdrawn on 22 November 2026" in text
    assert entry.reference in text


def test_entry_journals_each_reading(client, signed_in, enter):
    entry = enter()

    client.get(reverse("register:entry", args=[entry.pk]))

    rows = JournalRow.objects.filter(action="register.read", target=str(entry.pk))
    assert rows.get().actor == str(signed_in.pk)


def test_entry_shows_its_journal_to_those_who_may_read_it_only(
    client, signed_in, enter, make_user, unit
):
    entry = enter()
    keeper = make_user("keeper", unit=unit, actions=[Action.REGISTER_READ, Action.JOURNAL_READ])

    without = body(client.get(reverse("register:entry", args=[entry.pk])))
    client.force_login(keeper)
    text = body(client.get(reverse("register:entry", args=[entry.pk])))

    assert "Journal of this record" not in without
    assert "register.entered" in text


def test_entry_of_another_unit_looks_as_if_it_were_not_there(client, ben, enter):
    entry = enter()

    there = client.get(reverse("register:entry", args=[entry.pk]))
    nowhere = client.get(reverse("register:entry", args=[UUID(int=7)]))

    assert there.status_code == nowhere.status_code == 404
    assert plain(there) == plain(nowhere).replace(str(UUID(int=7)), str(entry.pk))
    assert not JournalRow.objects.filter(action="register.read").exists()


def test_entry_refusal_for_htmx_is_an_alert(client, ben, enter):
    response = client.get(reverse("register:entry", args=[enter().pk]), headers=HTMX)

    assert response.status_code == 404
    assert response.headers["HX-Retarget"] == "#alerts"


def test_entry_costs_the_same_for_any_number_of_mentions(
    client, signed_in, enter, django_assert_num_queries
):
    entry = enter("Sok Dara", proposal=1)
    client.get(reverse("register:entry", args=[entry.pk]))
    for number in range(2, 12):
        enter("Sok Dara", proposal=number)

    with django_assert_num_queries(24 + JOURNAL_LOCK):
        client.get(reverse("register:entry", args=[entry.pk]))


@pytest.mark.parametrize("name", ["register:index", "register:entry"])
def test_the_signed_out_are_asked_to_sign_in(client, enter, name):
    args = [enter().pk] if name == "register:entry" else []

    response = client.get(reverse(name, args=args))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["register:index", "register:entry"])
def test_people_without_the_grant_are_refused(client, enter, make_user, unit, name):
    client.force_login(make_user("nobody", unit=unit, actions=[Action.HOME]))
    args = [enter().pk] if name == "register:entry" else []

    assert client.get(reverse(name, args=args)).status_code == 403
