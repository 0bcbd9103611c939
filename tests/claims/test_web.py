"""Pages of claims and commitments: the right person, the wrong unit, the signed-out, htmx."""

import re
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims import services
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.claims.templatetags import claim_words
from ponleu.knowledge.register import services as register
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.sources.copies import fill_fingerprints

HTMX = {"HX-Request": "true"}
JOURNAL_LOCK = connection.vendor == "postgresql"
"""PostgreSQL asks for the journal's lock in a query of its own."""

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))


@pytest.fixture
def signed_in(client, ana):
    client.force_login(ana)
    return ana


@pytest.fixture
def dara(ana, source, noon):
    """A person of the register, mentioned where claims are made."""
    return register.enter_candidate(
        ana,
        kind=EntryKind.PERSON,
        name="Sok Dara",
        spellings=[],
        source=source,
        spans=[(12, 18)],
        proposal=UUID(int=500),
        at=noon,
    )


def body(response):
    text = response.content.decode()
    assert "!missing" not in text
    return text


def plain(response):
    """A page without the tokens that differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body(response))


def address(row):
    page = "claims:claim" if row._meta.model_name == "claim" else "claims:commitment"
    return reverse(page, args=[row.pk])


def test_index_lists_claims_and_filters_them_by_kind(client, signed_in, claim):
    said = claim("The doors were locked.", speaker="a relative", through="a newspaper")
    claim("Nobody was held.", kind=ClaimKind.DENIAL)

    everything = body(client.get(reverse("claims:index")))
    denials = body(client.get(reverse("claims:index"), {"kind": "denial"}))
    nonsense = body(client.get(reverse("claims:index"), {"kind": "x", "after": "x"}))

    assert f'<a href="{address(said)}">The doors were locked.</a>' in everything
    assert "a relative" in everything
    assert "through a newspaper" in everything
    assert "The doors" not in denials
    assert "Nobody was held." in denials
    assert "The doors were locked." in nonsense


def test_index_lists_commitments_with_how_late_they_are(client, signed_in, claim, promise):
    claim("A claim.")
    promise("Inspect again", due="2026-11-20")
    promise("Report", due="2026-11-21")
    promise("Meet", due="2026-11-22")
    promise("Plan", due="2027")

    text = body(client.get(reverse("claims:index"), {"show": "commitments"}))

    assert "2 days late" in text
    assert "1 day late" in text
    assert "Due today" in text
    assert "due 2027" in text
    assert "A claim." not in text


def test_index_says_why_it_is_empty(client, signed_in):
    assert "No claims" in body(client.get(reverse("claims:index")))
    assert "No commitments" in body(client.get(reverse("claims:index"), {"show": "commitments"}))


def test_index_sends_the_list_alone_to_htmx(client, signed_in, claim):
    claim()

    part = client.get(reverse("claims:index"), headers=HTMX)

    assert body(part).startswith('<div id="said">')
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize("show", ["claims", "commitments"])
def test_index_leads_to_the_next_page(client, signed_in, claim, promise, monkeypatch, show):
    monkeypatch.setattr("ponleu.knowledge.claims.queries.PAGE", 1)
    rows = [claim("Older."), claim("Newer.")][::-1]
    if show == "commitments":
        rows = [promise("Older.", due="2025"), promise("Newer.", due="2026")]

    text = body(client.get(reverse("claims:index"), {"show": show}))
    after = body(client.get(reverse("claims:index"), {"show": show, "after": rows[0].pk}))

    assert f"after={rows[0].pk}" in text
    assert rows[1].content in after
    assert rows[0].content not in after


def test_claim_stands_beside_its_denial_and_opens_in_the_source(client, signed_in, claim, source):
    first = claim(
        "The doors were locked.",
        speaker="a relative",
        parts={"law": {"text": "Article 8"}},
        value={"number": 40, "unit": "people"},
    )
    denial = claim("Nobody was held.", kind=ClaimKind.DENIAL, against=first)

    of_claim, of_denial = (body(client.get(address(row))) for row in (first, denial))

    for text in (of_claim, of_denial):
        assert text.count('<article class="pl-claim">') == 2
        assert "The doors were locked." in text
        assert "Nobody was held." in text
    assert f"{reverse('sources:page', args=[source.pk])}?at=10-20#at" in of_claim
    assert "<dt>Law</dt><dd>Article 8</dd>" in of_claim
    assert "<dt>Read as</dt><dd>40 people</dd>" in of_claim
    assert f'href="{address(denial)}"' in of_claim


RIEL = {"amount": {"text": "2,620,000 riel", "value": {"number": 2_620_000, "unit": "riel"}}}


def test_penalty_stands_beside_days_of_base_wage_of_its_day(
    client, signed_in, claim, make_source, unit
):
    of_2022 = make_source("9" * 50, unit=unit, territory="18", published=date(2022, 9, 12))
    of_2024 = make_source("8" * 50, unit=unit, territory="18", published=date(2024, 9, 12))

    first, second = (
        body(client.get(address(claim(kind=ClaimKind.PENALTY, parts=RIEL, source=each))))
        for each in (of_2022, of_2024)
    )

    assert "2,620,000 riel ÷ 40,000 riel = <b>65.5 days</b>" in first
    assert "Nothing is corrected." in first
    assert "66 days would be 2,640,000 riel" in first
    assert "article 369 threatens: 61 to 90 days" in first
    assert "2,620,000 riel ÷ 80,000 riel = <b>32.75 days</b>" in second
    assert "article 363-365 threatens: 31 to 60 days" in second


def test_penalty_says_when_no_base_wage_is_known_and_shows_none_without_a_day(
    client, signed_in, claim, make_source, unit
):
    of_2010 = make_source("7" * 50, unit=unit, territory="18", published=date(2010, 1, 1))
    undated = make_source("6" * 50, unit=unit, territory="18", published=None)

    old, without, other = (
        body(client.get(address(claim(kind=kind, parts=RIEL, source=each))))
        for kind, each in (
            (ClaimKind.PENALTY, of_2010),
            (ClaimKind.PENALTY, undated),
            (ClaimKind.CLAIM, of_2010),
        )
    )

    assert "the days cannot be worked out" in old
    assert "The stated amount beside the law" not in without
    assert "The stated amount beside the law" not in other


def test_claim_links_its_speaker_to_the_register(client, signed_in, claim, dara):
    text = body(client.get(address(claim(speaker="Mr Dara", speaker_entry=dara))))

    assert f'<a href="{reverse("register:entry", args=[dara.pk])}">Mr Dara</a>' in text


def test_claim_without_a_denial_says_so(client, signed_in, claim):
    assert "No denial of it is recorded." in body(client.get(address(claim())))


def test_claim_and_commitment_hide_source_and_speaker_that_one_may_not_open(
    client, claim, promise, dara, source, make_user, unit
):
    rows = [claim(speaker="He", speaker_entry=dara), promise(speaker="He", speaker_entry=dara)]
    client.force_login(make_user("reader", unit=unit, actions=[Action.CLAIM_READ]))

    for row in rows:
        text = body(client.get(address(row)))
        assert reverse("sources:page", args=[source.pk]) not in text
        assert reverse("register:entry", args=[dara.pk]) not in text
        assert source.title not in text


def test_commitment_says_when_it_is_due_and_how_late(client, signed_in, promise, source):
    text = body(client.get(address(promise(due="2026-10", due_words="in October"))))

    assert "<dt>Due</dt><dd>October 2026</dd>" in text
    assert "31 October 2026" in text
    assert "in October" in text
    assert "22 days late" in text  # 31 October to 22 November
    assert f"{reverse('sources:page', args=[source.pk])}?at=30-40#at" in text


def test_commitment_without_a_day_says_so(client, signed_in, promise):
    text = body(client.get(address(promise())))

    assert "No day stated" in text
    assert "late" not in text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("maker", ["claim", "promise"])
def test_what_was_withdrawn_says_so_and_keeps_its_reference(
    client, signed_in, request, noon, maker
):
    row = request.getfixturevalue(maker)(proposal=7)
    services.withdraw_by_proposal(signed_in, UUID(int=7), at=noon)

    text = body(client.get(address(row)))

    assert "Withdrawn on 22 November 2026" in text
    assert row.reference in text


@pytest.mark.parametrize("maker", ["claim", "promise"])
def test_each_reading_is_journaled_and_shown_to_those_who_may(
    client, signed_in, request, make_user, unit, maker
):
    row = request.getfixturevalue(maker)()
    keeper = make_user("keeper", unit=unit, actions=[Action.CLAIM_READ, Action.JOURNAL_READ])

    without = body(client.get(address(row)))
    client.force_login(keeper)
    text = body(client.get(address(row)))

    assert "Journal of this record" not in without
    assert text.count(".read</span>") == 2
    assert JournalRow.objects.filter(target=str(row.pk), action__endswith=".read").count() == 2


def test_of_entry_is_a_page_and_a_part(client, signed_in, claim, promise, dara):
    said = claim("He spoke.", speaker_entry=dara, span=(50, 60))
    made = promise("He promised.", speaker_entry=dara, due="2026-11-20")
    claim("They spoke of him.", span=(10, 20))
    where = reverse("claims:of_entry", args=[dara.pk])

    page, part = client.get(where), client.get(where, headers=HTMX)

    assert "<!doctype html>" in body(page)
    assert "<!doctype html>" not in body(part)
    for text in (body(page), body(part)):
        assert text.count("said by Sok Dara") == 2
        assert text.count("Speaker not recorded") == 1
        assert "2 days late" in text
        assert address(said) in text
        assert address(made) in text


def test_of_entry_with_nothing_said_says_so(client, signed_in, dara):
    text = body(client.get(reverse("claims:of_entry", args=[dara.pk])))

    assert "No claim or commitment by or about" in text


@pytest.mark.parametrize("name", ["claim", "commitment", "of_entry"])
def test_another_unit_sees_a_page_as_if_it_were_not_there(client, ben, claim, promise, dara, name):
    key = {"claim": claim().pk, "commitment": promise().pk, "of_entry": dara.pk}[name]
    client.force_login(ben)

    there = client.get(reverse(f"claims:{name}", args=[key]))
    nowhere = client.get(reverse(f"claims:{name}", args=[UUID(int=7)]))

    assert there.status_code == nowhere.status_code == 404
    assert plain(there) == plain(nowhere).replace(str(UUID(int=7)), str(key))


def test_another_unit_sees_no_lists(client, ben, claim, promise):
    claim("The doors were locked.")
    promise("Inspect again")
    client.force_login(ben)

    assert "The doors" not in body(client.get(reverse("claims:index")))
    assert "Inspect" not in body(client.get(reverse("claims:index"), {"show": "commitments"}))


@pytest.mark.parametrize("name", ["index", "claim", "commitment", "of_entry"])
@pytest.mark.parametrize(("signed", "status"), [(False, 302), (True, 403)])
def test_nobody_without_the_grant_gets_in(client, make_user, unit, name, signed, status):
    if signed:
        client.force_login(make_user("nobody", unit=unit, actions=[Action.HOME]))
    args = [] if name == "index" else [UUID(int=7)]

    assert client.get(reverse(f"claims:{name}", args=args)).status_code == status


def test_pages_cost_the_same_for_any_number(
    client, signed_in, claim, promise, dara, django_assert_num_queries
):
    first = claim()
    client.get(address(first))
    for number in range(10):
        claim(f"No {number}", kind=ClaimKind.DENIAL, against=first, speaker_entry=dara)
        promise(due="2022", speaker_entry=dara)

    with django_assert_num_queries(9 + JOURNAL_LOCK):
        client.get(reverse("claims:index"))
    with django_assert_num_queries(9 + JOURNAL_LOCK):
        client.get(reverse("claims:index"), {"show": "commitments"})
    with django_assert_num_queries(12 + JOURNAL_LOCK):
        client.get(reverse("claims:of_entry", args=[dara.pk]))
    with django_assert_num_queries(15 + JOURNAL_LOCK):
        client.get(address(first))


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2022-08-26", "26 August 2022"),
        ("2022-10", "October 2022"),
        ("2022", "2022"),
        ("2022-08-18/2022-10-04", "18 August 2022 to 4 October 2022"),
        ("--08-26", "--08-26"),
    ],
)
def test_due_day_is_no_more_precise_than_stated(due, words):
    assert claim_words.due_day(due) == words


def test_the_claims_of_an_entry_say_how_many_sources_are_independent(
    client, signed_in, claim, make_source, unit, dara
):
    words = " ".join(f"word{number} of the raid" for number in range(30))
    kept = [
        make_source(text, unit=unit, territory="18", title=f"Print {at}")
        for at, text in enumerate([words, words.upper(), "Quite other words stand here. " * 9])
    ]
    fill_fingerprints()
    said = [claim(f"No {at}", source=each, speaker_entry=dara) for at, each in enumerate(kept)]

    of_entry = body(client.get(reverse("claims:of_entry", args=[dara.pk])))
    of_claim = body(client.get(address(said[0])))

    assert "3 documents, 2 independent sources: 1 is a copy." in of_entry
    assert f"Same text as {kept[1].reference}" in of_claim
    assert f"Same text as {kept[2].reference}" not in of_claim
