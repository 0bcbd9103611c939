"""Asking others what their claims rest on, and what comes back or does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.response.verification.models import Reply, Request
from ponleu.response.verification.queries import details, plans
from ponleu.response.verification.rules import Information, Reliability, Waiting
from ponleu.response.verification.services import pieces, requests, undoing

TODAY = date(2026, 11, 22)
DUE = date(2026, 12, 6)


def state(actor, request, today):
    return details.request_page(actor, request, today=today).row.state


def test_a_request_waits_then_says_that_no_answer_came(make_request, ana):
    draft, sent = make_request(sent=None), make_request()

    assert state(ana, draft, TODAY) is Waiting.DRAFT
    assert state(ana, sent, DUE) is Waiting.WAITS
    assert state(ana, sent, DUE + timedelta(days=1)) is Waiting.NO_ANSWER


def test_a_reply_that_comes_late_answers_all_the_same(make_request, make_reply, ana):
    request = make_request()
    make_reply(request)

    assert state(ana, request, DUE + timedelta(days=30)) is Waiting.ANSWERED


def test_keep_reply_taken_back_leaves_the_request_unanswered(make_request, make_reply, ana, noon):
    request = make_request()
    reply = make_reply(request)

    undoing.take_back(ana, "reply", reply.pk, at=noon)

    assert state(ana, request, DUE + timedelta(days=1)) is Waiting.NO_ANSWER


def test_draft_takes_a_claim_that_the_actor_may_see(
    ana, plan, make_document, make_claim, country, noon
):
    claim = make_claim(make_document(unit=country["KH-18"], territory="18"))
    hidden = make_claim(make_document(unit=country["KH-12"], territory="12"))

    made = requests.draft(ana, plan.pk, requests.Asked("B", "Why?", DUE, claim.reference), at=noon)

    assert made.claim == claim
    for reference in (hidden.reference, "Q-2026-999999-X"):
        with pytest.raises(InvalidInput):
            requests.draft(ana, plan.pk, requests.Asked("B", "Why?", DUE, reference), at=noon)


@pytest.mark.parametrize(("body", "asks"), [("", "Why?"), ("B", ""), ("x" * 201, "Why?")])
def test_draft_needs_whom_and_what(ana, plan, noon, body, asks):
    with pytest.raises(InvalidInput):
        requests.draft(ana, plan.pk, requests.Asked(body, asks, DUE), at=noon)


def test_send_once_on_a_day_that_has_come_and_before_the_answer_is_due(make_request, ana, noon):
    draft, sent = make_request(sent=None), make_request()
    overdue = make_request(sent=None, due=TODAY - timedelta(days=1))

    with pytest.raises(ChangedMeanwhile):
        requests.send(ana, sent.pk, on=TODAY, at=noon)
    for request, on in ((draft, TODAY + timedelta(days=1)), (overdue, TODAY)):
        with pytest.raises(InvalidInput):
            requests.send(ana, request.pk, on=on, at=noon)


def test_a_draft_is_neither_reminded_of_nor_answered(make_request, make_reply, ana, noon):
    draft = make_request(sent=None)

    with pytest.raises(InvalidInput):
        requests.remind(ana, draft.pk, on=TODAY, at=noon)
    with pytest.raises(InvalidInput):
        make_reply(draft)


def test_remind_keeps_each_day(make_request, ana, noon):
    request = make_request()

    requests.remind(ana, request.pk, on=TODAY, at=noon)
    requests.remind(ana, request.pk, on=TODAY, at=noon)

    assert len(details.request_page(ana, request, today=TODAY).row.reminders) == 2


def test_keep_reply_needs_words_or_a_document(make_reply, make_document, country):
    hidden = make_document(unit=country["KH-12"], territory="12")
    document = make_document(unit=country["KH-18"], territory="18", title="Their letter")

    for words, source in (("", ""), ("x" * 4001, ""), ("", hidden.reference)):
        with pytest.raises(InvalidInput):
            make_reply(words=words, source=source)

    assert make_reply(words="", source=document.reference).source == document


def test_keep_reply_refuses_a_day_to_come(make_request, ana, noon):
    came = requests.Came(DUE, "Yes.", "", Reliability.A, Information.ONE)

    with pytest.raises(InvalidInput):
        requests.keep_reply(ana, make_request().pk, came, at=noon)


def test_a_piece_of_a_reply_has_its_grades_and_its_body_as_origin(make_reply, ana, noon):
    made = pieces.from_reply(ana, make_reply().pk, "They name two guards.", at=noon)

    assert (made.piece.origin, made.piece.reliability, made.piece.credibility) == (
        "The Evening Lamp",
        "C",
        3,
    )


def test_a_piece_of_an_answer_says_whom_it_comes_from(make_question, make_source, close, ana, noon):
    answer = close(make_question(), make_source())
    shows = pieces.Shows("A chain.", Reliability.B, Information.TWO)

    with pytest.raises(InvalidInput):
        pieces.from_answer(ana, answer.pk, shows, at=noon)


def test_what_was_sent_is_not_taken_back_but_a_draft_is(make_request, ana, noon, plan):
    draft, sent = make_request("Draft body", sent=None), make_request()

    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "request", sent.pk, at=noon)
    undoing.take_back(ana, "request", draft.pk, at=noon)

    found = plans.plan_of(ana, plan, today=TODAY)
    assert [row.request for row in found.requests] == [sent]
    assert found.taken_back == (("request", draft),)


def test_a_reply_that_an_answer_rests_on_is_not_taken_back(
    make_reply, make_question, close, ana, noon
):
    reply = make_reply()
    close(make_question(), reply)

    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "reply", reply.pk, at=noon)


def test_halves_cannot_be_stored(make_request, make_reply):
    reply = make_reply()

    for rows, change in (
        (Request.objects.filter(pk=reply.request_id), {"sent_date": None}),
        (Request.objects.filter(pk=reply.request_id), {"due_date": date(2026, 11, 1)}),
        (Reply.objects.filter(pk=reply.pk), {"words": ""}),
        (Reply.objects.filter(pk=reply.pk), {"reliability": "Z"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
