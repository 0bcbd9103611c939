"""What people do with visits: who may, what is kept, what is refused, what can be undone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.foundation.places.models import Place
from ponleu.knowledge.claims.models import Commitment
from ponleu.response.visits.models import (
    AnswerGiven,
    Attendee,
    Meeting,
    Minutes,
    Position,
    Question,
    Recommendation,
    Visit,
)
from ponleu.response.visits.rules import MeetingState, PositionKind, VisitKind
from ponleu.response.visits.services import (
    programme,
    questions,
    recommendations,
    taking_back,
    visits,
)
from ponleu.response.visits.services.programme import Planned
from ponleu.response.visits.services.questions import Asked, Given
from ponleu.response.visits.services.recommendations import Recommended, Taken
from ponleu.response.visits.services.visits import Told
from tests.visits.conftest import TODAY, days

WORDS = "The labour office will inspect kilns without notice from May."


def actions():
    return list(JournalRow.objects.order_by("sequence").values_list("action", flat=True))


def told(**fields):
    return Told(VisitKind.DELEGATION, "A delegation", days(1), days(3), **fields)


def test_enter_visit_keeps_it_with_one_journal_row(kim, unit, noon):
    made = visits.enter_visit(
        kim, told(mandate=" To see shelters "), unit=unit, territory="18", at=noon
    )

    made.refresh_from_db()
    assert (made.unit, made.entered_by, made.mandate) == (unit, kim, "To see shelters")
    assert made.reference.startswith("V-2026-000001-")
    assert actions() == ["visit.entered"]


@pytest.mark.parametrize(
    "wrong",
    [
        Told(VisitKind.OTHER, " ", days(1), days(2)),
        Told(VisitKind.OTHER, "x" * 201, days(1), days(2)),
        Told(VisitKind.OTHER, "A body", days(2), days(1)),
    ],
)
def test_enter_visit_refuses_what_cannot_be(kim, unit, noon, wrong):
    with pytest.raises(InvalidInput):
        visits.enter_visit(kim, wrong, unit=unit, territory="18", at=noon)

    assert not Visit.objects.exists()
    assert actions() == []


def test_enter_visit_is_for_those_who_keep_that_units_visits(lee, ros, unit, noon):
    for stranger in (lee, ros):
        with pytest.raises(NotPermitted):
            visits.enter_visit(stranger, told(), unit=unit, territory="18", at=noon)


def test_change_visit_is_found_in_the_journal(kim, visit, noon):
    its = visit()

    visits.change_visit(kim, its.pk, told(), at=noon)

    its.refresh_from_db()
    assert (its.body, its.begins_on) == ("A delegation", days(1))
    assert actions()[-1] == "visit.changed"


def test_a_visit_of_another_province_does_not_exist(lee, ros, visit, noon):
    its = visit()

    with pytest.raises(NotFound):
        visits.see(lee, its.pk, at=noon)
    with pytest.raises(NotFound):
        visits.change_visit(lee, its.pk, told(), at=noon)
    with pytest.raises(NotPermitted):
        visits.change_visit(ros, its.pk, told(), at=noon)


def test_withdraw_visit_twice_is_once_and_restore_brings_it_back(kim, visit, noon, question):
    its = visit()

    visits.withdraw_visit(kim, its.pk, at=noon)
    visits.withdraw_visit(kim, its.pk, at=noon)

    with pytest.raises(ChangedMeanwhile):
        question(its)
    visits.restore_visit(kim, its.pk, at=noon)
    assert question(its).number == 1
    assert actions().count("visit.withdrawn") == 1


def test_add_meeting_keeps_day_hour_and_a_coarse_place(kim, visit, meeting, noon):
    Place.objects.create(code="1801", level="district", name="Coast", name_km="x")
    its = visit()

    made = meeting(its, day=days(-2), place="1801", subject="Inspections")

    made.refresh_from_db()
    assert (made.day, made.place, made.state) == (days(-2), "1801", MeetingState.PLANNED)
    assert actions()[-1] == "visit.meeting_added"


@pytest.mark.parametrize(
    "wrong",
    [
        {"with_whom": " "},
        {"day": days(3)},
        {"day": days(-6)},
        {"place": "180104"},
        {"place": "99"},
    ],
)
def test_add_meeting_refuses_nobody_a_day_outside_and_a_fine_place(visit, meeting, wrong):
    its = visit()

    with pytest.raises(InvalidInput):
        meeting(its, **wrong)


@pytest.mark.parametrize(
    "told_too",
    [{"with_whom": "A woman of the hotel"}, {"subject": "x"}, {"day": TODAY}, {"place": "18"}],
)
def test_a_meeting_with_people_at_risk_keeps_nothing_but_itself(kim, visit, noon, told_too):
    its = visit()

    with pytest.raises(InvalidInput, match="only that it took place is kept"):
        programme.add_meeting(kim, its.pk, Planned(with_people_at_risk=True, **told_too), at=noon)

    made = programme.add_meeting(kim, its.pk, Planned(with_people_at_risk=True), at=noon)
    assert (made.with_whom, made.day, made.state) == ("", None, MeetingState.HELD)
    for act in (
        lambda: programme.add_attendee(kim, made.pk, "Somebody", at=noon),
        lambda: programme.keep_minutes(kim, made.pk, text="She said", at=noon),
        lambda: programme.mark_meeting(kim, made.pk, MeetingState.CANCELLED, at=noon),
    ):
        with pytest.raises(InvalidInput):
            act()


def test_the_database_keeps_nothing_about_people_at_risk_either(visit, meeting):
    made = meeting(visit())

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=made.pk).update(with_people_at_risk=True)


def test_mark_meeting_tells_what_became_of_it_once(kim, visit, meeting, noon):
    made = meeting(visit())

    programme.mark_meeting(kim, made.pk, MeetingState.HELD, at=noon)
    programme.mark_meeting(kim, made.pk, MeetingState.HELD, at=noon)

    made.refresh_from_db()
    assert made.state == MeetingState.HELD
    assert actions().count("visit.meeting_marked") == 1


def test_add_attendee_ties_a_name_to_the_register(kim, visit, meeting, hotel, noon):
    made = meeting(visit())

    person = programme.add_attendee(
        kim, made.pk, "Manager", post="Owner", entry=hotel.reference.lower(), at=noon
    )

    assert (person.entry, person.post) == (hotel, "Owner")


@pytest.mark.parametrize("entry", ["P-2026-000001-A", "nothing"])
def test_add_attendee_refuses_an_entry_that_is_not_there(kim, visit, meeting, noon, entry):
    made = meeting(visit())

    with pytest.raises(InvalidInput, match="No entry of the register"):
        programme.add_attendee(kim, made.pk, "Manager", entry=entry, at=noon)

    assert not Attendee.objects.exists()


def test_keep_minutes_as_words_then_as_a_document(kim, visit, meeting, make_source, unit, noon):
    made, document = meeting(visit()), make_source(unit=unit, territory="18")

    programme.keep_minutes(kim, made.pk, text="They promised.", at=noon)
    newest = programme.keep_minutes(kim, made.pk, source=document.reference, at=noon)

    assert made.minutes.count() == 2
    assert made.minutes.first() == newest
    assert newest.source == document


def test_keep_minutes_refuses_nothing_and_a_document_of_others(
    kim, visit, meeting, make_source, country, noon
):
    made, theirs = meeting(visit()), make_source(unit=country["KH-12"], territory="12")

    for fields in ({}, {"text": " "}, {"source": theirs.reference}):
        with pytest.raises(InvalidInput):
            programme.keep_minutes(kim, made.pk, **fields, at=noon)
    assert not Minutes.objects.exists()


def test_raise_question_numbers_them_and_keeps_what_it_is_about(
    kim, visit, question, told, opened, make_user, unit, noon
):
    allegation = opened(told())
    reader = make_user(
        "mai",
        unit=unit,
        actions=[
            Action.VISIT_READ,
            Action.VISIT_EDIT,
            Action.ALLEGATION_READ,
            Action.COMPLAINT_READ,
            Action.REGISTER_READ,
            Action.CLAIM_READ,
        ],
    )
    its = visit()
    first = question(its)

    asked = Asked("What became of it?", "A", "B", days(-1), None, allegation.reference)
    second = questions.raise_question(reader, its.pk, asked, at=noon)

    assert (first.number, second.number) == (1, 2)
    assert second.allegation == allegation


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"to_body": " "},
        {"due_by": days(-6)},
        {"about": "A-2026-000001-X"},
        {"text": "x" * 5001},
    ],
)
def test_raise_question_refuses_what_cannot_be(visit, question, wrong):
    its = visit()

    with pytest.raises(InvalidInput):
        question(its, **wrong)

    assert not Question.objects.exists()


def test_raise_question_does_not_tell_of_an_allegation_that_one_may_not_see(
    visit, question, told, opened
):
    allegation = opened(told())  # kim holds no grant for allegations

    with pytest.raises(InvalidInput, match="No allegation, claim or figure that you may see"):
        question(visit(), about=allegation.reference)


def test_correct_answer_leaves_the_older_as_it_was(kim, visit, question, answered, noon):
    older = answered(question(visit()), "Twelve.")

    newer = questions.correct_answer(
        kim, older.pk, Given("Eleven.", "Committee", TODAY), why="Counted twice", at=noon
    )

    older.refresh_from_db()
    assert (older.text, newer.corrects) == ("Twelve.", older)
    with pytest.raises(ChangedMeanwhile):
        questions.correct_answer(
            kim, older.pk, Given("Ten.", "Committee", TODAY), why="Again", at=noon
        )
    assert actions().count("visit.answer_corrected") == 1


def test_correct_answer_says_why(kim, visit, question, answered, noon):
    older = answered(question(visit()))

    with pytest.raises(InvalidInput, match="why"):
        questions.correct_answer(kim, older.pk, Given("No.", "B", TODAY), why=" ", at=noon)


def test_give_answer_refuses_a_day_before_the_question(visit, question, answered):
    asked = question(visit())

    with pytest.raises(InvalidInput):
        answered(asked, on=days(-6))


def test_take_position_refuses_a_due_day_where_nothing_is_taken_on(kim, visit, recommended, noon):
    made = recommended(visit())

    for wrong in (
        Taken(PositionKind.NOTED, "B", TODAY, days(9)),
        Taken(PositionKind.ACCEPTED, "B", TODAY, days(-1)),
        Taken(PositionKind.ACCEPTED, "B", days(-9)),
        Taken(PositionKind.ACCEPTED, " ", TODAY),
    ):
        with pytest.raises(InvalidInput):
            recommendations.take_position(kim, made.pk, wrong, at=noon)
    assert not Position.objects.exists()


def test_enter_commitment_opens_to_the_words_of_the_document(
    kim, visit, recommended, make_source, unit, noon
):
    made = recommended(visit())
    document = make_source(f"Minutes. {WORDS} Other.", unit=unit, territory="18")
    recommendations.take_position(
        kim, made.pk, Taken(PositionKind.ACCEPTED, "Labour office", TODAY, days(30)), at=noon
    )

    recommendations.enter_commitment(kim, made.pk, source=document.reference, words=WORDS, at=noon)

    promise = Commitment.objects.get()
    made.refresh_from_db()
    assert made.commitment == promise
    assert document.text[promise.start : promise.end] == WORDS == promise.content
    assert (promise.due_by, promise.speaker) == (days(30), "Labour office")
    with pytest.raises(ChangedMeanwhile):
        recommendations.enter_commitment(
            kim, made.pk, source=document.reference, words=WORDS, at=noon
        )
    with pytest.raises(ChangedMeanwhile, match="Withdraw that first"):
        taking_back.take_back(kim, "recommendation", made.pk, at=noon)


def test_withdraw_commitment_and_enter_it_again_keeps_its_reference(
    kim, visit, recommended, make_source, unit, noon
):
    made = recommended(visit())
    document = make_source(WORDS, unit=unit, territory="18")
    recommendations.take_position(kim, made.pk, Taken(PositionKind.ACCEPTED, "B", TODAY), at=noon)
    said = {"source": document.reference, "words": WORDS, "at": noon}
    recommendations.enter_commitment(kim, made.pk, **said)
    reference = Commitment.objects.get().reference

    recommendations.withdraw_commitment(kim, made.pk, at=noon)

    assert Commitment.objects.get().withdrawn_at == noon
    recommendations.enter_commitment(kim, made.pk, **said)
    assert Commitment.objects.get().reference == reference
    assert Commitment.objects.get().withdrawn_at is None


def test_enter_commitment_refuses_what_nobody_accepted_and_words_that_are_not_there(
    kim, visit, recommended, make_source, unit, noon
):
    made = recommended(visit())
    document = make_source(WORDS, unit=unit, territory="18")
    said = {"source": document.reference, "at": noon}

    with pytest.raises(InvalidInput, match="accepted"):
        recommendations.enter_commitment(kim, made.pk, words=WORDS, **said)
    recommendations.take_position(kim, made.pk, Taken(PositionKind.ACCEPTED, "B", TODAY), at=noon)
    with pytest.raises(InvalidInput, match="just once"):
        recommendations.enter_commitment(kim, made.pk, words="We promise", **said)
    recommendations.take_position(kim, made.pk, Taken(PositionKind.REFUSED, "B", TODAY), at=noon)
    with pytest.raises(InvalidInput, match="accepted"):
        recommendations.enter_commitment(kim, made.pk, words=WORDS, **said)
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("part", ["meeting", "question", "recommendation"])
def test_take_back_and_bring_back_keep_one_row_each_in_the_journal(
    kim, lee, visit, meeting, question, recommended, noon, part
):
    its = visit()
    row = {"meeting": meeting, "question": question, "recommendation": recommended}[part](its)

    for _ in range(2):
        taking_back.take_back(kim, part, row.pk, at=noon)

    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdrawn_at) == (kim, noon)
    with pytest.raises(NotFound):
        taking_back.bring_back(lee, part, row.pk, at=noon)
    taking_back.bring_back(kim, part, row.pk, at=noon)
    row.refresh_from_db()
    assert row.withdrawn_at is None
    assert actions()[-2:] == ["visit.taken_back", "visit.brought_back"]
    with pytest.raises(NotFound):
        taking_back.take_back(kim, "visit", its.pk, at=noon)


def test_nothing_is_added_to_what_was_taken_back(
    kim, visit, meeting, question, answered, recommended, noon
):
    its = visit()
    point, asked, made = meeting(its), question(its), recommended(its)
    for part, row in (("meeting", point), ("question", asked), ("recommendation", made)):
        taking_back.take_back(kim, part, row.pk, at=noon)

    for act in (
        lambda: answered(asked),
        lambda: programme.add_attendee(kim, point.pk, "A", at=noon),
        lambda: recommendations.take_position(
            kim, made.pk, Taken(PositionKind.NOTED, "B", TODAY), at=noon
        ),
    ):
        with pytest.raises(ChangedMeanwhile):
            act()


def test_every_write_is_for_those_who_keep_the_visit(
    ros, visit, meeting, question, answered, recommended, noon
):
    its = visit()
    point, asked, made = meeting(its), question(its), recommended(its)
    given = answered(asked)
    acts = [
        lambda: visits.withdraw_visit(ros, its.pk, at=noon),
        lambda: visits.restore_visit(ros, its.pk, at=noon),
        lambda: programme.add_meeting(ros, its.pk, Planned(with_whom="A"), at=noon),
        lambda: programme.mark_meeting(ros, point.pk, MeetingState.HELD, at=noon),
        lambda: programme.add_attendee(ros, point.pk, "A", at=noon),
        lambda: programme.keep_minutes(ros, point.pk, text="A", at=noon),
        lambda: questions.raise_question(ros, its.pk, Asked("A", "B", "C", TODAY), at=noon),
        lambda: questions.give_answer(ros, asked.pk, Given("A", "B", TODAY), at=noon),
        lambda: questions.correct_answer(ros, given.pk, Given("A", "B", TODAY), why="x", at=noon),
        lambda: recommendations.recommend(ros, its.pk, Recommended("A", "B", TODAY), at=noon),
        lambda: recommendations.take_position(
            ros, made.pk, Taken(PositionKind.NOTED, "B", TODAY), at=noon
        ),
        lambda: taking_back.take_back(ros, "question", asked.pk, at=noon),
    ]
    rows = JournalRow.objects.count()

    for act in acts:
        with pytest.raises(NotPermitted):
            act()

    assert JournalRow.objects.count() == rows


def test_a_question_about_an_allegation_that_names_a_reader_does_not_exist_for_them(
    ros, visit, question, told, opened, keep_from, noon
):
    complaint = told()
    asked = question(visit())
    Question.objects.filter(pk=asked.pk).update(allegation=opened(complaint))
    assert Question.objects.visible_to(ros).exists()

    exclusion = keep_from(complaint, ros)

    assert not Question.objects.visible_to(ros).exists()
    with pytest.raises(NotFound):
        questions.see_question(ros, asked.pk, at=noon)
    exclusion.ended_at = noon
    exclusion.save()
    assert Question.objects.visible_to(ros).exists()


def test_a_question_does_not_exist_for_whoever_one_of_many_complaints_names(
    ros, visit, question, told, opened, keep_from
):
    naming, other = told(), told(days=1)
    asked = question(visit())
    Question.objects.filter(pk=asked.pk).update(allegation=opened(naming, other))

    keep_from(naming, ros)

    assert not Question.objects.visible_to(ros).exists()


def broken(visit, question, answered, recommended):
    """Changes that the database refuses, by the name of the rule."""
    asked = question(visit)
    given = answered(asked)
    made = recommended(visit)
    return {
        "visits_visit_days_in_order": lambda: Visit.objects.update(ends_on=days(-9)),
        "visits_visit_withdrawn_whole": lambda: Visit.objects.update(withdrawn_by=visit.entered_by),
        "visits_question_withdrawn_whole": lambda: Question.objects.update(
            withdrawn_by=visit.entered_by
        ),
        "visits_question_due_after": lambda: Question.objects.update(due_by=days(-9)),
        "visits_question_asked": lambda: Question.objects.update(text=""),
        "visits_question_number": lambda: Question.objects.create(
            visit=visit,
            number=asked.number,
            text="x",
            raised_by="x",
            to_body="x",
            raised_on=TODAY,
            entered_by=visit.entered_by,
            entered_at=visit.entered_at,
        ),
        "visits_answergiven_says": lambda: AnswerGiven.objects.update(text=""),
        "visits_answergiven_not_of_itself": lambda: AnswerGiven.objects.update(
            corrects=given, why="x"
        ),
        "visits_answergiven_correction_says_why": lambda: AnswerGiven.objects.create(
            question=asked,
            text="x",
            body="x",
            given_on=TODAY,
            corrects=given,
            by=visit.entered_by,
            at=visit.entered_at,
        ),
        "visits_recommendation_says": lambda: Recommendation.objects.update(text=""),
        "visits_position_due_if_taken_on": lambda: Position.objects.create(
            recommendation=made,
            kind="noted",
            body="x",
            taken_on=TODAY,
            due_by=days(3),
            by=visit.entered_by,
            at=visit.entered_at,
        ),
        "visits_position_due_after": lambda: Position.objects.create(
            recommendation=made,
            kind="accepted",
            body="x",
            taken_on=TODAY,
            due_by=days(-3),
            by=visit.entered_by,
            at=visit.entered_at,
        ),
    }


def test_the_database_refuses_what_the_rules_forbid(visit, question, answered, recommended):
    for rule, act in broken(visit(), question, answered, recommended).items():
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
        assert rule
