"""Second readings: nobody is both readers, nothing enters the record, what differs is settled."""

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.review import agreement, facts, queue, second_readings, services
from ponleu.knowledge.review.models import SecondJudgement, SecondReading
from ponleu.knowledge.sources.models import Judgement
from ponleu.knowledge.sources.rules import Verdict

WORDS = "Deputy Governor Long Virak told reporters in Kampot that nobody was held on 10 March 2026."


@pytest.fixture
def source(ana, read, asked, noon):
    kept = read(ana, WORDS)
    person = asked(kept, "person")
    services.judge(ana, person.pk, Verdict.ACCEPTED, revision=0, at=noon)
    return kept


@pytest.fixture
def offered(ana, source, noon):
    return second_readings.offer(ana, source.pk, at=noon)


@pytest.fixture
def taken(ben, offered, noon):
    return second_readings.take(ben, offered.source_id, at=noon)


@pytest.fixture
def differing(ana, ben, taken, asked, noon):
    """A finished second reading: ana accepted the person, ben rejected it."""
    person = asked(taken.source, "person")
    second_readings.answer(ben, taken.source_id, person.pk, Verdict.REJECTED, at=noon)
    second_readings.close(ben, taken.source_id, at=noon)
    person.refresh_from_db()
    return person


def resolve(actor, person, keep, noon, revision=1):
    return second_readings.resolve(
        actor, person.source_id, person.pk, keep, revision=revision, at=noon
    )


def test_offer_needs_a_judgement_and_happens_once(ana, read, source, noon):
    with pytest.raises(InvalidInput):
        second_readings.offer(ana, read(ana, "Nobody went to Kampot.").pk, at=noon)
    second_readings.offer(ana, source.pk, at=noon)
    with pytest.raises(InvalidInput):
        second_readings.offer(ana, source.pk, at=noon)


def test_offer_is_for_those_who_may_review(make_user, coast, eva, source, noon):
    reader = make_user("rea", unit=coast, actions=[Action.SOURCE_READ])

    with pytest.raises(NotPermitted):
        second_readings.offer(reader, source.pk, at=noon)
    with pytest.raises(NotFound):
        second_readings.offer(eva, source.pk, at=noon)


def test_withdraw_offer_undoes_it_until_someone_took_it(ana, ben, offered, noon):
    with pytest.raises(NotFound):
        second_readings.withdraw_offer(ben, offered.source_id, at=noon)
    second_readings.withdraw_offer(ana, offered.source_id, at=noon)
    assert not SecondReading.objects.exists()

    again = second_readings.offer(ana, offered.source_id, at=noon)
    second_readings.take(ben, again.source_id, at=noon)
    with pytest.raises(ChangedMeanwhile):
        second_readings.withdraw_offer(ana, again.source_id, at=noon)


def test_take_refuses_whoever_judged_or_gave_it(ana, make_user, coast, read, asked, noon):
    cara = make_user("cara", unit=coast, actions=list(Action))
    kept = read(ana, WORDS)
    services.judge(ana, asked(kept, "person").pk, Verdict.ACCEPTED, revision=0, at=noon)
    second_readings.offer(cara, kept.pk, at=noon)

    for first in (ana, cara):
        with pytest.raises(NotPermitted):
            second_readings.take(first, kept.pk, at=noon)
        assert agreement.offered(first) == []


def test_take_tells_the_second_of_two(make_user, coast, taken, noon):
    cara = make_user("cara", unit=coast, actions=list(Action))

    with pytest.raises(ChangedMeanwhile):
        second_readings.take(cara, taken.source_id, at=noon)


def test_take_hides_another_units_document(eva, offered, noon):
    assert agreement.offered(eva) == []
    with pytest.raises(NotFound):
        second_readings.take(eva, offered.source_id, at=noon)


