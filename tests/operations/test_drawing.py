"""A draw from mixed plans to the route: who commits, who reveals, what is refused, what is kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ponleu.engines.planning import breaches
from ponleu.engines.planning.unannounced import mix_digest
from ponleu.foundation.core.errors import (
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
)
from ponleu.foundation.journal.models import Entry
from ponleu.response.operations.models import Draw, DrawPart, DrawReveal
from ponleu.response.operations.queries import draws
from ponleu.response.operations.rules.order import Member, Route
from ponleu.response.operations.rules.problem import problem_of, rounds_of
from ponleu.response.operations.sealed import Shut
from ponleu.response.operations.services import (
    draw_record,
    mixing,
    ordering,
)

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def test_mixed_plans_say_what_they_promise_and_are_stored_nowhere(drawable, mix, version):
    """Two of three teams make up 60%; every site that is not chosen has a probability."""
    operation = drawable()
    before = version(operation).number
    mixed = mix(operation)
    stated = mixed.stated
    assert (len(stated.chosen_teams), len(stated.drawn_teams)) == (1, 2)
    assert stated.share == pytest.approx(2 / 3)
    chosen = {stop.entry for stop in stated.stops}
    assert chosen
    assert not chosen & set(stated.by_entry)
    assert len(chosen) + len(stated.by_entry) == 6
    losses = [each.value * (1 - each.probability) for each in stated.chances]
    assert stated.worst_loss == pytest.approx(max(losses), abs=1e-9)
    assert stated.plans > 1
    assert stated.bits > 0
    assert version(operation).number == before
    assert not Draw.objects.exists()


@pytest.mark.parametrize("share", [0.0, 0.09, 1.01, float("nan")])
def test_a_share_out_of_range_is_refused(share, drawable, mix):
    with pytest.raises(InvalidInput, match="10 to 100"):
        mix(drawable(), share=share)


def test_nobody_in_danger_is_left_to_chance(drawable, mix):
    """An urgent site is chosen or named; an order of urgent sites alone is not drawn at all."""
    stated = mix(drawable(urgent={0, 4})).stated
    entries = [each.entry for each in stated.chances]
    assert len(entries) + len({stop.entry for stop in stated.stops} | set(stated.urgent)) == 6
    with pytest.raises(InvalidInput, match="danger"):
        mix(drawable(urgent=range(6)))


def test_all_drawn_leaves_urgent_sites_out_and_names_them(drawable, mix):
    """With no team chosen nobody goes where somebody is in danger: the page says which."""
    operation = drawable(urgent={0})
    stated = mix(operation, share=1.0).stated
    assert stated.chosen_teams == ()
    assert len(stated.urgent) == 1
    assert stated.urgent[0] not in stated.by_entry


def test_where_all_is_visited_anyway_there_is_nothing_to_draw(drawable, mix, people, version, noon):
    operation, who = drawable(), people["vibol"]
    order = version(operation).order
    sites = tuple(replace(each, service_min=1) for each in order.sites)
    teams = tuple(replace(each, ends_min=1200) for each in order.teams)
    seen = version(operation).number
    ordering.edit(who.user, operation.pk, who.pair, seen, sites=sites, teams=teams, at=noon)
    with pytest.raises(InvalidInput, match="larger part"):
        mix(operation, share=0.3)


def test_a_team_without_time_is_refused_in_words(drawable, mix, people, version, noon):
    operation, who = drawable(), people["vibol"]
    order = version(operation).order
    teams = (replace(order.teams[0], ends_min=240), *order.teams[1:])
    seen = version(operation).number
    ordering.edit(who.user, operation.pk, who.pair, seen, teams=teams, at=noon)
    with pytest.raises(InvalidInput, match="no time"):
        mix(operation)


def test_what_is_kept_is_sealed_to_the_readers_in_whole_blocks(
    drawable, kept, let_in, people, version
):
    """The row tells nothing of a site; who is let in later opens it, who is not cannot."""
    operation = drawable()
    draw = kept(operation)
    for site in version(operation).order.sites:
        assert site.entry.encode() not in bytes(draw.envelope)
    sizes = {len(bytes(draw.envelope))}
    opened = mixing.opened_mix(draw, people["vibol"].pair)
    assert mix_digest(opened.content) == bytes(draw.digest)
    other = drawable(urgent={2})
    sizes.add(len(bytes(kept(other).envelope)))
    assert len(sizes) == 1
    with pytest.raises(Shut):
        mixing.opened_mix(draw, people["rith"].pair)
    let_in(operation, "rith")
    draw.refresh_from_db()
    assert mixing.opened_mix(draw, people["rith"].pair) == opened


def test_only_what_was_mixed_here_by_oneself_and_lately_is_kept(
    drawable, mix, people, let_in, noon, monkeypatch
):
    """A byte changed, another's plans, another order, an hour later: refused."""
    operation, who, other = drawable(), people["vibol"], people["rith"]
    let_in(operation, "rith")
    token = mix(operation).as_token(who.user)
    place = len(token) // 2
    spoilt = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    for text, by in ((spoilt, who), ("", who), ("{}", who), (token, other)):
        with pytest.raises(InvalidInput, match="Mix them again"):
            mixing.keep(by.user, operation.pk, text, by.pair, at=noon)
    second = drawable()
    with pytest.raises(InvalidInput):
        mixing.keep(who.user, second.pk, token, who.pair, at=noon)
    monkeypatch.setattr(mixing, "KEPT_WITHIN_SECONDS", -1)
    with pytest.raises(InvalidInput):
        mixing.keep(who.user, operation.pk, token, who.pair, at=noon)
    assert not Draw.objects.exists()


