"""Amounts, dates and places in the wordings of messages, notices and translations."""

from datetime import date

import pytest

from ponleu.engines.reading.amounts import find_amounts
from ponleu.engines.reading.dates import find_dates
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.machine_translation import is_machine_translated
from ponleu.engines.reading.places import find_places

PUBLISHED = date(2023, 6, 14)  # a Wednesday


@pytest.fixture
def amounts(kh):
    def find(text):
        return [(fact.text, fact.value.number) for fact in find_amounts(lay_out(text, kh), kh)]

    return find


@pytest.fixture
def dates(kh):
    def find(text, published=PUBLISHED):
        facts = find_dates(lay_out(text, kh, published=published), kh)
        return [(fact.text, fact.value) for fact in facts]

    return find


@pytest.fixture
def places(kh):
    def find(text):
        return [(fact.text, fact.value) for fact in find_places(lay_out(text, kh), kh)]

    return find


@pytest.mark.parametrize(
    ("words", "text", "number"),
    [
        ("They asked PHP 85,000 of her aunt.", "PHP 85,000", 85_000),
        ("He paid P60,000 at the port.", "P60,000", 60_000),
        ("The fee was Rs. 2,35,000 in all.", "Rs. 2,35,000", 235_000),
        ("we sent tk 45,000 by bank", "tk 45,000", 45_000),
        ("The clinic cost EUR 4,200 last year.", "EUR 4,200", 4_200),
        ("They wanted IDR 12.500.000 at once.", "IDR 12.500.000", 12_500_000),
        ("he gave 3 lakh 50 thousand taka", "3 lakh 50 thousand taka", 350_000),
        ("They held 2 kg and 300 grams of it.", "2 kg and 300 grams", 2.3),
        ("Thirty-one (31) foreigners were found.", "Thirty-one (31) foreigners", 31),
        ("They crossed in a 12-seat van.", "12-seat", 12),
        ("Seventeen seamen came home.", "Seventeen seamen", 17),
        ("Four Burmese cooks fled.", "Four Burmese cooks", 4),
        ("They took three sewing machines.", "three sewing machines", 3),
        ("they are 5 pinoy in one room", "5 pinoy", 5),
        ("The 38 shall be sent home.", "38", 38),
        ("Fourteen bought their way out.", "Fourteen", 14),
        ("Nearly half had been sold before.", "half", 0.5),
        ("Persons found: 57\nThey were fed.", "57", 57),
        ("I am 33 and I drove the van.", "33", 33),
        ("Nobody was under sixteen, she said.", "sixteen", 16),
        ("her son is 19 yrs old", "19 yrs old", 19),
    ],
)
def test_find_amounts_reads_the_wordings_of_messages_and_notices(amounts, words, text, number):
    found = amounts(words)

    assert (text, pytest.approx(number)) in found


def test_find_amounts_counts_one_thing_of_a_list(amounts):
    found = amounts("They took 14 laptops, 2 vans and 1 note counting machine.")

    assert found == [("14 laptops", 14), ("2 vans", 2), ("1 note counting machine", 1)]


