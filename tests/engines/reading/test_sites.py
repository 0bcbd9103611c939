"""find_sites: named premises, and not those that are only described."""

import pytest

from ponleu.engines.reading.types import FactKind


@pytest.fixture
def sites(named):
    def find(text):
        _, facts = named(text)
        return [fact.value for fact in facts if fact.kind is FactKind.SITE]

    return find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police went to the Paper Lantern Hotel.", "Paper Lantern Hotel"),
        ("He worked in the Silver Reed casino.", "Silver Reed casino"),
        ("She was held at KB Casino.", "KB Casino"),
        ("They met in Casino Lotus.", "Casino Lotus"),
        ("The Phnom Penh Hotel is shut.", "Phnom Penh Hotel"),
        ("They\ncame to the Paper\nLantern Hotel\nthat day.", "Paper Lantern Hotel"),
    ],
)
def test_a_name_beside_a_noun_for_premises_is_a_site(text, value, sites):
    assert sites(text) == [value]


def test_a_site_is_known_again_without_its_noun(named):
    _, facts = named("Police left the Silver Reed casino. Later Silver Reed said no.")

    found = [(f.text, f.value, f.rule) for f in facts if f.kind is FactKind.SITE]

    assert found == [
        ("Silver Reed casino", "Silver Reed casino", "sites.noun"),
        ("Silver Reed", "Silver Reed casino", "sites.short"),
    ]


def test_a_site_of_one_word_is_not_looked_for_without_its_noun(sites):
    assert sites("They left KB Casino. The KB said no.") == ["KB Casino"]


def test_a_numbered_building_is_named_with_its_compound(sites):
    assert sites("They hid in Building 7 of the Golden Bay compound.") == [
        "Building 7 of the Golden Bay compound",
        "Golden Bay compound",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They hid in a Chinese hotel.",
        "He knows many Sihanoukville casinos.",
        "The hotel and the compound were empty.",
        "The Building was closed.",
        "They met at the Lekh Buon market.",
    ],
)
def test_premises_that_are_only_described_are_no_site(text, sites):
    assert sites(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police went to the Quiet Loom Hotel. Neighbours know the building as Skor Daum.",
        "The Quiet Loom Hotel, also known as Skor Daum, was shut.",
        "The Quiet Loom Hotel (formerly Skor Daum) was shut.",
        "The Quiet Loom Hotel was shut. It also appears as Skor Daum on a bill.",
        "The Quiet Loom Hotel was shut. The hotel was formerly called Skor Daum.",
    ],
)
def test_find_sites_takes_another_name_for_the_site(named, text):
    _, found = named(text)

    other = [fact for fact in found if fact.text == "Skor Daum"]

    assert [(fact.rule, fact.value) for fact in other] == [("sites.alias", "Quiet Loom Hotel")]


def test_find_sites_meets_the_other_name_again(named):
    text = "Neighbours know the Quiet Loom Hotel as Skor Daum. Two cooks left Skor Daum in May."

    _, found = named(text)

    assert [fact.value for fact in found if fact.text == "Skor Daum"] == ["Quiet Loom Hotel"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The Quiet Loom Hotel was shut. Sok Dara, also known as Skor Daum, left.",
        "The Quiet Loom Hotel and the Tin Bowl Casino were shut. It also appears as Skor Daum.",
        "Neighbours know the building as Skor Daum.",
    ],
)
def test_find_sites_takes_no_other_name_where_it_may_be_something_else(named, text):
    _, found = named(text)

    assert [fact.text for fact in found if fact.rule == "sites.alias"] == []
