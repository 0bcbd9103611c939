"""Measures: against whom, by whom, in which steps; and that none can name a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.outcomes import triggers
from ponleu.response.outcomes.models import LookDue, Measure, MeasureStep
from ponleu.response.outcomes.queries import measures as queries
from ponleu.response.outcomes.rules.measures import Step
from ponleu.response.outcomes.services import measuring

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(people, later):
    """Take a step: ``take(row, "order", by="dany")``."""

    def do(row, step, *, by="dany", why="For a reason.", seen=None, days=0.5, **more):
        seen = row.steps.count() if seen is None else seen
        who = people[by].user
        return measuring.step(who, row.pk, Step(step), why, seen=seen, at=later(days), **more)

    return do


def test_a_measure_is_proposed_by_one_and_ordered_by_another(started, proposed, take, people):
    row = proposed(started())
    assert row.reference.startswith("G-2026-")

    take(row, "order", why="The grounds carry it.")

    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("ordered", people["dany"].user)
    assert [(each.step, each.why) for each in row.steps.all()] == [
        ("propose", ""),
        ("order", "The grounds carry it."),
    ]
    assert JournalEntry.objects.order_by("-sequence").first().action == "measure.order"


@pytest.mark.parametrize("step", ["order", "refuse"])
def test_who_proposed_it_does_not_decide_it(step, started, proposed, take):
    row = proposed(started())

    with pytest.raises(NotPermitted):
        take(row, step, by="vibol")

    row.refresh_from_db()
    assert row.state == "proposed"


def test_the_database_refuses_the_proposer_as_decider(started, proposed, people, later):
    row = proposed(started())
    own = {"state": "ordered", "decided_by": people["vibol"].user, "decided_at": later(1)}

    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=row.pk).update(**own)


def test_each_step_is_undone_and_all_stand_in_the_history(started, proposed, take):
    row = proposed(started())
    for step, by, state in (
        ("withdraw", "vibol", "withdrawn"),
        ("put_back", "vibol", "proposed"),
        ("refuse", "dany", "refused"),
        ("take_back", "dany", "proposed"),
        ("order", "dany", "ordered"),
        ("lift", "vibol", "lifted"),
        ("put_back", "dany", "ordered"),
    ):
        take(row, step, by=by, days=3)
        row.refresh_from_db()
        assert row.state == state
    assert row.lifted_on is None
    assert MeasureStep.objects.filter(measure=row).count() == 8


@pytest.mark.parametrize(
    ("step", "by", "refusal"),
    [
        ("withdraw", "dany", NotPermitted),
        ("lift", "dany", ChangedMeanwhile),
        ("take_back", "dany", ChangedMeanwhile),
        ("order", "chan", NotPermitted),
        ("order", "north", NotFound),
        ("order", "audit", NotFound),
    ],
)
def test_a_step_that_is_not_theirs_or_cannot_follow_is_refused(
    step, by, refusal, started, proposed, take
):
    row = proposed(started())

    with pytest.raises(refusal):
        take(row, step, by=by)

    assert row.steps.count() == 1


def test_two_deciders_at_once_one_is_told(started, proposed, take):
    row = proposed(started())
    take(row, "order", seen=1)

    with pytest.raises(ChangedMeanwhile):
        take(row, "refuse", by="heng", seen=1)

    row.refresh_from_db()
    assert row.state == "ordered"


def test_a_decision_says_why(started, proposed, take):
    row = proposed(started())

    with pytest.raises(InvalidInput):
        take(row, "order", why="  ")


def test_a_person_of_the_register_is_refused_with_a_sentence(started, proposed, party):
    person = party("Sok Boss", EntryKind.PERSON)

    with pytest.raises(InvalidInput, match="person"):
        proposed(started(), entry=person.pk)

    assert not Measure.objects.exists()


@pytest.mark.parametrize("against", ["site", "organisation", "person"])
def test_the_database_refuses_a_person_however_the_row_is_written(
    against, started, proposed, party
):
    row = proposed(started())
    person = party("Sok Boss", EntryKind.PERSON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=row.pk).update(entry=person, against=against)
    copy = Measure.objects.get(pk=row.pk)
    copy.pk, copy.reference, copy.entry, copy.against = None, "G-x", person, against
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
    assert Measure.objects.get().entry_id == row.entry_id


def test_the_triggers_can_be_set_again_and_still_hold(started, proposed, party):
    row = proposed(started())
    triggers.install(connection)
    organisation = party("Chan Realty")

    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=row.pk).update(entry=organisation)  # it still says "site"
    Measure.objects.filter(pk=row.pk).update(entry=organisation, against="organisation")


def test_no_field_of_a_measure_leads_to_a_person_found_or_a_suspect():
    named = {field.name for field in Measure._meta.get_fields()}
    leads = {
        field.related_model._meta.label
        for field in Measure._meta.fields
        if field.related_model is not None
    }

    assert leads == {"operations.OperationSite", "register.Entry", "accounts.User"}
    assert not {name for name in named if "person" in name or "suspect" in name}


def test_an_organisation_of_the_register_may_be_named(started, proposed, party):
    row = proposed(started(), entry=party("Chan Realty").pk)

    assert row.against == "organisation"


def test_what_one_may_not_see_cannot_be_named_nor_told_from_what_is_not(
    started, proposed, party, told, keep_from, people
):
    operation, elsewhere = started(), party("Northern Realty", unit="KH-12")
    kept = party("Chan Realty")
    keep_from(told("Dany is paid.", entry=kept), people["vibol"].user)
    said = set()
    for key in (elsewhere.pk, kept.pk, people["vibol"].user.pk):
        with pytest.raises(InvalidInput) as refusal:
            proposed(operation, entry=key)
        said.add(refusal.value.sentence)

    assert said == {"There is no such site or organisation that you may see."}


def test_a_measure_against_what_is_kept_from_somebody_does_not_exist_for_them(
    started, ordered, party, told, keep_from, people, later
):
    organisation = party("Chan Realty")
    operation = started()
    row = ordered(operation, entry=organisation.pk)
    keep_from(told("Dany is paid.", entry=organisation), people["dany"].user)
    dany = people["dany"].user

    with pytest.raises(NotFound):
        queries.measure_page(dany, row.pk, today=later(1).date())
    assert not LookDue.objects.visible_to(dany).exists()
    assert LookDue.objects.visible_to(people["vibol"].user).exists()


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "imprisonment"},
        {"provision": "no-such"},
        {"offence_on": date(2007, 1, 1)},
        {"offence_on": date(2030, 1, 1)},
        {"until_on": date(2026, 1, 1)},
        {"kind": "temporary_closure"},
        {"kind": "labour_fine"},
        {"kind": "labour_fine", "riel": 0},
        {"kind": "labour_fine", "riel": 1_000, "days": 0},
        {"kind": "labour_fine", "riel": 1_000, "days": 3, "workers": 0},
        {"grounds": " "},
    ],
)
def test_what_does_not_hold_is_refused_and_nothing_kept(said, started, proposed):
    with pytest.raises(InvalidInput):
        proposed(started(), **said)

    assert not Measure.objects.exists()


def test_a_stated_fine_stands_beside_what_its_days_come_to(started, proposed, people, later):
    row = proposed(
        started(),
        kind="labour_fine",
        provision="labour-369",
        riel=5_000_000,
        days=31,
        workers=2,
    )

    found = queries.measure_page(people["dany"].user, row.pk, today=later(1).date())

    # 31 days x 2 workers x 80,000 riel of base wage since 31 July 2023 = 4,960,000 riel
    assert found.worked_out.riel == 4_960_000
    assert found.difference == 40_000
    assert not found.worked_out.is_in_band  # 61 to 90 days
    row.refresh_from_db()
    assert row.riel == 5_000_000


def test_an_ordered_measure_sets_the_next_look_and_lifting_it_takes_that_away(
    started, ordered, take, later
):
    row = ordered(started())
    due = LookDue.objects.holding().get()

    take(row, "lift", days=5)

    assert (due.due_on, due.of, due.code) == (
        later(1).date() + timedelta(days=30),
        "measure",
        "permanent_closure",
    )
    assert not LookDue.objects.holding().exists()


def test_a_measure_holds_from_its_first_to_its_last_day_or_until_lifted(
    started, ordered, take, people, later
):
    first = later(1).date()
    row = ordered(started(), kind="temporary_closure", until_on=first + timedelta(days=9))
    who = people["vibol"].user

    def holds(days):
        day = first + timedelta(days=days)
        return queries.measure_page(who, row.pk, today=day).holds

    assert [holds(days) for days in (-1, 0, 9, 10)] == [False, True, True, False]
    take(row, "lift", lifted_on=first + timedelta(days=4), days=9)
    assert [holds(days) for days in (3, 4)] == [True, False]


def test_what_waits_for_a_decision_waits_for_everybody_but_the_proposer(started, proposed, people):
    proposed(started())

    counts = {name: queries.waiting_count(people[name].user) for name in ("vibol", "dany", "heng")}
    assert counts == {"vibol": 0, "dany": 1, "heng": 1}
    assert queries.waiting_count(people["north"].user) == 0
