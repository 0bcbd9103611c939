"""Sites to be looked at again: of past operations alone, until somebody looked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.response.outcomes.models import LookDue, LookedAgain
from ponleu.response.outcomes.queries import after, looking
from ponleu.response.outcomes.services import looking as services
from ponleu.response.outcomes.services.looking import Look

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(started, noted):
    """The day of a site that was sealed: 14 days after the start; and its operation."""
    operation = started()
    noted(operation, "site_sealed")
    return LookDue.objects.select_related("site__operation").get()


def keys(actor, today, **more):
    return [line.due.site_id for line in looking.due_lines(actor, today=today, **more)[0]]


def test_a_site_is_listed_from_two_weeks_before_and_overdue_after_its_day(due, people):
    dany = people["dany"].user
    day = due.due_on
    lines = {
        days: looking.due_lines(dany, today=day + timedelta(days=days))[0] for days in (-15, 0, 1)
    }

    assert lines[-15] == []
    assert [(line.days, line.is_over) for line in lines[0]] == [(0, False)]
    assert [(line.days, line.is_over) for line in lines[1]] == [(-1, True)]
    assert keys(dany, day - timedelta(days=15), is_all=True) == [due.site_id]
    assert looking.due_count(dany, today=day - timedelta(days=1)) == (0, 0)
    assert looking.due_count(dany, today=day) == (1, 0)
    assert looking.due_count(dany, today=day + timedelta(days=1)) == (1, 1)


@pytest.mark.parametrize("who", ["north", "clinic", "audit", "keep"])
def test_nothing_of_it_stands_anywhere_else(who, due, people):
    assert keys(people[who].user, due.due_on, is_all=True) == []
    assert looking.due_count(people[who].user, today=due.due_on) == (0, 0)


@pytest.mark.parametrize("who", ["vibol", "dany", "chan"])
def test_that_a_new_operation_is_planned_there_changes_nothing_for_anybody(
    who, due, people, sealed, hotel, signed
):
    reader = people[who].user
    today = due.due_on

    def told():
        lines, more = looking.due_lines(reader, today=today, is_all=True)
        line = after.line_of(reader, due.site_id)
        return (
            [(each.due.pk, each.days) for each in lines],
            more,
            looking.due_count(reader, today=today),
            [each.pk for each in looking.later_operations(reader, due.site)],
            (line.due.pk, line.looked),
        )

    before = told()
    planned = sealed(entry=hotel)
    signed(planned)

    assert told() == before


def test_a_planned_operation_cannot_be_linked_not_even_by_its_reader(
    due, people, sealed, hotel, later
):
    planned = sealed(entry=hotel)

    with pytest.raises(NotFound):
        services.looked(people["vibol"].user, due.pk, Look(operation=planned.pk), at=later(20))

    assert not LookedAgain.objects.exists()


def test_a_visit_ends_the_waiting_and_taking_it_back_begins_it_again(due, people, later):
    vibol = people["vibol"].user
    look = Look(on=due.due_on - timedelta(days=1), words="Shut, seals whole.")

    row = services.looked(vibol, due.pk, look, at=later(20))

    assert keys(vibol, due.due_on, is_all=True) == []
    assert after.line_of(vibol, due.site_id).looked == row
    with pytest.raises(ChangedMeanwhile):
        services.looked(vibol, due.pk, look, at=later(20))
    services.take_back_look(vibol, row.pk, at=later(21))
    services.take_back_look(vibol, row.pk, at=later(21))
    assert keys(vibol, due.due_on) == [due.site_id]


@pytest.mark.parametrize(
    "look",
    [
        Look(on=date(2026, 11, 25)),
        Look(words="Shut."),
        Look(on=date(2026, 11, 1), words="Shut."),
        Look(on=date(2027, 11, 1), words="Shut."),
    ],
)
def test_a_visit_has_a_possible_day_and_words(look, due, people, later):
    with pytest.raises(InvalidInput):
        services.looked(people["vibol"].user, due.pk, look, at=later(20))

    assert not LookedAgain.objects.exists()


def test_a_person_sets_another_day_which_the_table_leaves_alone(due, people, noted, later, site_of):
    vibol, day = people["vibol"].user, due.due_on + timedelta(days=40)
    row = services.set_day(vibol, due.site_id, day, "The rains.", seen=1, at=later(1))

    noted(due.site.operation, "access_refused", seen=1, why="Nobody opened.")

    assert LookDue.objects.holding().get() == row
    with pytest.raises(ChangedMeanwhile):
        services.set_day(vibol, due.site_id, day, "Again.", seen=1, at=later(1))
    services.take_back_day(vibol, row.pk, at=later(2))
    assert LookDue.objects.holding().get() == due


def test_a_day_needs_a_reason_and_lies_after_the_inspection(due, people, later):
    vibol = people["vibol"].user
    for day, why in ((later(0).date(), "Now."), (later(9).date(), " ")):
        with pytest.raises(InvalidInput):
            services.set_day(vibol, due.site_id, day, why, seen=1, at=later(1))
    with pytest.raises(NotPermitted):
        services.set_day(people["chan"].user, due.site_id, day, "x", seen=1, at=later(1))


def test_after_somebody_looked_only_what_asks_for_a_later_day_sets_one(
    due, people, noted, ordered, later
):
    vibol = people["vibol"].user
    services.looked(vibol, due.pk, Look(on=due.due_on, words="Shut."), at=later(20))

    noted(due.site.operation, "site_sealed", "evidence_seized", seen=1, why="More.")
    assert not LookDue.objects.waiting().exists()
    ordered(due.site.operation, from_on=later(30).date())

    waiting = LookDue.objects.waiting().get()
    assert (waiting.of, waiting.due_on) == ("measure", later(60).date())
