"""Amounts: numbers in digits, words and Khmer, their units, bounds, ranges and shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading.amounts import find_amounts
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.numbers import khmer_number, number_of_digits, number_of_words
from ponleu.engines.reading.types import Amount
from ponleu.foundation.packs.lexicon import load_lexicon


@pytest.fixture
def amounts(kh):
    def find(text):
        return find_amounts(lay_out(text, kh), kh)

    return find


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("fined 3,400,000 riel", 3_400_000, "riel"),
        ("fined 10 million riel", 10_000_000, "riel"),
        ("paid $1.2 million", 1_200_000, "usd"),
        ("paid US$40,000 in cash", 40_000, "usd"),
        ("paid 1,200 baht", 1_200, "thb"),
        ("seized 62 kgs", 62, "kg"),
        ("seized 1.5 tonnes", 1.5, "t"),
        ("about 12 per cent of them", 12, "percent"),
        ("about 12% of them", 12, "percent"),
        ("312 complaints arrived", 312, "complaint"),
        ("eleven workers left", 11, "worker"),
        ("two hundred and six foreign nationals", 206, "national"),
        ("a dozen government ministries", 12, "ministry"),
        ("half a dozen raids", 6, "raid"),
        ("a hundred families", 100, "family"),
        ("six million people", 6_000_000, "person"),
        ("four deputy provincial governors", 4, "governor"),
        ("only one victim came", 1, "victim"),
        ("a 17-year-old girl", 17, "year-old"),
        ("girls aged 16 came", 16, "year-old"),
        ("workers under 25 years", 25, "year-old"),
        ("an 8-day course", 8, "day"),
        ("two-thirds of victims", 0.6667, "ratio"),
        ("one in five children", 0.2, "ratio"),
        ("2000 workers left", 2000, "worker"),
        ("5 and 6 victims", 6, "victim"),
        ("they sold 12 ponies", 12, "pony"),
        ("ជនរងគ្រោះ ១៨៦នាក់", 186, "person"),
        ("ថ្នាំ ១.៥ គីឡូក្រាម", 1.5, "kg"),
        ("ពិន័យ ៣.៤០០.០០០ រៀល", 3_400_000, "riel"),
    ],
)
def test_find_amounts_reads_number_and_unit(amounts, words, number, unit):
    (fact,) = amounts(words)

    assert fact.value == Amount(number, unit)


@pytest.mark.parametrize(
    "words",
    [
        "In 2006 companies left.",
        "On 3 May 2021 it rained.",
        "At 5:05pm, on page 4.",
        "Call 012 345 678.",
        "1. First of the points",
        "One of our teams came.",
        "Article 12 of the law",
        "Building 8 was empty.",
        "Sub-decree 190, signed later.",
        "Covid-19 spread.",
        "7" * 70 + " riel",
    ],
)
def test_find_amounts_leaves_other_numbers_alone(amounts, words):
    assert amounts(words) == []


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("nearly 9,000 people", "about"),
        ("more than 50 per cent", "at least"),
        ("at least 20 workers", "at least"),
        ("up to 30 suspects", "at most"),
    ],
)
def test_find_amounts_keeps_the_bound(amounts, words, bound):
    (fact,) = amounts(words)

    assert fact.parts["bound"].value == bound
    assert not fact.text.startswith(fact.parts["bound"].text)


@pytest.mark.parametrize(
    "words", ["between 40 and 50 workers", "40-50 workers", "40 to 50 workers"]
)
def test_find_amounts_gives_a_range_its_two_ends(amounts, words):
    (fact,) = amounts(words)

    assert fact.value == Amount(40, "worker")
    assert fact.parts["low"].value == Amount(40, "worker")
    assert fact.parts["high"].value == Amount(50, "worker")


def test_find_amounts_shares_the_magnitude_of_a_range(amounts):
    (fact,) = amounts("2 to 3 million riel")

    assert fact.parts["low"].value == Amount(2_000_000, "riel")
    assert fact.parts["high"].value == Amount(3_000_000, "riel")


def test_find_amounts_says_of_what(amounts):
    (fact,) = amounts("The office had 312 complaints of fraud in May.")

    assert fact.parts["of"].text == "fraud"


def test_find_amounts_trusts_an_unlisted_plural_less(amounts):
    listed, unlisted = amounts("They took 12 computers and 12 umbrellas.")

    assert unlisted.value == Amount(12, "umbrella")
    assert unlisted.confidence < listed.confidence


@given(st.integers(2, 999_999_999))
def test_find_amounts_reads_back_any_number_with_commas(number):
    kh = load_lexicon("kh")

    (fact,) = find_amounts(lay_out(f"They paid {number:,} riel.", kh), kh)

    assert fact.value == Amount(number, "riel")


@given(st.integers(0, 10**12))
def test_khmer_number_equals_the_latin_one(number):
    khmer = f"{number:,}".replace(",", ".").translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))

    assert khmer_number(khmer) == number_of_digits(f"{number:,}") == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-five", 25),
        ("nine hundred and ninety-nine", 999),
        ("two thousand three hundred", 2300),
        ("three dozen", 36),
        ("horse", None),
    ],
)
def test_number_of_words_adds_up(words, number):
    assert number_of_words(words) == number


@given(st.text(st.sampled_from("1234567890,.-$€ m%kg riel people and to ៛១២ រៀល"), max_size=60))
def test_find_amounts_gives_exact_offsets_of_any_text(text):
    kh = load_lexicon("kh")

    facts = find_amounts(lay_out(text, kh), kh)

    assert all(fact.text == text[fact.start : fact.end] for fact in facts)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Thirty-one Indonesians and four Cambodians left.",
            ["Thirty-one Indonesians", "four Cambodians"],
        ),
        (
            "They were 61 Chinese, 15 Indians and two Thai nationals.",
            ["61 Chinese", "15 Indians", "two Thai nationals"],
        ),
        (
            "She saw two electric batons and three karaoke parlours.",
            ["two electric batons", "three karaoke parlours"],
        ),
        ("It freed 31 women and girls.", ["31 women and girls"]),
        ("Phan Soth, 37, said so.", ["37"]),
        ("Mr. Noh (25) received a letter.", ["25"]),
        ("Anyone under 15 stays out.", ["15"]),
        ("Eleven of them wept; fourteen had burns.", ["Eleven", "fourteen"]),
        ("He put the number of runaways at 40.", ["40"]),
        ("Domestic service (81), online work (57).", ["81", "57"]),
        ("A nine-hour standoff and a 40-second message.", ["nine-hour", "40-second"]),
        ("It costs one month to three years of prison.", ["one month to three years"]),
        ("He got 4 years 6 months.", ["4 years 6 months"]),
        ("They owed two months’ pay.", ["two months’ pay"]),
        (
            "A fee of USD 10, then US $50,000 and 3 million won.",
            ["USD 10", "US $50,000", "3 million won"],
        ),
        ("The line rang 1,906 times.", ["1,906 times"]),
        ("About one in five callers was a child.", ["one in five callers"]),
        ("i count 18 or 20 people", ["18 or 20 people"]),
    ],
)
def test_find_amounts_counts_people_things_and_ages(amounts, words, found):
    assert [fact.text for fact in amounts(words)] == found
