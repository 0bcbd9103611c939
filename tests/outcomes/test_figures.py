"""Figures of the command, sites found empty, the delay, debriefs: who counts what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.response.operations.queries.who_knew import who_knew
from ponleu.response.operations.rules.kinds import State
from ponleu.response.operations.services import asking, opening, ordering, starting
from ponleu.response.outcomes.models import Debrief, DelayChange
from ponleu.response.outcomes.queries import dashboard, public, vacated
from ponleu.response.outcomes.queries.dashboard import By, What
from ponleu.response.outcomes.services import debriefing, delaying

pytestmark = pytest.mark.django_db


def numbers(actor, at):
    return {
        what: number for what, number in dashboard.board(actor, 3, at=at).totals.items() if number
    }


def test_each_figure_counts_what_it_says_and_opens_to_it(
    ended, noted, ordered, people, later, hotel
):
    operation = ended()
    noted(operation, "victims_rescued", "site_sealed")
    ordered(operation)
    dany = people["dany"].user

    found = dashboard.board(dany, 3, at=later(16))

    counted = {what: number for what, number in found.totals.items() if number}
    assert counted == dict.fromkeys(
        [
            What.STARTED,
            What.SIGNED,
            What.DONE,
            What.TELLABLE,
            What.SITES,
            What.FOUND,
            What.MEASURES,
            What.DUE,
            What.OVERDUE,
        ],
        1,
    )
    for by in By:
        for value, row in found.rows[by]:
            for what, number in row.items():
                assert len(dashboard.records(found, what, by, value)) == number
    assert [value for value, _row in found.rows[By.MONTH]] == ["2026-11"]
    assert [value for value, _row in found.rows[By.UNIT]] == ["18"]


@pytest.mark.parametrize("who", ["vibol", "rith", "chan", "dany", "heng", "north"])
def test_a_sealed_order_is_in_no_number_of_anybody(who, sealed, signed, people, later):
    before = numbers(people[who].user, later(1))

    signed(sealed())

    found = dashboard.board(people[who].user, 3, at=later(1))
    assert numbers(people[who].user, later(1)) == before == {}
    assert len(found.own) == (1 if who == "vibol" else 0)


def test_one_that_was_given_up_stays_out_of_numbers_and_lists(sealed, people, later):
    operation, vibol = sealed(), people["vibol"]
    ordering.move(vibol.user, operation.pk, State.ABORTED, "Rain.", vibol.pair, at=later(0))

    found = dashboard.board(vibol.user, 3, at=later(1))

    assert (found.counted, found.own) == ([], [])


@pytest.mark.parametrize(("who", "sees"), [("chan", 1), ("heng", 1), ("north", 0), ("clinic", 0)])
def test_a_started_one_counts_where_it_is_open(who, sees, started, people, later):
    started()

    assert numbers(people[who].user, later(1)).get(What.STARTED, 0) == sees


def test_who_a_complaint_names_counts_nothing(
    started, noted, people, told, keep_from, hotel, later
):
    noted(started())
    keep_from(told("Dany is paid.", entry=hotel), people["dany"].user)

    assert numbers(people["dany"].user, later(1)) == {}
    assert vacated.vacated(people["dany"].user).unnoted == 0


def test_what_began_before_the_period_is_left_out(started, people, later):
    started()

    assert numbers(people["dany"].user, later(68)) != {}  # January: November still counts
    assert numbers(people["dany"].user, later(75)) == {}  # February: from December on


def test_more_operations_take_no_more_queries(ended, noted, people, later, alleged, site):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            dashboard.board(people["dany"].user, 3, at=later(16))
            vacated.vacated(people["vibol"].user)
        return len(taken)

    noted(ended())
    queries()
    few = queries()
    noted(ended(entry=alleged(site("Paper Lantern Annex"))))

    assert queries() == few


def test_the_count_of_who_knew_is_that_of_its_own_page(
    sealed, signed, let_in, people, site_of, version, noon
):
    operation, early = sealed(), noon - timedelta(hours=1)
    let_in(operation, "rith", at=early)
    for who in ("vibol", "rith", "vibol"):
        opening.open_order(people[who].user, operation.pk, people[who].pair, at=early)
    signed(operation)
    vibol, seen = people["vibol"], version(operation).number
    starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)
    sites = [site_of(operation)]

    assert who_knew(vibol.user, operation).before_start == 2
    assert vacated.knew_before(vibol.user, sites) == {operation.pk: 2}
    assert vacated.knew_before(people["dany"].user, sites) == {}


def test_shares_of_empty_sites_by_how_it_was_kept_secret(
    started, noted, people, alleged, site, noon
):
    noted(started(), "site_vacated")
    noted(started(entry=alleged(site("Paper Lantern Annex"))), "evidence_seized")
    noted(started(entry=alleged(site("Old Mill"))), "access_refused")
    started(entry=alleged(site("Red Roof")))

    found = vacated.vacated(people["vibol"].user)

    assert (found.whole.part, found.whole.whole) == (1, 2)
    assert found.whole.is_few
    assert (found.not_looked_at, found.unnoted) == (1, 1)
    rows = {table.by: table.rows for table in found.tables}
    assert [(value, share.part, share.whole) for value, share in rows["linked"]] == [
        ("alone", 1, 2)
    ]
    assert [(value, share.part, share.whole) for value, share in rows["hours"]] == [("0-6", 1, 2)]
    assert [value for value, _share in rows["people"]] == ["0-0"]  # all happened at noon


def test_who_does_not_read_the_order_learns_no_number_of_people_and_no_unit(
    sealed, signed, people, version, noon, noted
):
    operation, vibol = sealed(), people["vibol"]
    asking.ask(vibol.user, operation.pk, "clinic", "medical", "One.", vibol.pair, at=noon)
    signed(operation)
    seen = version(operation).number
    starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)
    noted(operation, "site_vacated")

    of_reader, of_other = (vacated.vacated(people[who].user) for who in ("vibol", "dany"))

    def values(found, by):
        return [value for table in found.tables if table.by == by for value, _share in table.rows]

    assert values(of_reader, "unit") == [str(people["clinic"].user.unit_id)]
    assert values(of_other, "unit") == values(of_other, "people") == ["unknown"]
    assert of_other.unit_names == {}


def test_an_operation_may_be_told_of_exactly_from_the_delay_on(ended, people, noon):
    operation = ended()
    end = operation.ended_at
    day = timedelta(days=14)

    for at, told in ((end + day - timedelta(microseconds=1), False), (end + day, True)):
        assert delaying.may_be_published(operation, at=at) is told
        assert public.published(at).filter(pk=operation.pk).exists() is told


def test_what_goes_on_or_is_sealed_is_never_told_of(started, sealed, later, alleged, site):
    operation = started()
    planned = sealed(entry=alleged(site("Old Mill")))

    assert not public.published(later(400)).exists()
    assert not delaying.may_be_published(operation, at=later(400))
    assert not delaying.may_be_published(planned, at=later(400))


def test_the_delay_is_changed_by_two_people_and_holds_from_the_decision_on(people, later):
    row = delaying.propose(people["lida"].user, 30, "Teams go back.", at=later(0))
    assert public.delay_days(later(1)) == 14

    delaying.decide(people["nary"].user, row.pk, agrees=True, why="Yes.", at=later(2))

    assert public.delay_days(later(1)) == 14
    assert public.delay_days(later(2)) == 30
    with pytest.raises(ChangedMeanwhile):
        delaying.decide(people["nary"].user, row.pk, agrees=False, why="No.", at=later(3))
    other = delaying.propose(people["nary"].user, 7, "Less.", at=later(4))
    delaying.decide(people["heng"].user, other.pk, agrees=False, why="No.", at=later(5))
    assert public.delay_days(later(6)) == 30
    assert [each.days for each in public.changes(people["chan"].user)] == [7, 30]


def test_who_proposed_the_delay_does_not_decide_it_nor_does_the_database_let_them(people, later):
    row = delaying.propose(people["nary"].user, 30, "Teams go back.", at=later(0))

    with pytest.raises(NotPermitted):
        delaying.decide(people["nary"].user, row.pk, agrees=True, why="Yes.", at=later(1))
    own = {"decision": "yes", "decided_by": people["nary"].user, "decided_at": later(1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        DelayChange.objects.filter(pk=row.pk).update(**own)
    delaying.take_back(people["nary"].user, row.pk, at=later(1))
    assert public.delay_days(later(2)) == 14


@pytest.mark.parametrize(
    ("who", "days", "why", "refusal"),
    [
        ("chan", 30, "x", NotPermitted),
        ("lida", 366, "x", InvalidInput),
        ("lida", -1, "x", InvalidInput),
        ("lida", 30, " ", InvalidInput),
    ],
)
def test_a_delay_that_does_not_go_is_refused(who, days, why, refusal, people, later):
    with pytest.raises(refusal):
        delaying.propose(people[who].user, days, why, at=later(0))

    assert not DelayChange.objects.exists()


def test_one_proposal_waits_at_a_time_and_a_province_does_not_decide(people, later):
    row = delaying.propose(people["nary"].user, 30, "x", at=later(0))

    with pytest.raises(ChangedMeanwhile):
        delaying.propose(people["lida"].user, 20, "x", at=later(0))
    with pytest.raises(NotPermitted):
        delaying.decide(people["lida"].user, row.pk, agrees=True, why="x", at=later(1))


def test_several_write_a_debrief_each_their_own_and_anew(started, people, later):
    operation = started()

    def write(who, words, seen=0):
        user = people[who].user
        return debriefing.write(user, operation.pk, words, "", "", seen=seen, at=later(1))

    first = write("vibol", "In within a minute.")
    write("field", "Three rooms.")
    write("pov", "Scope kept.")
    second = write("vibol", "In within two.", seen=1)

    shown = Debrief.objects.visible_to(people["chan"].user).holding()
    assert {each.as_planned for each in shown} == {"In within two.", "Three rooms.", "Scope kept."}
    with pytest.raises(ChangedMeanwhile):
        write("vibol", "Again.", seen=1)
    debriefing.take_back(people["vibol"].user, second.pk, at=later(2))
    assert Debrief.objects.holding().get(by=people["vibol"].user) == first
    with pytest.raises(NotPermitted):
        debriefing.take_back(people["field"].user, first.pk, at=later(2))


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("chan", NotPermitted), ("north", NotFound), ("clinic", NotFound), ("audit", NotFound)],
)
def test_who_was_not_in_it_writes_no_debrief(who, refusal, started, people, later):
    operation = started()
    with pytest.raises(refusal):
        debriefing.write(people[who].user, operation.pk, "x", "", "", seen=0, at=later(1))
    assert not Debrief.objects.visible_to(people["north"].user).exists()


def test_a_debrief_of_a_sealed_order_cannot_be_written_and_an_empty_one_neither(
    sealed, started, people, later, alleged, site
):
    vibol = people["vibol"].user
    with pytest.raises(NotFound):
        debriefing.write(vibol, sealed().pk, "x", "", "", seen=0, at=later(1))
    operation = started(entry=alleged(site("Old Mill")))
    with pytest.raises(InvalidInput):
        debriefing.write(vibol, operation.pk, " ", "", "", seen=0, at=later(1))
