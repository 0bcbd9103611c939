"""Consent for each purpose, what is kept of an interview, and what a withdrawal forbids."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.keyrings.models import Ring
from ponleu.response.complaints.sealed import NobodyCanOpen
from ponleu.response.findings.services import pieces as findings
from ponleu.response.verification.consents import NoConsent
from ponleu.response.verification.models import Consent, Task
from ponleu.response.verification.queries import details, plans
from ponleu.response.verification.rules import Giver, Information, Purpose, Reliability
from ponleu.response.verification.services import interviews, pieces, undoing
from ponleu.response.verification.services.interviews import Held

TODAY = date(2026, 11, 22)
SHOWS = pieces.Shows("She saw the chain.", Reliability.B, Information.TWO, is_direct=True)


def test_keep_interview_needs_a_yes_to_being_asked(ana, make_interview, say, noon):
    interview = make_interview()
    came = Held(TODAY, "Notes.", help_was_offered=True)

    with pytest.raises(NoConsent):
        interviews.keep_interview(ana, interview.pk, came, at=noon)
    say(interview, Purpose.EVIDENCE)
    with pytest.raises(NoConsent):
        interviews.keep_interview(ana, interview.pk, came, at=noon)
    say(interview, Purpose.INTERVIEW, at=noon + timedelta(minutes=1))

    kept = interviews.keep_interview(ana, interview.pk, came, at=noon)
    assert kept.held_date == TODAY


def test_a_child_is_asked_only_with_its_own_yes_and_its_caregivers(
    ana, make_witness, make_interview, say, noon
):
    interview = make_interview(make_witness(is_child=True))
    came = Held(TODAY, "Notes.", help_was_offered=True)
    with pytest.raises(InvalidInput):
        say(interview, Purpose.INTERVIEW, giver=Giver.SELF)
    say(interview, Purpose.INTERVIEW, giver=Giver.CAREGIVER)

    with pytest.raises(NoConsent):
        interviews.keep_interview(ana, interview.pk, came, at=noon)
    say(interview, Purpose.INTERVIEW, giver=Giver.CHILD)

    assert interviews.keep_interview(ana, interview.pk, came, at=noon).held_date == TODAY


def test_record_consents_refuses_a_yes_of_who_was_not_told(make_interview, say, noon):
    interview = make_interview()

    with pytest.raises(InvalidInput):
        say(interview, Purpose.INTERVIEW, was_informed=False)
    with pytest.raises(InvalidInput):
        say(interview, said=TODAY + timedelta(days=1))
    say(interview, was_informed=False)

    assert Consent.objects.filter(is_given=True).count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(is_given=True)


def test_notes_are_sealed_and_a_promise_becomes_a_task(held, desk, ana):
    made = held(promised="What became of it", promised_by=date(2026, 12, 20))

    assert b"Planted" not in bytes(made.notes)
    assert details.interview_page(*desk["ana"], made).notes == "Planted notes."
    assert details.interview_page(ana, None, made).notes is None
    task = Task.objects.get()
    assert (task.interview, task.holder, task.due_date) == (made, ana, date(2026, 12, 20))


def test_keep_interview_is_refused_when_nobody_could_open_the_notes(ana, make_interview, say, noon):
    interview = make_interview()
    say(interview, Purpose.INTERVIEW)
    Ring.objects.all().delete()

    with pytest.raises(NobodyCanOpen):
        interviews.keep_interview(ana, interview.pk, Held(TODAY, "Notes.", True), at=noon)

    interview.refresh_from_db()
    assert interview.held_date is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"notes": " "},
        {"notes": "x" * 20_001},
        {"promised": "To call her"},
        {"on": TODAY + timedelta(days=1)},
    ],
)
def test_keep_interview_refuses_what_is_not_whole(ana, make_interview, say, noon, wrong):
    interview = make_interview()
    say(interview, Purpose.INTERVIEW)
    came = Held(**{"on": TODAY, "notes": "Notes.", "help_was_offered": True, **wrong})

    with pytest.raises(InvalidInput):
        interviews.keep_interview(ana, interview.pk, came, at=noon)

    assert not Task.objects.exists()


def test_what_was_held_is_neither_kept_twice_nor_taken_back(ana, held, noon):
    made = held()

    with pytest.raises(ChangedMeanwhile):
        interviews.keep_interview(ana, made.pk, Held(TODAY, "Other.", True), at=noon)
    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "interview", made.pk, at=noon)


def test_record_use_is_refused_for_what_nobody_said_yes_to(ana, held, noon):
    made = held(Purpose.INTERVIEW, Purpose.PROSECUTOR)

    interviews.record_use(ana, made.pk, Purpose.PROSECUTOR, "Court", on=TODAY, at=noon)
    with pytest.raises(NoConsent):
        interviews.record_use(ana, made.pk, Purpose.EMBASSY, "Embassy", on=TODAY, at=noon)


def test_record_use_needs_a_held_interview(ana, make_interview, say, noon):
    interview = make_interview()
    say(interview, *Purpose)

    with pytest.raises(InvalidInput):
        interviews.record_use(ana, interview.pk, Purpose.EMBASSY, "Embassy", on=TODAY, at=noon)


def test_a_piece_is_refused_without_consent_to_be_evidence(ana, held, noon):
    made = held(Purpose.INTERVIEW, Purpose.EMBASSY)

    with pytest.raises(NoConsent):
        pieces.from_interview(ana, made.pk, SHOWS, at=noon)


def test_a_piece_of_an_interview_comes_from_its_witness_and_is_made_once(ana, held, noon):
    interview = held()

    made = pieces.from_interview(ana, interview.pk, SHOWS, at=noon)

    assert (made.piece.origin, made.piece.is_direct) == (interview.witness.reference, True)
    assert (made.piece.reliability, made.piece.credibility) == ("B", 2)
    with pytest.raises(ChangedMeanwhile):
        pieces.from_interview(ana, interview.pk, SHOWS, at=noon)
    findings.withdraw_piece(ana, made.piece.pk, why="by mistake", at=noon)
    pieces.from_interview(ana, interview.pk, SHOWS, at=noon)


def test_withdrawn_consent_forbids_new_uses_and_lists_the_old_ones(
    ana, held, make_question, close, noon, plan
):
    interview = held()
    answer = close(make_question(), interview)
    piece = pieces.from_interview(ana, interview.pk, SHOWS, at=noon).piece
    use = interviews.record_use(ana, interview.pk, Purpose.EMBASSY, "E", on=TODAY, at=noon)

    for purpose in (Purpose.EVIDENCE, Purpose.EMBASSY):
        interviews.withdraw_consent(ana, interview.pk, purpose, on=TODAY, at=noon)

    page = details.interview_page(ana, None, interview)
    assert page.withdrawn == {Purpose.EVIDENCE, Purpose.EMBASSY}
    assert (page.shaken.answers, page.shaken.pieces, page.shaken.uses) == (
        (answer,),
        (piece,),
        (use,),
    )
    piece.refresh_from_db()
    assert piece.withdrawn_at == noon
    for make, row in ((pieces.from_answer, answer), (pieces.from_interview, interview)):
        with pytest.raises(NoConsent):
            make(ana, row.pk, SHOWS, at=noon)
    assert plans.plan_of(ana, plan, today=TODAY).progress.shaken == 1


def test_withdrawn_consent_to_one_purpose_leaves_the_others(ana, held, noon):
    interview = held()

    ended = interviews.withdraw_consent(ana, interview.pk, Purpose.RESEARCH, on=TODAY, at=noon)

    page = details.interview_page(ana, None, interview)
    assert ended == 1
    assert page.allowed == set(Purpose) - {Purpose.RESEARCH}
    assert not page.shaken.is_any
    assert not interviews.withdraw_consent(ana, interview.pk, Purpose.RESEARCH, on=TODAY, at=noon)


def test_a_yes_after_a_withdrawal_stands_again(ana, held, say, noon):
    interview = held()
    interviews.withdraw_consent(ana, interview.pk, Purpose.EVIDENCE, on=TODAY, at=noon)

    say(interview, *Purpose, at=noon + timedelta(hours=1))

    page = details.interview_page(ana, None, interview)
    assert Purpose.EVIDENCE in page.allowed
    assert page.withdrawn == frozenset()


def test_withdrawn_consent_is_whole_in_the_database(held):
    held()

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(withdrawn_date=TODAY)


def test_a_piece_whose_consent_was_withdrawn_is_not_brought_back(ana, held, noon):
    interview = held()
    piece = pieces.from_interview(ana, interview.pk, SHOWS, at=noon).piece

    interviews.withdraw_consent(ana, interview.pk, Purpose.EVIDENCE, on=TODAY, at=noon)

    with pytest.raises(findings.ConsentGone):
        findings.restore_piece(ana, piece.pk, at=noon)
    piece.refresh_from_db()
    assert not piece.stands


def test_a_piece_withdrawn_before_the_consent_was_is_not_brought_back_either(ana, held, noon):
    interview = held()
    piece = pieces.from_interview(ana, interview.pk, SHOWS, at=noon).piece
    findings.withdraw_piece(ana, piece.pk, why="A slip.", at=noon)

    interviews.withdraw_consent(ana, interview.pk, Purpose.EVIDENCE, on=TODAY, at=noon)

    with pytest.raises(findings.ConsentGone):
        findings.restore_piece(ana, piece.pk, at=noon)
    piece.refresh_from_db()
    assert piece.withdrawn_why == "A slip."


def test_a_later_no_bars_the_piece_and_a_later_yes_allows_a_new_one(ana, held, say, noon):
    interview = held()
    piece = pieces.from_interview(ana, interview.pk, SHOWS, at=noon).piece

    say(interview, Purpose.INTERVIEW, at=noon + timedelta(minutes=1))
    piece.refresh_from_db()
    assert (piece.stands, piece.is_barred) == (False, True)
    say(interview, *Purpose, at=noon + timedelta(minutes=2))

    with pytest.raises(findings.ConsentGone):
        findings.restore_piece(ana, piece.pk, at=noon)
    assert pieces.from_interview(ana, interview.pk, SHOWS, at=noon).piece.stands


def test_a_piece_of_an_answer_stays_until_somebody_withdraws_it_and_then_for_good(
    ana, held, make_question, close, noon
):
    interview = held()
    answer = close(make_question(), interview)
    shows = pieces.Shows("A chain.", Reliability.B, Information.TWO, origin="The team")
    piece = pieces.from_answer(ana, answer.pk, shows, at=noon).piece

    interviews.withdraw_consent(ana, interview.pk, Purpose.EVIDENCE, on=TODAY, at=noon)
    piece.refresh_from_db()
    assert piece.stands
    findings.withdraw_piece(ana, piece.pk, why="It rests on it.", at=noon)

    with pytest.raises(findings.ConsentGone):
        findings.restore_piece(ana, piece.pk, at=noon)


def test_a_consent_withdrawn_by_who_writes_no_findings_withdraws_the_piece(
    ana, held, make_officer, country, noon
):
    from ponleu.foundation.accounts.rules import Action
    from tests.verification.conftest import ANALYST

    interview = held()
    piece = pieces.from_interview(ana, interview.pk, SHOWS, at=noon).piece
    actions = [each for each in ANALYST if each != Action.FINDING_WRITE]
    helper, _pair = make_officer("srey", country["KH-18"], actions)

    interviews.withdraw_consent(helper, interview.pk, Purpose.EVIDENCE, on=TODAY, at=noon)

    piece.refresh_from_db()
    assert (piece.stands, piece.withdrawn_by) == (False, helper)
