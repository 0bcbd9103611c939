"""Grades of sources, and what rests on one that is withdrawn later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.response.findings.services import pieces as findings
from ponleu.response.verification.models import GradedSource, Grading
from ponleu.response.verification.queries import details, plans, resting
from ponleu.response.verification.rules import Information, Reliability
from ponleu.response.verification.services import grading, pieces, questions, undoing

WORSE = grading.Grade(Reliability.E, Information.FIVE, "He was in town that day.")


def test_grade_again_keeps_the_older_grade(make_source, ana, noon):
    source = make_source()

    grading.grade_again(ana, source.pk, WORSE, at=noon + timedelta(days=1))

    page = details.source_page(ana, source)
    assert [(each.reliability, each.information) for each in page.gradings] == [
        ("E", "5"),
        ("B", "2"),
    ]


def test_enter_of_a_source_that_is_there_grades_it_anew(make_source):
    first, second = make_source(), make_source(reliability=Reliability.D)

    assert first == second
    assert Grading.objects.filter(graded=first).count() == 2


def test_enter_takes_a_document_a_claim_an_entry_or_a_witness(
    ana, plan, make_document, country, make_claim, hotel, make_witness, noon
):
    document = make_document(unit=country["KH-18"], territory="18")
    subjects = [document, make_claim(document), hotel, make_witness()]
    grade = grading.Grade(Reliability.A, Information.ONE, "known")

    for subject in subjects:
        grading.enter(ana, plan.pk, f" {subject.reference.lower()} ", grade, at=noon)

    found = plans.source_rows(ana, plan)
    assert [row.named.reference for row in found] == [each.reference for each in subjects]
    assert [row.named.kind for row in found] == ["source", "claim", "entry", "witness"]


def test_enter_refuses_what_is_not_there_or_not_for_the_actor(
    ana, plan, make_document, country, noon
):
    hidden = make_document(unit=country["KH-12"], territory="12")
    grade = grading.Grade(Reliability.A, Information.ONE, "known")

    for reference in ("", "D-2026-999999-X", hidden.reference):
        with pytest.raises(InvalidInput):
            grading.enter(ana, plan.pk, reference, grade, at=noon)


def test_a_document_that_a_reader_may_not_see_has_no_words(
    desk, ana, plan, make_document, country, noon
):
    bora = desk["bora"][0]
    hidden = make_document(unit=country["KH"], territory="", title="Planted title")
    grade = grading.Grade(Reliability.A, Information.ONE, "known")
    grading.enter(bora, plan.pk, hidden.reference, grade, at=noon)

    (theirs,), (ours,) = plans.source_rows(ana, plan), plans.source_rows(bora, plan)

    assert (theirs.named.reference, theirs.named.title) == ("", "")
    assert ours.named.title == "Planted title"


@pytest.mark.parametrize("why", ["", "x" * 501])
def test_a_grade_needs_a_ground(make_source, why):
    with pytest.raises(InvalidInput):
        make_source(why=why)


def test_a_source_is_just_one_thing(ana, plan, make_source, make_witness, noon, hotel):
    source, witness = make_source(), make_witness()

    for wrong in ({}, {"entry": hotel, "witness": witness}, {"entry": source.entry}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GradedSource.objects.create(allegation=plan, by=ana, at=noon, **wrong)


def test_a_grade_is_one_of_the_known(make_source, ana, noon):
    source = make_source()

    for wrong in (
        {"reliability": "G", "information": "1"},
        {"reliability": "A", "information": "7"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grading.objects.create(graded=source, why="x", by=ana, at=noon, **wrong)


def test_withdraw_source_lists_what_rests_on_it_and_changes_none(
    make_source, make_question, close, ana, plan, noon
):
    source, question = make_source(), make_question()
    answer = close(question, source)
    made = pieces.from_answer(ana, answer.pk, shows("the guard"), at=noon)

    grading.withdraw_source(ana, source.pk, why="He was not there.", at=noon)

    found = resting.on_source(ana, source)
    assert (found.answers, found.pieces) == ((answer,), (made.piece,))
    (row,) = plans.plan_of(ana, plan, today=noon.date()).questions
    assert row.answered.answer == answer
    assert row.answered.is_shaken


def shows(origin="", **more):
    return pieces.Shows("A chain on the door.", Reliability.B, Information.TWO, origin, **more)


def test_resting_names_the_same_source_in_other_plans(
    make_source, ana, opened, told, site, noon, hotel
):
    source = make_source()
    other = opened(told(days=90), entry=site("Red Door Bar"))
    grade = grading.Grade(Reliability.C, Information.THREE, "seen once")
    elsewhere = grading.enter(ana, other.pk, hotel.reference, grade, at=noon).graded
    asked = questions.ask(ana, other.pk, "Who owns it?", at=noon)
    from ponleu.response.verification.rules import Conclusion

    answer = questions.answer(
        ana, asked.pk, Conclusion.ANSWERED, "They do.", grounds=[elsewhere.pk], at=noon
    )

    found = resting.on_source(ana, source)

    assert (found.elsewhere, found.answers) == ((elsewhere,), (answer,))


def test_resting_on_a_witness_counts_their_interviews(
    ana, plan, make_witness, held, make_question, close, noon
):
    witness = make_witness()
    answer = close(make_question(), held(witness=witness))
    grade = grading.Grade(Reliability.B, Information.TWO, "was there")
    source = grading.enter(ana, plan.pk, witness.reference, grade, at=noon).graded

    assert resting.on_source(ana, source).answers == (answer,)


def test_resting_on_a_document_counts_claims_replies_and_evidence(
    ana, plan, make_document, country, make_claim, make_reply, make_question, close, noon
):
    from ponleu.response.findings.rules.kinds import PieceKind

    document = make_document(unit=country["KH-18"], territory="18")
    claim = make_claim(document)
    grade = grading.Grade(Reliability.B, Information.TWO, "its own paper")
    source = grading.enter(ana, plan.pk, document.reference, grade, at=noon).graded
    of_claim = grading.enter(ana, plan.pk, claim.reference, grade, at=noon).graded
    one = close(make_question(), of_claim)
    two = close(make_question(), make_reply(words="", source=document.reference))
    about = findings.About(kind=PieceKind.CLAIM, words="It says so.", claim=claim.pk)
    piece = findings.add_piece(ana, plan.pk, about, at=noon)

    found = resting.on_source(ana, source)

    assert set(found.answers) == {one, two}
    assert found.pieces == (piece,)
    assert found.elsewhere == (of_claim,)


def test_withdraw_source_needs_a_reason_and_is_undone(make_source, ana, noon):
    source = make_source()
    with pytest.raises(InvalidInput):
        grading.withdraw_source(ana, source.pk, why=" ", at=noon)
    grading.withdraw_source(ana, source.pk, why="He lied.", at=noon)

    with pytest.raises(NotFound):
        grading.grade_again(ana, source.pk, WORSE, at=noon)
    with pytest.raises(ChangedMeanwhile):
        make_source()
    undoing.bring_back(ana, "source", source.pk, at=noon)

    source.refresh_from_db()
    assert (source.withdrawn_at, source.withdrawn_why) == (None, "")