def test_plans_of_an_order_that_changed_are_not_kept(drawable, mix, people, version, noon):
    """A note changes nothing; a team's shift does."""
    operation, who = drawable(), people["vibol"]
    token = mix(operation).as_token(who.user)
    ordering.note(who.user, operation.pk, "Weather is good.", who.pair, at=noon)
    kept = mixing.keep(who.user, operation.pk, token, who.pair, at=noon)
    assert (kept.number, kept.version) == (1, version(operation).number)
    order = version(operation).order
    later = tuple(replace(team, ends_min=500) for team in order.teams)
    seen = version(operation).number
    ordering.edit(who.user, operation.pk, who.pair, seen, teams=later, at=noon)
    with pytest.raises(ChangedMeanwhile, match="Mix plans again"):
        mixing.keep(who.user, operation.pk, token, who.pair, at=noon)


def test_two_commit_and_reveal_and_the_drawn_plan_is_the_route(drawn, did, people, version, noon):
    """The checker passes it with the chosen part; every step is journaled, with its hash."""
    operation, who = drawn(), people["vibol"]
    shown = draw_record.show(who.user, operation.pk, who.pair, at=noon)
    assert shown.differences == ()
    assert 0 <= shown.number < 2**64
    assert shown.holds
    seen = shown.version.number
    made = did("take_over", operation, seen=seen)
    route = made.order.route
    assert made.number == seen + 1
    assert set(route.stops) == {*shown.mixed.stops, *shown.drawn}
    assert not breaches(problem_of(made.order), rounds_of(route.stops))
    by_lot = {site.entry: site.probability for site in made.order.sites if site.chosen == "lot"}
    assert set(by_lot) == {stop.entry for stop in shown.drawn}
    assert all(by_lot[key] == shown.mixed.by_entry[key].probability > 0 for key in by_lot)
    left = {each.entry for each in route.left_out}
    assert left == {site.entry for site in made.order.sites} - {one.entry for one in route.stops}
    draw = Draw.objects.get()
    assert (draw.taken_by, draw.taken_version) == (who.user, made.number)
    said = list(
        Entry.objects.filter(action__startswith="operation.draw").values_list("action", "reason")
    )
    steps = ["begun", "committed", "committed", "closed", "revealed", "revealed", "taken"]
    assert [action for action, _ in said] == [f"operation.draw_{step}" for step in steps]
    assert bytes(draw.digest).hex() in said[0][1]
    assert [
        bytes(p.commitment).hex() in reason
        for p, (_, reason) in zip(DrawPart.objects.order_by("at", "pk"), said[1:3], strict=True)
    ] == [True, True]
    assert bytes(draw.drawn_digest).hex() in said[-1][1]


def test_one_alone_draws_nothing_and_twice_is_once(drawable, kept, did):
    """One commitment is not enough; who commits again has committed once."""
    operation = drawable()
    kept(operation)
    first, second = did("commit", operation), did("commit", operation)
    assert first == second
    assert DrawPart.objects.count() == 1
    with pytest.raises(InvalidInput, match="two different people"):
        did("close", operation)
    with pytest.raises(ChangedMeanwhile):
        did("reveal", operation)


