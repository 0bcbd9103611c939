"""Deciding which entries are one, and taking it back: nothing is lost, everything comes back."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.register.grouping import WouldContradict
from ponleu.knowledge.register.models import Entry, MatchProposal, PairJudgement
from ponleu.knowledge.register.rules import EntryKind, Verdict
from ponleu.knowledge.register.services import by_hand, dated, identity
from ponleu.knowledge.register.services.dated import Ground

SAID = Ground(text="a list kept by the unit")


@pytest.fixture
def known(ana, unit, noon):
    """Maker of confirmed entries, each a minute later than the one before."""
    minutes = count()

    def make(name="Sok Dara", kind=EntryKind.PERSON):
        at = noon + timedelta(minutes=next(minutes))
        entry = by_hand.Known(kind=kind, name=name, territory="18")
        return by_hand.enter_known(ana, entry, unit=unit, at=at)

    return make


def heads():
    return dict(Entry.objects.values_list("pk", "head"))


def test_judge_pair_shows_both_under_the_older(ana, known, noon):
    older, newer = known(), known("Sok Daro")

    identity.judge_pair(ana, newer.pk, older.pk, Verdict.SAME, at=noon)

    assert heads() == {older.pk: None, newer.pk: older.pk}


def test_judge_pair_different_joins_nothing(ana, known, noon):
    one, other = known(), known("Sok Daro")

    identity.judge_pair(ana, one.pk, other.pk, Verdict.DIFFERENT, at=noon)

    assert heads() == {one.pk: None, other.pk: None}


def test_judge_pair_joins_groups(ana, known, noon):
    a, b, c, d = (known(f"Sok Dara {letter}") for letter in "abcd")
    identity.judge_pair(ana, a.pk, b.pk, Verdict.SAME, at=noon)
    identity.judge_pair(ana, c.pk, d.pk, Verdict.SAME, at=noon)

    identity.judge_pair(ana, b.pk, d.pk, Verdict.SAME, at=noon)

    assert heads() == {a.pk: None, b.pk: a.pk, c.pk: a.pk, d.pk: a.pk}


def test_judge_pair_refuses_what_would_join_the_different(ana, known, noon):
    a, b, c = (known(f"Sok Dara {letter}") for letter in "abc")
    identity.judge_pair(ana, a.pk, b.pk, Verdict.SAME, at=noon)
    identity.judge_pair(ana, a.pk, c.pk, Verdict.DIFFERENT, at=noon)

    with pytest.raises(WouldContradict):
        identity.judge_pair(ana, b.pk, c.pk, Verdict.SAME, at=noon)

    assert heads() == {a.pk: None, b.pk: a.pk, c.pk: None}


def test_judge_pair_refuses_different_within_a_group(ana, known, noon):
    a, b, c = (known(f"Sok Dara {letter}") for letter in "abc")
    identity.judge_pair(ana, a.pk, b.pk, Verdict.SAME, at=noon)
    identity.judge_pair(ana, b.pk, c.pk, Verdict.SAME, at=noon)

    with pytest.raises(WouldContradict):
        identity.judge_pair(ana, a.pk, c.pk, Verdict.DIFFERENT, at=noon)


def test_judge_pair_keeps_a_firm_judgement(ana, known, noon):
    one, other = known(), known("Sok Daro")
    identity.judge_pair(ana, one.pk, other.pk, Verdict.DIFFERENT, at=noon)

    with pytest.raises(ChangedMeanwhile):
        identity.judge_pair(ana, other.pk, one.pk, Verdict.SAME, at=noon)


def test_judge_pair_after_unsure_keeps_both_judgements(ana, known, noon):
    one, other = known(), known("Sok Daro")
    identity.judge_pair(ana, one.pk, other.pk, Verdict.UNSURE, why="two villages", at=noon)

    identity.judge_pair(ana, one.pk, other.pk, Verdict.SAME, why="one passport", at=noon)

    assert sorted(PairJudgement.objects.values_list("verdict", "withdrawn_at")) == [
        ("same", None),
        ("unsure", noon),
    ]


def test_judge_pair_refuses_two_kinds(ana, known, noon):
    with pytest.raises(InvalidInput, match="same kind"):
        identity.judge_pair(ana, known().pk, known(kind=EntryKind.SITE).pk, Verdict.SAME, at=noon)


def test_judge_pair_refuses_one_entry_twice(ana, known, noon):
    one = known()

    with pytest.raises(InvalidInput, match="one record"):
        identity.judge_pair(ana, one.pk, one.pk, Verdict.SAME, at=noon)


def test_judge_pair_of_another_unit_is_not_found(ben, known, noon):
    one, other = known(), known("Sok Daro")

    with pytest.raises(NotFound):
        identity.judge_pair(ben, one.pk, other.pk, Verdict.SAME, at=noon)


def test_judge_pair_needs_the_grant(make_user, unit, known, noon):
    reader = make_user("rea", unit=unit, actions=("register.read",))
    one, other = known(), known("Sok Daro")

    with pytest.raises(NotPermitted):
        identity.judge_pair(reader, one.pk, other.pk, Verdict.SAME, at=noon)

    assert not PairJudgement.objects.exists()


def test_judge_pair_remembers_what_the_engine_had_said(ana, known, noon):
    left, right = sorted((known(), known("Sok Daro")), key=lambda entry: entry.pk)
    reasons = [{"feature": "name", "bits": 4.0, "text": "one vowel differs"}]
    MatchProposal.objects.create(
        left=left,
        right=right,
        score=0.8,
        worth=1.0,
        reasons=reasons,
        engine_version="1",
        proposed_at=noon,
    )

    judgement = identity.judge_pair(ana, left.pk, right.pk, Verdict.DIFFERENT, at=noon)

    assert (judgement.score, judgement.reasons) == (0.8, reasons)
    assert not MatchProposal.objects.visible_to(ana).waiting().exists()


def test_withdraw_judgement_asks_the_pair_again(ana, known, noon):
    left, right = sorted((known(), known("Sok Daro")), key=lambda entry: entry.pk)
    MatchProposal.objects.create(
        left=left, right=right, score=0.8, worth=1.0, engine_version="1", proposed_at=noon
    )
    judgement = identity.judge_pair(ana, left.pk, right.pk, Verdict.SAME, at=noon)

    identity.withdraw_judgement(ana, judgement.pk, why="two men", at=noon)

    assert heads() == {left.pk: None, right.pk: None}
    assert MatchProposal.objects.visible_to(ana).waiting().count() == 1
    assert PairJudgement.objects.get().withdrawn_why == "two men"


def test_withdraw_judgement_of_another_unit_is_not_found(ana, ben, known, noon):
    judgement = identity.judge_pair(ana, known().pk, known("X").pk, Verdict.SAME, at=noon)

    with pytest.raises(NotFound):
        identity.withdraw_judgement(ben, judgement.pk, at=noon)


def test_judgements_are_journaled_by_key_only(ana, known, noon):
    one, other = known(), known("Sok Daro")

    judgement = identity.judge_pair(ana, one.pk, other.pk, Verdict.SAME, why="secret", at=noon)

    row = JournalEntry.objects.order_by("-sequence").first()
    assert (row.action, row.target) == ("register.judged_same", str(judgement.pk))
    assert "secret" not in row.reason


def test_pairs_are_seen_by_those_who_see_both(ana, ben, known, noon):
    left, right = sorted((known(), known("Sok Daro")), key=lambda entry: entry.pk)
    identity.judge_pair(ana, left.pk, right.pk, Verdict.SAME, at=noon)

    assert PairJudgement.objects.visible_to(ana).count() == 1
    assert PairJudgement.objects.visible_to(ben).count() == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "unsure", "back", "edit"]),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_unmerging_restores_exactly_whatever_was_done_meanwhile(steps, ana, known, noon):
    with transaction.atomic():
        entries = [known(f"Sok {number}") for number in range(5)]
        own = {entry.pk: [] for entry in entries}
        stood = {}

        for action, one, other in steps:
            _step(action, entries[one], entries[other], ana=ana, at=noon, own=own, stood=stood)
            assert heads() == _heads_by_hand(entries, stood)

        for judgement in list(stood.values()):
            identity.withdraw_judgement(ana, judgement.pk, at=noon)
        assert set(heads().values()) == {None}
        for entry in entries:
            assert list(entry.details.values_list("text", flat=True)) == own[entry.pk]
            assert list(entry.names.values_list("text", flat=True)) == [entry.name]
        transaction.set_rollback(True)


def _step(action, one, other, *, ana, at, own, stood):
    """Do one thing; what the rules refuse changes nothing."""
    pair = frozenset((one.pk, other.pk))
    if action == "edit":
        text = f"note {len(own[one.pk])}"
        dated.enter_detail(ana, one, "other", text, SAID, at=at + timedelta(len(own[one.pk])))
        own[one.pk].append(text)
    elif action == "back":
        if pair in stood:
            identity.withdraw_judgement(ana, stood.pop(pair).pk, at=at)
    else:
        try:
            stood[pair] = identity.judge_pair(ana, one.pk, other.pk, Verdict(action), at=at)
        except (InvalidInput, ChangedMeanwhile, WouldContradict):
            return


def _heads_by_hand(entries, stood):
    """The slow way: spread the oldest along "same" until nothing changes."""
    oldest = {entry.pk: number for number, entry in enumerate(entries)}
    same = [tuple(pair) for pair, each in stood.items() if each.verdict == Verdict.SAME]
    for _round in entries:
        for left, right in same:
            oldest[left] = oldest[right] = min(oldest[left], oldest[right])
    return {
        entry.pk: None if oldest[entry.pk] == number else entries[oldest[entry.pk]].pk
        for number, entry in enumerate(entries)
    }
