"""Pages of verification: what they show to whom, with the key open and shut, and their forms."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ponleu.response.verification.models import (
    Answer,
    Consent,
    Interview,
    Leave,
    MadePiece,
    Question,
    Reply,
    Request,
    Task,
    Training,
    Use,
    Witness,
)
from ponleu.response.verification.rules import Purpose
from ponleu.response.verification.web.acts import ACTS
from tests.complaints.desk_world import HTMX, body
from tests.verification.pages import act, get, of

TODAY = "2026-11-22"

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def test_plan_says_why_it_is_empty(client, signed_in, plan):
    signed_in("ana")

    text = get(client, "plan", plan.pk)

    for sentence in ("No question yet.", "Nobody is to be asked yet.", "No source is graded yet."):
        assert sentence in text


def test_plan_shows_questions_tasks_sources_interviews_and_requests(client, signed_in, whole):
    signed_in("ana")

    text = get(client, "plan", whole["plan"])

    for words in (
        "1. Were the doors locked from outside?",
        "Yes, by a chain.",
        "Ask for the roster",
        "3 days late",
        "Paper Lantern Hotel",
        "B · 2",
        "Interview 1",
        "The Evening Lamp",
        "1 of 2",
        "Fairly reliable: right at times",
    ):
        assert words in text, words
    assert "Planted" not in text


def test_plan_is_read_by_a_reviewer_without_acts(client, signed_in, whole, reviewer):
    signed_in(*reviewer)

    text = get(client, "plan", whole["plan"])

    assert "Yes, by a chain." in text
    assert "Add a question" not in text
    assert '<form method="post" action="/verification' not in text
    assert act("leave", whole["plan"]) in text


def test_every_form_is_shown_and_comes_back_as_it_was_when_it_is_refused(
    client, signed_in, whole, reviewer
):
    for name, what in ACTS.items():
        signed_in(*reviewer) if name == "leave" else signed_in("ana")
        address = act(name, whole[what.on])
        assert str(what.button) in body(client.get(address)), name
        assert "Nothing was stored yet" in body(client.post(address, {}), 422), name


def test_a_plan_is_made_by_its_forms(client, signed_in, plan, ana, trained, reviewer, desk):
    signed_in("ana")

    def post(does, key, **sent):
        response = client.post(act(does, key), sent)
        assert response.status_code == 302, body(response, response.status_code)
        return response.url

    assert post("question", plan.pk, asks="Were the doors locked?") == of("plan", plan.pk)
    question = Question.objects.get()
    post("task", plan.pk, what="Look", holder=ana.pk, due="2026-12-01", question=question.pk)
    bora = desk["bora"][0]
    post("hand-over", Task.objects.get().pk, holder=bora.pk, due="2026-12-02", why="near")
    witness_page = post("witness", plan.pk, name="Planted", contact="Planted call")
    witness = Witness.objects.get()
    assert witness_page == of("witness", witness.pk)
    post(
        "interview",
        witness.pk,
        interviewer=ana.pk,
        on=TODAY,
        language="Thai",
        interpreter="Planted",
        is_apart="on",
    )
    interview = Interview.objects.get()
    yes = [Purpose.INTERVIEW, Purpose.EVIDENCE, Purpose.EMBASSY]
    post("consent", interview.pk, giver="self", said=TODAY, was_informed="on", yes=yes)
    post("keep", interview.pk, on=TODAY, notes="Planted notes", help_was_offered="on")
    post("use", interview.pk, purpose="embassy", to="Embassy", on=TODAY)
    grade = {"reliability": "B", "information": "2"}
    post("source", plan.pk, reference=witness.reference, why="was there", **grade)
    post("answer", question.pk, conclusion="answered", words="Yes.", grounds=[interview.pk])
    post("answer-piece", Answer.objects.get().pk, words="Chain", origin="guard", **grade)
    post("interview-piece", interview.pk, words="Saw it", is_direct="on", **grade)
    post("withdraw-consent", interview.pk, purpose="embassy", on=TODAY)
    post("request", plan.pk, body="The Lamp", asks="Why forty?", due="2026-12-06")
    request = Request.objects.get()
    post("send", request.pk, on=TODAY)
    post("remind", request.pk, on=TODAY)
    post("reply", request.pk, on=TODAY, words="Guards.", **grade)
    post("reply-piece", Reply.objects.get().pk, words="They say so")

    assert (Consent.objects.filter(is_given=True).count(), Use.objects.count()) == (3, 1)
    assert MadePiece.objects.count() == 3
    assert Task.objects.get().holder == bora
    text = get(client, "interview", interview.pk)
    assert "Planted notes" in text
    assert "A yes was withdrawn" in text
    assert "Embassy, 22 November 2026" in text


def test_leave_is_given_by_a_reviewer_from_the_plan(client, signed_in, plan, ana, reviewer):
    signed_in(*reviewer)

    client.post(act("leave", plan.pk), {"person": ana.pk, "why": "She leaves tonight."})

    assert Leave.objects.get().person == ana
    assert "She leaves tonight." in get(client, "plan", plan.pk)


def test_planning_a_further_interview_warns_with_number_and_day(client, signed_in, held, ana):
    interview = held()
    signed_in("ana")
    address = act("interview", interview.witness_id)

    text = body(client.get(address))
    refused = body(client.post(address, {"interviewer": ana.pk, "on": TODAY}), 422)

    assert "asked, 1 time already" in text
    assert "The last time is 22 November 2026." in text
    assert "Say why asking again is needed." in refused
    assert Interview.objects.count() == 1


def test_a_source_can_be_graded_withdrawn_and_brought_back(client, signed_in, whole):
    signed_in("ana")

    client.post(act("withdraw-source", whole["source"]), {"why": "He was not there."})
    text = get(client, "source", whole["source"])
    plan = get(client, "plan", whole["plan"])

    assert "He was not there." in text
    assert "Were the doors locked from outside?" in text
    assert "Something that this answer rests on is gone." in plan
    client.post(reverse("verification:bring_back", args=["source", whole["source"]]))
    assert "He was not there." not in get(client, "source", whole["source"])


def test_what_is_taken_back_stands_below_and_comes_back(client, signed_in, plan, make_question):
    question = make_question()
    signed_in("ana")

    client.post(reverse("verification:take_back", args=["question", question.pk]))
    text = get(client, "plan", plan.pk)

    assert "Taken back" in text
    assert "No question yet." in text
    client.post(reverse("verification:bring_back", args=["question", question.pk]))
    assert "No question yet." not in get(client, "plan", plan.pk)


def test_with_the_key_shut_the_sealed_parts_say_so_and_the_rest_works(client, signed_in, whole):
    signed_in("ana", None)

    texts = [get(client, page, whole[page]) for page in ("witness", "interview")]

    for text in texts:
        assert "Planted" not in text
        assert 'class="pl-veil"' in text
        assert "Your key is shut" in text
    assert "Talking with survivors" in texts[1]
    assert "Yes, by a chain." in get(client, "plan", whole["plan"])


def test_with_the_key_open_they_are_read(client, signed_in, whole):
    signed_in("ana")

    assert "Planted Name" in get(client, "witness", whole["witness"])
    assert "Planted notes." in get(client, "interview", whole["interview"])


def test_mine_shows_what_is_late_and_finishes_it(client, signed_in, whole):
    signed_in("ana")

    text = body(client.get(reverse("verification:mine")))

    assert "1 is late." in text
    assert "3 days late" in text
    response = client.post(of("finish", whole["task"]), {"to": "mine"}, follow=True)
    assert "Nothing waits for you." in body(response)
    client.post(of("reopen", whole["task"]))
    assert Task.objects.get().done_at is None


def test_the_letter_says_what_is_asked_and_by_when_and_nothing_of_witnesses(
    client, signed_in, whole
):
    signed_in("ana")

    text = body(client.get(of("letter", whole["request"])))

    assert "On what does the number of forty rest?" in text
    assert "We ask for your answer by 6 December 2026." in text
    assert "W-2026" not in text
    assert "C-2026" not in text


def test_request_says_that_no_answer_came(client, signed_in, make_request, monkeypatch, noon):
    from datetime import timedelta

    from ponleu.foundation.core import clock

    request = make_request()
    signed_in("ana")
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=16))

    text = get(client, "request", request.pk)

    assert "No answer by 6 December 2026" in text
    assert "The day passed 2 days ago." in text


def test_trainings_are_entered_by_a_colleague_and_taken_back(client, signed_in, desk, ana):
    signed_in("bora")
    address = reverse("verification:trainings")
    sent = {"course": "Course", "held": "2026-01-01", "valid_until": "2026-12-31"}

    assert "No training is entered." in body(client.get(address))
    body(client.post(address, {**sent, "username": "bora"}), 422)
    client.post(address, {**sent, "username": "ana"})

    training = Training.objects.get()
    assert "valid until 31 December 2026" in body(client.get(address))
    client.post(of("take_training_back", training.pk))
    assert "Taken back" in body(client.get(address))


def test_the_part_for_the_page_of_an_allegation_leads_to_the_plan(client, signed_in, whole):
    signed_in("ana")
    address = of("of_allegation", whole["plan"])

    page, part = client.get(address), client.get(address, headers=HTMX)

    assert of("plan", whole["plan"]) in body(part)
    assert "1 of 2" in body(page)
    assert "<!doctype html>" not in body(part)
    assert "HX-Request" in part.headers["Vary"]
