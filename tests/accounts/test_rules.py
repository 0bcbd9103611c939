"""Reaches, usernames and territories: worked cases, and laws against a slow reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.accounts.rules import (
    SENTENCES,
    Action,
    Reach,
    is_territory,
    is_username,
    widest,
)

paths = st.lists(st.sampled_from(["18", "12", "1801", "MOI"]), max_size=3).map(
    lambda parts: "".join(f"{part}/" for part in ["KH", *parts])
)
territories = st.sampled_from(["", "1", "18", "12", "1801", "180104"])
actions = st.sampled_from([Action.SOURCE_READ, Action.CLAIM_READ])
reaches = st.builds(Reach, actions.map(str), paths, territories)


def test_covers_the_unit_and_all_below_it():
    reach = Reach("source.read", "KH/18/", "")

    assert reach.covers("source.read", "KH/18/", "18")
    assert reach.covers("source.read", "KH/18/1801/", "")
    assert not reach.covers("source.read", "KH/", "18")
    assert not reach.covers("source.read", "KH/12/", "18")


def test_covers_is_not_fooled_by_a_path_that_only_looks_longer():
    # "KH/1/" is not above "KH/18/": the stroke ends each part
    assert not Reach("source.read", "KH/1/", "").covers("source.read", "KH/18/", "")


def test_covers_the_territory_and_all_in_it():
    reach = Reach("source.read", "KH/", "18")

    assert reach.covers("source.read", "KH/12/", "180104")
    assert not reach.covers("source.read", "KH/18/", "12")
    assert not reach.covers("source.read", "KH/18/", "")  # of the whole country, not of 18


def test_covers_no_other_action():
    assert not Reach("source.read", "KH/", "").covers("source.add", "KH/", "")


@pytest.mark.slow
@given(st.lists(reaches, max_size=6), actions, paths, territories)
def test_widest_covers_exactly_what_all_reaches_cover(many, action, path, territory):
    def covered(by):
        return any(reach.covers(action, path, territory) for reach in by)

    assert covered(widest(many)) == covered(many)


@pytest.mark.slow
@given(st.lists(reaches, max_size=6))
def test_widest_keeps_none_that_lies_inside_another(many):
    kept = widest(many)

    for one in kept:
        others = [other for other in kept if other != one]
        assert not any(other.covers(one.action, one.unit_path, one.territory) for other in others)


@pytest.mark.parametrize("name", ["sok.dara", "analyst", "a-1", "abc" * 21])
def test_is_username_takes(name):
    assert is_username(name)


@pytest.mark.parametrize(
    "name", ["", "ab", "Sok", "sok dara", "sok..dara", ".sok", "sok.", "1ab", "sók", "a" * 65]
)
def test_is_username_refuses(name):
    assert not is_username(name)


@pytest.mark.parametrize(
    ("code", "taken"),
    [("", True), ("18", True), ("1801", True), ("18010401", True), ("1", False), ("KH", False)],
)
def test_is_territory_knows_government_codes(code, taken):
    assert is_territory(code) is taken


def test_every_action_has_its_sentence():
    assert set(SENTENCES) == set(Action)
