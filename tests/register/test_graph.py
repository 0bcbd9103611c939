"""Ties as a graph: what is near, what is one, and what may not be seen."""

import json
import re
from itertools import pairwise

import pytest
from django.urls import reverse

from ponleu.knowledge.register.queries.graph import graph
from ponleu.knowledge.register.rules import EntryKind, TieSort
from ponleu.knowledge.register.services import by_hand, dated, identity
from ponleu.knowledge.register.services.dated import Ground

pytestmark = pytest.mark.usefixtures("demonstration")
SAID = Ground(since="2024-03", text="a licence on the wall")


@pytest.fixture
def firm(ana, unit, noon):
    def make(name, *, by=ana, at=unit):
        known = by_hand.Known(kind=EntryKind.ORGANISATION, name=name, territory=at.territory)
        return by_hand.enter_known(by, known, unit=at, at=noon)

    return make


@pytest.fixture
def tie(ana, noon):
    def make(holder, held, ground=SAID, by=ana):
        return dated.enter_tie(by, holder, TieSort.OWNER, held, ground, at=noon)

    return make


@pytest.fixture
def chain(firm, tie):
    """a owns b owns c owns d."""
    firms = [firm(letter) for letter in "abcd"]
    for holder, held in pairwise(firms):
        tie(holder, held)
    return firms


def names(drawn):
    return sorted(node.entry.name for node in drawn.nodes)


@pytest.mark.parametrize(("hops", "near"), [(1, "ab"), (2, "abc"), (3, "abcd")])
def test_graph_goes_so_many_ties_away(ana, chain, hops, near):
    drawn = graph(ana, chain[0], hops=hops)

    assert names(drawn) == list(near)
    assert [node.hops for node in drawn.nodes] == list(range(len(near)))


def test_graph_without_centre_shows_all_ties(ana, chain):
    assert names(graph(ana, None)) == list("abcd")


def test_graph_draws_those_judged_the_same_as_one(ana, chain, firm, tie, noon):
    other = firm("other b")
    tie(other, firm("e"))
    identity.judge_pair(ana, chain[1].pk, other.pk, "same", at=noon)

    drawn = graph(ana, chain[0], hops=2)

    assert names(drawn) == ["a", "b", "c", "e"]


def test_graph_leaves_out_what_is_taken_back(ana, chain, noon):
    first = chain[0].ties_held.get()
    dated.withdraw_dated(ana, type(first), first.pk, at=noon)

    assert names(graph(ana, chain[0], hops=4)) == ["a"]


def test_graph_of_another_unit_is_empty(ben, chain):
    assert names(graph(ben, None)) == []


def test_graph_leaves_out_ties_of_sources_that_may_not_be_read(
    ana, make_user, unit, make_source, firm, tie
):
    hidden = make_source("a owns b", unit=unit, territory="18")
    one, other = firm("one"), firm("other")
    tie(one, other, Ground(source=hidden, words="a owns b"))
    reader = make_user("rea", unit=unit, actions=["register.read"])

    assert names(graph(ana, one)) == ["one", "other"]
    assert names(graph(reader, one)) == ["one"]


def test_graph_is_cut_and_says_so(ana, chain):
    drawn = graph(ana, chain[0], hops=4, most=2)

    assert names(drawn) == ["a", "b"]


def test_months_span_all_ties(ana, firm, tie):
    tie(firm("a"), firm("b"), Ground(since="2022", until="2024-05-07", text="x"))

    assert graph(ana, None).months == ("2022-01", "2024-05")


def test_page_gives_the_picture_and_the_table_the_same_ties(client, ana, chain):
    client.force_login(ana)

    page = client.get(reverse("register:graph"), {"around": chain[0].reference, "hops": "3"})

    text = page.content.decode()
    data = json.loads(re.search(r'id="graph-data"[^>]*>(.*?)</script>', text).group(1))
    assert len(data["ties"]) == text.count("data-tie=") == 3
    assert [node["here"] for node in data["nodes"]] == [True, False, False, False]


def test_page_without_ties_says_what_to_do(client, ana):
    client.force_login(ana)

    assert "No ties recorded here" in client.get(reverse("register:graph")).content.decode()


def test_page_around_an_unknown_reference_is_not_found(client, ana):
    client.force_login(ana)

    assert client.get(reverse("register:graph"), {"around": "O-2026-1-X"}).status_code == 404


def test_page_needs_a_sign_in(client):
    assert client.get(reverse("register:graph")).status_code == 302