def test_the_second_reader_judges_nothing_there_and_meets_it_in_no_queue(ben, taken, asked, noon):
    place = asked(taken.source, "place")

    with pytest.raises(NotPermitted):
        services.judge(ben, place.pk, Verdict.ACCEPTED, revision=0, at=noon)
    assert not facts.waiting(ben).exists()
    assert not queue.waiting_sources(ben).exists()


def test_answer_enters_nothing_and_leaves_the_first_answer(ben, taken, asked, noon):
    person, denial = asked(taken.source, "person"), asked(taken.source, "denial")
    before = Judgement.objects.count()

    second_readings.answer(ben, taken.source_id, denial.pk, Verdict.ACCEPTED, at=noon)
    second_readings.answer(ben, taken.source_id, person.pk, Verdict.REJECTED, at=noon)

    person.refresh_from_db()
    assert (person.verdict, Judgement.objects.count()) == ("accepted", before)
    assert not Claim.objects.exists()
    assert Entry.objects.standing().count() == 1
    actions = JournalEntry.objects.filter(target=str(person.pk)).values_list("action", flat=True)
    assert "review.second_answered" in actions


def test_answer_anew_replaces_and_take_back_opens_again(ben, taken, asked, noon):
    person = asked(taken.source, "person")
    for verdict in (Verdict.REJECTED, Verdict.UNSURE):
        second_readings.answer(ben, taken.source_id, person.pk, verdict, at=noon)
    assert SecondJudgement.objects.get().verdict == "unsure"

    second_readings.take_back_answer(ben, taken.source_id, person.pk, at=noon)
    assert not SecondJudgement.objects.exists()
    with pytest.raises(InvalidInput):
        second_readings.take_back_answer(ben, taken.source_id, person.pk, at=noon)


def test_answer_refuses_others_edits_and_other_documents(ana, ben, read, taken, asked, noon):
    person = asked(taken.source, "person")
    elsewhere = asked(read(ana, "Workers left Kampot."), "place")

    with pytest.raises(InvalidInput):
        second_readings.answer(ben, taken.source_id, person.pk, Verdict.EDITED, at=noon)
    with pytest.raises(NotFound):
        second_readings.answer(ana, taken.source_id, person.pk, Verdict.ACCEPTED, at=noon)
    with pytest.raises(NotFound):
        second_readings.answer(ben, taken.source_id, elsewhere.pk, Verdict.ACCEPTED, at=noon)


def test_hand_back_frees_an_unanswered_reading_only(ben, taken, asked, noon):
    person = asked(taken.source, "person")
    second_readings.answer(ben, taken.source_id, person.pk, Verdict.UNSURE, at=noon)
    with pytest.raises(InvalidInput):
        second_readings.hand_back(ben, taken.source_id, at=noon)
    second_readings.take_back_answer(ben, taken.source_id, person.pk, at=noon)

    second_readings.hand_back(ben, taken.source_id, at=noon)

    assert SecondReading.objects.get().reader is None


def test_close_needs_an_answer_and_ends_answering(ben, taken, asked, noon):
    with pytest.raises(InvalidInput):
        second_readings.close(ben, taken.source_id, at=noon)
    person = asked(taken.source, "person")
    second_readings.answer(ben, taken.source_id, person.pk, Verdict.ACCEPTED, at=noon)
    second_readings.close(ben, taken.source_id, at=noon)

    with pytest.raises(InvalidInput):
        second_readings.answer(ben, taken.source_id, person.pk, Verdict.REJECTED, at=noon)


