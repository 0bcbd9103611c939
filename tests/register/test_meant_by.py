"""Whom the names of a document may mean: what is said, to whom, and what it costs."""

import pytest

from ponleu.knowledge.register.queries.known_as import Called, meant_by
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand

KEUT = Called(EntryKind.PERSON, "Keut Chanrith")


@pytest.fixture
def known(ana, unit, noon):
    def make(name, **fields):
        entry = by_hand.Known(EntryKind.PERSON, name, territory=unit.territory, **fields)
        return by_hand.enter_known(ana, entry, unit=unit, at=noon)

    return make


def test_meant_by_says_why_and_puts_the_likeliest_first(ana, known, unit):
    respelled, same = known("Koeut Chanrith"), known("Keut Chanrith")

    found = meant_by(ana, [KEUT], unit_path=unit.path)[KEUT]

    assert [each.entry for each in found] == [same, respelled]
    assert found[0].comparison.score > found[1].comparison.score
    assert found[1].comparison.reasons[0].text


@pytest.mark.parametrize(
    "asked",
    [
        Called(EntryKind.SITE, "Keut Chanrith"),
        Called(EntryKind.PERSON, "Somaly Vann"),
        Called(EntryKind.PERSON, ""),
    ],
)
def test_meant_by_finds_nobody_else(ana, known, unit, asked):
    known("Keut Chanrith")

    assert meant_by(ana, [asked], unit_path=unit.path) == {asked: []}


def test_meant_by_keeps_to_the_unit_and_to_what_the_person_may_see(ana, ben, known, unit):
    known("Keut Chanrith")

    assert meant_by(ben, [KEUT], unit_path=unit.path) == {KEUT: []}
    assert meant_by(ana, [KEUT], unit_path="KH/12/") == {KEUT: []}


def test_meant_by_tells_no_name_out_of_a_source_above_the_entry(
    ana, known, make_source, make_unit, unit
):
    entry = known("Somaly")
    above = make_source("Keut", unit=make_unit("KH"), territory="")
    entry.names.create(text="Keut Chanrith", folded="keut chanrith", script="Latn", source=above)

    assert meant_by(ana, [KEUT], unit_path=unit.path) == {KEUT: []}


def test_meant_by_weighs_where_a_site_is(ana, unit, noon):
    for place in ("180101", "180401"):
        site = by_hand.Known(EntryKind.SITE, "Blue Gourd Hostel", territory="18", place=place)
        by_hand.enter_known(ana, site, unit=unit, at=noon)
    asked = Called(EntryKind.SITE, "Blue Gourd Hostel", "180401")

    found = meant_by(ana, [asked], unit_path=unit.path)[asked]

    assert [each.entry.place for each in found] == ["180401", "180101"]


def test_meant_by_shows_five_at_most(ana, known, unit):
    for last in ("Keut", "Koeut", "Keuth", "Keot", "Keuot", "Kheut", "Geut"):
        known(f"{last} Chanrith")

    assert len(meant_by(ana, [KEUT], unit_path=unit.path)[KEUT]) == 5


def test_meant_by_costs_the_same_for_any_number_of_names(
    ana, known, unit, django_assert_num_queries
):
    asked = [Called(EntryKind.PERSON, f"Keut Chanrith {letter * 3}") for letter in "BDFGKLMNPRST"]
    for each in asked:
        known(each.name)
    meant_by(ana, asked[:1], unit_path=unit.path)

    with django_assert_num_queries(3):
        meant_by(ana, asked[:1], unit_path=unit.path)
    with django_assert_num_queries(3):
        found = meant_by(ana, asked, unit_path=unit.path)

    assert all(found.values())
