"""join_links: strongest first, over no contradiction, the same in whatever order links come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.clusters import Facts, Link, is_slip, join_links, members

NOBODY = Facts()


def test_join_links_joins_over_a_third_row():
    found = join_links([NOBODY] * 4, [Link(0, 2, 5.0), Link(2, 3, 1.0)])

    assert found.of_row == (0, 1, 0, 0)
    assert found.links == (Link(0, 2, 5.0), Link(2, 3, 1.0))


def test_join_links_leaves_weak_links_out():
    found = join_links([NOBODY] * 2, [Link(0, 1, -0.5)])

    assert found.of_row == (0, 1)
    assert found.refused == ()  # too weak is not a contradiction


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Facts(sex="f"), Facts(sex="m"), "sexes"),
        (Facts(born="1980"), Facts(born="1982-05-01"), "born 1980 and 1982-05-01"),
        (Facts(kind="site"), Facts(kind="person"), "one is a"),
        (Facts(papers=("passport:n11",)), Facts(papers=("passport:n25",)), "passport"),
    ],
)
def test_join_links_refuses_a_contradiction_over_a_row_that_says_nothing(one, other, reason):
    # 0 and 1 both fit row 2, which says nothing; together they cannot be one
    found = join_links([one, other, NOBODY], [Link(0, 2, 9.0), Link(1, 2, 8.0)])

    assert found.of_row == (0, 1, 0)
    assert [refused.link for refused in found.refused] == [Link(1, 2, 8.0)]
    assert reason in found.refused[0].reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Facts(born="1980"), Facts(born="1981-02-03")),  # an age that was told
        (Facts(born="1976-02-03"), Facts(born="1967-02-03")),  # two figures swapped
        (Facts(papers=("passport:n123",)), Facts(papers=("passport:n124",))),  # one figure
        (Facts(papers=("passport:n123",)), Facts(papers=("card:999",))),  # different sorts
        (Facts(papers=("number:n11",)), Facts(papers=("number:n25",))),  # of no known sort
        (Facts(papers=("card:1", "card:22")), Facts(papers=("card:22",))),  # one of two is shared
    ],
)
def test_join_links_joins_what_may_be_one(one, other):
    assert join_links([one, other], [Link(0, 1, 3.0)]).of_row == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("n123", "n123", True),
        ("n123", "n124", True),  # one figure
        ("n123", "n132", True),  # two neighbours swapped
        ("n123", "n1234", True),  # one more
        ("", "1", True),
        ("n123", "n145", False),
        ("n123", "n321", False),
        ("n123", "n12345", False),
        ("", "12", False),
    ],
)
def test_is_slip_is_one_slip_of_the_hand_at_most(one, other, expected):
    assert is_slip(one, other) == is_slip(other, one) == expected


def test_the_same_number_excuses_another_birth():
    one = Facts(born="1980-01-01", papers=("card:123",))
    other = Facts(born="1999-02-02", papers=("card:123",))

    assert join_links([one, other], [Link(0, 1, 3.0)]).of_row == (0, 0)


def test_scores_are_those_of_the_strongest_link():
    found = join_links([NOBODY] * 4, [Link(0, 1, 1.0), Link(1, 2, 0.0)])

    # 1 bit: odds 2 to 1, 2/3; 0 bits: 1/2; row 3 stands alone
    assert found.scores() == pytest.approx([2 / 3, 2 / 3, 1 / 2, 1.0])


facts = st.builds(
    Facts,
    sex=st.sampled_from(["", "f", "m"]),
    born=st.sampled_from(["", "1980", "1981", "1992"]),
    papers=st.lists(st.sampled_from(["card:111", "card:222", "card:112"]), max_size=1).map(tuple),
)
links = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(-2, 5)).filter(
        lambda link: link[0] != link[1]
    ),
    max_size=12,
).map(lambda all_: [Link(a, b, float(weight)) for a, b, weight in all_])


@given(st.lists(facts, min_size=8, max_size=8), links)
def test_no_cluster_holds_two_sexes_or_years_far_apart(rows, given_links):
    rows = [replace(row, papers=()) for row in rows]

    found = join_links(rows, given_links)

    for cluster in members(found.of_row).values():
        assert len({rows[row].sex for row in cluster} - {""}) <= 1
        years = {int(rows[row].born or 0) for row in cluster} - {0}
        assert not years or max(years) - min(years) <= 1


@given(st.lists(facts, min_size=8, max_size=8), links, st.randoms(use_true_random=False))
def test_order_of_links_does_not_matter(rows, given_links, chance):
    shuffled = list(given_links)
    chance.shuffle(shuffled)

    assert join_links(rows, shuffled).of_row == join_links(rows, given_links).of_row


@given(links)
def test_without_facts_clusters_are_the_connected_parts(given_links):
    found = join_links([NOBODY] * 8, given_links)

    reached = {row: {row} for row in range(8)}  # slow and simple: spread until nothing changes
    for _ in range(8):
        for link in given_links:
            if link.weight >= 0:
                both = reached[link.a] | reached[link.b]
                for row in both:
                    reached[row] = both
    assert found.of_row == tuple(min(reached[row]) for row in range(8))
    assert len(found.links) == 8 - len(set(found.of_row))