@pytest.mark.parametrize(
    "words",
    [
        "One manager spoke to them.",
        "He is a third person to sign.",
        "It was the first half that mattered.",
        "File 12 was closed.",
        "Hotline: 1288",
        "He lives in Kilometer 6 village.",
        "She left at 10.45 and ran.",
    ],
)
def test_find_amounts_leaves_articles_ordinals_and_references(amounts, words):
    assert amounts(words) == []


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        ("Received: 05/02/23 by phone.", "05/02/23", "2023-02-05"),
        ("They were moved on 3/4 at night.", "3/4", "2023-04-03"),
        ("She left in early 9/2022 with him.", "early 9/2022", "2022-09"),
        ("He was taken away on Sun. night by guards.", "Sun. night", "2023-06-11"),
        ("they move us tmrw pls", "tmrw", "2023-06-15"),
        ("police came last feb 9 but left", "last feb 9", "2023-02-09"),
        ("She was born on the 2nd of May 2001.", "the 2nd of May 2001", "2001-05-02"),
        ("They met on the 9th once again.", "the 9th", "2023-06-09"),
        ("Calls rose in the last three months of 2022.", "the last three months of 2022",
         "2022-10/2022-12"),
        ("There were 40 in the first half of this year.", "the first half of this year",
         "2023-01/2023-06"),
        ("It fell from the beginning of the year until now.",
         "the beginning of the year until now", "2023-01-01/2023-06-14"),
        ("He will answer by year's end.", "year's end", "2023-12-31"),
        ("They went home for Pchum Ben day 2019.", "Pchum Ben day 2019", "2019-09"),
        ("It opens before the upcoming Khmer New Year.", "the upcoming Khmer New Year",
         "2024-04"),
        ("They fled at the end of April.", "the end of April", "2023-04-20/2023-04-30"),
        ("i come here juni last year", "juni last year", "2022-06"),
        ("It was built in the whole of 2020.", "the whole of 2020", "2020"),
        ("The man, born 1987, was sought.", "1987", "1987"),
        ("He had left the villa by Sunday evening.", "Sunday evening", "2023-06-11"),
        ("We will print audited books in August.", "August", "2023-08"),
        ("She promised to call on Friday.", "Friday", "2023-06-16"),
    ],
)  # fmt: skip
def test_find_dates_reads_the_wordings_of_messages_and_notices(dates, words, text, value):
    assert dates(words) == [(text, value)]


@pytest.mark.parametrize(
    "words", ["Letter no. 4/2022 came.", "It is open 24/7 here.", "About 2/3 of them wept."]
)
def test_find_dates_leaves_numbers_with_a_stroke(dates, words):
    assert dates(words) == []


def test_find_dates_counts_from_the_day_or_quarter_told_before(dates):
    later = dates("They were held on 4 May 2022. Two days later they ran.")
    before = dates("In the third quarter of 2021 it was 30; in the quarter before, 18.")

    assert later[1] == ("Two days later", "2022-05-06")
    assert before[1] == ("the quarter before", "2021-04/2021-06")


def test_find_dates_without_publication_takes_the_nearest_year(dates):
    found = dates("She left on 10 September 2021. We wrote on 3 December.", published=None)

    assert found == [("10 September 2021", "2021-09-10"), ("3 December", "2021-12-03")]


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        ("They drove to Sihanoukville.", "Sihanoukville", "1801"),
        ("They drove through Sihanoukville province.", "Sihanoukville", "18"),
        ("The Kingdom of Cambodia signed.", "Cambodia", "KH"),
        ("he is in bavet near the bridge", "bavet", "2008"),
        ("they sell us to poi pet boss", "poi pet", "0110"),
        ("my aunt works in riyadh now", "riyadh", "SA/Riyadh"),
        ("She grew up in Kandal Stung with him.", "Kandal Stung", "0801"),
        ("He lived in Vinh Loc commune.", "Vinh Loc", ""),
        ("They searched Tang Hai Sangkat.", "Tang Hai", ""),
        ("A man from Lanshan, Hunan, wept.", "Lanshan", "CN/Lanshan"),
        ("They met at the Samrong Tuk border gate.", "Samrong Tuk", ""),
    ],
)
def test_find_places_reads_small_letters_and_names_of_no_table(places, words, text, value):
    assert (text, value) in places(words)


@pytest.mark.parametrize(
    "words", ["They lost 300 US dollars.", "Lotus Gate (Cambodia) Co., Ltd. paid.", "in male hands"]
)
def test_find_places_leaves_currencies_and_branches(places, words):
    assert places(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "The skilled force went down to crack down on the above location.",
        "A fellow villager sold him; whoever can't open a bill sits in the little black room.",
        "Functional forces of the province let the family run money before the deadline.",
    ],
)
def test_is_machine_translated_knows_slips_from_three_languages(words, kh):
    assert is_machine_translated(words, kh)


@pytest.mark.parametrize(
    "words",
    [
        "Police inspected the building and found eleven netizens residing in it.",
        "A man surnamed Chen said his compatriots had been sold, according to a lawyer.",
    ],
)
def test_is_machine_translated_spares_what_people_write_too(words, kh):
    assert not is_machine_translated(words, kh)