def test_compared_counts_the_first_answer_as_it_stood_when_the_second_was_done(
    ana, ben, taken, asked, noon
):
    person, place = asked(taken.source, "person"), asked(taken.source, "place")
    day = asked(taken.source, "date")
    services.judge(ana, place.pk, Verdict.EDITED, revision=0, edited={"label": "x"}, at=noon)
    for each, verdict in ((person, "rejected"), (place, "accepted"), (day, "accepted")):
        second_readings.answer(ben, taken.source_id, each.pk, Verdict(verdict), at=noon)
    second_readings.close(ben, taken.source_id, at=noon)
    services.judge(ana, person.pk, Verdict.REJECTED, revision=1, at=noon)

    overall, of_persons, of_places = agreement.compared(agreement.closed(ana))

    # person: accepted / rejected; place: edited counts as accepted / accepted; the day had
    # no first answer. p_o = 1/2; p_e = (2/2)(1/2) = 1/2; kappa = 0.
    assert (overall.kind, overall.agreement.asked, overall.agreement.agreed) == ("", 2, 1)
    assert overall.agreement.kappa == 0
    assert (of_persons.kind, of_persons.agreement.observed) == ("person", 0)
    assert (of_places.kind, of_places.agreement.kappa) == ("place", None)


def test_resolve_takes_the_second_answer_into_the_record_and_back(ana, differing, noon):
    resolve(ana, differing, "second", noon)
    differing.refresh_from_db()
    assert (differing.verdict, Entry.objects.standing().exists()) == ("rejected", False)

    second_readings.unresolve(ana, differing.source_id, differing.pk, at=noon)

    differing.refresh_from_db()
    assert (differing.verdict, Entry.objects.standing().count()) == ("accepted", 1)
    assert SecondJudgement.objects.get().resolution == ""


def test_resolve_keeps_the_first_answer_and_takes_that_back(ana, differing, noon):
    resolve(ana, differing, "first", noon)
    [settled] = agreement.disagreements(SecondReading.objects.get())
    assert (settled.second.resolution, settled.second.resolved_by) == ("first", ana)

    second_readings.unresolve(ana, differing.source_id, differing.pk, at=noon)

    differing.refresh_from_db()
    assert (differing.verdict, differing.revision) == ("accepted", 1)
    actions = JournalEntry.objects.filter(target=str(differing.pk)).order_by("sequence")
    assert [row.action for row in actions][-2:] == ["review.kept_first", "review.unsettled"]


def test_resolve_is_not_for_the_second_reader_nor_twice_nor_late(ana, ben, differing, noon):
    with pytest.raises(NotPermitted):
        resolve(ben, differing, "second", noon)
    with pytest.raises(ChangedMeanwhile):
        resolve(ana, differing, "first", noon, revision=0)
    with pytest.raises(InvalidInput):
        resolve(ana, differing, "third", noon)
    resolve(ana, differing, "first", noon)
    with pytest.raises(InvalidInput):
        resolve(ana, differing, "second", noon)


def test_resolve_waits_until_the_second_reader_is_done(ana, ben, taken, asked, noon):
    person = asked(taken.source, "person")
    second_readings.answer(ben, taken.source_id, person.pk, Verdict.REJECTED, at=noon)

    with pytest.raises(NotFound):
        resolve(ana, person, "second", noon)


def test_unresolve_refuses_what_was_judged_anew(ana, differing, noon):
    resolve(ana, differing, "second", noon)
    services.judge(ana, differing.pk, Verdict.UNSURE, revision=2, at=noon)

    with pytest.raises(ChangedMeanwhile):
        second_readings.unresolve(ana, differing.source_id, differing.pk, at=noon)


def test_unresolve_refuses_what_is_not_settled(ana, differing, noon):
    with pytest.raises(InvalidInput):
        second_readings.unresolve(ana, differing.source_id, differing.pk, at=noon)


@pytest.mark.parametrize(
    "fields",
    [
        {"reader": None},  # taken_at stays
        {"reader": None, "taken_at": None, "closed_at": "noon"},
        {"reader": "ana"},  # who gave it
    ],
)
def test_the_database_refuses_a_reading_that_makes_no_sense(ana, taken, noon, fields):
    known = {"noon": noon, "ana": ana}
    broken = {name: known.get(value, value) for name, value in fields.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        SecondReading.objects.filter(pk=taken.pk).update(**broken)


def test_the_database_refuses_half_a_settling(differing):
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondJudgement.objects.update(resolution="first")
