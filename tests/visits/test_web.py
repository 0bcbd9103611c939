"""Pages of visits: what they show to whom, forms that come back, paper, cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.visits.models import AnswerGiven, Meeting, Question, Recommendation, Visit
from ponleu.response.visits.rules import PositionKind
from ponleu.response.visits.services import programme, recommendations
from ponleu.response.visits.services.programme import Planned
from ponleu.response.visits.services.recommendations import Taken
from tests.complaints.desk_world import HTMX, body
from tests.visits.conftest import TODAY, days

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

JOURNAL_LOCK = int(connection.vendor == "postgresql")
QUERIES = {"index": 11, "visit": 18, "programme": 18, "sheet": 18}
"""What a page asks of the database, however much it shows."""

WORDS = "The labour office will inspect kilns without notice from May."


def shown(client, name, *keys):
    return body(client.get(reverse(f"visits:{name}", args=keys)))


def reads(its, point, asked, made):
    """Every address that shows something of a visit."""
    return [
        reverse("visits:visit", args=[its.pk]),
        reverse("visits:programme", args=[its.pk]),
        reverse("visits:sheet", args=[its.pk]),
        reverse("visits:meeting", args=[point.pk]),
        reverse("visits:question", args=[asked.pk]),
        reverse("visits:recommendation", args=[made.pk]),
    ]


def forms(its, point, asked, answer, made):
    """Every address with a form about a visit."""
    return [
        reverse("visits:change", args=[its.pk]),
        reverse("visits:add_meeting", args=[its.pk]),
        reverse("visits:add_question", args=[its.pk]),
        reverse("visits:add_recommendation", args=[its.pk]),
        reverse("visits:attend", args=[point.pk]),
        reverse("visits:minutes", args=[point.pk]),
        reverse("visits:answer", args=[asked.pk]),
        reverse("visits:correct", args=[asked.pk, answer.pk]),
        reverse("visits:position", args=[made.pk]),
        reverse("visits:commit", args=[made.pk]),
    ]


def posts(its, point, asked, made):
    """Every other address that changes something."""
    return [
        (reverse("visits:withdraw", args=[its.pk]), {}),
        (reverse("visits:restore", args=[its.pk]), {}),
        (reverse("visits:mark", args=[point.pk]), {"state": "held"}),
        (reverse("visits:uncommit", args=[made.pk]), {}),
        (reverse("visits:take_back", args=["question", asked.pk]), {}),
        (reverse("visits:bring_back", args=["question", asked.pk]), {}),
    ]


def test_index_says_why_it_is_empty(client, kim):
    client.force_login(kim)

    text = shown(client, "index")

    assert "No visit is announced." in text
    assert "No visit that you may see is past." in text


def test_index_tells_late_answers_of_what_comes_and_what_is_past(
    client, ros, kim, visit, question, answered
):
    now = visit(body="Rapporteur now")
    question(now, due_by=days(-2))
    answered(question(now, due_by=days(-2)))
    answered(question(now))
    visit(body="Rapporteur of May", begins_on=days(-30), ends_on=days(-25))
    client.force_login(ros)

    text = shown(client, "index")

    assert text.index("Rapporteur now") < text.index("Past") < text.index("Rapporteur of May")
    assert "1 answer late" in text
    assert "3 questions, 2 answered (1 of these late)" in text
    assert "no questions entered" in text
    assert "Enter a visit" not in text


def test_a_visit_shows_questions_recommendations_and_programme(
    client, ros, kim, visit, meeting, question, recommended, noon
):
    its = visit()
    meeting(its, day=days(-2), with_whom="Labour office", subject="Kilns")
    programme.add_meeting(kim, its.pk, Planned(with_people_at_risk=True), at=noon)
    question(its, due_by=days(-3))
    made = recommended(its)
    recommendations.take_position(
        kim, made.pk, Taken(PositionKind.ACCEPTED, "Labour office", days(-4), days(-1)), at=noon
    )
    client.force_login(ros)

    text = shown(client, "visit", its.pk)

    assert "Not answered, and late, 3 days" in text
    assert "1 waits longer than was asked for" in text
    assert "Accepted, and late, 1 day" in text
    assert "With people at risk" in text
    assert "Not kept" in text
    assert "Kilns" in text
    assert "Enter a question" not in text


def test_a_visit_of_a_month_is_told_as_a_month(client, kim, unit):
    client.force_login(kim)
    sent = {
        "kind": "tip_office",
        "body": "Report office",
        "mandate": "",
        "begins_on": "2027-03-17",
        "ends_on": "2027-03-18",
        "precision": "month",
        "unit": unit.pk,
    }

    response = client.post(reverse("visits:enter"), sent)

    assert response.status_code == 302
    made = Visit.objects.get()
    assert (made.begins_on.day, made.ends_on.day, made.territory) == (1, 31, "18")
    assert "March 2027 ·" in shown(client, "visit", made.pk)


def test_the_form_of_a_visit_offers_only_units_whose_visits_one_keeps(client, kim, country):
    client.force_login(kim)
    sent = {"kind": "other", "body": "B", "begins_on": "2027-03-17", "ends_on": "2027-03-18"}
    sent |= {"precision": "day", "unit": country["KH-12"].pk}

    response = client.post(reverse("visits:enter"), sent)

    body(response, 422)
    assert not Visit.objects.exists()


def test_a_form_that_is_refused_comes_back_as_it_was(client, kim, visit):
    its = visit()
    client.force_login(kim)
    sent = {
        "text": "What became of it?",
        "raised_by": "A",
        "to_body": "B",
        "raised_on": "2026-11-20",
        "due_by": "2026-11-19",
    }

    response = client.post(reverse("visits:add_question", args=[its.pk]), sent)

    text = body(response, 422)
    assert "It cannot be due before it was raised." in text
    assert "What became of it?" in text
    assert not Question.objects.exists()


def test_a_question_is_asked_answered_and_corrected_in_forms(client, kim, visit):
    its = visit()
    client.force_login(kim)
    client.post(
        reverse("visits:add_question", args=[its.pk]),
        {"text": "How many?", "raised_by": "A", "to_body": "B", "raised_on": "2026-11-20"},
    )
    asked = Question.objects.get()
    said = {"text": "Twelve.", "body": "B", "given_on": "2026-11-21"}

    client.post(reverse("visits:answer", args=[asked.pk]), said)
    first = AnswerGiven.objects.get()
    address = reverse("visits:correct", args=[asked.pk, first.pk])
    response = client.post(address, said | {"text": "Eleven.", "why": "Counted twice"})

    assert response.url == reverse("visits:question", args=[asked.pk])
    text = shown(client, "question", asked.pk)
    assert text.index("Eleven.") < text.index("Earlier answers") < text.index("Twelve.")
    assert "Why it was corrected: Counted twice" in text
    assert client.get(address).status_code == 404
    sheet = shown(client, "sheet", its.pk)
    assert "Eleven." in sheet
    assert "Twelve." not in sheet


def test_a_recommendation_becomes_a_commitment_and_back(client, kim, visit, make_source, unit):
    its = visit()
    document = make_source(f"Minutes. {WORDS}", unit=unit, territory="18")
    client.force_login(kim)
    client.post(
        reverse("visits:add_recommendation", args=[its.pk]),
        {"text": "Inspect.", "to_body": "Labour office", "made_on": "2026-11-20"},
    )
    made = Recommendation.objects.get()
    assert "Not accepted by any body" in shown(client, "recommendation", made.pk)
    taken = {"kind": "accepted", "body": "Labour office", "taken_on": "2026-11-21"}
    client.post(reverse("visits:position", args=[made.pk]), taken | {"due_by": "2026-12-31"})
    assert "Make it a commitment" in shown(client, "recommendation", made.pk)

    client.post(
        reverse("visits:commit", args=[made.pk]), {"source": document.reference, "words": WORDS}
    )

    made.refresh_from_db()
    assert made.commitment.reference in shown(client, "recommendation", made.pk)
    assert made.commitment.reference in shown(client, "visit", its.pk)
    page = client.get(reverse("claims:commitment", args=[made.commitment_id]))
    assert WORDS in body(page)
    client.post(reverse("visits:uncommit", args=[made.pk]))
    made.refresh_from_db()
    assert made.commitment is None


def test_a_reader_without_claims_is_told_that_it_is_a_commitment_and_no_more(
    client, ros, kim, visit, recommended, make_source, unit, noon
):
    made = recommended(visit())
    document = make_source(WORDS, unit=unit, territory="18")
    recommendations.take_position(kim, made.pk, Taken(PositionKind.ACCEPTED, "B", TODAY), at=noon)
    recommendations.enter_commitment(kim, made.pk, source=document.reference, words=WORDS, at=noon)
    client.force_login(ros)

    text = shown(client, "recommendation", made.pk)

    assert "It is a commitment that you may not read." in text
    assert WORDS not in text


def test_names_and_minutes_are_for_those_who_read_documents_there(
    client, ros, kim, visit, meeting, hotel, noon
):
    its = visit()
    point = meeting(its)
    programme.add_attendee(
        kim, point.pk, "Chan Dara", post="Director", entry=hotel.reference, at=noon
    )
    programme.keep_minutes(kim, point.pk, text="They spoke of kilns.", at=noon)

    client.force_login(kim)
    mine = shown(client, "meeting", point.pk)
    client.force_login(ros)
    theirs = shown(client, "meeting", point.pk)
    programme_of_ros = shown(client, "programme", its.pk)

    for words in ("Chan Dara", "They spoke of kilns.", hotel.reference):
        assert words in mine
        assert words not in theirs
    assert "attended" not in programme_of_ros
    assert "1 attended, minutes kept" in (client.force_login(kim) or shown(client, "visit", its.pk))


def test_a_meeting_with_people_at_risk_is_refused_with_words_and_kept_without(client, kim, visit):
    its = visit()
    client.force_login(kim)
    address = reverse("visits:add_meeting", args=[its.pk])

    refused = client.post(address, {"with_people_at_risk": "on", "with_whom": "Two women"})
    kept = client.post(address, {"with_people_at_risk": "on"})

    assert "only that it took place is kept" in body(refused, 422)
    assert kept.status_code == 302
    point = Meeting.objects.get()
    text = shown(client, "meeting", point.pk)
    assert "That it took place is all that is kept." in text
    assert "Say who attended" not in text


def test_a_point_of_the_programme_is_marked_and_taken_back(client, kim, visit, meeting):
    its = visit()
    point = meeting(its)
    client.force_login(kim)

    client.post(reverse("visits:mark", args=[point.pk]), {"state": "held"})
    wrong = client.post(reverse("visits:mark", args=[point.pk]), {"state": "x"})
    client.post(reverse("visits:take_back", args=["meeting", point.pk]))

    assert wrong.status_code == 422
    text = shown(client, "visit", its.pk)
    assert "No meeting is entered." in text
    assert reverse("visits:bring_back", args=["meeting", point.pk]) in text
    client.post(reverse("visits:bring_back", args=["meeting", point.pk]))
    assert "Took place" in shown(client, "visit", its.pk)


def test_a_withdrawn_visit_says_so_and_comes_back(client, kim, visit):
    its = visit()
    client.force_login(kim)

    client.post(reverse("visits:withdraw", args=[its.pk]))

    text = shown(client, "visit", its.pk)
    assert "Withdrawn by Kim on 22 November 2026." in text
    assert reverse("visits:add_question", args=[its.pk]) not in text
    client.post(reverse("visits:restore", args=[its.pk]))
    assert reverse("visits:add_question", args=[its.pk]) in shown(client, "visit", its.pk)


@pytest.fixture
def whole(kim, visit, meeting, question, answered, recommended):
    """A visit with one of everything."""
    its = visit()
    point, asked, made = meeting(its), question(its), recommended(its)
    return its, point, asked, answered(asked), made


def test_another_province_finds_nothing(client, lee, whole):
    its, point, asked, answer, made = whole
    client.force_login(lee)

    for address in reads(its, point, asked, made):
        assert client.get(address).status_code == 404, address
    for address in forms(its, point, asked, answer, made):
        assert client.get(address).status_code == 404, address
    for address, sent in posts(its, point, asked, made):
        assert client.post(address, sent).status_code == 404, address
    assert its.body not in shown(client, "index")


def test_readers_find_no_forms(client, ros, whole):
    its, point, asked, answer, made = whole
    client.force_login(ros)

    for address in reads(its, point, asked, made):
        assert client.get(address).status_code == 200, address
    for address in forms(its, point, asked, answer, made):
        assert client.get(address).status_code == 403, address
    for address, sent in posts(its, point, asked, made):
        assert client.post(address, sent).status_code == 403, address


def test_signed_out_and_without_the_grant_nothing_opens(client, make_user, whole):
    its, point, asked, answer, made = whole
    addresses = [
        reverse("visits:index"),
        reverse("visits:enter"),
        *reads(its, point, asked, made),
        *forms(its, point, asked, answer, made),
    ]

    assert {client.get(address).status_code for address in addresses} == {302}
    client.force_login(make_user("none", actions=[Action.HOME]))
    assert {client.get(address).status_code for address in addresses} == {403}


def test_whoever_a_complaint_names_sees_no_question_that_rests_on_it(
    client, ros, kim, visit, question, told, opened, keep_from
):
    its, complaint = visit(), told()
    asked = question(its, text="What of the hotel?", due_by=days(-3))
    Question.objects.filter(pk=asked.pk).update(allegation=opened(complaint))
    client.force_login(ros)
    assert "What of the hotel?" in shown(client, "visit", its.pk)

    keep_from(complaint, ros)

    for text in (shown(client, "visit", its.pk), shown(client, "sheet", its.pk)):
        assert "What of the hotel?" not in text
        assert "late" not in text.split("<main", 1)[1].replace("translate", "")
    assert "answer late" not in shown(client, "index")
    assert client.get(reverse("visits:question", args=[asked.pk])).status_code == 404


def test_what_was_asked_about_an_allegation_is_a_part_by_address(
    client, visit, question, told, opened, make_user, unit, desk, keep_from
):
    complaint = told()
    allegation = opened(complaint)
    asked = question(visit(), text="What of the hotel?")
    Question.objects.filter(pk=asked.pk).update(allegation=allegation)
    actions = [
        Action.VISIT_READ,
        Action.ALLEGATION_READ,
        Action.COMPLAINT_READ,
        Action.REGISTER_READ,
    ]
    mai = make_user("mai", unit=unit, actions=actions)
    client.force_login(mai)
    address = reverse("visits:of_allegation", args=[allegation.pk])

    whole, part = client.get(address), client.get(address, headers=HTMX)

    assert "What of the hotel?" in body(whole)
    assert "<!doctype html>" not in body(part)
    assert reverse("cases:allegation", args=[allegation.pk]) in shown(client, "question", asked.pk)
    keep_from(complaint, mai)
    assert client.get(address).status_code == 404


def test_reads_are_journaled_with_keys_and_no_words(client, kim, whole):
    its, point, asked, _answer, made = whole
    client.force_login(kim)
    JournalRow.objects.count()

    for address in reads(its, point, asked, made):
        client.get(address)

    rows = JournalRow.objects.order_by("sequence").values_list("action", "target", "reason")
    found = list(rows)[-6:]
    assert [action for action, _target, _reason in found] == [
        *["visit.read"] * 3,
        "record.listed",
        "visit.question_read",
        "visit.recommendation_read",
    ]
    assert all(reason == "" for _action, _target, reason in found)


def costs(client, address):
    with CaptureQueriesContext(connection) as caught:
        body(client.get(address))
    return len(caught)


def test_pages_cost_the_same_for_any_number_of_parts(
    client, kim, visit, meeting, question, answered, recommended, noon
):
    its = visit()

    def grow():
        meeting(its, day=days(-1))
        answered(question(its))
        made = recommended(its)
        recommendations.take_position(kim, made.pk, Taken(PositionKind.NOTED, "B", TODAY), at=noon)

    grow()
    client.force_login(kim)
    names = ("visit", "programme", "sheet")
    addresses = [reverse("visits:index"), *(reverse(f"visits:{n}", args=[its.pk]) for n in names)]
    costs(client, addresses[0])  # the first page of a session costs more
    first = [costs(client, address) for address in addresses]
    for _ in range(4):
        grow()
        visit()

    assert [costs(client, address) for address in addresses] == first
    assert [number - QUERIES[name] for name, number in zip(QUERIES, first, strict=True)] == [
        JOURNAL_LOCK
    ] * 4
