"""What an order says as bytes, when a sign-off covers it, who is there: as plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.operations.rules import covert, kinds, order, readiness, signing
from ponleu.response.operations.rules.kinds import Decision, State
from ponleu.response.operations.rules.order import Member, Order, Scope, SiteWork, Team
from ponleu.response.operations.rules.signing import Gap, Signed, Standing
from ponleu.response.operations.rules.worth import worth

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
words = st.text(max_size=40)
sites = st.builds(
    SiteWork,
    entry=words,
    name=words,
    where=words,
    latitude=st.none() | st.floats(-90, 90),
    allegations=st.tuples(words),
    needs=st.tuples(words, words),
)
members = st.builds(Member, name=words, role=words, languages=st.tuples(words))
teams = st.builds(
    Team,
    number=st.integers(1, 9),
    members=st.lists(members, max_size=4).map(tuple),
    vehicles=st.lists(words, max_size=3).map(tuple),
)
scopes = st.builds(
    Scope,
    entries=st.sets(st.sampled_from("abcd"), max_size=4).map(lambda s: tuple(sorted(s))),
    begins=st.integers(0, 5).map(lambda h: (AT + timedelta(hours=h)).isoformat()),
    ends=st.integers(6, 11).map(lambda h: (AT + timedelta(hours=h)).isoformat()),
    persons=st.sets(st.sampled_from(["x", "y"])).map(lambda s: tuple(sorted(s))),
    search=st.booleans(),
    cameras=st.booleans(),
    phones=st.booleans(),
)
orders = st.builds(
    Order,
    decided_by=words,
    basis=words,
    sites=st.lists(sites, max_size=4).map(tuple),
    teams=st.lists(teams, max_size=3).map(tuple),
    scope=scopes,
)


@given(orders)
def test_an_order_comes_back_from_its_bytes_which_fill_whole_blocks(made):
    data = order.to_bytes(made)

    assert order.from_bytes(data) == made
    assert len(data) % order.BLOCK_BYTES == 0


def test_orders_of_one_and_of_thirty_sites_are_as_long():
    small = Order(sites=(SiteWork("a", "A"),))
    large = Order(sites=tuple(SiteWork(str(n), f"Site {n}", where="x" * 200) for n in range(30)))

    assert len(order.to_bytes(small)) == len(order.to_bytes(large)) == 32 * 1024


@pytest.mark.parametrize("data", [b"", b"[]", b'{"version": 2}', b"\xff", b'{"version": 1}'])
def test_what_is_no_order_is_refused(data):
    with pytest.raises(order.NotAnOrder):
        order.from_bytes(data)


@given(scopes)
def test_a_scope_lies_within_itself(scope):
    assert signing.is_within(scope, scope)


@given(scopes, scopes)
def test_within_both_ways_is_the_same_permission(one, other):
    both = signing.is_within(one, other) and signing.is_within(other, one)

    assert both == (signing.mark_of(one, b"s" * 32) == signing.mark_of(other, b"s" * 32))


@given(scopes, scopes, scopes)
def test_within_carries_on(one, two, three):
    if signing.is_within(one, two) and signing.is_within(two, three):
        assert signing.is_within(one, three)


SCOPE = Scope(("a",), AT.isoformat(), (AT + timedelta(hours=10)).isoformat())
SALT = b"s" * 32
MARK = signing.mark_of(SCOPE, SALT)
LATER = AT + timedelta(hours=5)


@pytest.mark.parametrize(
    ("signed", "at", "gap"),
    [
        (None, LATER, Gap.NOBODY_ASKED),
        (Signed(Decision.TAKEN_BACK), LATER, Gap.NOBODY_ASKED),
        (Signed(Decision.ASKED), LATER, Gap.WAITS),
        (Signed(Decision.REFUSED), LATER, Gap.REFUSED),
        (Signed(Decision.SIGNED, b"other", LATER), LATER, Gap.CHANGED),
        (Signed(Decision.SIGNED, MARK, None), LATER, Gap.EXPIRED),
        (Signed(Decision.SIGNED, MARK, LATER), LATER, Gap.EXPIRED),
        (Signed(Decision.SIGNED, MARK, LATER), AT - timedelta(seconds=1), Gap.TOO_EARLY),
        (
            Signed(Decision.NARROWED, MARK, AT + timedelta(days=2)),
            AT + timedelta(hours=11),
            Gap.TOO_LATE,
        ),
        (Signed(Decision.SIGNED, MARK, LATER), LATER - timedelta(seconds=1), None),
        (Signed(Decision.NARROWED, MARK, LATER), AT, None),
    ],
)
def test_why_an_order_may_not_start(signed, at, gap):
    assert signing.gap(signed, MARK, SCOPE, at=at) is gap


@pytest.mark.parametrize(
    "change",
    [
        {"entries": ("a", "b")},
        {"begins": (AT + timedelta(minutes=1)).isoformat()},
        {"ends": LATER.isoformat()},
        {"persons": ("x",)},
        {"search": False},
        {"cameras": False},
        {"phones": True},
    ],
)
def test_every_field_of_a_scope_changes_its_mark(change):
    assert signing.mark_of(replace(SCOPE, **change), SALT) != MARK


def test_the_order_in_which_sites_are_named_changes_no_mark():
    one, other = replace(SCOPE, entries=("a", "b")), replace(SCOPE, entries=("b", "a"))

    assert signing.mark_of(one, SALT) == signing.mark_of(other, SALT)


def test_a_sign_off_ends_with_the_scope_if_that_is_sooner():
    assert signing.expires(AT, 4, SCOPE) == AT + timedelta(hours=4)
    assert signing.expires(AT, 400, SCOPE) == AT + timedelta(hours=10)


@pytest.mark.parametrize(
    ("decision", "state", "expires", "is_newest", "said"),
    [
        (Decision.SIGNED, State.PLANNED, LATER, True, Standing.VALID),
        (Decision.SIGNED, State.STARTED, LATER, True, Standing.VALID),
        (Decision.SIGNED, State.PLANNED, AT, True, Standing.EXPIRED),
        (Decision.SIGNED, State.PLANNED, LATER, False, Standing.REPLACED),
        (Decision.TAKEN_BACK, State.PLANNED, LATER, True, Standing.TAKEN_BACK),
        (Decision.SIGNED, State.ENDED, LATER, True, Standing.OVER),
        (Decision.SIGNED, State.ABORTED, LATER, True, Standing.OVER),
    ],
)
def test_what_a_printed_sign_off_is_worth(decision, state, expires, is_newest, said):
    assert signing.standing(decision, state, expires, is_newest=is_newest, at=AT) is said


def test_no_state_is_left_twice_and_what_started_is_never_sealed_again():
    assert kinds.may_follow(State.ABORTED, State.PLANNED)
    assert not kinds.may_follow(State.PLANNED, State.ABORTED)
    assert not kinds.may_follow(State.ABORTED, State.STARTED)
    assert all(kinds.NEXT[state] <= set(State) for state in State)


def test_settled_lets_scope_route_and_roll_call_follow_what_is_there():
    made = Order(
        sites=(SiteWork("a", "A"),),
        teams=(Team(1, members=(Member("M", "minutes"),)),),
        scope=replace(SCOPE, entries=("a", "gone")),
        route=order.Route(
            stops=(order.Stop(1, "a", 0), order.Stop(1, "gone", 0), order.Stop(2, "a", 0)),
            left_out=(order.LeftOut("gone", "no time"),),
        ),
        present=("1/0", "1/7"),
    )

    settled = order.settled(made)

    assert settled.scope.entries == ("a",)
    assert settled.route.stops == (order.Stop(1, "a", 0),)
    assert settled.route.left_out == ()
    assert settled.present == ("1/0",)


@pytest.mark.parametrize(("second", "team"), [(389, 1), (390, None), (30, None)])
def test_a_team_is_at_one_site_at_a_time(second, team):
    # at the first site from minute 300 for 90 minutes; the second takes 90 as well
    stops = (order.Stop(1, "a", 300), order.Stop(1, "b", second), order.Stop(2, "b", 300))
    made = Order(sites=(SiteWork("a", "A"), SiteWork("b", "B")), route=order.Route(stops=stops))

    assert order.in_two_places(made) == team


def test_readiness_counts_needs_members_answers_and_presence():
    made = Order(
        sites=(SiteWork("a", "A", needs=("fire", "minutes")), SiteWork("b", "B", needs=("fire",))),
        teams=(Team(1, members=(Member("M", "minutes"), Member("N", "minutes"))),),
        present=("1/0",),
    )

    fire, minutes = readiness.needs(made, [("fire", "no"), ("fire", "yes")])

    assert (fire.sites, fire.members, fire.confirmed, fire.refused) == (2, 0, 1, 1)
    assert (minutes.sites, minutes.members, minutes.present) == (1, 2, 1)
    assert (fire.is_filled, minutes.is_filled) == (False, True)


def test_worth_rises_with_level_and_urgency():
    # level 2 is worth 10, urgency "now" counts four times
    assert worth(2, 3) == 40
    assert worth(0, 0) == 1


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("begins", "ends", "review", "flaw"),
    [
        ("2026-11-23", "2026-12-23", "2026-12-01", None),
        ("2026-11-23", "2026-11-22", "2026-11-23", covert.Flaw.ORDER_OF_DAYS),
        ("2026-10-01", "2026-11-21", "2026-10-10", covert.Flaw.PAST),
        ("2026-11-23", "2027-05-23", "2026-12-01", covert.Flaw.TOO_LONG),
        ("2026-11-23", "2026-12-23", "2026-12-24", covert.Flaw.REVIEW_OUTSIDE),
    ],
)
def test_what_days_a_covert_request_may_have(begins, ends, review, flaw):
    asked = covert.Covert("online", "x", "0", begins, ends, review)

    assert covert.flaw(asked, TODAY) is flaw
