"""learn and revert: from judgements to weights, adopted only if frozen documents improve."""

import io
import json
from datetime import date, timedelta

import pytest

from ponleu.engines.reading.learning import Judged
from ponleu.engines.reading.learning_marks import VOCABULARY, case
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.journal.models import Entry
from ponleu.knowledge.sources import learning, services
from ponleu.knowledge.sources.models import LearnedWeights, Proposal, WeightsAdoption
from ponleu.knowledge.sources.rules import SourceKind
from ponleu.knowledge.sources.weights import pack_weights, versions, weights_in_use
from tests.judged import TITLE, VERB


def test_learn_adopts_what_reads_frozen_documents_better(a_wrong_rule, noon):
    trial = learning.learn(None, at=noon)

    assert trial.improves
    assert trial.version == "learned-1"
    assert trial.comparison.documents == 8
    assert trial.learned_from == {"accepted": 48, "rejected": 48}
    assert weights_in_use().version == "learned-1"
    row = LearnedWeights.objects.get()
    assert (row.judged, row.improves, row.trained_by) == (96, True, None)
    assert row.metrics["compared_with"] == pack_weights().version
    assert weights_in_use().metrics["log_loss"] == trial.comparison.after.log_loss


def test_learn_journals_what_was_learned_and_adopted(a_wrong_rule, noon):
    learning.learn(None, at=noon)

    assert list(Entry.objects.order_by("sequence").values_list("action", "actor")) == [
        ("weights.learned", ""),
        ("weights.adopted", ""),
    ]


def test_learn_keeps_its_hands_off_frozen_documents(make_document, judge, noon):
    judge(make_document(True), {"rejected": 100})

    trial = learning.learn(None, at=noon)

    assert trial.learned_from == {}
    assert not trial.has_learned
    assert not LearnedWeights.objects.exists()


def test_learn_records_and_does_not_adopt_what_does_not_improve(make_document, judge, noon):
    for _ in range(8):
        judge(make_document(False), {"rejected": 10})
        judge(make_document(True), {"accepted": 10})

    trial = learning.learn(None, at=noon)

    assert trial.has_learned
    assert not trial.improves
    assert LearnedWeights.objects.get().improves is False
    assert not WeightsAdoption.objects.exists()
    assert weights_in_use() == pack_weights()


def test_learn_adopts_nothing_without_frozen_documents(make_document, judge, noon):
    for _ in range(8):
        judge(make_document(False), {"rejected": 10})

    trial = learning.learn(None, at=noon)

    assert trial.comparison is None
    assert not trial.improves


def test_learn_twice_records_once(a_wrong_rule, noon):
    learning.learn(None, at=noon)

    again = learning.learn(None, at=noon)

    assert not again.has_learned
    assert LearnedWeights.objects.count() == WeightsAdoption.objects.count() == 1


def test_learn_adopts_the_same_weights_once_more_frozen_judgements_speak_for_them(
    make_document, judge, noon
):
    judge(make_document(False), {"rejected": 60}, VERB)
    for _ in range(4):
        judge(make_document(True), {"rejected": 6}, VERB)
    assert not learning.learn(None, at=noon).improves

    judge(make_document(True), {"rejected": 6}, VERB)
    trial = learning.learn(None, at=noon)

    assert trial.improves
    assert weights_in_use().version == trial.version == "learned-2"


def test_try_learning_writes_nothing(a_wrong_rule):
    trial = learning.try_learning()

    assert trial.improves
    assert not LearnedWeights.objects.exists()
    assert not Entry.objects.exists()


def test_learning_passes_over_what_waits_was_taken_back_or_left_unsure(
    make_document, judge, a_wrong_rule
):
    judge(make_document(False), {"": 5, "unsure": 5, "edited": 2, "not_in_article": 3})

    assert learning.try_learning().learned_from == {
        "accepted": 48,
        "edited": 2,
        "not_in_article": 3,
        "rejected": 48,
    }


def test_learning_takes_an_edited_one_as_half_right(make_document, judge):
    judge(make_document(False), {"edited": 60})

    assert learning.try_learning().after.judged[TITLE].right == 30


def test_learning_starts_from_the_rules_own_confidence(make_document, judge, a_wrong_rule):
    before = learning.try_learning().after
    Proposal.objects.update(confidence=0.1)

    assert learning.try_learning().after == before


