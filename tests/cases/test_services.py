"""Opening, taking in, keeping apart, undoing: who may, what stays, what nobody may see."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.cases import proposing
from ponleu.response.cases.models import Allegation, Gathering, KeptApart, Side
from ponleu.response.cases.rules import Precision, Verdict
from ponleu.response.cases.services import allegations, gathering
from ponleu.response.cases.services.allegations import Day, Said
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import Outcome, State
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.complaints.services import linking

CONFINEMENT = Said("confinement")


def offered(user):
    """The groups offered to a person, as sets of keys."""
    return [set(group.keys) for group in proposing.offered(user).groups]


def gathered(allegation):
    return set(allegation.gatherings.standing().values_list("complaint", flat=True))


def test_offered_puts_linked_complaints_of_one_site_together(desk, told):
    near, nearer, long_ago = told(days=3), told(days=1), told(days=60)

    assert offered(desk["ana"][0]) == [{near, nearer}]
    assert long_ago not in offered(desk["ana"][0])[0]


def test_offered_follows_entries_that_were_judged_the_same(desk, told, site, make_user, country):
    from ponleu.knowledge.register.models import Entry

    other = site("Paper Lantern Annex")
    one, two = told(), told(entry=other)
    assert offered(desk["ana"][0]) == []

    head = Entry.objects.exclude(pk=other.pk).get()
    Entry.objects.filter(pk=other.pk).update(head=head)

    assert offered(desk["ana"][0]) == [{one, two}]


@pytest.mark.parametrize("change", [{"is_junk": True}, {"state": State.WITHDRAWN}])
def test_offered_leaves_out_junk_and_what_was_taken_back(desk, told, change):
    one, two, three = told(), told(), told()
    Complaint.objects.filter(pk=three).update(**change)

    assert offered(desk["ana"][0]) == [{one, two}]


def test_offered_leaves_out_links_that_were_taken_back(desk, told, noon):
    one, two = told(), told()
    about = Complaint.objects.get(pk=two).abouts.get()
    linking.unlink(desk["ana"][0], two, about.pk, at=noon)

    assert one
    assert offered(desk["ana"][0]) == []


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_offered_to_whom_a_complaint_names_is_as_if_there_were_none(desk, told, noon, whom):
    ana, bora = desk["ana"][0], desk["bora"][0]
    one, two = told(days=20), told(days=0)
    named = {"user": ana} if whom == "user" else {"unit": ana.unit}
    bridge = told(days=10)
    assert offered(ana) == [{one, bridge, two}]

    at_desk.keep_from(bora, bridge, **named, at=noon)

    assert offered(ana) == []  # 20 days apart without the one between
    assert offered(bora) == [{one, bridge, two}]


def test_offered_of_another_province_is_nothing(told, make_officer, country):
    told(), told()

    assert offered(make_officer("dara", country["KH-12"])[0]) == []


def test_offered_says_when_there_are_more_links_than_it_looks_through(desk, told, monkeypatch):
    monkeypatch.setattr(proposing, "MOST_LINKS", 2)
    oldest, one, two = told(days=3), told(days=2), told(days=1)

    found = proposing.offered(desk["ana"][0])

    assert found.is_cut
    assert [set(group.keys) for group in found.groups] == [{one, two}]
    assert oldest


def test_open_allegation_keeps_what_was_said_and_decides_nothing(desk, told, hotel, noon):
    ana = desk["ana"][0]
    keys = [told(), told()]
    said = Said("confinement", begins=Day(date(2026, 3, 1), Precision.MONTH))

    made = allegations.open_allegation(ana, hotel.pk, said, keys, why=" same  yard ", at=noon)

    made.refresh_from_db()
    assert made.reference == "A-2026-000001-Y"
    assert (made.unit.path, made.territory) == ("KH/18/", "18")
    assert (made.begins_on, made.begins_precision, made.ends_on) == (
        date(2026, 3, 1),
        "month",
        None,
    )
    assert gathered(made) == set(keys)
    assert {each.why for each in made.gatherings.all()} == {"same yard"}
    assert set(Complaint.objects.values_list("outcome", flat=True)) == {Outcome.PENDING}
    assert JournalRow.objects.get(action="allegation.opened").target == str(made.pk)
    assert offered(ana) == []


def test_open_allegation_of_two_provinces_lies_above_both(desk, told, hotel, tell, noon):
    bora = desk["bora"][0]
    from ponleu.foundation.keyrings import services as keyrings

    keyrings.begin_ring(
        desk["ana"][0].unit.parent.parts.get(code="12"), [desk["ana"][0]], actor=None, at=noon
    )
    keys = [told(), told(province="12")]

    made = allegations.open_allegation(bora, hotel.pk, CONFINEMENT, keys, at=noon)

    assert (made.unit.path, made.territory) == ("KH/", "")
    assert Allegation.objects.visible_to(bora).get() == made
    assert not Allegation.objects.visible_to(desk["ana"][0]).exists()


@pytest.mark.parametrize(
    "said",
    [
        Said("no_such"),
        Said(
            "confinement",
            Day(date(2026, 3, 2), Precision.DAY),
            Day(date(2026, 3, 1), Precision.DAY),
        ),
    ],
)
def test_open_allegation_refuses_what_cannot_be(desk, told, hotel, noon, said):
    with pytest.raises(InvalidInput):
        allegations.open_allegation(desk["ana"][0], hotel.pk, said, [told()], at=noon)
    assert not Allegation.objects.exists()


def test_open_allegation_refuses_no_complaint_and_one_that_is_not_there(desk, told, hotel, noon):
    for keys in ([], [told(), UUID(int=3)]):
        with pytest.raises(NotFound):
            allegations.open_allegation(desk["ana"][0], hotel.pk, CONFINEMENT, keys, at=noon)


def test_open_allegation_twice_over_one_complaint_tells_the_second(desk, told, opened, noon):
    one, two = told(), told()
    opened(one, two)

    with pytest.raises(ChangedMeanwhile):
        opened(two, by="bora")


def test_open_allegation_is_refused_to_those_who_only_read(
    told, hotel, make_officer, country, noon
):
    reader, _ = make_officer(
        "reader",
        country["KH-18"],
        [Action.COMPLAINT_READ, Action.REGISTER_READ, Action.ALLEGATION_READ],
    )

    with pytest.raises(NotPermitted):
        allegations.open_allegation(reader, hotel.pk, CONFINEMENT, [told()], at=noon)


@pytest.mark.parametrize("whom", ["user", "unit"])
@pytest.mark.parametrize("is_taken_back", [False, True])
def test_allegation_is_not_there_for_whom_any_complaint_ever_in_it_names(
    desk, told, opened, noon, whom, is_taken_back
):
    ana, bora = desk["ana"][0], desk["bora"][0]
    one, two = told(), told()
    made = opened(one, two, by="bora")
    assert Allegation.objects.visible_to(ana).get() == made

    at_desk.keep_from(bora, one, **{whom: ana if whom == "user" else ana.unit}, at=noon)
    if is_taken_back:
        gathering.take_out(bora, made.pk, Gathering.objects.get(complaint=one).pk, at=noon)

    assert not Allegation.objects.visible_to(ana).exists()
    assert Allegation.objects.visible_to(bora).get() == made
    with pytest.raises(NotFound):
        allegations.see(ana, made.pk, at=noon)


def test_allegation_is_not_there_without_its_entry_or_another_province_s(
    told, opened, make_officer, country
):
    opened(told())
    blind = make_officer(
        "blind", country["KH-18"], [Action.COMPLAINT_READ, Action.ALLEGATION_READ]
    )[0]
    dara = make_officer("dara", country["KH-12"])[0]

    assert not Allegation.objects.visible_to(blind).exists()
    assert not Allegation.objects.visible_to(dara).exists()


def test_a_later_complaint_is_offered_to_the_allegation_and_not_as_a_group(
    desk, told, opened, noon
):
    ana = desk["ana"][0]
    made = opened(told(days=5))
    later, far = told(days=1), told(days=40)

    found = proposing.offered(ana)

    assert [report.key for report in found.to[made.pk]] == [later]
    assert found.groups == []
    gathering.take_in(ana, made.pk, later, at=noon)
    assert gathered(made) >= {later}
    assert proposing.offered(ana).to == {}
    assert far not in gathered(made)


def test_take_in_twice_is_once(desk, told, opened, noon):
    made, later = opened(told()), told()

    one = gathering.take_in(desk["ana"][0], made.pk, later, at=noon)
    again = gathering.take_in(desk["ana"][0], made.pk, later, at=noon)

    assert one == again
    assert JournalRow.objects.filter(action="allegation.taken_in").count() == 1


def test_take_out_keeps_that_it_was_in_and_offers_it_again(desk, told, opened, noon):
    ana, one, two = desk["ana"][0], told(days=1), told()
    made = opened(one, two)
    its = made.gatherings.get(complaint=two)

    gathering.take_out(ana, made.pk, its.pk, at=noon)

    its.refresh_from_db()
    assert (its.withdrawn_by, its.withdrawn_at) == (ana, noon)
    assert [report.key for report in proposing.offered(ana).to[made.pk]] == [two]
    gathering.take_in(ana, made.pk, two, at=noon)
    assert gathered(made) == {one, two}
    assert made.gatherings.count() == 3


@pytest.mark.parametrize("verdict", list(Verdict))
def test_not_this_takes_it_out_and_never_asks_again_until_undone(desk, told, opened, noon, verdict):
    ana, one, two = desk["ana"][0], told(days=1), told()
    made = opened(one, two)

    kept = gathering.not_this(ana, made.pk, two, verdict, why="other yard", at=noon)

    assert gathered(made) == {one}
    assert proposing.offered(ana).to == {}
    assert offered(ana) == []
    with pytest.raises(ChangedMeanwhile):
        gathering.take_in(ana, made.pk, two, at=noon)
    with pytest.raises(ChangedMeanwhile):
        gathering.not_this(ana, made.pk, two, verdict, at=noon)
    allegations.withdraw(ana, made.pk, why="wrong", at=noon)
    assert offered(ana) == []  # the pair stays apart when both are free again
    allegations.restore(ana, made.pk, at=noon)

    gathering.undo_apart(ana, kept.pk, at=noon)

    kept.refresh_from_db()
    assert (kept.verdict, kept.why, kept.withdrawn_by) == (verdict, "other yard", ana)
    assert gathered(made) == {one, two}


def test_keep_group_apart_never_puts_two_of_it_together_again(desk, told, hotel, noon):
    ana = desk["ana"][0]
    keys = {told(days=2), told(days=1), told()}
    group = proposing.offered(ana).groups[0]

    kept = gathering.keep_group_apart(ana, hotel.pk, group.key, Verdict.DIFFERENT, at=noon)

    assert offered(ana) == []
    later = told()
    assert all(len(found & keys) == 1 for found in offered(ana))
    assert later in offered(ana)[0]
    gathering.undo_apart(ana, kept.pk, at=noon)
    assert offered(ana) == [{*keys, later}]


def test_keep_one_apart_leaves_the_others_together(desk, told, hotel, noon):
    ana = desk["ana"][0]
    one, two, three = told(days=2), told(days=1), told()

    gathering.keep_one_apart(ana, hotel.pk, one, two, Verdict.UNSURE, at=noon)

    assert offered(ana) == [{one, three}]


@pytest.mark.parametrize("act", ["group", "one", "undo"])
def test_judging_a_group_is_refused_to_whom_it_is_not_offered(
    desk, told, hotel, noon, make_officer, country, act
):
    ana, dara = desk["ana"][0], make_officer("dara", country["KH-12"])[0]
    one, two = told(days=1), told()
    kept = gathering.keep_one_apart(ana, hotel.pk, one, two, Verdict.UNSURE, at=noon)
    if act != "undo":
        gathering.undo_apart(ana, kept.pk, at=noon)

    acts = {
        "group": partial(gathering.keep_group_apart, dara, hotel.pk, one, Verdict.UNSURE),
        "one": partial(gathering.keep_one_apart, dara, hotel.pk, one, two, Verdict.UNSURE),
        "undo": partial(gathering.undo_apart, dara, kept.pk),
    }
    with pytest.raises(NotFound):
        acts[act](at=noon)


def test_a_judgement_about_a_complaint_is_not_there_for_whom_it_names(desk, told, hotel, noon):
    ana, bora = desk["ana"][0], desk["bora"][0]
    one, two = told(days=1), told()
    gathering.keep_group_apart(bora, hotel.pk, one, Verdict.DIFFERENT, at=noon)
    assert KeptApart.objects.visible_to(ana).exists()

    at_desk.keep_from(bora, two, user=ana, at=noon)

    assert not KeptApart.objects.visible_to(ana).exists()
    assert KeptApart.objects.visible_to(bora).exists()


def test_not_this_of_a_reader_who_sees_a_part_speaks_of_that_part_alone(
    desk, told, opened, country, noon
):
    ana = desk["ana"][0]
    one, hidden, two = told(days=2), told(days=1), told()
    made = opened(one, hidden, two, by="bora")
    Complaint.objects.filter(pk=hidden).update(unit=country["KH"], territory="")

    kept = gathering.not_this(ana, made.pk, two, Verdict.DIFFERENT, at=noon)

    assert set(kept.sides.values_list("complaint", flat=True)) == {one, two}
    assert KeptApart.objects.visible_to(ana).get() == kept


def test_withdraw_needs_a_reason_and_restore_brings_all_back(desk, told, opened, noon):
    ana, keys = desk["ana"][0], (told(days=1), told())
    made = opened(*keys)
    with pytest.raises(InvalidInput):
        allegations.withdraw(ana, made.pk, why="  ", at=noon)

    allegations.withdraw(ana, made.pk, why="opened by mistake", at=noon)
    assert offered(ana) == [set(keys)]
    with pytest.raises(ChangedMeanwhile):
        gathering.take_in(ana, made.pk, keys[0], at=noon)
    allegations.restore(ana, made.pk, at=noon)

    assert offered(ana) == []
    assert gathered(made) == set(keys)


def test_acts_on_an_allegation_are_refused_to_readers_and_hidden_from_others(
    desk, told, opened, noon, make_officer, country
):
    made, later = opened(told()), told()
    reader = make_officer(
        "reader",
        country["KH-18"],
        [Action.COMPLAINT_READ, Action.REGISTER_READ, Action.ALLEGATION_READ],
    )[0]
    dara = make_officer("dara", country["KH-12"])[0]

    for user, refusal in ((reader, NotPermitted), (dara, NotFound)):
        with pytest.raises(refusal):
            gathering.take_in(user, made.pk, later, at=noon)
        with pytest.raises(refusal):
            gathering.take_out(user, made.pk, made.gatherings.get().pk, at=noon)
        with pytest.raises(refusal):
            gathering.not_this(user, made.pk, later, Verdict.UNSURE, at=noon)
        with pytest.raises(refusal):
            allegations.withdraw(user, made.pk, why="no", at=noon)
        with pytest.raises(refusal):
            allegations.restore(user, made.pk, at=noon)


def test_deciding_a_complaint_of_an_allegation_leaves_the_others_as_they_are(
    desk, told, opened, noon
):
    one, two = told(), told()
    opened(one, two)

    at_desk.decide(desk["ana"][0], one, Outcome.REFERRED, "to the labour body", at=noon)

    assert Complaint.objects.get(pk=two).state != State.CLOSED


@pytest.mark.parametrize(
    "broken",
    [
        {"begins_on": date(2026, 3, 1)},
        {"ends_precision": "day"},
        {
            "begins_on": date(2026, 3, 2),
            "begins_precision": "day",
            "ends_on": date(2026, 3, 1),
            "ends_precision": "day",
        },
        {"withdrawn_why": "x", "withdrawn_at": "noon"},
    ],
)
def test_database_refuses_what_an_allegation_cannot_be(told, opened, noon, broken):
    made = opened(told())
    broken = {name: noon if value == "noon" else value for name, value in broken.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Allegation.objects.filter(pk=made.pk).update(**broken)


def test_database_refuses_a_complaint_twice_in_one_allegation(desk, told, opened, noon):
    made = opened(told())
    its = made.gatherings.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.create(
            allegation=made, complaint=its.complaint, by=desk["ana"][0], at=noon
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        made.gatherings.update(withdrawn_at=noon)


def test_database_refuses_a_complaint_on_two_sides_and_half_a_withdrawal(desk, told, hotel, noon):
    one = told(days=1)
    told()
    kept = gathering.keep_group_apart(desk["ana"][0], hotel.pk, one, Verdict.UNSURE, at=noon)

    with pytest.raises(IntegrityError), transaction.atomic():
        Side.objects.create(kept_apart=kept, complaint_id=one, number=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptApart.objects.update(withdrawn_at=noon + timedelta(days=1))
