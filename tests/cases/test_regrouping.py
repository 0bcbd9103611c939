"""Merging, splitting, undoing: any order, nothing lost, nobody let in who was kept out."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotFound
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.cases.models import Case, CaseAllegation, Regrouping
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.replaying import Act
from ponleu.response.cases.rules import Part, Regrouped
from ponleu.response.cases.services import cases, holding, members, regrouping
from ponleu.response.cases.services.cases import Headed
from tests.cases.slow_regrouping import boxes

PART_OF = Headed("A part of it", "18")


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def held(case):
    rows = CaseAllegation.objects.standing().filter(where=case)
    return set(rows.values_list("allegation", flat=True))


def heads():
    return dict(Case.objects.order_by("pk").values_list("pk", "head"))


def test_merge_shows_all_under_one_and_undoing_brings_both_back(desk, make_case, dara, noon):
    ana = desk["ana"][0]
    one, other = make_case(), make_case(title="Harbour")
    members.let_in(ana, other.pk, dara.pk, Part.VERIFIES, at=noon)
    before = held(one), held(other)

    made = regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)

    assert held(one) == before[0] | before[1]
    assert held(other) == set()
    assert sees(dara, one)
    assert heads() == {one.pk: one.pk, other.pk: one.pk}
    regrouping.undo_regrouping(ana, made.pk, at=noon)
    assert (held(one), held(other)) == before
    assert heads() == {one.pk: one.pk, other.pk: other.pk}
    assert not sees(dara, one)
    assert sees(dara, other)


def test_what_is_taken_in_and_who_is_let_in_while_merged_stays_with_the_one(
    desk, make_case, alleged, dara, noon
):
    ana, one, other, later = desk["ana"][0], make_case(), make_case(), alleged()
    made = regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)
    holding.add_allegation(ana, one.pk, later.pk, at=noon)
    members.let_in(ana, one.pk, dara.pk, Part.FOLLOWS, at=noon)

    regrouping.undo_regrouping(ana, made.pk, at=noon)

    assert later.pk in held(one)
    assert later.pk not in held(other)
    assert sees(dara, one)
    assert not sees(dara, other)


def test_a_merged_case_is_worked_on_no_more(desk, make_case, alleged, noon):
    ana, one, other, third = desk["ana"][0], make_case(), make_case(), make_case()
    regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)

    for act in (
        lambda: holding.add_allegation(ana, other.pk, alleged().pk, at=noon),
        lambda: cases.close_case(ana, other.pk, why="x", at=noon),
        lambda: cases.reopen_case(ana, other.pk, at=noon),
        lambda: regrouping.merge_cases(ana, one.pk, other.pk, why="again", at=noon),
        lambda: regrouping.merge_cases(ana, other.pk, third.pk, why="again", at=noon),
        lambda: regrouping.split_case(ana, other.pk, PART_OF, [], why="x", at=noon),
    ):
        with pytest.raises(ChangedMeanwhile, match="merged"):
            act()


def test_merge_refuses_itself_closed_and_unseen_cases(desk, make_case, alleged, dara, noon):
    ana, one, shut = desk["ana"][0], make_case(), make_case()
    theirs = make_case(alleged(), by=dara)
    cases.close_case(ana, shut.pk, why="done", at=noon)

    with pytest.raises(InvalidInput, match="another case"):
        regrouping.merge_cases(ana, one.pk, one.pk, why="x", at=noon)
    with pytest.raises(ChangedMeanwhile, match="closed"):
        regrouping.merge_cases(ana, one.pk, shut.pk, why="x", at=noon)
    with pytest.raises(NotFound):
        regrouping.merge_cases(ana, one.pk, theirs.pk, why="x", at=noon)
    with pytest.raises(InvalidInput, match="why"):
        regrouping.merge_cases(ana, one.pk, shut.pk, why=" ", at=noon)
    assert not Regrouping.objects.exists()


def test_merge_refuses_to_shut_members_out_silently(desk, make_case, alleged, country, noon):
    ana, bora = desk["ana"][0], desk["bora"][0]
    national = make_case(alleged())
    Case.objects.filter(pk=national.pk).update(unit=country["KH"], territory="")
    provincial = make_case()
    members_of = national.memberships
    members_of.update(user=bora)
    members.let_in(ana, provincial.pk, bora.pk, Part.LEADS, at=noon)

    with pytest.raises(InvalidInput, match="1 member of the other case could not read"):
        regrouping.merge_cases(bora, national.pk, provincial.pk, why="one", at=noon)

    regrouping.merge_cases(bora, provincial.pk, national.pk, why="one", at=noon)
    assert sees(ana, provincial)


def test_conflicts_of_either_hold_for_both_while_merged_and_for_what_is_split_off(
    desk, make_case, alleged, dara, noon
):
    ana, one, other = desk["ana"][0], make_case(is_open=True), make_case(is_open=True)
    members.record_conflict(ana, other.pk, user=dara.pk, why="kin", at=noon)
    assert sees(dara, one)

    merged = regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)
    assert not sees(dara, one)
    split = regrouping.split_case(ana, one.pk, PART_OF, [min(held(one))], why="apart", at=noon)
    regrouping.undo_regrouping(ana, merged.pk, at=noon)

    assert sees(dara, one)
    assert not sees(dara, other)
    assert not sees(dara, split.target)


def test_a_conflict_recorded_since_holds_for_both_once_it_is_undone(
    desk, make_case, alleged, dara, noon
):
    ana, one, other = desk["ana"][0], make_case(is_open=True), make_case(is_open=True)
    merged = regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)
    members.record_conflict(ana, one.pk, user=dara.pk, why="kin", at=noon)

    regrouping.undo_regrouping(ana, merged.pk, at=noon)

    assert not sees(dara, one)
    assert not sees(dara, other)
    assert other.exclusions.get().why == "kin"
    assert one.exclusions.count() == 1


def test_what_was_kept_from_someone_in_a_split_is_kept_when_it_comes_back(
    desk, make_case, alleged, dara, noon
):
    ana, p, q = desk["ana"][0], alleged(), alleged()
    one = make_case(p, q, is_open=True)
    split = regrouping.split_case(ana, one.pk, PART_OF, [q.pk], why="another owner", at=noon)
    members.record_conflict(ana, split.target_id, user=dara.pk, why="kin", at=noon)
    assert sees(dara, one)

    regrouping.undo_regrouping(ana, split.pk, at=noon)

    assert not sees(dara, one)


def test_merging_what_is_open_with_what_is_not_opens_nothing(desk, make_case, dara, noon):
    ana, shut, is_open = desk["ana"][0], make_case(), make_case(is_open=True)

    regrouping.merge_cases(ana, is_open.pk, shut.pk, why="one owner", at=noon)

    assert not sees(dara, is_open)
    chosen = [min(held(is_open))]
    split = regrouping.split_case(ana, is_open.pk, PART_OF, chosen, why="apart", at=noon)
    assert not split.target.is_open_to_unit


def test_split_takes_allegations_along_with_members_and_undoing_brings_them_back(
    desk, make_case, alleged, dara, noon
):
    ana, p, q = desk["ana"][0], alleged(), alleged()
    one = make_case(p, q)
    members.let_in(ana, one.pk, dara.pk, Part.VERIFIES, at=noon)

    made = regrouping.split_case(ana, one.pk, PART_OF, [q.pk], why="another owner", at=noon)

    part = made.target
    assert (held(one), held(part)) == ({p.pk}, {q.pk})
    assert (part.unit, part.territory, part.title) == (one.unit, "18", "A part of it")
    assert set(part.memberships.values_list("user", "part")) == {
        (ana.pk, "leads"),
        (dara.pk, "verifies"),
    }
    regrouping.undo_regrouping(ana, made.pk, at=noon)
    assert (held(one), held(part)) == ({p.pk, q.pk}, set())
    assert case_files.case_page(ana, part).closing.why == "The split that made it was undone."


def test_undoing_a_split_leaves_open_what_was_taken_in_since(desk, make_case, alleged, noon):
    ana, p, q, later = desk["ana"][0], alleged(), alleged(), alleged()
    one = make_case(p, q)
    made = regrouping.split_case(ana, one.pk, PART_OF, [q.pk], why="another owner", at=noon)
    holding.add_allegation(ana, made.target_id, later.pk, at=noon)

    regrouping.undo_regrouping(ana, made.pk, at=noon)

    assert held(made.target) == {later.pk}
    assert case_files.case_page(ana, made.target).closing is None


def test_split_refuses_all_none_and_what_is_not_there(desk, make_case, alleged, noon):
    ana, p, q, elsewhere = desk["ana"][0], alleged(), alleged(), alleged()
    one = make_case(p, q)

    for chosen in ([], [p.pk, q.pk]):
        with pytest.raises(InvalidInput, match="leave at least one"):
            regrouping.split_case(ana, one.pk, PART_OF, chosen, why="x", at=noon)
    with pytest.raises(ChangedMeanwhile, match="no longer holds"):
        regrouping.split_case(ana, one.pk, PART_OF, [elsewhere.pk], why="x", at=noon)
    assert Case.objects.count() == 1


def test_undo_twice_tells_the_second_and_needs_both_cases(desk, make_case, alleged, dara, noon):
    ana = desk["ana"][0]
    one, other = make_case(), make_case()
    made = regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)
    with pytest.raises(NotFound):
        regrouping.undo_regrouping(dara, made.pk, at=noon)
    regrouping.undo_regrouping(ana, made.pk, at=noon)

    with pytest.raises(ChangedMeanwhile, match="undone"):
        regrouping.undo_regrouping(ana, made.pk, at=noon)

    written = list(JournalRow.objects.order_by("sequence").values_list("action", flat=True))
    assert written[-2:] == ["case.merged", "case.regrouping_undone"]


steps = st.lists(
    st.tuples(
        st.sampled_from(["take", "merge", "merge", "split", "split", "undo"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=10,
)


def _attempt(step, ana, allegations, at):
    """Do one step to whichever cases the numbers pick; a refusal leaves all as it was."""
    kind, first, second = step
    every = list(Case.objects.order_by("pk"))
    one, other = every[first % len(every)], every[second % len(every)]
    done = list(Regrouping.objects.order_by("at", "pk"))
    try:
        if kind == "take":
            chosen = allegations[second % len(allegations)]
            holding.add_allegation(ana, one.pk, chosen.pk, at=at)
        elif kind == "merge":
            regrouping.merge_cases(ana, one.pk, other.pk, why="x", at=at)
        elif kind == "split":
            chosen = sorted(held(one))[: second + 1]
            regrouping.split_case(ana, one.pk, PART_OF, chosen, why="x", at=at)
        elif done:
            regrouping.undo_regrouping(ana, done[second % len(done)].pk, at=at)
    except DomainError:
        return


def _expected():
    """Where everything stands by the slow reference, from the rows that were written."""
    keys = list(Case.objects.values_list("pk", flat=True))
    taken = dict(CaseAllegation.objects.values_list("pk", "case"))
    acts = [
        Act(
            Regrouped(row.kind),
            row.source_id,
            row.target_id,
            frozenset(row.split_off.values_list("taken", flat=True)),
        )
        for row in Regrouping.objects.standing().order_by("at", "pk")
    ]
    return boxes(keys, taken, acts)


def _actual():
    every = heads()
    where = dict(CaseAllegation.objects.values_list("pk", "where"))
    return {
        case: (
            {key for key, head in every.items() if head == case},
            {key for key, place in where.items() if place == case},
        )
        for case in every
    }


@pytest.mark.slow
def test_any_steps_stand_as_the_reference_says_and_undone_all_is_back(
    desk, make_case, alleged, noon
):
    ana, allegations = desk["ana"][0], [alleged() for _ in range(4)]
    for number in range(3):
        make_case(*allegations[number : number + 2])

    @settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(steps, st.randoms(use_true_random=False))
    def check(taken_steps, order):
        with transaction.atomic():
            for step in taken_steps:
                _attempt(step, ana, allegations, noon)
                assert _actual() == _expected()
            standing = list(Regrouping.objects.standing().values_list("pk", flat=True))
            order.shuffle(standing)
            for key in standing:
                regrouping.undo_regrouping(ana, key, at=noon)
            home = dict(CaseAllegation.objects.values_list("pk", "case"))
            assert dict(CaseAllegation.objects.values_list("pk", "where")) == home
            assert all(case == head for case, head in heads().items())
            transaction.set_rollback(True)

    check()
