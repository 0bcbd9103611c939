"""join_people and the sound of names: what is proposed as one person, and what never."""

import pytest

from ponleu.engines.reading.joining import join_people
from ponleu.engines.reading.romanisation import is_variant, sounds_alike
from ponleu.engines.reading.types import Fact, FactKind, Part, Reading


def person(name, office="", place="", start=0):
    parts = {}
    if office:
        parts["office"] = Part(office, 0, len(office), office)
    if place:
        parts["office_place"] = Part(place, 0, len(place), place)
    end = start + len(name)
    return Fact(FactKind.PERSON, name, start, end, name, "persons.office", 0.9, parts)


def reading(*facts):
    return Reading("en", None, (), facts)


def names(readings):
    return [fact.value for one in readings for fact in one.facts if fact.kind is FactKind.PERSON]


@pytest.mark.parametrize(
    ("left", "right"), [("Kuch", "Kuoch"), ("Phearom", "Phearum"), ("Chan", "Chann")]
)
def test_sounds_alike_finds_spellings_of_one_name(left, right):
    assert sounds_alike(left, right)
    assert sounds_alike(right, left)


@pytest.mark.parametrize(("left", "right"), [("Sok", "Sak"), ("Kheng", "Khem"), ("Dara", "Dary")])
def test_sounds_alike_keeps_different_names_apart(left, right):
    assert not sounds_alike(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Kuch Dara", "Kuoch Dari"), ("Kuch Dara", "Kuoch Dara Rith"), ("Sok", "Sokh")],
)
def test_is_variant_needs_an_equal_part_and_as_many_parts(left, right):
    assert not is_variant(left, right)


def test_join_people_takes_the_most_frequent_spelling_and_says_why():
    one = reading(person("Kuch Dararith", "governor", "18"))
    other = reading(person("Kuoch Dararith", "governor", "18"), person("Kuoch Dararith", start=50))

    joined = join_people([one, other])

    assert names(joined) == ["Kuoch Dararith"] * 3
    assert joined[0].facts[0].text == "Kuch Dararith"
    assert "Kuch Dararith and Kuoch Dararith" in joined[0].facts[0].reason


def test_join_people_renames_the_person_where_others_point_to_them():
    said = Part("Kuch Dararith", 0, 13, "Kuch Dararith")
    claim = Fact(FactKind.CLAIM, "said so", 14, 21, "", "claims.reported", 0.8, {"speaker": said})
    spelt_so = [person("Kuoch Dararith", "governor", start=at) for at in (0, 30)]

    joined = join_people([reading(person("Kuch Dararith", "governor"), claim), reading(*spelt_so)])

    assert joined[0].facts[1].parts["speaker"].value == "Kuoch Dararith"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Kuch Dararith", "governor", "18"), ("Kuoch Dararith", "governor", "07")),
        (("Kuch Dararith", "governor", "18"), ("Kuoch Dararith", "judge", "")),
        (("Kuch Dararith", "governor", "18"), ("Kuoch Dararith", "", "")),
        (("Kuch Dararith", "governor", "18"), ("Kuch Sovanna", "governor", "18")),
    ],
)
def test_join_people_keeps_apart_what_offices_or_names_do_not_join(left, right):
    apart = [reading(person(*left)), reading(person(*right))]

    assert names(join_people(apart)) == [left[0], right[0]]


def test_join_people_does_not_join_through_a_third_that_contradicts():
    joined = join_people(
        [
            reading(person("Kuch Dararith", "governor", "18")),
            reading(person("Kuoch Dararith", "governor", "")),
            reading(person("Kouch Dararith", "governor", "07")),
        ]
    )

    assert len(set(names(joined))) == 2
