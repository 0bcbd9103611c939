"""Cases: who sees one, what it holds, who is let in, and what is refused with which words."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.cases.models import (
    Case,
    CaseAllegation,
    CaseExclusion,
    Closing,
    Membership,
    Related,
)
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.queries.case_files import Shown
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services import allegations, cases, holding, members
from ponleu.response.cases.services.cases import Headed
from ponleu.response.complaints.services import desk as at_desk

HEADED = Headed("Coast road", "18")


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def held(case):
    rows = CaseAllegation.objects.standing().filter(where=case)
    return set(rows.values_list("allegation", flat=True))


def actions():
    return list(JournalRow.objects.order_by("sequence").values_list("action", flat=True))


def test_open_case_keeps_what_was_said_and_lets_its_opener_in(desk, alleged, noon):
    ana, one, two = desk["ana"][0], alleged(), alleged()

    made = cases.open_case(ana, Headed(" Coast  road ", "18"), [one.pk, two.pk], at=noon)

    made.refresh_from_db()
    assert (made.reference[:8], made.title, made.lead_id) == ("B-2026-0", "Coast road", "18")
    assert (made.unit.path, made.territory, made.head_id) == ("KH/18/", "18", made.pk)
    assert held(made) == {one.pk, two.pk}
    assert list(made.memberships.values_list("user", "part")) == [(ana.pk, "leads")]
    assert actions()[-1] == "case.opened"


@pytest.mark.parametrize(
    ("headed", "said"),
    [
        (Headed("  ", "18"), "Give the case a title."),
        (Headed("x" * 161, "18"), "Shorten the title to 160 characters."),
        (Headed("Coast road", "nowhere"), "Choose the body that leads."),
    ],
)
def test_open_case_refuses_what_cannot_be_kept(desk, alleged, noon, headed, said):
    one = alleged()

    with pytest.raises(InvalidInput) as refusal:
        cases.open_case(desk["ana"][0], headed, [one.pk], at=noon)

    assert refusal.value.sentence == said
    assert not Case.objects.exists()


def test_open_case_refuses_none_unseen_and_withdrawn_allegations(desk, alleged, noon):
    ana, gone = desk["ana"][0], alleged()
    allegations.withdraw(ana, gone.pk, why="by mistake", at=noon)

    with pytest.raises(InvalidInput, match="Choose from 1 to 100"):
        cases.open_case(ana, HEADED, [], at=noon)
    with pytest.raises(NotFound):
        cases.open_case(ana, HEADED, [uuid4()], at=noon)
    with pytest.raises(ChangedMeanwhile, match="withdrawn"):
        cases.open_case(ana, HEADED, [gone.pk], at=noon)


def test_open_case_needs_the_grant_where_the_allegations_lie(desk, alleged, make_user, noon):
    one = alleged()
    reads = [Action.COMPLAINT_READ, Action.ALLEGATION_READ, Action.REGISTER_READ, Action.CASE_READ]
    reader = make_user("reader", unit=desk["ana"][0].unit, actions=reads)

    with pytest.raises(NotPermitted):
        cases.open_case(reader, HEADED, [one.pk], at=noon)


def test_a_case_is_seen_by_its_members_alone(desk, make_case, dara, noon):
    ana, made = desk["ana"][0], make_case()
    assert sees(ana, made)
    assert not sees(dara, made)

    members.let_in(ana, made.pk, dara.pk, Part.VERIFIES, at=noon)

    assert sees(dara, made)


def test_a_case_open_to_its_unit_is_seen_by_the_unit_and_by_no_other(desk, make_case, dara):
    made = make_case(is_open=True)

    assert sees(dara, made)
    assert not sees(desk["bora"][0], made)  # of the country's unit, and not let in


def test_a_member_without_the_grant_sees_nothing(make_case, make_user, country, noon):
    made = make_case(is_open=True)
    outsider = make_user("eli", unit=country["KH-18"], actions=[Action.ALLEGATION_READ])
    Membership.objects.create(case=made, user=outsider, part="follows", by=outsider, at=noon)

    assert not sees(outsider, made)


def test_a_case_of_another_province_does_not_exist(make_case, make_officer, country):
    made = make_case(is_open=True)
    far = make_officer("finn", country["KH-12"])[0]

    assert not sees(far, made)
    with pytest.raises(NotFound):
        members.let_in(far, made.pk, far.pk, Part.LEADS, at=made.opened_at)


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_whom_a_gathered_complaint_names_sees_no_case_resting_on_it(
    desk, told, alleged, make_case, noon, whom
):
    ana, bora = desk["ana"][0], desk["bora"][0]
    clean, naming = told(), told()
    made = make_case(alleged(clean), alleged(naming))
    members.let_in(ana, made.pk, bora.pk, Part.LEADS, at=noon)
    assert sees(ana, made)

    named = {"user": ana} if whom == "user" else {"unit": ana.unit}
    at_desk.keep_from(bora, naming, **named, at=noon)

    assert not sees(ana, made)
    assert sees(bora, made)
    inside = CaseAllegation.objects.filter(case=made, allegation__gatherings__complaint=naming)
    holding.remove_allegation(bora, made.pk, inside.get().allegation_id, at=noon)
    assert sees(ana, made)


def test_cases_of_says_nothing_to_whom_the_case_is_kept_from(desk, alleged, make_case, dara, noon):
    ana, one = desk["ana"][0], alleged()
    made = make_case(one, is_open=True)
    assert case_files.cases_of(dara, one.pk) == [made]

    members.record_conflict(ana, made.pk, user=dara.pk, why="his brother's site", at=noon)

    assert case_files.cases_of(dara, one.pk) == []
    assert case_files.cases_of(ana, one.pk) == [made]


def test_see_case_is_journaled_and_hides_what_is_not_there(desk, make_case, dara, noon):
    made = make_case()

    cases.see_case(desk["ana"][0], made.pk, at=noon)

    assert actions()[-1] == "case.read"
    with pytest.raises(NotFound):
        cases.see_case(dara, made.pk, at=noon)


def test_change_case_refuses_a_form_that_a_colleague_overtook(desk, make_case, noon):
    ana, made = desk["ana"][0], make_case()
    cases.change_case(ana, made.pk, Headed("Harbour", "KH", is_open_to_unit=True), was=0, at=noon)

    with pytest.raises(ChangedMeanwhile):
        cases.change_case(ana, made.pk, HEADED, was=0, at=noon)

    made.refresh_from_db()
    assert (made.title, made.lead_id, made.is_open_to_unit, made.changes) == (
        "Harbour",
        "KH",
        True,
        1,
    )


def test_close_and_reopen_keep_every_closing_with_who_and_why(desk, make_case, noon):
    ana, made = desk["ana"][0], make_case()
    cases.close_case(ana, made.pk, why="all answered", at=noon)
    with pytest.raises(ChangedMeanwhile, match="closed"):
        cases.close_case(ana, made.pk, why="again", at=noon)
    assert case_files.cases(ana, Shown.MINE, page=1).rows == ()
    assert [each.case for each in case_files.cases(ana, Shown.CLOSED, page=1).rows] == [made]

    cases.reopen_case(ana, made.pk, at=noon + timedelta(days=1))

    with pytest.raises(ChangedMeanwhile, match="open"):
        cases.reopen_case(ana, made.pk, at=noon)
    closing = Closing.objects.get()
    assert (closing.why, closing.withdrawn_by) == ("all answered", ana)
    assert case_files.cases(ana, Shown.CLOSED, page=1).rows == ()


@pytest.mark.parametrize("why", ["", "   "])
def test_close_case_needs_a_reason(desk, make_case, noon, why):
    with pytest.raises(InvalidInput):
        cases.close_case(desk["ana"][0], make_case().pk, why=why, at=noon)


def test_a_closed_case_takes_nothing_in(desk, make_case, alleged, dara, noon):
    ana, made, other = desk["ana"][0], make_case(), alleged()
    cases.close_case(ana, made.pk, why="done", at=noon)

    with pytest.raises(ChangedMeanwhile):
        holding.add_allegation(ana, made.pk, other.pk, at=noon)
    with pytest.raises(ChangedMeanwhile):
        members.let_in(ana, made.pk, dara.pk, Part.FOLLOWS, at=noon)


def test_add_allegation_twice_is_once_and_removing_it_keeps_that_it_was_there(
    desk, make_case, alleged, noon
):
    ana, made, other = desk["ana"][0], make_case(), alleged()

    first = holding.add_allegation(ana, made.pk, other.pk, why="same owner", at=noon)
    again = holding.add_allegation(ana, made.pk, other.pk, at=noon)
    assert first == again
    holding.remove_allegation(ana, made.pk, other.pk, at=noon)
    holding.remove_allegation(ana, made.pk, other.pk, at=noon)

    first.refresh_from_db()
    assert (first.why, first.withdrawn_by) == ("same owner", ana)
    assert other.pk not in held(made)
    assert actions().count("case.taken_out") == 1
    page = case_files.case_page(ana, made)
    assert [each.allegation for each in page.once_held] == [other]


def test_remove_allegation_of_another_case_is_not_found(desk, make_case, noon):
    one, other = make_case(), make_case()

    with pytest.raises(NotFound):
        holding.remove_allegation(desk["ana"][0], one.pk, held(other).pop(), at=noon)


def test_add_allegation_refuses_what_was_withdrawn(desk, make_case, alleged, noon):
    ana, made, gone = desk["ana"][0], make_case(), alleged()
    allegations.withdraw(ana, gone.pk, why="by mistake", at=noon)

    with pytest.raises(ChangedMeanwhile, match="withdrawn"):
        holding.add_allegation(ana, made.pk, gone.pk, at=noon)


def test_a_case_shows_no_allegation_that_the_reader_may_not_see(desk, make_case, make_user, noon):
    ana, made = desk["ana"][0], make_case()
    reader = make_user("prosecutor", unit=ana.unit, actions=[Action.CASE_READ])
    members.let_in(ana, made.pk, reader.pk, Part.ADVISES, at=noon)

    page = case_files.case_page(reader, made)

    assert (page.held, page.once_held) == ((), ())
    assert case_files.cases(reader, Shown.MINE, page=1).rows[0].allegations == 0


def test_let_in_refuses_who_may_not_read_cases_there_and_who_is_in(
    desk, make_case, make_user, make_officer, country, dara, noon
):
    ana, made = desk["ana"][0], make_case()
    without = make_user("eli", unit=country["KH-18"], actions=[Action.ALLEGATION_READ])
    far = make_officer("finn", country["KH-12"])[0]
    gone = make_officer("gia", country["KH-18"], is_active=False)[0]

    for person in (without, far, gone):
        with pytest.raises(NotFound):
            members.let_in(ana, made.pk, person.pk, Part.FOLLOWS, at=noon)
    with pytest.raises(ChangedMeanwhile):
        members.let_in(ana, made.pk, ana.pk, Part.FOLLOWS, at=noon)

    assert {each.username for each in case_files.may_join(made)} == {"ana", "bora", "dara"}
    assert Membership.objects.filter(case=made).count() == 1


def test_let_out_keeps_from_when_to_when_and_never_leaves_a_case_alone(desk, make_case, dara, noon):
    ana, made = desk["ana"][0], make_case()
    own = made.memberships.get()
    with pytest.raises(InvalidInput, match="Nobody else"):
        members.let_out(ana, made.pk, own.pk, at=noon)
    members.let_in(ana, made.pk, dara.pk, Part.LEADS, at=noon)

    members.let_out(dara, made.pk, own.pk, at=noon + timedelta(days=2))

    own.refresh_from_db()
    assert (own.at, own.withdrawn_at, own.withdrawn_by) == (noon, noon + timedelta(days=2), dara)
    assert not sees(ana, made)
    with pytest.raises(NotFound):
        members.let_out(dara, made.pk, uuid4(), at=noon)


def test_let_out_does_not_count_who_is_kept_from_the_case(desk, make_case, dara, noon):
    ana, made = desk["ana"][0], make_case()
    members.let_in(ana, made.pk, dara.pk, Part.LEADS, at=noon)
    members.record_conflict(ana, made.pk, user=dara.pk, why="kin", at=noon)

    with pytest.raises(InvalidInput, match="Nobody else"):
        members.let_out(ana, made.pk, made.memberships.get(user=ana).pk, at=noon)


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_a_conflict_beats_membership_grant_and_openness_until_it_is_lifted(
    desk, make_case, dara, noon, whom
):
    ana, bora = desk["ana"][0], desk["bora"][0]
    made = make_case(is_open=True)
    members.let_in(ana, made.pk, dara.pk, Part.INVESTIGATES, at=noon)
    members.let_in(ana, made.pk, bora.pk, Part.LEADS, at=noon)
    whose = {"user": dara.pk} if whom == "user" else {"unit": dara.unit_id}

    kept = members.record_conflict(bora, made.pk, **whose, why="kin of the owner", at=noon)

    assert not sees(dara, made)
    with pytest.raises(NotFound):
        cases.close_case(dara, made.pk, why="x", at=noon)
    members.lift_conflict(bora, made.pk, kept.pk, why="not kin after all", at=noon)
    assert sees(dara, made)
    kept.refresh_from_db()
    assert (kept.withdrawn_by, kept.withdrawn_why) == (bora, "not kin after all")
    with pytest.raises(ChangedMeanwhile):
        members.lift_conflict(bora, made.pk, kept.pk, why="again", at=noon)


def test_record_conflict_refuses_ones_own_and_a_second_of_the_same(desk, make_case, dara, noon):
    ana, made = desk["ana"][0], make_case()

    for whose in ({"user": ana.pk}, {"unit": ana.unit_id}, {}, {"user": dara.pk, "unit": "KH"}):
        with pytest.raises(InvalidInput):
            members.record_conflict(ana, made.pk, **whose, why="kin", at=noon)
    members.record_conflict(ana, made.pk, user=dara.pk, why="kin", at=noon)
    with pytest.raises(ChangedMeanwhile):
        members.record_conflict(ana, made.pk, user=dara.pk, why="kin", at=noon)
    with pytest.raises(InvalidInput):
        members.record_conflict(ana, made.pk, unit="KH-12", why="", at=noon)
    with pytest.raises(InvalidInput, match="conflict of interest"):
        members.let_in(ana, made.pk, dara.pk, Part.FOLLOWS, at=noon)

    assert CaseExclusion.objects.count() == 1


def test_related_cases_are_shown_to_who_sees_both(desk, make_case, dara, noon):
    ana = desk["ana"][0]
    one, other = make_case(), make_case(title="Harbour")
    members.let_in(ana, one.pk, dara.pk, Part.FOLLOWS, at=noon)

    related = holding.relate_cases(ana, other.pk, one.pk, why="same broker", at=noon)

    assert [each.case for each in case_files.case_page(ana, one).related] == [other]
    assert [each.case for each in case_files.case_page(ana, other).related] == [one]
    assert case_files.case_page(dara, one).related == ()
    with pytest.raises(ChangedMeanwhile):
        holding.relate_cases(ana, one.pk, other.pk, why="again", at=noon)
    with pytest.raises(NotFound):
        holding.unrelate_cases(dara, one.pk, related.pk, at=noon)
    holding.unrelate_cases(ana, one.pk, related.pk, at=noon)
    assert case_files.case_page(ana, one).related == ()
    assert Related.objects.get().withdrawn_by == ana


def test_relate_cases_refuses_itself_and_what_is_not_seen(desk, make_case, alleged, dara, noon):
    ana, one = desk["ana"][0], make_case()
    theirs = make_case(alleged(), by=dara)

    with pytest.raises(InvalidInput):
        holding.relate_cases(ana, one.pk, one.pk, why="x", at=noon)
    with pytest.raises(NotFound):
        holding.relate_cases(ana, one.pk, theirs.pk, why="x", at=noon)


def test_who_reads_and_may_not_edit_is_told_so(desk, make_case, make_user, noon):
    ana, made = desk["ana"][0], make_case(is_open=True)
    reader = make_user("reader", unit=ana.unit, actions=[Action.CASE_READ])

    with pytest.raises(NotPermitted):
        cases.close_case(reader, made.pk, why="x", at=noon)
    with pytest.raises(NotPermitted):
        members.record_conflict(reader, made.pk, user=ana.pk, why="x", at=noon)


def test_lists_divide_own_cases_from_those_of_the_unit(desk, make_case, alleged, dara):
    mine = make_case(title="Mine")
    open_to_all = make_case(alleged(), by=dara, is_open=True)
    make_case(alleged(), by=dara)

    ana = desk["ana"][0]

    assert [each.case for each in case_files.cases(ana, Shown.MINE, page=1).rows] == [mine]
    assert [each.case for each in case_files.cases(ana, Shown.UNIT, page=1).rows] == [open_to_all]


def test_lists_are_cut_into_pages(desk, make_case, alleged, monkeypatch):
    monkeypatch.setattr(case_files, "PAGE", 2)
    one = alleged()
    made = [make_case(one, title=f"Case {number}") for number in range(3)]
    ana = desk["ana"][0]

    first, second = (case_files.cases(ana, Shown.MINE, page=page) for page in (1, 2))

    assert [each.case for each in first.rows] == [made[2], made[1]]
    assert first.has_more
    assert [each.case for each in second.rows] == [made[0]]
    assert not second.has_more


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Case, {"title": ""}),
        (Closing, {"why": ""}),
        (Closing, {"why": "x", "withdrawn": True}),
        (CaseExclusion, {"why": "x"}),
        (CaseExclusion, {"why": "", "user": "other"}),
        (CaseExclusion, {"why": "x", "user": "by"}),
        (CaseExclusion, {"why": "x", "user": "other", "withdrawn_why": "x"}),
        (Membership, {"part": "leads", "user": "by"}),
    ],
)
def test_the_database_refuses_what_no_service_writes(desk, make_case, dara, noon, model, fields):
    ana, made = desk["ana"][0], make_case()
    who = {"by": ana, "other": dara}
    given = {name: who.get(value, value) for name, value in fields.items() if name != "withdrawn"}
    more = {"by": ana, "at": noon, "case": made, **given}
    if "withdrawn" in fields:
        more["withdrawn_at"] = noon
    if model is Case:
        more = {
            "reference": "B-x", "head": made, "lead": made.lead, "unit": made.unit,
            "opened_by": ana, "opened_at": noon, **given,
        }  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**more)