def test_learning_of_questions_from_before_weights_takes_their_confidence(make_document, judge):
    judge(make_document(False), {"accepted": 60}, confidence=0.9, raw_confidence=None)
    judge(make_document(False), {"accepted": 60}, confidence=0.2, raw_confidence=0.9)

    assert learning.try_learning().after.judged[TITLE].judged == 120


def test_labelled_findings_are_compared_on_too(a_wrong_rule):
    further = [Judged(case("person", TITLE, 0.9, ()), 1, "labelled")]

    assert learning.try_learning(labelled=further).comparison.documents == 9


def test_nothing_of_a_document_gets_into_the_stored_weights(
    make_document, judge, a_wrong_rule, noon
):
    judge(make_document(False), {"accepted": 9}, rule="persons.Sok Dara", marks=["Sok Dara"])

    learning.learn(None, at=noon)

    row = LearnedWeights.objects.get()
    assert set(row.weights["values"]) <= VOCABULARY
    assert "Sok" not in json.dumps([row.weights, row.metrics])


def test_add_source_reads_with_the_newest_weights_and_old_readings_keep_theirs(
    a_wrong_rule, make_user, unit, noon
):
    eva = make_user("eva", unit=unit, actions=list(Action))
    before = add(eva, "Deputy Governor Long Virak told reporters that nobody was held.", noon)
    learning.learn(None, at=noon)
    confidences = list(before.proposals.values_list("pk", "confidence"))

    after = add(eva, "Deputy Governor Long Virak told the press that nobody was held.", noon)

    assert after.readings.get().weights_version == "learned-1"
    assert before.readings.get().weights_version == pack_weights().version
    assert list(before.proposals.values_list("pk", "confidence")) == confidences
    person = after.proposals.get(kind="person")
    assert person.raw_confidence == before.proposals.get(kind="person").raw_confidence
    assert person.confidence != before.proposals.get(kind="person").confidence


def add(actor, words, noon):
    about = services.About("A visit", SourceKind.PRESS, "", date(2026, 3, 10), "18")
    kept, _ = services.add_source(actor, io.BytesIO(words.encode()), about, at=noon)
    return kept


def test_add_source_keeps_the_marks_of_each_question(make_user, unit, noon):
    eva = make_user("eva", unit=unit, actions=list(Action))

    kept = add(eva, "Deputy Governor Long Virak spoke. Virak left.", noon)

    person = kept.proposals.get(kind="person")
    assert {"name.repeated", "person.office"} <= set(person.marks) <= VOCABULARY


def test_revert_reads_with_the_packs_weights_again_and_forth(a_wrong_rule, noon):
    learning.learn(None, at=noon)

    learning.revert(None, pack_weights().version, at=noon)

    assert weights_in_use() == pack_weights()
    learning.revert(None, "learned-1", at=noon + timedelta(days=1))
    assert weights_in_use().version == "learned-1"
    assert WeightsAdoption.objects.count() == 3
    assert Entry.objects.filter(action="weights.adopted").count() == 3


@pytest.mark.parametrize("version", ["learned-7", "learned-1"])
def test_revert_refuses_a_version_that_is_not_there_or_in_use(a_wrong_rule, noon, version):
    learning.learn(None, at=noon)

    with pytest.raises(InvalidInput):
        learning.revert(None, version, at=noon)

    assert WeightsAdoption.objects.count() == 1


def test_only_a_keeper_may_learn_or_revert(a_wrong_rule, ana, make_user, noon):
    with pytest.raises(NotPermitted):
        learning.learn(ana, at=noon)
    with pytest.raises(NotPermitted):
        learning.revert(ana, pack_weights().version, at=noon)

    assert not LearnedWeights.objects.exists()
    keeper = make_user("kim.keeper", actions=[Action.ACCOUNTS_MANAGE])
    learning.learn(keeper, at=noon)
    assert LearnedWeights.objects.get().trained_by == keeper


def test_versions_list_what_was_learned_newest_first_and_the_packs(a_wrong_rule, noon):
    learning.learn(None, at=noon)

    found = versions()

    assert [(one.version, one.is_in_use) for one in found] == [
        ("learned-1", True),
        (pack_weights().version, False),
    ]
