"""Search finds exactly what a person may see: by reference anything, by words what is indexed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from ponleu.faces.desk.by_reference import KINDS
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.references import reference
from ponleu.foundation.search.models import Findable
from ponleu.knowledge.figures.services import figures
from ponleu.knowledge.figures.services.figures import Said
from ponleu.response.cases.services import cases
from ponleu.response.cases.services.cases import Headed
from ponleu.response.complaints.models import Complaint, Exclusion
from ponleu.response.visits.rules import VisitKind
from ponleu.response.visits.services import visits
from ponleu.response.visits.services.visits import Told
from tests.complaints.desk_world import HTMX, body
from tests.public_answers.conftest import (
    agreed,
    allegation,
    approved,
    at_noon,
    both,
    chief,
    claim,
    country,
    desk,
    drafted,
    finding,
    hotel,
    make_officer,
    opened,
    piece,
    proposed,
    reviewer,
    said,
    signed_in,
    site,
    source,
    spokesperson,
    tell,
    told,
    waiting,
    writer,
)

__all__ = [
    "agreed",
    "allegation",
    "approved",
    "at_noon",
    "both",
    "chief",
    "claim",
    "country",
    "desk",
    "drafted",
    "finding",
    "hotel",
    "make_officer",
    "opened",
    "piece",
    "proposed",
    "reviewer",
    "said",
    "signed_in",
    "site",
    "source",
    "spokesperson",
    "tell",
    "told",
    "waiting",
    "writer",
]

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

EVERYTHING = (
    Action.HOME,
    Action.SEARCH,
    Action.SOURCE_READ,
    Action.CLAIM_READ,
    Action.REGISTER_READ,
    Action.COMPLAINT_READ,
    Action.ALLEGATION_READ,
    Action.CASE_READ,
    Action.CASE_EDIT,
    Action.FINDING_READ,
    Action.ANSWER_READ,
    Action.VISIT_READ,
    Action.VISIT_EDIT,
    Action.FIGURE_EDIT,
)
VISIT = Told(VisitKind.DELEGATION, "Delegation of the Blue Parliament", date(2027, 1, 4),
             date(2027, 1, 8), "To see how shelters work.")  # fmt: skip


def found(client, text):
    """What the page shows below the form, without the typed words."""
    return body(client.get(reverse("desk:search"), {"text": text}, headers=HTMX))


def addresses(client, text):
    return re.findall(r'<li><a href="([^"]+)"', found(client, text))


@pytest.fixture
def people(make_user, country):
    """Who reads everything in the province, in the next one, there but searching alone; named."""
    coast, north = country["KH-18"], country["KH-12"]
    return {
        "reader": make_user("reads all", unit=coast, actions=EVERYTHING),
        "named": make_user("named", unit=coast, actions=EVERYTHING),
        "north": make_user("north", unit=north, actions=EVERYTHING),
        "searcher": make_user("searcher", unit=coast, actions=[Action.HOME, Action.SEARCH]),
    }


@pytest.fixture
def world(people, country, allegation, agreed, noon):
    """One record of each kind in the province; a complaint beneath names one of the people."""
    reader, unit = people["reader"], country["KH-18"]
    answer = agreed()
    number = Said(
        measure="arrests", value=77, period="2025", body="The coast", published_in="A sheet"
    )
    records = {
        "A": allegation,
        "B": cases.open_case(reader, Headed("Doors", unit.pk), [allegation.pk], at=noon),
        "C": allegation.gatherings.get().complaint,
        "F": answer.finding,
        "R": answer,
        "Q": figures.enter(reader, number, at=noon),
        "V": visits.enter_visit(reader, VISIT, unit=unit, territory="18", at=noon),
    }
    complaint = Complaint.objects.get(pk=records["C"].pk)
    Exclusion.objects.create(complaint=complaint, user=people["named"], by=reader, at=noon)
    return records


def test_who_may_find_a_reference_is_exactly_who_may_see_the_record(client, people, world):
    seen = {}
    for name, person in people.items():
        client.force_login(person)
        for letter, record in world.items():
            is_seen = KINDS[letter].model.objects.visible_to(person).filter(pk=record.pk).exists()
            page = reverse(KINDS[letter].page, args=[record.pk])
            assert (addresses(client, record.reference) == [page]) is is_seen, (name, letter)
            seen[name, letter] = is_seen

    assert {letter for letter in world if seen["reader", letter]} >= set("ABCFQV")
    assert not any(seen[name, letter] for name in ("north", "searcher") for letter in world)
    assert {letter for letter in world if seen["named", letter]} == set("QV")


def test_a_hidden_record_and_none_at_all_give_the_same_answer(client, people, world):
    client.force_login(people["named"])
    for letter in "ABCFR":
        none = reference(letter, 2031, 424242)
        assert found(client, world[letter].reference) == found(client, none)


def test_no_word_of_allegations_cases_findings_answers_or_complaints_is_in_the_index(world):
    kinds = set(Findable.objects.values_list("target_type", flat=True))

    for letter in "ABCFNR":
        assert KINDS[letter].model._meta.label_lower not in kinds


def test_a_visit_is_found_by_its_words_until_it_is_withdrawn(client, people, world, noon):
    page = reverse("visits:visit", args=[world["V"].pk])
    for name, is_found in (
        ("reader", True),
        ("named", True),
        ("north", False),
        ("searcher", False),
    ):
        client.force_login(people[name])
        assert (page in addresses(client, "blue parliament")) is is_found, name
        assert (page in addresses(client, "shelters work")) is is_found, name

    client.force_login(people["reader"])
    visits.withdraw_visit(people["reader"], world["V"].pk, at=noon)
    assert addresses(client, "blue parliament") == []
    visits.restore_visit(people["reader"], world["V"].pk, at=noon)
    assert addresses(client, "blue parliament") == [page]


def test_a_figure_is_found_by_who_reads_it(client, people, world, make_user, country, noon):
    keeper = make_user(
        "keeper", unit=country["KH"], actions=[Action.CLAIM_READ, Action.FIGURE_EDIT]
    )
    number = Said(
        measure="victims_rescued",
        value=4021,
        period="2025",
        body="The Amber Ministry",
        published_in="A paper",
    )
    national = figures.enter(keeper, number, at=noon)
    page = reverse("figures:figure", args=[national.pk])
    own = reverse("figures:figure", args=[world["Q"].pk])
    for name, is_found in (("reader", True), ("north", True), ("searcher", False)):
        client.force_login(people[name])
        assert (page in addresses(client, "amber ministry")) is is_found, name
        assert (own in addresses(client, "A sheet")) is (name == "reader"), name

    figures.withdraw(keeper, national.pk, why="Read wrongly.", at=noon)
    client.force_login(people["north"])
    assert addresses(client, "amber ministry") == []


def test_the_signed_out_search_nothing(client, world):
    answer = client.get(reverse("desk:search"), {"text": world["V"].reference})

    assert answer.status_code == 302
