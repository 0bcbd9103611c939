"""Timelines: what each reader sees of a site, an allegation, a case, and what it costs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.faces.desk.timeline import reading
from ponleu.faces.desk.timeline.moments import Kind, Precision, Wanted
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.register.models import Entry, Mention
from ponleu.response.cases.models import Allegation, Case, CaseAllegation, Membership
from ponleu.response.cases.rules import Part
from ponleu.response.findings.models import Finding
from ponleu.response.public_answers.models import Answer
from ponleu.response.visits.models import Question
from tests.complaints.desk_world import body
from tests.visits.conftest import (
    answered,
    at_noon,
    country,
    days,
    desk,
    hotel,
    keep_from,
    kim,
    make_officer,
    opened,
    question,
    site,
    tell,
    told,
    unit,
    visit,
)

__all__ = [
    "answered", "at_noon", "country", "desk", "hotel", "keep_from", "kim", "make_officer",
    "opened", "question", "site", "tell", "told", "unit", "visit",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

READS = (
    Action.REGISTER_READ,
    Action.CLAIM_READ,
    Action.COMPLAINT_READ,
    Action.ALLEGATION_READ,
    Action.CASE_READ,
    Action.FINDING_READ,
    Action.ANSWER_READ,
    Action.VISIT_READ,
)
QUERIES = 33
"""What the page of an entry asks of the database, however much stands on it."""


@pytest.fixture
def mai(make_user, unit):
    """Reads everything of province 18."""
    return make_user("mai", unit=unit, actions=READS)


@pytest.fixture
def said(make_source, hotel, kim, noon):
    """Claims or commitments of a document that name the hotel: ``said("Locked in.", on=day)``."""

    def make(content="They were locked in.", *, model=Claim, on=date(2026, 3, 2), **fields):
        source = make_source(f"{content} {uuid4()}", unit=hotel.unit, territory="18", published=on)
        Mention.objects.create(
            entry=hotel,
            source=source,
            start=2,
            end=4,
            proposal=uuid4(),
            accepted_by=kim,
            accepted_at=noon,
        )
        if model is Claim:
            fields.setdefault("kind", "claim")
        return model.objects.create(
            unit=source.unit,
            territory="18",
            reference=next_reference("K", 2026),
            source=source,
            start=0,
            end=10,
            content=content,
            proposal=uuid4(),
            recorded_by=kim,
            recorded_at=noon,
            **fields,
        )

    return make


@pytest.fixture
def found(desk, noon, mai):
    """An approved finding: ``found(allegation, level=3)``."""

    def make(allegation, level=3, outcome="substantiated", decision="approved"):
        reviewed = {"reviewer": mai, "reviewed_at": noon} if decision else {}
        return Finding.objects.create(
            unit=allegation.unit,
            territory=allegation.territory,
            reference=next_reference("F", 2026),
            allegation=allegation,
            outcome=outcome,
            level=level,
            words="Doors were locked.",
            author=desk["ana"][0],
            written_at=noon,
            decision=decision,
            **reviewed,
        )

    return make


@pytest.fixture
def published(desk, noon, mai):
    """A published answer: ``published(finding)``."""

    def make(finding):
        return Answer.objects.create(
            unit=finding.unit,
            territory=finding.territory,
            reference=next_reference("N", 2026),
            allegation=finding.allegation,
            finding=finding,
            state="published",
            drafted_by=desk["ana"][0],
            drafted_at=noon,
            approved_by=mai,
            approved_at=noon,
            published_by=mai,
            published_at=noon,
        )

    return make


@pytest.fixture
def world(said, told, opened, found, published, visit, question, answered):
    """One of everything about the hotel; gives the allegation and its complaint."""
    said("They were locked in.")
    said("Nobody was locked in.", kind="denial", on=date(2026, 3, 4), speaker="The owner")
    said("To inspect again.", model=Commitment, on=date(2026, 3, 5), due="2026-05")
    complaint = told("They lock the doors.", days=3)
    allegation = opened(complaint)
    Allegation.objects.filter(pk=allegation.pk).update(
        begins_on=date(2026, 1, 1), begins_precision="month"
    )
    published(found(allegation))
    asked = question(visit(), text="What of the hotel?")
    Question.objects.filter(pk=asked.pk).update(allegation=allegation)
    answered(asked)
    return allegation, complaint


def kinds(timeline):
    return [each.kind for each in timeline.moments]


def address(name, row, query=""):
    return reverse(f"timeline:of_{name}", args=[row.pk]) + query


def test_of_entry_puts_everything_in_the_order_of_its_days(mai, hotel, world, noon):
    _entry, timeline = reading.of_entry(mai, hotel.pk, Wanted(), at=noon)

    assert [(each.kind, each.at) for each in timeline.moments] == [
        (Kind.ALLEGATION, date(2026, 1, 1)),
        (Kind.CLAIM, date(2026, 3, 2)),
        (Kind.DENIAL, date(2026, 3, 4)),
        (Kind.COMMITMENT, date(2026, 3, 5)),
        (Kind.COMMITMENT, date(2026, 5, 1)),
        (Kind.QUESTION, days(-5)),
        (Kind.COMPLAINT, days(-3)),
        (Kind.ALLEGATION, days(0)),
        (Kind.ANSWER, days(0)),
        (Kind.FINDING, days(0)),
        (Kind.QUESTION, days(0)),
    ]
    said, due = timeline.moments[0], timeline.moments[4]
    assert (said.precision, said.until) == (Precision.MONTH, date(2026, 1, 31))
    assert (due.precision, due.until) == (Precision.MONTH, date(2026, 5, 31))
    assert timeline.moments[9].level == 3
    assert [(gap.first, gap.last) for gap in timeline.gaps] == [(date(2026, 6, 1), days(-6))]


def test_the_page_shows_levels_days_gaps_and_no_word_of_a_complaint(client, mai, hotel, world):
    client.force_login(mai)

    text = body(client.get(address("entry", hotel)))

    for words in (
        "They were locked in.",
        "Nobody was locked in.",
        "The owner",
        "Due: To inspect again.",
        "May 2026</time>",
        "Level 3, Balance of probabilities",
        "Urgency:",
        "Answered: What of the hotel?",
        "Nothing of this is recorded from 1 June 2026",
        "11 entries, oldest first",
    ):
        assert words in text
    assert "They lock the doors." not in text
    assert (
        len(re.findall(r'<li id="m\d+"', text)) == len(re.findall(r'<a href="#m\d+"', text)) == 11
    )


def test_kinds_and_levels_are_chosen_in_the_address(client, mai, hotel, world, found):
    client.force_login(mai)

    denials = body(client.get(address("entry", hotel, "?kind=denial")))
    proved = body(client.get(address("entry", hotel, "?level=3")))
    more_proved = body(client.get(address("entry", hotel, "?level=4")))
    nonsense = body(client.get(address("entry", hotel, "?kind=x&level=9")))

    assert "1 entry, oldest first" in denials
    assert "Nobody was locked in." in denials
    assert "1 entry, oldest first" in proved
    assert "Level 3" in proved
    assert "Nothing of this kind that you may see is recorded." in more_proved
    assert "11 entries, oldest first" in nonsense


def test_a_reader_sees_only_what_each_room_lets_them(make_user, unit, hotel, world, noon):
    outside = make_user("out", unit=unit, actions=[Action.REGISTER_READ, Action.CLAIM_READ])

    _entry, timeline = reading.of_entry(outside, hotel.pk, Wanted(), at=noon)

    assert set(kinds(timeline)) == {Kind.CLAIM, Kind.DENIAL, Kind.COMMITMENT}


def test_whoever_a_complaint_names_sees_nothing_that_rests_on_it(
    client, mai, hotel, world, keep_from, noon
):
    allegation, complaint = world
    keep_from(complaint, mai)

    _entry, timeline = reading.of_entry(mai, hotel.pk, Wanted(), at=noon)

    assert set(kinds(timeline)) == {Kind.CLAIM, Kind.DENIAL, Kind.COMMITMENT}
    client.force_login(mai)
    assert client.get(address("allegation", allegation)).status_code == 404
    assert allegation.reference not in body(client.get(address("entry", hotel)))


def test_of_allegation_leaves_out_other_complaints_about_the_site(
    mai, world, told, opened, hotel, noon
):
    allegation, _complaint = world
    opened(told("Another matter.", days=40))

    _allegation, timeline = reading.of_allegation(mai, allegation.pk, Wanted(), at=noon)
    _entry, whole = reading.of_entry(mai, hotel.pk, Wanted(), at=noon)

    assert kinds(timeline).count(Kind.COMPLAINT) == 1
    assert kinds(timeline).count(Kind.CLAIM) == 1
    assert kinds(whole).count(Kind.COMPLAINT) == 2
    assert kinds(whole).count(Kind.ALLEGATION) == 3


def test_a_finding_that_nobody_approved_is_not_on_it(mai, hotel, told, opened, found, noon):
    found(opened(told()), decision="")

    _entry, timeline = reading.of_entry(mai, hotel.pk, Wanted(), at=noon)

    assert Kind.FINDING not in kinds(timeline)


@pytest.fixture
def case(world, mai, kim, noon):
    """A case that holds the allegation, open to its members."""
    allegation, _complaint = world
    key = uuid4()
    made = Case(
        pk=key, unit=allegation.unit, territory="18", reference="X-2026-000001-X",
        title="The hotel by the sea", lead=allegation.unit, head_id=key, opened_by=kim,
        opened_at=noon,
    )  # fmt: skip
    made.save()
    CaseAllegation.objects.create(case=made, allegation=allegation, where=made, by=kim, at=noon)
    Membership.objects.create(case=made, user=mai, part=next(iter(Part)), by=kim, at=noon)
    return made


def test_of_case_holds_its_allegations_and_its_opening(client, mai, case, noon):
    _case, timeline = reading.of_case(mai, case.pk, Wanted(), at=noon)

    assert set(kinds(timeline)) == set(Kind) - {Kind.FIGURE, Kind.OPERATION, Kind.MEASURE}
    client.force_login(mai)
    assert "Case opened: The hotel by the sea" in body(client.get(address("case", case)))


def test_a_case_that_one_is_not_let_in_to_does_not_exist(client, kim, case, make_user, unit, noon):
    stranger = make_user("stranger", actions=READS)

    with pytest.raises(NotFound):
        reading.of_case(stranger, case.pk, Wanted(), at=noon)


def test_entries_that_were_judged_one_stand_together(mai, hotel, site, world, noon):
    other = site("Lantern House")
    Entry.objects.filter(pk=other.pk).update(head=hotel)

    _entry, timeline = reading.of_entry(mai, other.pk, Wanted(), at=noon)

    assert len(timeline.moments) == 11


def test_another_province_and_the_signed_out_find_nothing(client, make_user, country, hotel, world):
    allegation, _complaint = world
    addresses = [address("entry", hotel), address("allegation", allegation)]

    assert {client.get(each).status_code for each in addresses} == {302}
    client.force_login(make_user("lee", unit=country["KH-12"], actions=READS))
    assert {client.get(each).status_code for each in addresses} == {404}
    client.force_login(make_user("none", actions=[Action.HOME]))
    assert {client.get(each).status_code for each in addresses} == {403}


def test_reading_a_timeline_is_journaled_with_its_key(client, mai, hotel, world):
    client.force_login(mai)

    body(client.get(address("entry", hotel)))

    row = JournalRow.objects.order_by("sequence").last()
    assert (row.action, row.target, row.reason) == ("timeline.read", str(hotel.pk), "")


def test_of_entry_keeps_the_newest_five_hundred_and_says_so(client, mai, hotel, said):
    first = said("The oldest.", on=date(2020, 1, 1))
    Claim.objects.bulk_create(
        Claim(
            unit=first.unit, territory="18", reference=f"K-x-{number}", source=first.source,
            start=0, end=10, content=f"Said again {number}.", proposal=uuid4(), kind="claim",
            recorded_by=first.recorded_by,
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        )
        for number in range(520)
    )  # fmt: skip
    client.force_login(mai)

    text = body(client.get(address("entry", hotel)))

    assert "500 entries, oldest first" in text
    assert "the newest 500 stand here" in text
    assert text.count('<li id="m') == 500


def test_a_page_costs_the_same_for_any_number_of_moments(client, mai, hotel, world, said, told):
    client.force_login(mai)
    body(client.get(address("entry", hotel)))

    def costs():
        with CaptureQueriesContext(connection) as caught:
            body(client.get(address("entry", hotel)))
        return len(caught)

    first = costs()
    for number in range(6):
        said(f"Said again {number}.", on=date(2025, 1, number + 1))
        told(days=number)

    assert costs() == first == QUERIES
