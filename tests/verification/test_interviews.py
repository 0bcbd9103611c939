"""What guards an interview: reasons, training, leave, interpreters, consent, sealing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.keyrings.models import Ring
from ponleu.response.complaints.sealed import NobodyCanOpen
from ponleu.response.verification.models import Interview, Leave, Training, Witness
from ponleu.response.verification.queries import details, plans, targets
from ponleu.response.verification.rules import Information, Reliability
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.services import interviews, pieces, undoing, witnesses
from ponleu.response.verification.services.interviews import Interpreter

TODAY = date(2026, 11, 22)
SHOWS = pieces.Shows("She saw the chain.", Reliability.B, Information.TWO, is_direct=True)


def test_name_witness_seals_who_it_is_and_gives_a_code(make_witness, desk):
    witness = make_witness()

    assert witness.reference.startswith("W-2026-")
    assert b"Planted" not in bytes(witness.identity)
    assert details.witness_page(*desk["ana"], witness).identity == Identity(
        "Planted Name", "012 345 678"
    )
    assert details.witness_page(desk["ana"][0], None, witness).identity is None


def test_name_witness_is_refused_when_nobody_could_open_it(make_witness):
    Ring.objects.all().delete()

    with pytest.raises(NobodyCanOpen):
        make_witness()

    assert not Witness.objects.exists()


def test_name_witness_needs_a_name(make_witness):
    with pytest.raises(InvalidInput):
        make_witness(name=" ")


def test_plan_interview_asks_why_from_the_second_time_on(make_witness, make_interview):
    witness = make_witness()
    make_interview(witness)

    with pytest.raises(interviews.NotNecessary):
        make_interview(witness, necessity="  ")
    second = make_interview(witness, necessity="The first was cut short.")

    assert second.necessity == "The first was cut short."


def test_earlier_tells_how_often_and_when_last(make_witness, make_interview, ana):
    witness = make_witness()
    assert targets.earlier(ana, witness.pk) is None
    make_interview(witness, on=TODAY - timedelta(days=4))
    make_interview(witness, on=TODAY - timedelta(days=9), necessity="More.")

    assert targets.earlier(ana, witness.pk) == targets.Earlier(2, TODAY - timedelta(days=4))


def test_a_cancelled_interview_does_not_count(make_witness, make_interview, ana, noon):
    witness = make_witness()
    first = make_interview(witness)

    undoing.take_back(ana, "interview", first.pk, at=noon)

    assert targets.earlier(ana, witness.pk) is None
    make_interview(witness)


@pytest.mark.parametrize("on", [date(2026, 1, 9), date(2027, 1, 10)])
def test_plan_interview_refuses_who_is_not_trained_on_the_day(make_interview, on):
    with pytest.raises(interviews.NotTrained):
        make_interview(on=on)

    assert not Interview.objects.exists()


def test_plan_interview_refuses_a_training_that_was_taken_back(make_interview, trained, desk, noon):
    witnesses.take_training_back(desk["bora"][0], trained.pk, at=noon)

    with pytest.raises(interviews.NotTrained):
        make_interview()


def test_leave_lets_one_interview_be_held_without_training(
    make_witness, make_interview, desk, reviewer, plan, noon, ana
):
    bora = desk["bora"][0]
    leave = witnesses.let_interview(
        reviewer[0], plan.pk, bora.pk, "She leaves the country tonight.", at=noon
    )

    made = make_interview(interviewer=bora.pk)

    assert (made.leave, made.training) == (leave, None)
    with pytest.raises(interviews.NotTrained):
        make_interview(make_witness(), interviewer=bora.pk)
    assert plans.plan_of(ana, plan, today=TODAY).progress.untrained == 1
    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "leave", leave.pk, at=noon)


def test_leave_that_was_used_again_meanwhile_does_not_come_back_twice(
    make_interview, desk, reviewer, plan, noon, ana
):
    bora = desk["bora"][0]
    witnesses.let_interview(reviewer[0], plan.pk, bora.pk, "Tonight.", at=noon)
    first = make_interview(interviewer=bora.pk)
    undoing.take_back(ana, "interview", first.pk, at=noon)
    make_interview(interviewer=bora.pk)

    with pytest.raises(ChangedMeanwhile):
        undoing.bring_back(ana, "interview", first.pk, at=noon)


def test_let_interview_is_for_who_reviews_and_never_for_oneself(
    ana, desk, reviewer, plan, make_officer, country, noon
):
    from ponleu.foundation.accounts.rules import Action
    from tests.verification.conftest import ANALYST

    both, _pair = make_officer("both", country["KH-18"], (*ANALYST, Action.FINDING_REVIEW))
    with pytest.raises(NotPermitted):
        witnesses.let_interview(ana, plan.pk, desk["bora"][0].pk, "x", at=noon)
    with pytest.raises(InvalidInput):
        witnesses.let_interview(both, plan.pk, both.pk, "x", at=noon)
    with pytest.raises(InvalidInput):
        witnesses.let_interview(reviewer[0], plan.pk, ana.pk, "", at=noon)

    assert not Leave.objects.exists()


def test_a_leave_or_training_of_oneself_cannot_be_stored(ana, plan, trained, noon):
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.create(allegation=plan, person=ana, why="x", by=ana, at=noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.filter(pk=trained.pk).update(by=ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.filter(pk=trained.pk).update(valid_until=date(2026, 1, 9))


def test_record_training_refuses_oneself_strangers_and_days_that_cannot_be(
    ana, desk, make_officer, country, noon
):
    make_officer("dara", country["KH-12"])
    good = witnesses.Trained("Course", date(2026, 1, 1), date(2026, 12, 31))
    wrong = [
        ("ana", good),
        ("dara", good),
        ("nobody", good),
        ("bora", good),
    ]

    for username, trained in wrong:
        with pytest.raises(InvalidInput):
            witnesses.record_training(ana, username, trained, at=noon)
    for held, until in ((TODAY, date(2026, 1, 1)), (date(2026, 12, 1), date(2027, 1, 1))):
        trained = witnesses.Trained("Course", held, until)
        with pytest.raises(InvalidInput):
            witnesses.record_training(desk["bora"][0], "ana", trained, at=noon)


def test_an_interpreter_is_named_sealed_and_apart(make_witness, make_interview, desk):
    witness = make_witness()
    wrong = [
        Interpreter("Vietnamese", "Planted", is_apart=False),
        Interpreter("Vietnamese", "", is_apart=True),
        Interpreter("", "Planted", is_apart=True),
    ]

    for interpreter in wrong:
        with pytest.raises(InvalidInput):
            make_interview(witness, interpreter=interpreter)
    made = make_interview(witness, interpreter=Interpreter("Thai", "Planted", is_apart=True))

    assert b"Planted" not in bytes(made.interpreter)
    assert details.interview_page(*desk["ana"], made).interpreter == "Planted"
    assert details.interview_page(desk["ana"][0], None, made).interpreter is None


def test_guards_of_an_interview_cannot_be_left_out_of_the_database(make_interview, noon, ana):
    made = make_interview()
    wrong = [
        {"training": None},
        {"interpreter_language": "Thai"},
        {"held_date": TODAY},
        {"notes": b"x"},
    ]

    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Interview.objects.filter(pk=made.pk).update(**change)


def test_a_witness_with_interviews_is_not_taken_back(ana, make_witness, make_interview, noon):
    witness = make_witness()
    made = make_interview(witness)

    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "witness", witness.pk, at=noon)
    undoing.take_back(ana, "interview", made.pk, at=noon)
    undoing.take_back(ana, "witness", witness.pk, at=noon)

    with pytest.raises(NotFound):
        make_interview(witness)
