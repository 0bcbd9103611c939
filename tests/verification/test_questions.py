"""Questions, answers on grounds, tasks and their turns, and undoing all of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.verification.consents import NoConsent
from ponleu.response.verification.models import Answer, Ground, Question, Task, Turn
from ponleu.response.verification.queries import mine, plans
from ponleu.response.verification.rules import Conclusion, Purpose, TaskState
from ponleu.response.verification.services import grading, questions, tasks, undoing

TODAY = date(2026, 11, 22)


def shown(actor, plan):
    return plans.plan_of(actor, plan, today=TODAY)


def test_ask_puts_questions_one_after_the_other(make_question, ana, plan):
    first, second = make_question("One?"), make_question("Two?")

    assert [first.number, second.number] == [1, 2]
    assert [row.question.asks for row in shown(ana, plan).questions] == ["One?", "Two?"]
    assert JournalRow.objects.filter(action="verification.question_asked").count() == 2


@pytest.mark.parametrize("asks", ["", "   ", "x" * 501])
def test_ask_refuses_no_words_and_too_many(make_question, asks):
    with pytest.raises(InvalidInput):
        make_question(asks)


def test_answer_keeps_what_it_rests_on(make_question, make_source, held, make_reply, close):
    question, grounds = make_question(), [make_source(), held(), make_reply()]

    made = close(question, *grounds)

    kept = [ground.graded or ground.interview or ground.reply for ground in made.grounds.all()]
    assert kept == grounds


def test_answer_needs_a_ground_unless_it_cannot_be_answered(make_question, close):
    question = make_question()

    with pytest.raises(InvalidInput):
        close(question)
    made = close(question, conclusion=Conclusion.NOT_ANSWERABLE, words="Nobody is left to ask.")

    assert made.conclusion == Conclusion.NOT_ANSWERABLE


def test_answer_is_refused_when_a_colleague_was_first(make_question, make_source, close):
    question, source = make_question(), make_source()
    close(question, source)

    with pytest.raises(ChangedMeanwhile):
        close(question, source)

    assert Answer.objects.count() == 1


def test_two_standing_answers_cannot_be_stored(make_question, make_source, close, ana, noon):
    made = close(make_question(), make_source())

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            question=made.question, conclusion="answered", words="x", by=ana, at=noon
        )


def test_a_ground_is_just_one_thing(make_question, make_source, held, close):
    source, interview = make_source(), held()
    made = close(make_question(), source)

    for wrong in ({}, {"graded": source, "interview": interview}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ground.objects.create(answer=made, **wrong)


def test_answer_refuses_a_source_that_was_withdrawn(make_question, make_source, close, ana, noon):
    question, source = make_question(), make_source()
    grading.withdraw_source(ana, source.pk, why="He was not there.", at=noon)

    with pytest.raises(NotFound):
        close(question, source)


def test_answer_refuses_an_interview_without_consent_to_be_evidence(make_question, held, close):
    question, interview = make_question(), held(Purpose.INTERVIEW, Purpose.RESEARCH)

    with pytest.raises(NoConsent):
        close(question, interview)

    assert not Answer.objects.exists()


def test_answer_refuses_an_interview_that_was_not_held(make_question, make_interview, say, close):
    interview = make_interview()
    say(interview, *Purpose)

    with pytest.raises(NotFound):
        close(make_question(), interview)


def test_answer_refuses_grounds_of_another_plan(
    make_question, make_source, close, opened, told, site, ana, noon
):
    source = make_source()
    other = opened(told(days=90), entry=site("Red Door Bar"))
    elsewhere = questions.ask(ana, other.pk, "Who owns it?", at=noon)

    with pytest.raises(NotFound):
        close(elsewhere, source)


def test_take_back_of_an_answer_lets_another_be_given(
    make_question, make_source, close, ana, noon, plan
):
    question, source = make_question(), make_source()
    first = close(question, source, words="Yes.")

    undoing.take_back(ana, "answer", first.pk, at=noon)
    undoing.take_back(ana, "answer", first.pk, at=noon)
    second = close(question, source, words="No.")

    (row,) = shown(ana, plan).questions
    assert (row.answered.answer, row.earlier) == (second, (first,))
    with pytest.raises(ChangedMeanwhile):
        undoing.bring_back(ana, "answer", first.pk, at=noon)
    assert JournalRow.objects.filter(action="verification.answer_taken_back").count() == 1


def test_take_back_of_a_question_waits_for_what_rests_on_it(
    make_question, make_source, close, ana, noon, plan
):
    question = make_question()
    answer = close(question, make_source())

    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "question", question.pk, at=noon)
    undoing.take_back(ana, "answer", answer.pk, at=noon)
    undoing.take_back(ana, "question", question.pk, at=noon)

    assert shown(ana, plan).questions == ()
    assert shown(ana, plan).taken_back == (("question", question),)
    undoing.bring_back(ana, "question", question.pk, at=noon)
    assert len(shown(ana, plan).questions) == 1


@pytest.mark.parametrize("kind", ["source", "nothing"])
def test_take_back_knows_no_other_kinds(ana, make_source, noon, kind):
    with pytest.raises(NotFound):
        undoing.take_back(ana, kind, make_source().pk, at=noon)


def test_withdrawn_half_cannot_be_stored(make_question, ana):
    question = make_question()

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(withdrawn_by=ana)


def test_give_hand_over_finish_and_reopen_keep_every_turn(make_task, desk, ana, noon, plan):
    bora = desk["bora"][0]
    task = make_task()

    tasks.hand_over(ana, task.pk, bora.pk, date(2026, 12, 1), why="He is near.", at=noon)
    tasks.finish(bora, task.pk, words="It is in D-2026.", at=noon + timedelta(hours=1))
    tasks.finish(bora, task.pk, at=noon + timedelta(hours=2))
    tasks.reopen(ana, task.pk, at=noon + timedelta(hours=3))

    turns = list(Turn.objects.order_by("at", "pk").values_list("kind", "holder", "by"))
    assert turns == [
        ("given", ana.pk, ana.pk),
        ("handed_over", bora.pk, ana.pk),
        ("done", bora.pk, bora.pk),
        ("reopened", bora.pk, ana.pk),
    ]
    (row,) = shown(ana, plan).tasks
    assert (row.state, row.task.holder, row.task.due_date) == (
        TaskState.OPEN,
        bora,
        date(2026, 12, 1),
    )


def test_hand_over_refuses_what_is_done(make_task, ana, noon):
    task = make_task()
    tasks.finish(ana, task.pk, at=noon)

    with pytest.raises(ChangedMeanwhile):
        tasks.hand_over(ana, task.pk, ana.pk, TODAY, at=noon)


def test_give_refuses_who_may_not_see_the_plan(make_task, make_officer, country, reviewer):
    stranger, _pair = make_officer("dara", country["KH-12"])

    for person in (stranger, reviewer[0]):
        with pytest.raises(InvalidInput):
            make_task(holder=person)


def test_give_refuses_a_question_that_is_not_there(ana, plan, noon):
    with pytest.raises(NotFound):
        tasks.give(ana, plan.pk, tasks.Given("x", ana.pk, TODAY, UUID(int=5)), at=noon)


def test_tasks_of_shows_ones_own_the_longest_overdue_first(make_task, ana, desk, noon):
    late = make_task("late", due=TODAY - timedelta(days=3))
    later = make_task("open", due=TODAY)
    done = make_task("done", due=TODAY - timedelta(days=9))
    tasks.finish(ana, done.pk, at=noon)
    make_task("his", holder=desk["bora"][0])

    found = mine.tasks_of(ana, page=1, today=TODAY)

    assert [row.task for row in found.rows] == [late, later]
    assert (found.late, found.rows[0].days_late) == (1, 3)
    assert mine.counts(ana, today=TODAY) == {"tasks": 2, "late": 1}


def test_tasks_of_a_withdrawn_allegation_wait_no_more(make_task, ana, plan, noon):
    from ponleu.response.cases.services import allegations

    make_task()
    allegations.withdraw(ana, plan.pk, why="by mistake", at=noon)

    assert mine.counts(ana, today=TODAY) == {"tasks": 0, "late": 0}


def test_nothing_of_a_withdrawn_allegation_is_changed(make_question, ana, plan, noon):
    from ponleu.response.cases.services import allegations

    question = make_question()
    allegations.withdraw(ana, plan.pk, why="by mistake", at=noon)

    with pytest.raises(ChangedMeanwhile):
        questions.ask(ana, plan.pk, "More?", at=noon)
    with pytest.raises(ChangedMeanwhile):
        undoing.take_back(ana, "question", question.pk, at=noon)


def test_a_task_is_done_by_somebody_at_some_time(make_task, noon):
    task = make_task()

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(done_at=noon)


def test_progress_counts_what_stands(make_question, make_source, make_task, close, ana, plan, noon):
    source = make_source()
    close(make_question(), source)
    make_question()
    tasks.finish(ana, make_task().pk, at=noon)
    make_task(due=TODAY - timedelta(days=1))
    before = shown(ana, plan).progress
    grading.withdraw_source(ana, source.pk, why="He lied before.", at=noon)

    after = shown(ana, plan).progress

    assert (before.closed, before.questions, before.done, before.tasks) == (1, 2, 1, 2)
    assert (before.late, before.shaken, after.shaken) == (1, 0, 1)