def test_each_step_waits_for_the_one_before(drawable, kept, let_in, did, version):
    """No commitment once closed, no plan until all revealed, no revealing without commitment."""
    operation = drawable()
    let_in(operation, "rith")
    let_in(operation, "north")
    kept(operation)
    for name in ("vibol", "rith"):
        did("commit", operation, name)
    did("close", operation)
    assert did("close", operation).closed_at
    with pytest.raises(ChangedMeanwhile):
        did("commit", operation, "north")
    with pytest.raises(NotFound):
        did("reveal", operation, "north")
    did("reveal", operation)
    assert did("reveal", operation) == DrawReveal.objects.get()
    with pytest.raises(ChangedMeanwhile, match="Not all"):
        did("take_over", operation, seen=version(operation).number)
    did("reveal", operation, "rith")
    with pytest.raises(ChangedMeanwhile):
        did("take_over", operation, seen=version(operation).number - 1)


def test_who_does_not_reveal_is_a_finding_and_a_new_round_begins(
    drawable, kept, let_in, did, people
):
    """The same plans under another digest; the round before stays, named."""
    operation = drawable()
    let_in(operation, "rith")
    first = kept(operation)
    for name in ("vibol", "rith"):
        did("commit", operation, name)
    did("close", operation)
    did("reveal", operation)
    (before,) = draws.rounds(people["vibol"].user, operation)
    assert [part.party.username for part in before.missing] == ["rith"]
    assert before.unrevealed == 0
    second = did("again", operation)
    assert (second.number, bytes(second.digest)) != (first.number, bytes(first.digest))
    newest, before = draws.rounds(people["vibol"].user, operation)
    assert (newest.committed, before.unrevealed) == (0, 1)
    assert [part.party.username for part in before.missing] == ["rith"]
    pair = people["vibol"].pair
    one, two = (json.loads(mixing.opened_mix(each, pair).content) for each in (first, second))
    assert one["drawn"] == two["drawn"]
    assert one["salt"] != two["salt"]


def test_whoever_has_to_reveal_reads_it_on_their_first_page(drawable, kept, let_in, did, people):
    """From closing on, until they did or a new round began; nobody else reads anything."""
    operation = drawable()
    let_in(operation, "rith")
    let_in(operation, "north")
    kept(operation)
    for name in ("vibol", "rith"):
        did("commit", operation, name)
    names = ("vibol", "rith", "north")
    assert [draws.waiting(people[name].user) for name in names] == [[], [], []]
    did("close", operation)
    assert [draws.waiting(people[name].user) for name in names] == [[operation], [operation], []]
    did("reveal", operation)
    assert [draws.waiting(people[name].user) for name in names] == [[], [operation], []]
    did("again", operation)
    assert [draws.waiting(people[name].user) for name in names] == [[], [], []]


def test_an_order_is_drawn_once_until_it_changes(drawn, mix, did, people, version, noon):
    """Whoever dislikes what was drawn cannot draw again, taken over or not."""
    operation, who = drawn(), people["vibol"]
    token = mix(operation).as_token(who.user)
    for _ in range(2):
        with pytest.raises(ChangedMeanwhile, match="drawn for"):
            mixing.keep(who.user, operation.pk, token, who.pair, at=noon)
        with pytest.raises(ChangedMeanwhile, match="drawn for"):
            did("again", operation)
        if not Draw.objects.get().taken_at:
            did("take_over", operation, seen=version(operation).number)
    order = version(operation).order
    sites = order.sites[:-1]
    seen = version(operation).number
    ordering.edit(who.user, operation.pk, who.pair, seen, sites=sites, at=noon)
    token = mix(operation).as_token(who.user)
    mixing.keep(who.user, operation.pk, token, who.pair, at=noon)
    assert [each.was_left for each in draws.rounds(who.user, operation)] == [False, False]


def test_a_changed_order_takes_no_drawn_plan_over(drawn, did, people, version, noon):
    """And that it was drawn and left stands in the next round."""
    operation, who = drawn(), people["vibol"]
    order = version(operation).order
    teams = (replace(order.teams[0], members=(Member("Another", "medical"),)), *order.teams[1:])
    seen = version(operation).number
    ordering.edit(who.user, operation.pk, who.pair, seen, teams=teams, at=noon)
    with pytest.raises(ChangedMeanwhile, match="Mix plans again"):
        did("take_over", operation, seen=seen + 1)
    assert version(operation).order.route == Route()
    token = mixing.propose(
        who.user, operation.pk, who.pair, share=0.6, seed=1, seconds=0.2, at=noon
    ).as_token(who.user)
    mixing.keep(who.user, operation.pk, token, who.pair, at=noon)
    assert [each.was_left for each in draws.rounds(who.user, operation)] == [False, True]
