"""find_organisations: known bodies, names built on a noun, abbreviations in brackets."""

import pytest

from ponleu.engines.reading.types import FactKind


@pytest.fixture
def bodies(named):
    def find(text):
        _, facts = named(text)
        return [(f.text, f.value) for f in facts if f.kind is FactKind.ORGANISATION]

    return find


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("He wrote to the interior ministry.", "interior ministry", "Ministry of Interior"),
        ("He wrote to the Ministry of Interior.", "Ministry of Interior", "Ministry of Interior"),
        ("He told the Unity Command so.", "Unity Command", "Provincial Unity Command"),
        ("The State Department agreed.", "State Department", "US Department of State"),
        (
            "He left for the Human Rights Council.",
            "Human Rights Council",
            "UN Human Rights Council",
        ),
        ("ក្រសួងមហាផ្ទៃបានប្រកាស", "ក្រសួងមហាផ្ទៃ", "Ministry of Interior"),
    ],
)
def test_a_known_body_has_its_key(text, name, key, bodies):
    assert bodies(text) == [(name, key)]


def test_an_abbreviation_needs_its_capitals(bodies):
    assert bodies("They moved on and un did nothing; Un said no.") == []


def test_a_ministry_ends_before_the_next_office(bodies):
    text = "He is of the Ministry of Harmony and Permanent Vice Chair of the Senate."

    assert bodies(text) == [("Ministry of Harmony", "Ministry of Harmony"), ("Senate", "Senate")]


def test_a_body_ends_before_a_person(bodies):
    assert bodies("It was the National Committee for Safe Homes Chou Dara.") == [
        ("National Committee for Safe Homes", "National Committee for Safe Homes")
    ]


def test_an_abbreviation_is_what_the_text_says_it_is(bodies):
    text = "The National Committee for Safe Homes (NEC) met. The NEC left."

    assert [key for _, key in bodies(text)] == ["National Committee for Safe Homes"] * 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It went to the Preah Sihanouk provincial court.", "Preah Sihanouk Provincial Court"),
        ("He chairs the Kampot Provincial Working Group.", "Kampot Provincial Working Group"),
        ("The Lotus Children Association helped.", "Lotus Children Association"),
        ("They work for Silver Reed Investment Co., Ltd.", "Silver Reed Investment Co., Ltd"),
        ("She asked the Thai embassy.", "Embassy of Thailand"),
        ("She rang the Workers' Path Association.", "Workers' Path Association"),
        ("She rang the Lotus Women’s Crisis Foundation.", "Lotus Women’s Crisis Foundation"),
        ("KAMPOT PROVINCIAL COMMISSARIAT OF POLICE", "Kampot Provincial Commissariat of Police"),
        ("He leads the Cambodian Labour Confederation.", "Cambodian Labour Confederation"),
    ],
)
def test_a_name_and_a_noun_for_a_body_make_one(text, value, bodies):
    assert [key for _, key in bodies(text)] == [value]


def test_a_company_is_known_again_without_its_legal_form(bodies):
    text = "They work for Grey Net Landing Co., Ltd. The agent of Grey Net Landing paid."

    assert bodies(text) == [
        ("Grey Net Landing Co., Ltd.", "Grey Net Landing Co., Ltd"),
        ("Grey Net Landing", "Grey Net Landing Co., Ltd"),
    ]


def test_a_company_with_a_noun_of_its_own_is_one_with_and_without_its_legal_form(bodies):
    text = "Third Net Fisheries Co., Ltd. paid. The agent of Third Net Fisheries left."

    assert [value for _, value in bodies(text)] == ["Third Net Fisheries Co., Ltd"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Civil Society Organisations met.",
        "The Working Group met.",
        "Provincial Police came.",
        "The company and the court met the police.",
    ],
)
def test_common_nouns_alone_are_no_name(text, bodies):
    assert bodies(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was leased by Quiet Loom Trading Co., which left.", "Quiet Loom Trading Co."),
        ("It was leased by Quiet Loom Property Co., Ltd. in May.", "Quiet Loom Property Co., Ltd."),
        ("It was leased by Quiet Loom Group in May.", "Quiet Loom Group"),
        ("It was leased by Quiet Loom Real Estate in May.", "Quiet Loom Real Estate"),
        ("The Lamp and Ladder Foundation paid for the well.", "Lamp and Ladder Foundation"),
        ("A well was paid for by Bowls of Rice Association.", "Bowls of Rice Association"),
    ],
)
def test_find_organisations_takes_the_whole_name(named, text, name):
    _, found = named(text)

    bodies = [fact.text for fact in found if fact.kind is FactKind.ORGANISATION]

    assert bodies == [name]


def test_find_organisations_knows_a_joined_name_again_where_it_begins_a_sentence(named):
    text = "The Lamp and Ladder Foundation wrote. Lamp and Ladder Foundation staff came."

    _, found = named(text)

    assert [fact.text for fact in found] == ["Lamp and Ladder Foundation"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The police and Ladder Foundation came.", ["Ladder Foundation"]),
        ("Families and Ladder Foundation came.", ["Ladder Foundation"]),
        ("It was told to Kandal and Ladder Foundation.", ["Ladder Foundation"]),
        ("The Director of Ladder Foundation came.", ["Ladder Foundation"]),
    ],
)
def test_find_organisations_leaves_out_who_is_only_named_beside(named, text, names):
    _, found = named(text)

    assert [fact.text for fact in found if fact.kind is FactKind.ORGANISATION] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Takeo Provincial Department of Social Affairs wrote.",
            ["Takeo Provincial Department of Social Affairs"],
        ),
        (
            "The Provincial Committee for Counter Trafficking met.",
            ["Provincial Committee for Counter Trafficking"],
        ),
        (
            "Help for Nets and Oars (HNO) wrote. HNO staff left.",
            ["Help for Nets and Oars", "HNO", "HNO"],
        ),
        ("Winrose, a shelter group, agreed.", ["Winrose"]),
        (
            "It met the Ministry of Tin Bowls. The Ministry agreed.",
            ["Ministry of Tin Bowls", "Ministry"],
        ),
        ("K.V. Overseas Co Ltd paid.", ["K.V. Overseas Co Ltd"]),
        ("It was told to ZZRA, which wrote.", ["ZZRA"]),
        ("THE POLICE CAME TO THE SITE AT DAWN", []),
        ("The Ministry agreed.", []),
    ],
)
def test_find_organisations_uses_what_stands_around_a_name(text, found, bodies):
    assert [name for name, _ in bodies(text)] == found
