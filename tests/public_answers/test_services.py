"""From a finding to an answer that is out, and back: who may, what is kept, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.register.models import Name, Tie
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand
from ponleu.response.cases.services import allegations
from ponleu.response.complaints.models import Exclusion
from ponleu.response.findings.rules.kinds import Outcome
from ponleu.response.findings.services import pieces
from ponleu.response.public_answers.models import Answer, Excuse, Step
from ponleu.response.public_answers.queries import answers, grounds
from ponleu.response.public_answers.rules.checks import Check, Sort
from ponleu.response.public_answers.rules.states import Act, State
from ponleu.response.public_answers.services import approving, drafting, excusing
from tests.public_answers.conftest import APPROVER, SPOKESPERSON


def seen_by(actor):
    return list(Answer.objects.visible_to(actor))


def open_hits(answer):
    """What keeps an answer back, by sort, with its words."""
    answer = Answer.objects.select_related(
        "finding__allegation", "allegation__entry", "corrects"
    ).get(pk=answer.pk)
    found = grounds.checked(answer, answers.latest(answer))
    return [(hit.sort, hit.text) for each in found for hit in each.hits]


def acts_of(answer):
    return [step.act for step in answer.steps.all()]


def test_draft_makes_words_of_the_finding_in_both_languages(drafted, claim, finding, spokesperson):
    said, denied = claim(), claim("Nobody was held.", kind=ClaimKind.DENIAL)

    made = drafted(claims=[said.pk, denied.pk])

    words = answers.latest(made)
    assert made.reference.startswith("R-2026-")
    assert (made.state, made.finding, made.drafted_by) == (State.DRAFT, finding, spokesperson)
    assert "a labour dispute" in words.en
    assert "វិវាទការងារ" in words.km
    assert [(each.claim, each.side) for each in made.chosen.all()] == [
        (said, "claim"),
        (denied, "denial"),
    ]
    assert open_hits(made) == [(Sort.NOT_READ, "")]
    row = JournalRow.objects.get(action="answer.drafted")
    assert (row.actor, row.target, row.reason) == (str(spokesperson.pk), str(made.pk), "")


def test_draft_needs_a_finding_that_was_approved(proposed, spokesperson, noon):
    waiting = proposed()

    with pytest.raises(NotFound):
        drafting.draft(spokesperson, waiting.allegation_id, [], at=noon)


def test_draft_is_refused_to_readers_and_unknown_outside_the_unit(
    finding, make_user, country, chief, noon
):
    away = make_user("away", unit=country["KH-12"], actions=SPOKESPERSON)

    with pytest.raises(NotPermitted):
        drafting.draft(chief, finding.allegation_id, [], at=noon)
    with pytest.raises(NotFound):
        drafting.draft(away, finding.allegation_id, [], at=noon)


def test_draft_refuses_a_second_answer_while_one_is_in_work_or_out(drafted, out, noon):
    out()

    with pytest.raises(ChangedMeanwhile, match="correct"):
        drafted()


def test_draft_refuses_a_second_in_work(drafted):
    drafted()

    with pytest.raises(ChangedMeanwhile, match="in work"):
        drafted()


def test_draft_refuses_a_claim_that_the_actor_may_not_see(drafted, make_source, country, noon):
    from uuid import uuid4

    with pytest.raises(NotFound):
        drafted(claims=[uuid4()])


def test_reword_keeps_each_version_and_refuses_a_stale_one(drafted, worded, spokesperson, noon):
    answer = drafted()
    worded(answer, en="First words.")

    with pytest.raises(ChangedMeanwhile):
        drafting.reword(spokesperson, answer.pk, "x", "Second words.", was=1, at=noon)

    assert [(each.number, each.en[:12]) for each in answer.wordings.all()] == [
        (2, "First words."),
        (1, "This answer "),
    ]


def test_reword_with_the_same_words_makes_no_version(drafted, worded):
    answer = drafted()
    words = answers.latest(answer)

    worded(answer, km=words.km + "  \r\n", en=words.en)

    assert answers.latest(answer) == words


@pytest.mark.parametrize(("km", "en"), [("", " "), ("x" * 6001, "x")])
def test_reword_refuses_no_words_and_too_many(drafted, spokesperson, noon, km, en):
    answer = drafted()

    with pytest.raises(InvalidInput):
        drafting.reword(spokesperson, answer.pk, km, en, was=1, at=noon)


def test_reword_is_refused_once_handed_in(waiting, worded):
    answer = waiting()

    with pytest.raises(drafting.NotNow):
        worded(answer)


def test_choose_puts_other_claims_beside_it(drafted, claim, spokesperson, noon):
    one, other = claim(), claim("They could leave.", kind=ClaimKind.DENIAL)
    answer = drafted(claims=[one.pk])

    drafting.choose(spokesperson, answer.pk, [other.pk], at=noon)

    assert [each.claim for each in answer.chosen.all()] == [other]


def test_dropped_answers_can_be_taken_up_again(drafted, spokesperson, noon):
    answer = drafted()
    drafting.drop(spokesperson, answer.pk, at=noon)
    other = drafted()

    with pytest.raises(ChangedMeanwhile):
        drafting.resume(spokesperson, answer.pk, at=noon)
    drafting.drop(spokesperson, other.pk, at=noon)

    assert drafting.resume(spokesperson, answer.pk, at=noon).state == State.DRAFT


def test_read_khmer_is_for_a_second_person_and_ends_with_new_khmer_words(
    drafted, worded, spokesperson, chief, noon
):
    answer = drafted()
    with pytest.raises(approving.OwnAnswer):
        approving.read_khmer(spokesperson, answer.pk, at=noon)

    approving.read_khmer(chief, answer.pk, at=noon)

    words = answers.latest(answer)
    assert grounds.khmer_read(answer, words).by == chief
    worded(answer, km=words.km, en="Other English.")
    assert (Sort.NOT_READ, "") not in open_hits(answer)
    worded(answer, km="ពាក្យថ្មី។", en="Other English.")
    assert (Sort.NOT_READ, "") in open_hits(answer)


def test_read_khmer_can_be_undone(drafted, chief, noon):
    answer = drafted()
    approving.read_khmer(chief, answer.pk, at=noon)

    approving.unread_khmer(chief, answer.pk, at=noon + timedelta(minutes=1))

    assert open_hits(answer) == [(Sort.NOT_READ, "")]


def test_send_back_takes_a_note_and_lets_the_drafter_write(waiting, worded, chief, noon):
    answer = waiting()
    with pytest.raises(InvalidInput):
        approving.send_back(chief, answer.pk, "  ", at=noon)

    sent = approving.send_back(chief, answer.pk, "Say which month.", at=noon)

    assert sent.state == State.SENT_BACK
    assert answer.steps.get(act=Act.SENT_BACK).note == "Say which month."
    worded(answer)
    assert Answer.objects.get().state == State.DRAFT


def test_take_back_lets_the_drafter_write_on(waiting, worded, spokesperson, noon):
    answer = waiting()

    approving.take_back(spokesperson, answer.pk, at=noon)

    assert worded(answer).number == 2


def test_approve_is_not_for_whoever_wrote_any_of_it(
    finding, drafted, make_user, country, worded, chief, noon
):
    both = make_user("both", unit=country["KH-18"], actions=(*SPOKESPERSON, Action.ANSWER_APPROVE))
    answer = drafted()
    worded(answer, by=both)
    approving.read_khmer(chief, answer.pk, at=noon)
    approving.hand_in(both, answer.pk, at=noon)

    for act in (
        lambda: approving.approve(both, answer.pk, was=2, at=noon),
        lambda: approving.send_back(both, answer.pk, "x", at=noon),
    ):
        with pytest.raises(approving.OwnAnswer):
            act()


def test_approve_refuses_words_that_the_approver_did_not_read(waiting, chief, noon):
    with pytest.raises(drafting.NotNow):
        approving.approve(chief, waiting().pk, was=7, at=noon)


def test_approve_refuses_while_a_check_is_open(drafted, spokesperson, chief, noon):
    answer = drafted()
    approving.hand_in(spokesperson, answer.pk, at=noon)

    with pytest.raises(approving.ChecksOpen):
        approving.approve(chief, answer.pk, was=1, at=noon)

    assert Answer.objects.get().state == State.WAITING
    assert not JournalRow.objects.filter(action="answer.approved").exists()


def test_approve_and_end_approval_keep_who_and_when(agreed, chief, noon):
    answer = agreed()
    assert (answer.state, answer.approved_by, answer.approved_at) == (State.APPROVED, chief, noon)

    ended = approving.end_approval(chief, answer.pk, "A figure is doubtful.", at=noon)

    assert (ended.state, ended.approved_by) == (State.WAITING, None)
    with pytest.raises(drafting.NotNow):
        approving.end_approval(chief, answer.pk, "Again.", at=noon)


def test_publish_gives_reporters_a_day_first_or_asks_why_not(agreed, spokesperson, noon):
    answer = agreed()
    with pytest.raises(approving.TooEarly):
        approving.publish(spokesperson, answer.pk, at=noon + timedelta(hours=23, minutes=59))

    out = approving.publish(spokesperson, answer.pk, at=noon + timedelta(hours=24))

    assert (out.state, out.published_by) == (State.PUBLISHED, spokesperson)


def test_publish_early_keeps_the_reason(out):
    answer = out()

    assert answer.steps.get(act=Act.PUBLISHED).note == "The press asks."


def test_publish_refuses_what_is_not_approved(waiting, spokesperson, noon):
    with pytest.raises(drafting.NotNow):
        approving.publish(spokesperson, waiting().pk, why_early="x", at=noon)


def test_publish_refuses_when_the_finding_was_replaced_since(agreed, approved, spokesperson, noon):
    answer = agreed()
    approved(at=noon + timedelta(hours=1))

    with pytest.raises(approving.ChecksOpen):
        approving.publish(spokesperson, answer.pk, at=noon + timedelta(days=2))

    assert open_hits(answer) == [(Sort.REPLACED, "")]


def test_publish_refuses_when_evidence_beneath_was_withdrawn(
    agreed, both, writer, spokesperson, noon
):
    answer = agreed()
    pieces.withdraw_piece(writer, both[0].pk, why="Not first-hand.", at=noon)

    with pytest.raises(approving.ChecksOpen):
        approving.publish(spokesperson, answer.pk, at=noon + timedelta(days=2))

    assert open_hits(answer) == [(Sort.EVIDENCE_WITHDRAWN, "")]


def test_publish_refuses_when_the_allegation_was_withdrawn(agreed, desk, spokesperson, noon):
    answer = agreed()
    allegations.withdraw(desk["ana"][0], answer.allegation_id, why="Mistaken.", at=noon)

    with pytest.raises(approving.ChecksOpen):
        approving.publish(spokesperson, answer.pk, at=noon + timedelta(days=2))


def test_correct_begins_a_version_and_the_old_one_stays(
    out, approved, spokesperson, chief, noon, both
):
    old = out()
    later = noon + timedelta(days=3)
    new_finding = approved(at=later, outcome=Outcome.PARTLY)

    new = drafting.correct(spokesperson, old.pk, "Papers were kept after all.", at=later)

    assert (new.corrects, new.finding, new.state) == (old, new_finding, State.DRAFT)
    assert answers.latest(new).en.startswith("This answer corrects the one that we gave in Novem")
    old.refresh_from_db()
    assert old.state == State.PUBLISHED
    approving.read_khmer(chief, new.pk, at=later)
    approving.hand_in(spokesperson, new.pk, at=later)
    approving.approve(chief, new.pk, was=1, at=later)
    approving.publish(spokesperson, new.pk, at=later + timedelta(days=1))
    old.refresh_from_db()
    assert old.state == State.CORRECTED
    assert "labour dispute" in answers.latest(old).en


def test_correct_asks_why_and_only_of_what_is_out(out, agreed, spokesperson, noon):
    old = out()
    with pytest.raises(InvalidInput):
        drafting.correct(spokesperson, old.pk, " ", at=noon)
    new = drafting.correct(spokesperson, old.pk, "Wrong month.", at=noon)

    with pytest.raises(drafting.NotNow):
        drafting.correct(spokesperson, new.pk, "Again.", at=noon)
    with pytest.raises(ChangedMeanwhile):
        drafting.correct(spokesperson, old.pk, "Again.", at=noon)


def test_excuse_lets_a_count_stand_with_a_reason_and_is_undone(
    drafted, worded, spokesperson, chief, noon
):
    answer = drafted()
    worded(answer, km="កម្មករ ៣ នាក់", en="We met 3 workers.")
    assert (Sort.SMALL_COUNT, "3 workers") in open_hits(answer)

    kept = excusing.excuse(
        chief, answer.pk, "small_count", "3 workers", "The press named all.", at=noon
    )

    assert (Sort.SMALL_COUNT, "3 workers") not in open_hits(answer)
    assert (kept.why, kept.by) == ("The press named all.", chief)
    excusing.unexcuse(chief, answer.pk, kept.pk, at=noon)
    assert (Sort.SMALL_COUNT, "3 workers") in open_hits(answer)
    assert Excuse.objects.get().withdrawn_by == chief


def test_excuse_refuses_complaints_guilt_no_reason_and_what_no_check_finds(
    drafted, worded, spokesperson, noon
):
    answer = drafted()
    worded(answer, en="C-2026-000001-T says that someone is guilty of 9 things.")

    for sort, text in (("complaint", "C-2026-000001-T"), ("accusing", "guilty")):
        with pytest.raises(excusing.NeverExcused):
            excusing.excuse(spokesperson, answer.pk, sort, text, "Because.", at=noon)
    with pytest.raises(InvalidInput):
        excusing.excuse(spokesperson, answer.pk, "number", "9", " ", at=noon)
    with pytest.raises(InvalidInput):
        excusing.excuse(spokesperson, answer.pk, "number", "8", "Because.", at=noon)
    assert not Excuse.objects.exists()


def test_excuse_is_refused_once_approved(agreed, spokesperson, noon):
    with pytest.raises(drafting.NotNow):
        excusing.excuse(spokesperson, agreed().pk, "number", "9", "Because.", at=noon)


def test_checks_know_the_names_of_persons_tied_to_the_site(
    drafted, worded, hotel, desk, make_user, country, noon
):
    editor = make_user(
        "hand", unit=country["KH-18"], actions=[Action.REGISTER_READ, Action.REGISTER_EDIT]
    )
    known = by_hand.Known(
        kind=EntryKind.PERSON, name="Chan Sopheap", spellings=["ចាន់ សុភាព"], territory="18"
    )
    person = by_hand.enter_known(editor, known, unit=country["KH-18"], at=noon)
    Tie.objects.create(
        holder=person, held=hotel, sort="works_for", entered_by=editor, entered_at=noon
    )
    answer = drafted()

    worded(answer, km="យើងបានជួបចាន់ សុភាព", en="Sopheap Chan was met.")

    assert Name.objects.filter(text="ចាន់ សុភាព").exists()
    assert {text for sort, text in open_hits(answer) if sort is Sort.NAME} == {
        "Chan Sopheap",
        "ចាន់ សុភាព",
    }


def test_checks_know_figures_of_the_finding_its_evidence_and_the_claims_chosen(
    drafted, worded, claim
):
    said = claim("They kept 37 passports.")
    answer = drafted(claims=[said.pk])

    worded(answer, km="១២ ៣៧ ៩៩", en="12, 37 and 99")

    assert open_hits(answer) == [(Sort.NUMBER, "៩៩"), (Sort.NOT_READ, "")]


def test_drafts_are_for_those_who_work_on_them(
    drafted, spokesperson, chief, partner, make_user, country, writer
):
    answer = drafted()
    away = make_user("away", unit=country["KH-12"], actions=(*SPOKESPERSON, *APPROVER))

    assert seen_by(spokesperson) == seen_by(chief) == [answer]
    assert seen_by(partner) == seen_by(away) == seen_by(writer) == []


def test_published_ones_are_for_all_who_read_answers_in_reach(out, partner, make_user, country):
    answer = out()
    away = make_user("away", unit=country["KH-12"], actions=[Action.ANSWER_READ])
    nobody = make_user("nobody", unit=country["KH-18"], actions=[Action.FINDING_READ])

    assert seen_by(partner) == [answer]
    assert seen_by(away) == seen_by(nobody) == []


def test_approved_ones_are_for_those_who_answer_complaints_too(agreed, make_officer, country):
    actions = (Action.COMPLAINT_READ, Action.COMPLAINT_DECIDE, Action.ANSWER_READ)
    officer, _pair = make_officer("intake", country["KH-18"], actions)

    answer = agreed()

    assert seen_by(officer) == [answer]


@pytest.mark.parametrize("kept_from", ["person", "unit"])
def test_whoever_a_complaint_names_sees_no_answer_that_rests_on_it(
    out, chief, partner, allegation, desk, noon, kept_from
):
    out()
    told = {"user": partner} if kept_from == "person" else {"unit": partner.unit}
    complaint = allegation.gatherings.get().complaint
    Exclusion.objects.create(complaint=complaint, by=desk["ana"][0], at=noon, **told)

    assert seen_by(partner) == []
    assert seen_by(chief) != []


@pytest.mark.parametrize(
    "change",
    [
        {"approved_by_id": None},
        {"state": "draft"},
        {"state": "published"},
        {"correction_why": "Because."},
    ],
)
def test_the_database_refuses_half_answers(agreed, change):
    answer = agreed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(**change)


def test_the_database_refuses_an_approval_by_the_drafter(agreed, spokesperson):
    answer = agreed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(approved_by=spokesperson)


def test_the_database_refuses_excuses_of_complaints_or_without_a_reason(
    drafted, spokesperson, noon
):
    answer = drafted()
    said = {"answer": answer, "found": "x", "by": spokesperson, "at": noon}

    for fields in ({"sort": Sort.COMPLAINT, "why": "x"}, {"sort": Sort.NAME, "why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Excuse.objects.create(**said, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(answer=answer, act=Act.SENT_BACK, by=spokesperson, at=noon)


def test_the_database_refuses_two_answers_in_work(drafted):
    answer = drafted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            unit=answer.unit,
            reference="R-2026-999999-X",
            allegation=answer.allegation,
            finding=answer.finding,
            state=State.WAITING,
            drafted_by=answer.drafted_by,
            drafted_at=answer.drafted_at,
        )


def test_see_journals_reading_and_printing(out, partner, noon):
    answer = out()

    drafting.see(partner, answer.pk, at=noon)
    drafting.see(partner, answer.pk, at=noon, to_print=True)

    rows = JournalRow.objects.filter(actor=str(partner.pk)).order_by("sequence")
    assert [(row.action, row.target) for row in rows] == [
        ("answer.read", str(answer.pk)),
        ("answer.printed", str(answer.pk)),
    ]


def test_steps_tell_the_whole_way(out):
    assert acts_of(out()) == ["drafted", "khmer_read", "handed_in", "approved", "published"]


def test_every_check_is_told_on_every_page(drafted, spokesperson):
    page = answers.page_of(spokesperson, drafted())

    assert [each.check for each in page.checked] == list(Check)
