"""find_places: longest names, levels, containers, spellings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.places import find_places
from ponleu.foundation.packs.lexicon import load_lexicon


def places(text, lexicon):
    return [(fact.text, fact.value) for fact in find_places(lay_out(text, lexicon), lexicon)]


@pytest.mark.parametrize(
    "name",
    ["Preah Sihanouk", "Preah Sihnouk", "KH-18", "Krong Preah Sihanouk province"],
)
def test_one_province_in_all_its_spellings(name, kh):
    found = places(f"They went to {name} at night.", kh)

    assert [value for _, value in found] == ["18"]


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        ("Preah Sihanouk city", "Preah Sihanouk", "1801"),
        ("Prey Nob district", "Prey Nob", "1802"),
        ("Krong Siem Reap", "Siem Reap", "1710"),
        ("Tuek Thla commune, Prey Nob district", "Tuek Thla", "180212"),
        ("Sangkat 4, Preah Sihanouk city", "4", "180104"),
        ("Sangkat Buon", "Buon", "180104"),
        ("commune IV", "IV", ""),
        ("Sangkat Lekh Muoy", "Lekh Muoy", "180101"),
        ("Samraong district in Takeo", "Samraong", "2107"),
    ],
)
def test_a_word_for_the_level_decides(words, text, code, kh):
    found = dict(places(f"The teams came to {words}.", kh))

    if code:
        assert found[text] == code


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        ("Steung Hav district", "Steung Hav", "1803"),
        ("Sangkat Boeung Keng Kang I", "Boeung Keng Kang I", "121301"),
        ("Teuk Laak commune in Prey Nob district", "Teuk Laak", "180211"),
    ],
)
def test_an_unknown_spelling_is_heard_where_the_level_is_stated(words, text, code, kh):
    assert dict(places(f"The teams came to {words}.", kh))[text] == code


def test_an_unknown_spelling_without_its_level_is_no_place(kh):
    assert places("They met Teuk Laak and others.", kh) == []


def test_a_name_that_several_places_share_has_no_code_when_nothing_decides(kh):
    (fact,) = find_places(lay_out("They came from Samraong district.", kh), kh)

    assert (fact.value, fact.rule) == ("", "places.ambiguous")
    assert "2 places" in fact.reason


def test_a_province_named_elsewhere_in_the_document_decides(kh):
    text = "They came from Samraong district. They now live in Oddar Meanchey."

    assert places(text, kh)[0] == ("Samraong", "2204")


def test_a_small_place_before_a_larger_one_needs_no_level(kh):
    assert places("He lives in Tuek Thla, Prey Nob, Preah Sihanouk.", kh) == [
        ("Tuek Thla", "180212"),
        ("Prey Nob", "1802"),
        ("Preah Sihanouk", "18"),
    ]


def test_a_commune_needs_no_level_where_something_is_said_to_be_in_it(kh):
    assert places("They live in Tonle Basak. Tonle Basak said no.", kh) == [
        ("Tonle Basak", "120101")
    ]


def test_the_province_is_meant_where_a_district_has_its_name(kh):
    assert places("They live in Kampot.", kh) == [("Kampot", "07")]


def test_villages_need_the_word(kh):
    assert places("Thmei and Trapeang Chhuk said no.", kh) == []


def test_names_in_small_letters_are_words_and_not_places(kh):
    assert places("They ate a kep of rice and told us.", kh) == []


def test_large_places_are_found_in_the_small_letters_of_messages(kh):
    found = places("help me i am in sihanoukville they took me from vietnam", kh)

    assert found == [("sihanoukville", "1801"), ("vietnam", "VN")]


def test_countries_have_their_two_letters(kh):
    assert places("The U.S. and Viet Nam told us of Hong Kong.", kh) == [
        ("U.S.", "US"),
        ("Viet Nam", "VN"),
        ("Hong Kong", "HK"),
    ]


def test_a_name_broken_by_a_line_end_is_found_whole(kh):
    text = "The three of them\ncame from Siem\nReap and then\nwent home."

    assert places(text, kh) == [("Siem\nReap", "17")]


def test_a_comma_parts_two_names(make_lexicon):
    lexicon = make_lexicon(places=[("03", "Kampong Cham")])

    assert places("Kampong, Cham", lexicon) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Kampot Siem Reap,.'’\n4IVខេត្តកំពត😀", max_size=80))
def test_every_fact_is_the_text_between_its_offsets(text):
    kh = load_lexicon("kh")

    for fact in find_places(lay_out(text, kh), kh):
        assert text[fact.start : fact.end] == fact.text


@pytest.mark.parametrize(
    ("sentence", "name", "code"),
    [
        ("They were flown to Hanoi on Monday.", "Hanoi", "VN/Hanoi"),
        ("Farmers in the province of Fujian paid.", "Fujian", "CN-FJ"),
        ("He reached Tay Ninh barefoot.", "Tay Ninh", "VN/Tay Ninh"),
        ("The boat left from Samut Sakhon.", "Samut Sakhon", "TH/Samut Sakhon"),
        ("she say boss in kuala lumpur slap her", "kuala lumpur", "MY/Kuala Lumpur"),
    ],
)
def test_find_places_knows_cities_and_regions_abroad(sentence, name, code, kh):
    assert places(sentence, kh) == [(name, code)]


def test_find_places_takes_no_place_from_a_currency(kh):
    assert places("The fee was US$2,000, later US $3,000.", kh) == []
